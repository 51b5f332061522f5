"""All deals of the output folder handed over to other programs: as CSV, as Parquet, as one HTML file.

Nothing is kept between two exports, and a table is written while the fact files are read, so that ten thousand of them
need no more memory than a few.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from pipeline.brief import amount_words, is_price, main_amounts
from pipeline.errors import SettingsError
from pipeline.export import MOST_ROWS, Chosen, csv_lines, deals_html, rows, write_parquet
from pipeline.run.filed import facts_in
from pipeline.run.lookup import fact_files
from pipeline.run.picturing import Sheets
from pipeline.run.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.export import Row
    from pipeline.records import Deal
    from pipeline.run.picturing import Drawing, Lacking

CSV, PARQUET, HTML = b"briefing,company,", b"PAR1", b"<!doctype html>\n<!-- filing-briefs export -->"
"""How files of ours begin."""


class Deals:
    """The deals of all briefings in a folder, or of those a person names, by the paths of their fact files."""

    def __init__(self, output: Path, names: Sequence[str] = ()) -> None:
        """Choose the briefings. Raises ``SettingsError`` where a name finds none."""
        self.output = output
        self.unread: dict[Path, str] = {}
        """What lies where fact files lie and is none, with the reason, once it was come across."""
        self._files = fact_files(output, names)

    def rows(self) -> Iterator[Row]:
        """Read one fact file after the other and give its rows."""
        for path in self._files:
            try:
                facts = facts_in(path)
            except SettingsError as error:
                self.unread[path] = error.reason
                continue
            yield from rows(path.relative_to(self.output).with_suffix("").as_posix(), facts, _chosen)

    def lines(self) -> Iterator[bytes]:
        """Give them as the lines of a CSV file."""
        return csv_lines(self.rows())

    def to_csv(self, path: Path) -> None:
        """Write a CSV file. Raises ``SettingsError`` where somebody else's file is there, ``PublishError``."""
        _ours(path, CSV)
        with replaced(path) as beside, beside.open("wb") as file:
            file.writelines(self.lines())

    def to_parquet(self, path: Path) -> tuple[str, ...]:
        """Write a Parquet file; say which amounts it could not hold. Raises what ``to_csv`` raises.

        Also raises ``SettingsError`` where pyarrow is not installed.
        """
        _ours(path, PARQUET)
        with replaced(path) as beside:
            unfit = write_parquet(self.rows(), beside)
        return tuple(
            f"{each.row.stem}, {each.row.deal.id}: {each.amount} has more digits than the table holds, and is left out"
            for each in unfit
        )

    def to_html(self, path: Path, settings: Settings, drawing: Drawing) -> Lacking:
        """Write the page for a browser; say what is not in it. Raises what ``to_csv`` raises."""
        _ours(path, HTML)
        counted = _Counted(self.rows())
        kept = nsmallest(MOST_ROWS, counted, key=_newest_first)
        shown, lacking = Sheets(self.output, path, settings).of(kept, drawing)
        if left := counted.many - len(kept):
            older = f"{left} more deals, of the oldest documents, are not on this page: name fewer companies"
            lacking = lacking._replace(limits=(older, *lacking.limits))
        with replaced(path) as beside:
            beside.write_text(
                deals_html(kept, shown, [f"{note}." for part in lacking for note in part]), "utf-8", newline="\n"
            )
        return lacking


class _Counted:
    """Counts rows that go by: not all of them fit into memory."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.many = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.many += 1
            yield row


def _newest_first(row: Row) -> tuple[int, str]:
    day = row.document.day
    return -day.toordinal() if day else 0, row.stem


def _chosen(deal: Deal) -> Chosen:
    amounts = main_amounts(deal)
    return Chosen(amounts, amount_words(deal), bool(amounts) and is_price(amounts[0], deal.evidence))


def _ours(path: Path, beginning: bytes) -> None:
    """Refuse to write over what no export wrote: a filing, or an output of a run."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(beginning))
    except FileNotFoundError:
        return
    except OSError as error:
        raise SettingsError(
            f"it cannot be written: {error.strerror}", path=path.as_posix(), remedy="name a file"
        ) from error
    if begins and begins != beginning:
        reason = "the file there is no earlier export"
        raise SettingsError(reason, path=path.as_posix(), remedy="give another name, or delete it first")
