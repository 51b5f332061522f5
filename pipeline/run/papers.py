"""Pages and their review files, for a person who decides: what waits on each, and decisions written down at once."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (a NamedTuple's annotations are part of its interface)
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline import review
from pipeline.brief import deal_sentence, prose
from pipeline.errors import BriefsError, PublishError, SettingsError
from pipeline.run import lookup, parties
from pipeline.run.apart import answered
from pipeline.run.filed import facts_in, of_facts
from pipeline.run.jobs import Quoting, Surroundings, Tried, Trying
from pipeline.run.pool import Pool
from pipeline.run.reviews import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Settings
    from pipeline.records import Deal, Decision, FactFile, Sentence
    from pipeline.review import Waiting

WORK = "pipeline.run.trying"


class Paper(NamedTuple):
    """One page with its review file as it is now. ``fault`` says why that cannot be read."""

    page: Path
    facts: FactFile
    text: str = ""
    decisions: tuple[Decision, ...] = ()
    fault: str | None = None

    @property
    def file(self) -> Path:
        """Where its review file lies, or will."""
        return self.page.with_name(f"{self.page.stem}{SUFFIX}")

    def waits(self) -> tuple[Waiting, ...]:
        """List what waits for a person."""
        return review.waiting(self.facts, self.sentences, self.decisions)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the page a person may decide about."""
        return prose.sentences(self.facts)

    def told(self, deal: Deal) -> str:
        """Tell a deal in a sentence."""
        return deal_sentence(self.facts, deal)


def papers(output: Path, name: str | None) -> tuple[Paper, ...]:
    """Give the pages a name means, or all, newest first. Raises ``SettingsError`` where it means none."""
    found = lookup.published(output) if name is None else lookup.find(output, name)
    if not found:
        what = f"of {name!r} " if name is not None else ""
        raise SettingsError(f"there is no briefing {what}in {output.as_posix()}/", remedy="see briefs run")
    return tuple(read(item.page) for item in found)


def strays(output: Path) -> tuple[Path, ...]:
    """Give the review files that lie beside no page: what they say is in force nowhere."""
    files = sorted(output.glob(f"[!.]*/*{SUFFIX}"))
    return tuple(file for file in files if not (file.parent / file.name.replace(SUFFIX, ".json")).is_file())


def read(page: Path) -> Paper:
    """Read a page's fact file and its review file."""
    paper = Paper(page, facts_in(page.with_suffix(".json")))
    try:
        text = _read(paper.file)
        entries = review.entries(text, paper.file.name)
    except SettingsError as error:
        return paper._replace(fault=str(error))
    return paper._replace(text=text, decisions=tuple(entry.decision for entry in entries))


def _read(file: Path) -> str:
    try:
        # Line ends are the person's, and stay: text mode would make them ours.
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise SettingsError(f"it cannot be read: {what}", path=file.name, remedy="correct it") from error


def write(paper: Paper, decision: Decision, told: str = "") -> tuple[Paper, str]:
    """Add a decision to the review file, whole or not at all; give the page anew, and the block that was added."""
    block = review.block(decision, told)
    text = _read(paper.file) or review.begun(paper.facts.document.path)
    _put(paper.file, review.added(text, paper.file.name, block))
    return read(paper.page), block


def take_back(paper: Paper, block: str) -> Paper:
    """Take a block away that was added a moment ago and that nobody changed since; else leave the file alone."""
    text = _read(paper.file)
    ends = "\r\n" if "\r\n" in text else "\n"
    added = ends + block.replace("\n", ends)
    if text.count(added) == 1:
        _put(paper.file, text.replace(added, ""))
    return read(paper.page)


def _put(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(text.encode())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PublishError(f"it cannot be written: {error.strerror}", path=file.as_posix()) from error


class Reader:
    """One document at hand while its page is reviewed: read once, in a process of its own.

    ``why`` says why it is not to be had; then quotes stand as they were kept, and nothing can be tried.
    """

    def __init__(self, paper: Paper, settings: Settings) -> None:
        found = of_facts(paper.page.with_suffix(".json"), settings)
        self.why, self._source, self._facts = found.why, found.source, paper.facts
        self._table = parties.said(found.output).table()
        self._pool = Pool(1, settings.read.seconds, settings.read.megabytes, WORK)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def around(self, deals: Sequence[Deal]) -> dict[tuple[int, int], tuple[str, str, str]]:
        """Give the words before, of and after each quote of these deals, by its span."""
        spans = tuple(dict.fromkeys((piece.start, piece.end) for deal in deals for piece in deal.evidence))
        if self._source is None:
            return {}
        document = self._facts.document
        asked = Quoting(str(self._source.absolute()), document.path, document.sha256, spans)
        try:
            told = answered(self._pool, asked, Surroundings).told
        except BriefsError as error:
            self.why, self._source = error.reason, None
            return {}
        return dict(zip(spans, told, strict=True))

    def tried(self, decision: Decision, deal: Deal | None) -> tuple[Decision, Deal | None] | None:
        """Tell what would become of a decision, and the deal it would make; None where that cannot be tried."""
        if self._source is None:
            return None
        document = self._facts.document
        deals = (deal.model_copy(update={"review": None}),) if deal is not None else ()
        decision = decision.model_copy(update={"was": None})
        asked = Trying(str(self._source.absolute()), document.path, document.sha256, deals, (decision,), self._table)
        done = answered(self._pool, asked, Tried)
        return done.decisions[0], next((one for one in done.deals if one.review is not None), None)
