"""Plain language that several rooms must read the same way: amounts, dates, sentences, defined terms, matching.

Nothing here knows of documents or deals. Every function is pure and works on one ``str``.
"""

from pipeline.lexis.records import DateFound, Normalised, Quantity

__all__ = ["DateFound", "Normalised", "Quantity"]
