"""The firewall: what an engine claims becomes a deal only where the document's own words prove it."""

from pipeline.check.case import Case, Refusal
from pipeline.check.firewall import Examined, Step, check, examined

__all__ = ["Case", "Examined", "Refusal", "Step", "check", "examined"]
