"""How large a sum is beside the company: computed, and only from two figures that the same document proves.

The sum must be money the company pays or is to pay, in the currency of the figure it is set beside. That figure is of a
table of the statements, with its period said: a quarter's revenue, or in an annual report the cash of that year. Where
there is none, or the sum is a small part of it, nothing is said.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from pipeline.brief.amounts import amount_words, figure, is_money, is_price, main_amounts
from pipeline.brief.names import party_in_sentence
from pipeline.brief.ranking import Place, by_news, by_size, place
from pipeline.brief.sources import best_evidence
from pipeline.inert import Ours, clean, cut, markdown
from pipeline.records import Binding, Form, Payer, Proof, Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.brief.sources import Original
    from pipeline.records import Deal, FactFile, Result

_BASES: Final = {Form.TEN_K: ("operating cash flow", "revenue"), Form.TEN_Q: ("revenue",)}
_STATED: Final = {Qualifier.EXACT, Qualifier.APPROX, Qualifier.UP_TO}
_LEAST, _MOST, _WHOLE = Decimal("0.1"), Decimal(30), Decimal("1.5")
_PERIOD: Final = 50


def scale(facts: FactFile, original: Original) -> tuple[Ours, ...]:
    """Say how large the deal of the headline and the largest promise are, each in one line with both pages."""
    base = _base(facts)
    if base is None:
        return ()
    ranked = by_news(facts)
    promises = sorted((deal for deal in ranked if place(deal) is Place.PROMISES), key=by_size)
    chosen = dict.fromkeys(deal.id for deal in [*ranked[:1], *[deal for deal in promises if _sum(deal, base)][:1]])
    deals = {deal.id: deal for deal in ranked}
    return tuple(line for id_ in chosen for line in _line(deals[id_], base, original))


def _base(facts: FactFile) -> Result | None:
    for metric in _BASES.get(facts.document.form, ()):
        for result in facts.results:
            proved = result.proof in {Proof.TABLE, Proof.SCALE} and result.period and is_money(result.unit or "")
            named = clean(result.metric.replace("_", " ")).casefold() == metric
            if named and proved and not result.guidance and result.value is not None and result.value > 0:
                return result
    return None


def _sum(deal: Deal, base: Result) -> Decimal | None:
    """Give the sum of a deal that may be set beside the figure; None where it may not."""
    amounts = main_amounts(deal)
    pays = deal.payer is Payer.FILER and deal.binding not in {Binding.ENDED, Binding.UNCLEAR}
    if not pays or len(amounts) != 1 or amounts[0].unit != base.unit or is_price(amounts[0], deal.evidence):
        return None
    return amounts[0].value if amounts[0].qualifier in _STATED and amounts[0].value > 0 else None


def _line(deal: Deal, base: Result, original: Original) -> Iterator[Ours]:
    paid, beside, lang = _sum(deal, base), base.value, original.lang
    if paid is None or beside is None or not beside * _LEAST <= paid <= beside * _MOST:
        return
    ratio = paid / beside
    percent = (100 * ratio).quantize(Decimal(1), ROUND_HALF_UP)
    times = ratio.quantize(Decimal("0.1") if ratio < 10 else Decimal(1), ROUND_HALF_UP)  # noqa: PLR2004  (3 digits)
    pages = best_evidence(deal).page, base.evidence[0].page
    metric = clean(base.metric.replace("_", " ")).casefold()
    yield Ours(
        lang.told(
            "scale",
            "part" if ratio < _WHOLE else "times",
            amount=markdown(amount_words(deal, lang)),
            party=markdown(party_in_sentence(deal.counterparty, lang=lang)),
            page=original.named(pages[0]),
            share=str(percent if ratio < _WHOLE else times),
            metric=lang.words["scale"][metric.replace(" ", "_")],
            base=markdown(figure(beside, base.unit or "", lang)),
            period=markdown(cut(lang.phrase(base.period or ""), _PERIOD)),
            base_page=original.named(pages[1]),
        )
    )
