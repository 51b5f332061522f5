"""All fact files in, one map of who pays whom out: the flows, the circles in them, and who else tells of them."""

from pipeline.loop.answers import answer_path, answer_who
from pipeline.loop.asking import chains, find
from pipeline.loop.build import capital_loop, draw
from pipeline.loop.changes import Moved, changes
from pipeline.loop.decided import Asked, Decisions, asked, decisions, loop_proposals
from pipeline.loop.explorer import loop_html
from pipeline.loop.graph import as_graph, loop_graphml
from pipeline.loop.page import OverTime, loop_page
from pipeline.loop.picture import loop_picture
from pipeline.loop.records import Circle, Edge, EdgeKind, Loop, Node
from pipeline.loop.table import Row, as_rows, loop_csv
from pipeline.loop.totals import Totals
from pipeline.loop.written import loop_json, read_loop

__all__ = [
    "Asked",
    "Circle",
    "Decisions",
    "Edge",
    "EdgeKind",
    "Loop",
    "Moved",
    "Node",
    "OverTime",
    "Row",
    "Totals",
    "answer_path",
    "answer_who",
    "as_graph",
    "as_rows",
    "asked",
    "capital_loop",
    "chains",
    "changes",
    "decisions",
    "draw",
    "find",
    "loop_csv",
    "loop_graphml",
    "loop_html",
    "loop_json",
    "loop_page",
    "loop_picture",
    "loop_proposals",
    "read_loop",
]
