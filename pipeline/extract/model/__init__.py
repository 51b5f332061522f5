"""The model engine: packets become questions, answers become candidates. It proposes; ``check`` disposes.

It never reaches for a service itself: ``hear`` is given to it, so it can be tested with a function, and be called
again from its beginning as often as answers are still missing.
"""

from pipeline.extract.model.completing import completed
from pipeline.extract.model.engine import ModelEngine
from pipeline.extract.model.joining import Joined, joined
from pipeline.extract.model.shape import JoinAnswer, PassageAnswer, SecondAnswer, VerifyAnswer
from pipeline.extract.model.steps import Steps
from pipeline.extract.model.verifying import verified

__all__ = [
    "JoinAnswer",
    "Joined",
    "ModelEngine",
    "PassageAnswer",
    "SecondAnswer",
    "Steps",
    "VerifyAnswer",
    "completed",
    "joined",
    "verified",
]
