"""The offline engine: vocabulary held as data, general patterns of sentences and tables, no names of companies."""

from pipeline.extract.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
