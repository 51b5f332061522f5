"""The firewall: what an engine claims becomes a deal only where the document's own words prove it."""

from pipeline.check.case import Case, Refusal
from pipeline.check.figures import scale_line
from pipeline.check.firewall import GATES, Examined, Step, check, examine, examined, sifted
from pipeline.check.source import Source

__all__ = [
    "GATES",
    "Case",
    "Examined",
    "Refusal",
    "Source",
    "Step",
    "check",
    "examine",
    "examined",
    "scale_line",
    "sifted",
]
