"""The model engine: passages become questions, answers become candidates. It proposes; ``check`` disposes.

It never reaches for a service itself: ``ask`` is given to it, so it can be tested with a function.
"""

from pipeline.extract.model.engine import ModelEngine
from pipeline.extract.model.shape import PassageAnswer

__all__ = ["ModelEngine", "PassageAnswer"]
