"""Which stretches of a document are worth asking about, cut to size, and why the rest is not."""

from pipeline.select.packing import pack
from pipeline.select.selecting import select

__all__ = ["pack", "select"]
