"""The walk through what waits: shown one by one, decided by a key, written at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.cli import keys
from pipeline.cli.deciding import asked, line_of, of_deal, of_sentence, told_of
from pipeline.cli.telling import count
from pipeline.errors import BriefsError
from pipeline.inert import clean
from pipeline.records import Decision
from pipeline.review import names_of
from pipeline.run import papers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.records import Deal
    from pipeline.review import Waiting
    from pipeline.run.papers import Paper, Reader

_KEYS = "[a]ccept [c]orrect [r]eject [s]kip [b]ack [m]issed deal [n]ext page [q]uit [?]"
_HELP = """\
a  it is right as it stands            s  leave it for another time
c  something of it is wrong: say what  b  go back to the one before, and decide anew
r  there is no such deal               m  write down a deal the page does not tell
n  go on with the next page            q  end; what was decided is written
"""
_AROUND, _QUOTES = 160, 2


class Walk:
    """One sitting. Decisions are signed ``by`` a name on a day."""

    def __init__(
        self, found: Sequence[Paper], settings: Settings, by: str, on: dt.date, *, doubtful: bool = False
    ) -> None:
        self._settings, self._by, self._on = settings, by, on
        self._pages = [(paper, self._items(paper, doubtful=doubtful)) for paper in found]
        self._written = 0

    def _items(self, paper: Paper, *, doubtful: bool) -> list[Waiting]:
        """Give what can be decided about here; the rest stands in the file, to be mended by hand."""
        waits = [one for one in paper.waits() if one.kind in {"stale", "refused", "unreviewed"}]
        known = [one for one in waits if one.deal or one.sentence or _rejected(one)]
        return [one for one in known if not doubtful or one.kind != "unreviewed" or one.doubts]

    def go(self) -> None:
        """Go through all that waits."""
        pages = [(paper, items) for paper, items in self._pages if items]
        if not pages:
            typer.echo("nothing waits")
        for number, (paper, items) in enumerate(pages, start=1):
            waits = f"{count(len(items), 'thing')} to decide (page {number} of {len(pages)})"
            typer.echo(f"\n== {paper.page.as_posix()}: {waits}")
            typer.echo(clean(paper.facts.summary.headline))
            with papers.Reader(paper, self._settings) as reader:
                if not _Sitting(self, paper, items, reader).go():
                    break
        if self._written:
            typer.echo(f"{count(self._written, 'decision')} written; briefs run puts them in force")

    def decided(self, paper: Paper, decision: Decision, told: str) -> tuple[Paper, str]:
        """Write a decision down, signed."""
        written = papers.write(paper, self.signed(decision), told)
        self._written += 1
        return written

    def signed(self, decision: Decision) -> Decision:
        """Sign a decision."""
        return decision.model_copy(update={"by": self._by, "on": self._on})

    def taken_back(self, paper: Paper, block: str) -> Paper:
        """Take back what was decided in this sitting."""
        self._written -= 1
        return papers.take_back(paper, block)


class _Sitting:
    """One page of the walk."""

    def __init__(self, walk: Walk, paper: Paper, items: Sequence[Waiting], reader: Reader) -> None:
        self._walk, self._paper, self._items, self._reader = walk, paper, items, reader
        self._around = reader.around([one.deal for one in items if one.deal is not None])
        self._blocks: dict[int, str] = {}
        if reader.why:
            typer.echo(f"({reader.why}: quotes stand as they were kept, and corrections are checked by the next run)")

    def go(self) -> bool:
        """Decide about each; False where the person ends the walk."""
        place = 0
        while place < len(self._items):
            self._show(place)
            answer = self._answer(place)
            if answer in {"q", ""}:
                return False
            if answer == "n":
                return True
            place = max(0, place - 1) if answer == "b" else place + 1
        return True

    def _answer(self, place: int) -> str:
        """Ask until there is an answer that leads on."""
        acts: dict[str, Callable[[int], bool]] = {"a": self._accept, "c": self._correct, "r": self._reject}
        while True:
            answer = keys.key(_KEYS)
            if answer in {"q", "", "s", "b", "n"}:
                return answer
            if answer == "m":
                self._miss()
            elif answer not in acts:
                typer.echo(_HELP)
            elif acts[answer](place):
                return answer

    def _show(self, place: int) -> None:
        item = self._items[place]
        typer.echo(f"\n[{place + 1}/{len(self._items)}] {item.kind}: {clean(item.why)}")
        for line in self._lines(item):
            typer.echo(f"  {clean(line)}")

    def _lines(self, item: Waiting) -> Iterator[str]:
        if item.sentence is not None:
            yield f"a sentence of the page: {item.sentence.text}"
        decision = item.decision or (_about(self._paper, item.deal) if item.deal is not None else None)
        if item.deal is not None:
            yield self._paper.told(item.deal)
            yield line_of(item.deal)
            if item.deal.review is not None and item.deal.review.found is not None:
                yield f"the program itself says: {told_of(item.deal.review.found)}"
        if decision is not None:
            yield f"decided: {decision.verdict} by {decision.by or 'nobody who signed'}"
            stood = (("then", decision.was), ("now", decision.now))
            yield from (f"{word}: {told_of(seen)}" for word, seen in stood if seen)
        yield from (f"! {doubt}" for doubt in item.doubts)
        yield from self._quotes(item.deal) if item.deal is not None else ()

    def _quotes(self, deal: Deal) -> Iterator[str]:
        """Show the quotes that prove most with the words around them, and name the pages of the others."""
        first = deal.amounts[0].evidence if deal.amounts else 0
        pieces = [deal.evidence[first], *(piece for place, piece in enumerate(deal.evidence) if place != first)]
        for piece in pieces[:_QUOTES]:
            before, quote, after = self._around.get((piece.start, piece.end), ("", piece.quote, ""))
            said = f", {piece.speaker}" if piece.speaker else ""
            yield f"page {piece.page}{said}: {before[-_AROUND:]} >>>{quote}<<< {after[:_AROUND]}"
        if others := pieces[_QUOTES:]:
            yield f"also: page {', '.join(map(str, sorted({piece.page for piece in others})))}"

    def _accept(self, place: int) -> bool:
        item = self._items[place]
        if item.sentence is not None:
            return self._decide(place, of_sentence(item.sentence, "accept"))
        if item.deal is None:
            typer.echo("it was rejected: r says so again")
            return False
        before = _about(self._paper, item.deal)
        if before is not None and before.verdict == "correct" and item.deal.review is not None:
            # The correction is right as it stands: it is said again of what stands there now.
            return self._decide(place, of_deal(item.deal, "correct", before.claim))
        return self._decide(place, of_deal(item.deal, "accept"))

    def _reject(self, place: int) -> bool:
        item = self._items[place]
        note = keys.line("Why (may be empty):")
        if note is None:
            return False
        if item.sentence is not None:
            decision = of_sentence(item.sentence, "reject")
        elif item.deal is not None:
            decision = of_deal(item.deal, "reject")
        elif item.decision is not None:
            decision = item.decision.model_copy(update={"was": item.decision.now})
        return self._decide(place, decision.model_copy(update={"note": note or None}))

    def _correct(self, place: int) -> bool:
        item = self._items[place]
        if item.sentence is not None:
            says = keys.line("What it should say:")
            return bool(says) and self._decide(place, of_sentence(item.sentence, "correct", says))
        if item.deal is None:
            typer.echo("it was rejected: to have it back, take its table out of the review file")
            return False
        before = _about(self._paper, item.deal)
        known = before.claim if before is not None and before.verdict == "correct" else None
        decision = asked(of_deal(item.deal, "correct", known), self._paper.file.name)
        return decision is not None and self._tried(decision, item.deal) and self._decide(place, decision)

    def _miss(self) -> None:
        decision = asked(Decision(about="missed", verdict="add"), self._paper.file.name)
        if decision is not None and self._tried(decision, None):
            self._paper, _ = self._walk.decided(self._paper, decision, "")

    def _tried(self, decision: Decision, deal: Deal | None) -> bool:
        """Show what a decision would do; False where the document does not prove it, and nothing is written."""
        try:
            found = self._reader.tried(self._walk.signed(decision), deal)
        except BriefsError as error:
            typer.echo(f"not tried: {error.reason}")
            return False
        if found is None:
            typer.echo("not tried, since the document is not at hand: the next run checks it")
            return True
        judged, made = found
        if judged.state == "refused" or made is None:
            typer.echo(f"not proved, and not written: {clean(judged.why or '')}")
            return False
        typer.echo(f"  -> {clean(self._paper.told(made))}")
        typer.echo(f"     {clean(line_of(made))}")
        for word in made.review.unproved if made.review is not None else ():
            typer.echo(f"     the words found do not show the {word}: the page will call it a reviewer's reading")
        return True

    def _decide(self, place: int, decision: Decision) -> bool:
        item = self._items[place]
        if place in self._blocks:
            self._paper = self._walk.taken_back(self._paper, self._blocks.pop(place))
        told = self._paper.told(item.deal) if item.deal is not None else ""
        self._paper, self._blocks[place] = self._walk.decided(self._paper, decision, told)
        return True


def _rejected(one: Waiting) -> bool:
    return one.decision is not None and one.decision.about == "deal" and one.decision.verdict == "reject"


def _about(paper: Paper, deal: Deal) -> Decision | None:
    """Give the decision about a deal that the last run knew."""
    noted = paper.facts.review.decisions if paper.facts.review is not None else ()
    return next((one for one in reversed(noted) if one.about == "deal" and one.key in names_of(deal)), None)
