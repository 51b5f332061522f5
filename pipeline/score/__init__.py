"""Fact files against labels made by hand: what was missed, what is wrong, what is told twice, and why."""

from pipeline.score.figures import BESIDES, SCORED, Right, Scored, besides, figures, scored, totals
from pipeline.score.labels import Label, Labels
from pipeline.score.report import Entry, report
from pipeline.score.trail import Fate, Remark, Trail

__all__ = [
    "BESIDES",
    "SCORED",
    "Entry",
    "Fate",
    "Label",
    "Labels",
    "Remark",
    "Right",
    "Scored",
    "Trail",
    "besides",
    "figures",
    "report",
    "scored",
    "totals",
]
