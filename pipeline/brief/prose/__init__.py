"""The summary told by a model: asked for in one question, proved word by word, replaced by templates where it fails.

A model words what the rules of the page chose: which deals are told, and in which order, stays with the code, so that
nothing can be hidden by not telling it. A pure function of the fact file and of what was heard; it can be replayed.
"""

from pipeline.brief.prose.shape import ProseAnswer
from pipeline.brief.prose.telling import Told, told
from pipeline.brief.prose.worded import put, wrong
from pipeline.brief.prose.worded import told as sentences

__all__ = ["ProseAnswer", "Told", "put", "sentences", "told", "wrong"]
