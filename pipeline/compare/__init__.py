"""What changed from one document of a company to the next: pure functions of fact files.

``in_series`` takes all fact files of a company and gives them back, each compared with the document before it;
``bare`` takes a comparison away again. ``between`` compares any two.
"""

from pipeline.compare.series import Series, bare, between, in_series

__all__ = ["Series", "bare", "between", "in_series"]
