"""Plain language that several rooms must read the same way: amounts, dates, sentences, defined terms, matching.

Nothing here knows of documents or deals. Every function is pure and works on one ``str``.
"""

from pipeline.lexis.amounts import quantities
from pipeline.lexis.calendar import dates
from pipeline.lexis.folding import normalise
from pipeline.lexis.listing import cut, list_breaks
from pipeline.lexis.names import legal_core, misheard, name_words
from pipeline.lexis.prose import sentences
from pipeline.lexis.records import DateFound, Normalised, Quantity
from pipeline.lexis.terms import definitions

__all__ = [
    "DateFound",
    "Normalised",
    "Quantity",
    "cut",
    "dates",
    "definitions",
    "legal_core",
    "list_breaks",
    "misheard",
    "name_words",
    "normalise",
    "quantities",
    "sentences",
]
