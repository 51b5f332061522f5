"""What people decide about a page: their file read and added to, their decisions made on the deals of the document.

Nothing a person writes becomes a fact by being written: figures, names and dates go through the same checks as an
engine's, which ``run`` brings along as a ``Prover``.
"""

from pipeline.review.applying import Applied, applied
from pipeline.review.claiming import Prover, Refused
from pipeline.review.file import Entry, entries
from pipeline.review.matching import changed, remembered, seen
from pipeline.review.sentences import Resaid, resaid
from pipeline.review.waiting import Waiting, names_of, waiting
from pipeline.review.writing import added, begun, block

__all__ = [
    "Applied",
    "Entry",
    "Prover",
    "Refused",
    "Resaid",
    "Waiting",
    "added",
    "applied",
    "begun",
    "block",
    "changed",
    "entries",
    "names_of",
    "remembered",
    "resaid",
    "seen",
    "waiting",
]
