"""From one file to one ``Document``: its text, its pages, and what stands where in it."""

from pipeline.read.document import read

__all__ = ["read"]
