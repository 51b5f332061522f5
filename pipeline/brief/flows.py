"""Which deals a picture shows: the most telling of each side, and how each is drawn."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import amount_words, is_money, main_amounts, size, spoken
from pipeline.brief.letters import fitted, width
from pipeline.brief.names import party_name, sentence_case
from pipeline.brief.ranking import by_news, is_dependence, measure, most_telling
from pipeline.brief.sources import best_evidence
from pipeline.inert import clean
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.languages.language import Language
    from pipeline.records import Deal, FactFile

LABEL = 290
"""Room for a party and what is written under it."""

NAME, AMOUNT, KIND = 15, 14, 12.5
"""Sizes of the letters."""

_SIDE = 5
_THIN, _MIDDLING, _THICK = Decimal("2.5"), Decimal(6), Decimal(24)
_ROUGH = 1.05
"""Not every machine has Arial."""

_STAKES, _SUPPLY, _DEBT, _OTHER, _SHARE = "stakes", "supply", "debt", "other", "share"
"""Families of kinds: each has a colour, and words in the legend."""

_FAMILIES = {
    DealType.EQUITY_INVESTMENT: _STAKES,
    DealType.WARRANT_OPTION: _STAKES,
    DealType.ACQUISITION: _STAKES,
    DealType.DIVESTITURE: _STAKES,
    DealType.JOINT_VENTURE: _STAKES,
    DealType.PURCHASE_COMMITMENT: _SUPPLY,
    DealType.CLOUD_COMPUTE: _SUPPLY,
    DealType.SALES_CONTRACT: _SUPPLY,
    DealType.LEASE: _SUPPLY,
    DealType.LICENSE: _SUPPLY,
    DealType.DEBT: _DEBT,
    DealType.GUARANTEE: _DEBT,
    DealType.CONCENTRATION: _SHARE,
}
_LOOSE = {Binding.INTENT: "2 7", Binding.CONDITIONAL: "11 6", Binding.UNCLEAR: "11 6"}


class Flow(NamedTuple):
    """One arrow: a party, what is written under it, how wide and in which style it is drawn."""

    name: str
    full_name: str
    line: str
    kind: str
    width: Decimal
    dash: str
    colour: str


class Side(NamedTuple):
    """The arrows of one side, and how many more deals have none."""

    flows: tuple[Flow, ...]
    more: int


def sides_of(facts: FactFile, lang: Language) -> tuple[Side, Side]:
    """Give who pays the filer, and whom the filer pays: of each the most telling, the largest first."""
    ranked = by_news(facts)
    drawn = [deal for deal in ranked if deal.payer in {Payer.FILER, Payer.COUNTERPARTY} and _has_place(deal)]
    currency = _main_currency(drawn)
    largest = max((size(deal) for deal in drawn if _currency(deal) == currency), default=Decimal(0))
    sides = []
    for payer in (Payer.COUNTERPARTY, Payer.FILER):
        deals = _one_per_party(deal for deal in drawn if deal.payer is payer)
        shown = most_telling(deals, _SIDE)
        flows = tuple(_flow(deal, largest if _currency(deal) == currency else Decimal(0), lang) for deal in shown)
        sides.append(Side(flows, len(deals) - len(shown)))
    return sides[0], sides[1]


def _has_place(deal: Deal) -> bool:
    if deal.type is DealType.SETTLEMENT and deal.binding is Binding.UNCLEAR:
        return False  # what is sued for, or under appeal, is not money that anybody pays
    return deal.binding is not Binding.ENDED and (deal.type is not DealType.CONCENTRATION or is_dependence(deal))


def _one_per_party(deals: Iterable[Deal]) -> list[Deal]:
    """Keep the largest deal per party and colour: parts of one total drawn side by side would count it twice."""
    kept: dict[tuple[str, str], Deal] = {}
    for deal in deals:
        key = (deal.counterparty.name, _FAMILIES.get(deal.type, _OTHER))
        other = kept.get(key)
        if other is None or (size(deal) > size(other) and deal.counterparty.kind is PartyKind.CLASS):
            kept[key] = deal
    return list(kept.values())


def _currency(deal: Deal) -> str:
    return next((amount.unit for amount in main_amounts(deal) if is_money(amount.unit)), "")


def _main_currency(deals: Sequence[Deal]) -> str:
    counted: dict[str, int] = {}
    for deal in deals:
        unit = _currency(deal)
        if unit:
            counted[unit] = counted.get(unit, 0) + 1
    return min(counted, key=lambda unit: (-counted[unit], unit), default="")


def _stroke(deal: Deal, largest: Decimal) -> Decimal:
    """Give the width: areas are compared by eye, so it grows with the square root; zero ``largest``: no comparison."""
    if not largest:
        return _MIDDLING if size(deal) else _THIN
    return max(_THIN, (_THICK * (size(deal) / largest).sqrt()).quantize(Decimal("0.1")))


def _flow(deal: Deal, largest: Decimal, lang: Language) -> Flow:
    words = lang.words["picture"]
    kind, page = lang.words["short_kind"][deal.type], lang.told("picture", "page", page=best_evidence(deal).page)
    if deal.type is DealType.CONCENTRATION:
        of = lang.words["measure"][measure(deal)[1]]
        line, thick = lang.told("picture", "of", share=amount_words(deal, lang), measure=of), _THIN
    else:
        amounts = main_amounts(deal)
        shares = bool(amounts) and amounts[0].unit == "shares"
        line = spoken(amounts[0], deal.evidence, lang) if shares else amount_words(deal, lang)
        thick = _stroke(deal, largest)
    kinds = [kind] if kind else []
    if deal.binding is Binding.INTENT and kind:
        kinds.insert(0, words["intended_kind"].replace("{kind}", kind))
    line = fitted(line, AMOUNT, LABEL / _ROUGH, bold=True)
    left = LABEL / _ROUGH - width(line, AMOUNT, bold=True)
    told = [words["dot"].join(["", *said]) for said in ([each, page] for each in kinds)]
    told += [words["dot"].join(["", page]), ""]
    return Flow(
        name=fitted(sentence_case(party_name(deal.counterparty, lang=lang)), NAME, LABEL / _ROUGH, bold=True),
        full_name=clean(deal.counterparty.name),
        line=line,
        kind=next(each for each in told if width(each, KIND) <= left or not each),
        width=thick,
        dash=_LOOSE.get(deal.binding, "") if deal.type is not DealType.CONCENTRATION else "",
        colour=_FAMILIES.get(deal.type, _OTHER),
    )


def legend(facts: FactFile, flows: Sequence[Flow], lang: Language) -> list[tuple[str, str, str]]:
    """Name the colours and strokes drawn: (colour, dash, words)."""
    words, families = lang.words["picture"], dict.fromkeys([*_FAMILIES.values(), _OTHER])
    used = [(family, "", words[family]) for family in families if any(flow.colour == family for flow in flows)]
    dashes = {flow.dash for flow in flows}
    unclear = any(
        deal.binding is Binding.UNCLEAR and deal.type is not DealType.CONCENTRATION and _has_place(deal)
        for deal in facts.deals
    )
    if _LOOSE[Binding.CONDITIONAL] in dashes:
        used.append(("ink", "6 4", words["doubts" if unclear else "conditions"]))
    if _LOOSE[Binding.INTENT] in dashes:
        used.append(("ink", "2 4", words["intended"]))
    currencies = {_currency(deal) for deal in facts.deals} - {""}
    if len({flow.width for flow in flows}) > 1:
        only = lang.told("picture", "thicker_in", currency=_main_currency(facts.deals))
        used.append(("", "", only if len(currencies) > 1 else words["thicker"]))
    return used
