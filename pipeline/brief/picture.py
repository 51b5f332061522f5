"""One SVG a reader understands in five seconds: who pays the filer, whom the filer pays, how much, how binding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import amount_words, is_money, main_amounts, size, spoken
from pipeline.brief.dated import dated
from pipeline.brief.languages import language_of
from pipeline.brief.names import called, party_name, sentence_case, short_name
from pipeline.brief.ranking import by_news, is_dependence, measure, most_telling
from pipeline.inert import clean, cut, xml
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.brief.languages import Language
    from pipeline.records import Deal, FactFile

_SIDE = 6
_WIDTH = 1040
_LABEL = 300
_BOX = 172
_TOP = 70
_PITCH = 62
_LINE = 22
_LINE_FITS = 31
_FONTS = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"
_THIN, _MIDDLING, _THICK = Decimal("2.5"), Decimal(6), Decimal(26)


class Family(NamedTuple):
    """Kinds of deals that share a colour. Each is told from the others, and from white, by a colour-blind eye.

    ``name`` is a key of the words of the picture.
    """

    name: str
    colour: str


_STAKES = Family("stakes", "#7b3fa0")
_SUPPLY = Family("supply", "#0f6fb5")
_DEBT = Family("debt", "#b35c00")
_OTHER = Family("other", "#5f6b76")
_SHARE = Family("share", "#2b8a6e")
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


class _Side(NamedTuple):
    flows: tuple[Flow, ...]
    more: int


def picture(facts: FactFile) -> str:
    """Draw the SVG. The same facts give the same bytes."""
    filer, lang = short_name(facts.document.company), language_of(facts)
    words = lang.words["picture"]
    incoming, outgoing = _sides(facts, lang)
    rows = max(len(incoming.flows), len(outgoing.flows), 2)
    body = _TOP + rows * _PITCH
    foot, height = _foot(_legend(facts, [*incoming.flows, *outgoing.flows], lang), body)
    middle = _TOP + rows * _PITCH // 2
    name = called(filer, lang)
    nobody = words["nobody_partial" if facts.coverage.partial else "nobody"]
    view_box = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view_box} role="img" aria-labelledby="t d" font-family="{_FONTS}">',
        f'<title id="t">{xml(_title(facts, filer, lang))}</title>',
        f'<desc id="d">{xml(alternative(facts))}</desc>',
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="14" fill="#ffffff" stroke="#d5dbe1"/>',
        _text(30, 44, lang.told("picture", "pays", filer=name), size=18, weight=700),
        _text(_WIDTH - 30, 44, lang.told("picture", "paid", filer=name), size=18, weight=700, anchor="end"),
        f'<line x1="30" y1="58" x2="{_LABEL}" y2="58" stroke="#d5dbe1"/>',
        f'<line x1="{_WIDTH - _LABEL}" y1="58" x2="{_WIDTH - 30}" y2="58" stroke="#d5dbe1"/>',
        *_draw(incoming, middle, left=True, nobody=nobody, lang=lang),
        *_draw(outgoing, middle, left=False, nobody=nobody, lang=lang),
        *_centre(facts, filer, middle, rows, lang),
        *foot,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def alternative(facts: FactFile) -> str:
    """Say the picture in words: its text alternative."""
    filer, lang = short_name(facts.document.company), language_of(facts)
    incoming, outgoing = _sides(facts, lang)
    if not incoming.flows and not outgoing.flows:
        return lang.told("picture", "none", filer=filer)
    said = []
    for key, side in (("pays", incoming), ("paid", outgoing)):
        flows = [lang.told("picture", "flow", party=flow.name, line=flow.line) for flow in side.flows[:3]]
        listed = lang.words["page"]["semicolon"].join(flows) or lang.words["picture"]["nobody_short"]
        more = side.more + max(0, len(side.flows) - 3)
        listed += lang.told("picture", "more", count=more) if more else ""
        said.append(lang.told("picture", "side", head=lang.told("picture", key, filer=filer), listed=listed))
    return " ".join(said)


def _title(facts: FactFile, filer: str, lang: Language) -> str:
    ended = lang.told("picture", "dated", dated=dated(facts.document, str, lang)) if facts.document.day else ""
    form = lang.words["short_form"][facts.document.form]
    return lang.told("picture", "title", filer=filer, form=form, dated=ended)


def _sides(facts: FactFile, lang: Language) -> tuple[_Side, _Side]:
    ranked = by_news(facts)
    drawn = [deal for deal in ranked if deal.payer in {Payer.FILER, Payer.COUNTERPARTY} and _has_place(deal)]
    currency = _main_currency(drawn)
    largest = max((size(deal) for deal in drawn if _currency(deal) == currency), default=Decimal(0))
    sides = []
    for payer in (Payer.COUNTERPARTY, Payer.FILER):
        deals = _one_per_party(deal for deal in drawn if deal.payer is payer)
        shown = most_telling(deals, _SIDE)
        flows = tuple(_flow(deal, largest if _currency(deal) == currency else Decimal(0), lang) for deal in shown)
        sides.append(_Side(flows, len(deals) - len(shown)))
    return sides[0], sides[1]


def _has_place(deal: Deal) -> bool:
    if deal.type is DealType.SETTLEMENT and deal.binding is Binding.UNCLEAR:
        return False  # what is sued for, or under appeal, is not money that anybody pays
    return deal.binding is not Binding.ENDED and (deal.type is not DealType.CONCENTRATION or is_dependence(deal))


def _one_per_party(deals: Iterable[Deal]) -> list[Deal]:
    """Keep the largest deal per party and colour: parts of one total drawn side by side would count it twice."""
    kept: dict[tuple[str, str], Deal] = {}
    for deal in deals:
        key = (deal.counterparty.name, _FAMILIES.get(deal.type, _OTHER).name)
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
    family, kind = _FAMILIES.get(deal.type, _OTHER), lang.words["short_kind"][deal.type]
    if deal.type is DealType.CONCENTRATION:
        of = lang.words["measure"][measure(deal)[1]]
        line, width = lang.told("picture", "of", share=amount_words(deal, lang), measure=of), _THIN
    else:
        amounts = main_amounts(deal)
        shares = bool(amounts) and amounts[0].unit == "shares"
        line = spoken(amounts[0], deal.evidence, lang) if shares else amount_words(deal, lang)
        width = _stroke(deal, largest)
        intended = lang.told("picture", "intended_kind", kind=kind)
        if deal.binding is Binding.INTENT and len(line) + len(intended) <= _LINE_FITS:
            kind = intended
    name = sentence_case(party_name(deal.counterparty, 28, lang))
    return Flow(
        name=name,
        full_name=clean(deal.counterparty.name),
        line=cut(line, 36),
        kind=kind,
        width=width,
        dash=_LOOSE.get(deal.binding, "") if deal.type is not DealType.CONCENTRATION else "",
        colour=family.colour,
    )


def _draw(side: _Side, middle: int, *, left: bool, nobody: str, lang: Language) -> list[str]:
    if not side.flows:
        x, anchor = (30, "start") if left else (_WIDTH - 30, "end")
        return [_text(x, middle + 5, nobody, size=14, fill="#5f6b76", anchor=anchor)]
    parts = []
    start = Decimal(middle) - Decimal(len(side.flows) * _PITCH) / 2 + Decimal(_PITCH) / 2
    gap = Decimal(10)
    stack = sum((flow.width + gap for flow in side.flows), Decimal(0)) - gap
    port = Decimal(middle) - stack / 2
    for index, flow in enumerate(side.flows):
        y = start + index * _PITCH
        port_y = port + flow.width / 2
        port += flow.width + gap
        parts.append(_arrow(flow, y, port_y, left=left))
        parts.append(_label(flow, y, left=left))
    if side.more:
        y = start + len(side.flows) * _PITCH - Decimal(_PITCH) / 2 + 16
        x, anchor = (30, "start") if left else (_WIDTH - 30, "end")
        more = lang.told("picture", "more_flows", count=side.more)
        parts.append(_text(x, y, more, size=13, fill="#5f6b76", anchor=anchor))
    return parts


def _arrow(flow: Flow, y: Decimal, port_y: Decimal, *, left: bool) -> str:
    """Draw a curve with a head at the end that is paid."""
    head = max(Decimal(9), flow.width * Decimal("0.62"))
    half = max(Decimal(6), flow.width / 2 + 4)
    box_left, box_right = Decimal((_WIDTH - _BOX) // 2), Decimal((_WIDTH + _BOX) // 2)
    if left:
        x1, y1, tip, y2 = Decimal(_LABEL + 8), y, box_left - 2, port_y
    else:
        x1, y1, tip, y2 = box_right, port_y, Decimal(_WIDTH - _LABEL - 8), y
    x2 = tip - head
    bend = (x2 - x1) / 2
    dash = f' stroke-dasharray="{flow.dash}"' if flow.dash else ""
    point = f"M{_n(x2 - 1)} {_n(y2 - half)}L{_n(tip)} {_n(y2)}L{_n(x2 - 1)} {_n(y2 + half)}Z"
    curve = f"M{_n(x1)} {_n(y1)}C{_n(x1 + bend)} {_n(y1)} {_n(x2 - bend)} {_n(y2)} {_n(x2)} {_n(y2)}"
    return (
        f'<path d="{curve}" fill="none" '
        f'stroke="{flow.colour}" stroke-width="{_n(flow.width)}" stroke-opacity="0.82"{dash}/>'
        f'<path d="{point}" fill="{flow.colour}"/>'
    )


def _label(flow: Flow, y: Decimal, *, left: bool) -> str:
    x, anchor = (30, "start") if left else (_WIDTH - 30, "end")
    name = _text(x, y - 4, flow.name, size=15, weight=700, anchor=anchor)
    kind = f' <tspan fill="#5f6b76" font-size="12.5" font-weight="400">· {xml(flow.kind)}</tspan>' if flow.kind else ""
    line = (
        f'<text x="{x}" y="{_n(y + 15)}" font-size="14" fill="{flow.colour}" font-weight="600" text-anchor="{anchor}">'
        f"{xml(flow.line)}{kind}</text>"
    )
    return f"<g><title>{xml(flow.full_name)}</title>{name}{line}</g>"


def _centre(facts: FactFile, filer: str, middle: int, rows: int, lang: Language) -> list[str]:
    height = max(120, min(rows * _PITCH - 20, 260))
    top, x = middle - height // 2, _WIDTH // 2
    lines = _wrapped(filer, 15)
    longest = max(len(line) for line in lines)
    letters = next((fits for most, fits in ((12, 19), (15, 16)) if longest <= most), 14)
    parts = [
        f'<rect x="{(_WIDTH - _BOX) // 2}" y="{top}" width="{_BOX}" height="{height}" rx="10" fill="#1d2733"/>',
        f"<g><title>{xml(facts.document.company)}</title>",
    ]
    y = middle - 11 * (len(lines) - 1) - 8
    for line in lines:
        parts.append(_text(x, y, line, size=letters, weight=700, fill="#ffffff", anchor="middle"))
        y += 23
    parts.append("</g>")
    when = facts.document.day
    parts.append(
        _text(x, y + 4, lang.words["short_form"][facts.document.form], size=14, fill="#c9d3dd", anchor="middle")
    )
    if when is not None:
        parts.append(_text(x, y + 23, when.isoformat(), size=14, fill="#c9d3dd", anchor="middle"))
    return parts


def _wrapped(text: str, width: int) -> list[str]:
    """Break a name into at most three lines."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 3:  # noqa: PLR2004  (what the box has room for)
        lines = [*lines[:2], " ".join(lines[2:])]
    return [cut(line, width + 2) for line in lines]


def _legend(facts: FactFile, flows: Sequence[Flow], lang: Language) -> list[tuple[str, str, str]]:
    """Name the colours and strokes drawn: (colour, dash, words)."""
    families, words = dict.fromkeys([*(_FAMILIES.values()), _OTHER]), lang.words["picture"]
    used = [
        (family.colour, "", words[family.name]) for family in families if any(f.colour == family.colour for f in flows)
    ]
    dashes = {flow.dash for flow in flows}
    unclear = any(
        deal.binding is Binding.UNCLEAR and deal.type is not DealType.CONCENTRATION and _has_place(deal)
        for deal in facts.deals
    )
    if _LOOSE[Binding.CONDITIONAL] in dashes:
        used.append(("#1d2733", "6 4", words["doubts" if unclear else "conditions"]))
    if _LOOSE[Binding.INTENT] in dashes:
        used.append(("#1d2733", "2 4", words["intended"]))
    currencies = {_currency(deal) for deal in facts.deals} - {""}
    if len({flow.width for flow in flows}) > 1:
        only = lang.told("picture", "thicker_in", currency=_main_currency(facts.deals))
        used.append(("", "", only if len(currencies) > 1 else words["thicker"]))
    return used


def _foot(legend: Sequence[tuple[str, str, str]], body: int) -> tuple[list[str], int]:
    if not legend:
        return [], body + 10
    y, x = body + 46, Decimal(30)
    parts = []
    for colour, dash, words in legend:
        width = Decimal(len(words)) * Decimal("6.9") + (49 if colour else 18)
        if x + width > _WIDTH - 12:
            y, x = y + _LINE, Decimal(30)
        if colour:
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            stroke = "3" if dash else "8"
            at = f'x1="{_n(x)}" y1="{y - 4}" x2="{_n(x + 24)}" y2="{y - 4}"'
            parts.append(f'<line {at} stroke="{colour}" stroke-width="{stroke}"{dashed}/>')
        parts.append(_text(x + 31 if colour else x, y, words, size=12.5, fill="#3c4854"))
        x += width
    return parts, y + 24


def _text(
    x: int | Decimal,
    y: int | Decimal,
    words: str,
    *,
    size: float,
    weight: int = 400,
    fill: str = "#1d2733",
    anchor: str = "start",
) -> str:
    bold = f' font-weight="{weight}"' if weight != 400 else ""  # noqa: PLR2004  (the default of fonts)
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" fill="{fill}"{bold}{at}>{xml(words)}</text>'


def _n(value: int | Decimal) -> str:
    """Write a coordinate with at most one decimal, the same everywhere."""
    text = format(Decimal(value).quantize(Decimal("0.1")), "f")
    return text.removesuffix(".0")
