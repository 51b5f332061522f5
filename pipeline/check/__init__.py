"""The firewall: what an engine claims becomes a deal only where the document's own words prove it."""

from pipeline.check.firewall import check

__all__ = ["check"]
