"""One run: find the documents, plan what to do, work each one off, publish. The only package that knows all rooms.

``inputs``, ``fingerprint`` and ``plan`` decide; ``pool``, ``worker`` and ``work`` do it in processes of their own;
``stems`` and ``publish`` put the outputs in place; ``overview`` writes what covers all of them; ``conduct`` and
``workshop`` hold it together and ``report`` says what happened. Nothing heavy is imported until there is a document
to work on.
"""

from pipeline.run.conduct import Listener, Options, Stop, conduct
from pipeline.run.report import Outcome, Report, Result

__all__ = ["Listener", "Options", "Outcome", "Report", "Result", "Stop", "conduct"]
