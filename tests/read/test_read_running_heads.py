"""Running heads that read like a column's head."""

from __future__ import annotations

from pipeline.read.furniture import find_furniture
from pipeline.read.lines import cut_lines
from pipeline.records import Page

HEAD = "Alder Woods Corporation | Form 10-Q | Quarter Ended September 30, 2026"


def test_a_running_head_that_names_the_quarter_is_no_head_of_the_table_below() -> None:
    kinds = ("wood", "paper", "board", "power")
    bodies = [
        f"Statement of {kind}\nThree Months Ended\n2026 2025\n"
        f"Revenue of {kind} 5 4\nCosts of {kind} 3 2\nLoss of {kind} 2 2\n"
        for kind in kinds
    ]
    text, pages = "", []
    for number, body in enumerate(bodies, start=1):
        start = len(text)
        text += f"{HEAD}\n{body}"
        pages.append(Page(start=start, end=len(text), number=number))
    lines = cut_lines(text, pages)
    found = {lines[index].text for index in find_furniture(lines, len(pages)).lines}
    assert HEAD in found
    assert not any(line.startswith(("Three", "Revenue", "2026")) for line in found)
