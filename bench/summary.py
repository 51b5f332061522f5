"""Print what a run did and where its time went, from the summary of ``briefs run --json``.

Usage: ``briefs run FOLDER --json > run.json; python bench/summary.py run.json``
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

_NEEDED = ("read", "select", "extract", "check", "resolve")
"""Reading, and what the rules engine needs; all else is overhead of the program."""


def table(summary: dict[str, Any]) -> str:
    """Give the table: one line per room, its seconds added up over all workers, and its share."""
    rooms: dict[str, float] = summary["seconds"]["rooms"]
    total = sum(rooms.values())
    lines = [f"{'room':10s} {'seconds':>9s} {'share':>7s}"]
    lines += [f"{room:10s} {seconds:9.2f} {seconds / total:7.1%}" for room, seconds in rooms.items() if total]
    lines.append(f"{'all rooms':10s} {total:9.2f}")
    if needed := sum(rooms.get(room, 0.0) for room in _NEEDED):
        wall, jobs = summary["seconds"]["wall"], summary["jobs"]
        lines.append(
            f"wall {wall:.2f} s with {jobs} jobs; wall x jobs is {wall * jobs / needed:.2f} times read + rules"
        )
    return "\n".join(lines)


def failures(summary: dict[str, Any]) -> str:
    """Give the documents that got no briefing, each with its reason."""
    return "\n".join(
        f"{entry['result']}: {entry['path']}: {entry.get('reason', '')}"
        for entry in summary["documents"]
        if entry["result"] in {"failed", "not_reached"}
    )


def main() -> None:
    """Read the file named on the command line and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("summary", type=Path)
    summary = json.loads(parser.parse_args().summary.read_text(encoding="utf-8"))
    print(", ".join(f"{count} {what}" for what, count in summary["counts"].items()))
    print(failures(summary))
    print(table(summary))


if __name__ == "__main__":
    main()
