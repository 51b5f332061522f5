"""All deals for other programs: a flat table as CSV or Parquet, and one HTML file to filter, sort and check.

Pure functions of the fact files, but for ``write_parquet``, which fills the file it is given.
"""

from pipeline.export.dictionary import dictionary
from pipeline.export.page import MOST_ROWS, Shown, deals_html
from pipeline.export.parquet import Unfit, write_parquet
from pipeline.export.rows import Chosen, Row, rows
from pipeline.export.table import csv_lines

__all__ = [
    "MOST_ROWS",
    "Chosen",
    "Row",
    "Shown",
    "Unfit",
    "csv_lines",
    "deals_html",
    "dictionary",
    "rows",
    "write_parquet",
]
