"""From one file to one ``Document``: its text, its pages, and what stands where in it."""

from pipeline.read.document import read
from pipeline.read.ocr import missing as missing_for_ocr

__all__ = ["missing_for_ocr", "read"]
