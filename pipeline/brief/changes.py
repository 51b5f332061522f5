"""What changed since an earlier document: one short sentence for each change, the most telling first."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from pipeline.brief.amounts import amount_words, figure, size
from pipeline.brief.dated import day
from pipeline.brief.names import possessive, sentence_case, short_name
from pipeline.brief.ranking import OWED, by_news, measure, moved_much, rank, says_little
from pipeline.brief.results import metric_words
from pipeline.brief.sentences import say
from pipeline.brief.sources import Original, best_evidence
from pipeline.brief.view import behind
from pipeline.inert import Ours, clean, joined, link, markdown
from pipeline.languages.language import ENGLISH, language_of
from pipeline.records import Binding, Deal, DealType, Form, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.languages.language import Language
    from pipeline.records import Change, Compared, EarlierDocument, FactFile, RestatedFigure, Told

SHOWN = 6
"""Changes told before the fold."""

_FILINGS = frozenset({Form.TEN_K, Form.TEN_Q})
_OVER: Mapping[Binding, frozenset[str]] = MappingProxyType(
    {Binding.DONE: frozenset({"hardened"}), Binding.ENDED: frozenset({"softened", "new"})}
)
"""With which state a deal that is over is told as that."""

_EXPECTED: Mapping[Binding, Binding] = MappingProxyType({Binding.DONE: Binding.FIRM})
"""What was binding before it was completed goes without saying."""

_FIRST = 100
"""More points than any deal has: figures told otherwise stand first, what is no longer mentioned after all news."""


_Where: TypeAlias = tuple[int | None, str | None, int | None]
"""A page, and the stem and page of an earlier briefing."""


class Line(NamedTuple):
    """One change: what kind, in a sentence without full stop, and in brackets on which pages of both documents.

    ``weight`` sorts the most telling first; ``main`` is what is told before what moves by little, or says little.
    ``size`` is roughly in dollars, for ordering only; ``note`` is what a reader should mind, ``places``
    the same pages as plain text, ``deal`` the id of the deal of this document, if it is told of one.
    """

    label: str
    words: str
    pages: Ours
    weight: tuple[bool, int, Decimal, str]
    size: Decimal = Decimal(0)
    note: str = ""
    places: str = ""
    deal: str = ""

    @property
    def main(self) -> bool:
        """Whether it is told before the others."""
        return not self.weight[0]


class Changes(NamedTuple):
    """The section: what the document is compared with, the lines to be seen and those in the fold."""

    since: Ours
    shown: tuple[Line, ...]
    folded: tuple[Line, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to mind of the lines to be seen."""
        return tuple(dict.fromkeys(line.note for line in self.shown if line.note))

    @property
    def folded_notes(self) -> tuple[str, ...]:
        """What to mind of the others."""
        notes = dict.fromkeys(line.note for line in self.folded if line.note)
        return tuple(note for note in notes if note not in self.notes)

    @classmethod
    def of(cls, facts: FactFile, filer: str, original: Original) -> Self | None:
        """Say what changed since the document that this one is compared with; None where there is none."""
        compared, lang = facts.compared, original.lang
        if compared is None:
            return None
        lines = lines_of(facts, filer, original)
        key = _since(facts, compared) if lines else _silent(facts)
        briefing = link(lang.words["changes"]["its_briefing"], f"{compared.earlier.stem}.md")
        document = markdown(document_words(compared.earlier, lang))
        return cls(Ours(lang.told("changes", key, document=document, briefing=briefing)), tuple(lines))

    def cut(self, most: int) -> Self:
        """Leave so many lines before the fold."""
        lines = self.shown + self.folded
        return self._replace(shown=lines[:most], folded=lines[most:])


def lines_of(facts: FactFile, filer: str, original: Original) -> list[Line]:
    """Give every change in a line, that of the headline's deal first, then the most telling; what repeats has none."""
    compared = facts.compared
    if compared is None:
        return []
    make = _Lines(facts, compared, filer, original)
    lines = [line for deal in facts.deals if (line := make.of(deal)) is not None]
    lines += [make.restated(told) for told in compared.restated]
    lines += [make.gone(told) for told in compared.gone]
    headline = next((deal.id for deal in by_news(facts)), "")
    return sorted(lines, key=lambda line: (line.deal != headline, *line.weight))


def told_first(facts: FactFile, most: int) -> frozenset[str]:
    """Give the ids of the deals told in the first ``most`` lines."""
    lines = lines_of(facts, short_name(facts.document.company), Original("", lang=language_of(facts)))
    return frozenset(line.deal for line in lines[:most])


def for_terminal(facts: FactFile) -> str:
    """Tell all changes as plain text, a line each; empty where the document is compared with none."""
    if facts.compared is None:
        return ""
    lang = language_of(facts)
    lines = lines_of(facts, short_name(facts.document.company), Original("", lang=lang))
    key = _since(facts, facts.compared) if lines else _silent(facts)
    briefing = f"{facts.compared.earlier.stem}.md"
    head = lang.told("changes", key, document=document_words(facts.compared.earlier, lang), briefing=briefing)
    told = [f"{line.label}{lang.words['page']['colon']}{line.words}{line.places}" for line in lines]
    notes = dict.fromkeys(line.note for line in lines if line.note)
    return "\n".join(clean(row) for row in (head, *told, *notes)) + "\n"


def document_words(earlier: EarlierDocument, lang: Language = ENGLISH) -> str:
    """Name a document: ``10-Q to 30 June 2026``, ``call of 28 October 2026``."""
    form = lang.words["short_form"][earlier.form] + ("/A" if earlier.amendment else "")
    key = "to" if earlier.form in _FILINGS else "of"
    return lang.told("changes", key, form=form, day=day(earlier.day.isoformat(), lang))


def _since(facts: FactFile, compared: Compared) -> str:
    if compared.amends:
        return "corrects"
    return "on_call" if facts.document.form is Form.CALL and compared.earlier.form in _FILINGS else "compared"


def _silent(facts: FactFile) -> str:
    # Where no deal was found the document may still be news.
    return "nothing" if facts.deals else "no_deal"


class _Lines:
    """Puts the changes of one document into lines."""

    def __init__(self, facts: FactFile, compared: Compared, filer: str, original: Original) -> None:
        self._filer, self._original, self._lang = filer, original, original.lang
        self._day = facts.document.day
        self._largest = max((size(deal) for deal in facts.deals), default=Decimal(0))
        self._call = facts.document.form is Form.CALL and compared.earlier.form in _FILINGS
        self._other_period = {facts.document.form, compared.earlier.form} == _FILINGS

    def of(self, deal: Deal) -> Line | None:
        """Tell a change; what merely repeats has no line."""
        change = deal.change
        if change is None or (change.state == "repeated" and not change.again):
            return None
        unsaid = change.state == "new" and not self._call
        told = sentence_case(say(deal, self._filer, amount_if_none=unsaid, lang=self._lang).text)
        where = best_evidence(deal).page, change.stem, change.page
        weight = (not _is_main(deal, change), *rank(deal, self._day, self._largest))
        words = told + self._before(deal, change)
        line = self._line(
            self._label(deal, change), words, where, weight, size=size(deal), note=self._note(deal, change)
        )
        return line._replace(deal=deal.id)

    def restated(self, told: RestatedFigure) -> Line:
        """Tell a figure that was told otherwise before."""
        unit, lang = told.unit or "number", self._lang
        words = lang.told(
            "changes",
            "figure" if told.period else "figure_alone",
            filer=self._filer,
            filers=possessive(self._filer),
            metric=lang.phrase(metric_words(told.metric)),
            period=lang.phrase(clean(told.period or "")),
            value=figure(told.value, unit, lang),
            was=figure(told.was, unit, lang),
        )
        where = told.page, told.stem, told.was_page
        return self._line(
            lang.words["changes_label"]["restated"], words, where, (False, -_FIRST, Decimal(0), told.metric)
        )

    def gone(self, told: Told) -> Line:
        """Tell a deal of the earlier document that this one does not mention."""
        deal = as_deal(told)
        words = say(deal, self._filer, lang=self._lang).text
        where = None, told.stem, best_evidence(deal).page
        label, note = self._lang.words["changes_label"]["gone"], self._lang.words["changes"]["gone_note"]
        return self._line(label, words, where, (False, _FIRST, -size(deal), deal.id), size=size(deal), note=note)

    def _line(
        self,
        label: str,
        words: str,
        where: _Where,
        weight: tuple[bool, int, Decimal, str],
        *,
        size: Decimal = Decimal(0),
        note: str = "",
    ) -> Line:
        lang, (page, stem, before) = self._lang, where
        links: list[str] = []
        plain: list[str] = []
        if page is not None:
            links.append(self._original.named(page))
            plain.append(lang.told("sources", "page", page=page))
        if stem is not None and before is not None:
            plain.append(lang.told("changes", "before", page=before))
            links.append(link(plain[-1], f"{stem}.md"))
        semicolon = lang.words["page"]["semicolon"]
        pages, places = behind(joined(links, semicolon), lang), behind(semicolon.join(plain), lang)
        return Line(label, words, pages, weight, size, note, str(places))

    def _label(self, deal: Deal, change: Change) -> str:
        labels = self._lang.words["changes_label"]
        if change.state in _OVER.get(deal.binding, ()):
            return labels[deal.binding]
        if change.state == "new" and self._call:
            return labels["not_filed"]
        if change.state != "changed":
            return labels[change.state]
        if change.direction is None and "amount" in (change.about or ()):
            return labels["terms" if change.was else "amount"]
        return labels[change.direction or "end"]

    def _note(self, deal: Deal, change: Change) -> str:
        """Say what to mind of a share: of unlike periods, or of a customer known by a letter only."""
        if deal.type is not DealType.CONCENTRATION or change.state in {"new", "repeated"}:
            return ""
        words = self._lang.words["changes"]
        if self._other_period and measure(deal)[1] != OWED:
            return words["periods_note"]
        lettered = deal.counterparty.kind is PartyKind.ANONYMOUS and not change.largest
        return words["letters_note"] if lettered else ""

    def _before(self, deal: Deal, change: Change) -> str:
        """Say how it was: how binding, the amount, the end, as far as they moved; and where, if not as expected."""
        lang = self._lang
        where = document_words(change.again, lang) if change.again else ""
        told = lang.clauses(self._parts(deal, change))
        if not told:
            return lang.told("changes", "last_in", document=where) if where else ""
        if change.largest:
            return lang.told("changes", "largest", told=told)
        return lang.told("changes", "was_in" if where else "was", told=told, document=where)

    def _parts(self, deal: Deal, change: Change) -> Iterator[str]:
        lang, about = self._lang, change.about or ()
        if change.earlier is None:
            return
        earlier = as_deal(change.earlier)
        if "binding" in about and earlier.binding is not _EXPECTED.get(deal.binding):
            yield lang.words["changes_was"][earlier.binding]
        if change.direction is not None:
            amount = amount_words(earlier, lang)
            yield amount if amount != amount_words(deal, lang) or not change.was else clean(change.was)
        if "end" in about and earlier.dates.end:
            yield lang.told("date", "until", day=day(earlier.dates.end, lang))


def _is_main(deal: Deal, change: Change) -> bool:
    """Tell whether a change is told first: not what is said again, moves by little, or says little."""
    match change.state:
        case "repeated":
            return False
        case "new":
            return not says_little(deal)
        case "changed":
            return moved_much(deal) or change.direction is None
    return True


def as_deal(told: Told) -> Deal:
    """Give an earlier statement as a deal, to be said as one."""
    return Deal.model_validate(told.model_dump(exclude={"stem"}))
