"""All fact files in, one map of who pays whom out: the flows, the circles in them, and who else tells of them."""

from pipeline.loop.build import capital_loop
from pipeline.loop.page import loop_page
from pipeline.loop.picture import loop_picture
from pipeline.loop.records import Circle, Edge, EdgeKind, Loop, Node
from pipeline.loop.who import who_is_who
from pipeline.loop.written import loop_json

__all__ = [
    "Circle",
    "Edge",
    "EdgeKind",
    "Loop",
    "Node",
    "capital_loop",
    "loop_json",
    "loop_page",
    "loop_picture",
    "who_is_who",
]
