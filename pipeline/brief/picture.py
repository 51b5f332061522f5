"""One SVG a reader understands in five seconds, also where it stands alone: who pays whom, how much, how binding.

It is legible on light and on dark ground, says of what company and document it is, and where its figures stand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.brief.dated import dated, day
from pipeline.brief.flows import AMOUNT, KIND, NAME, legend, sides_of
from pipeline.brief.letters import fitted, width
from pipeline.brief.names import called, short_name
from pipeline.brief.svg import FONTS, STYLE, box, fill, marked, number, stroke, text
from pipeline.inert import clean, cut, xml
from pipeline.languages.language import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.brief.flows import Flow, Side
    from pipeline.languages.language import Language
    from pipeline.records import FactFile

_WIDTH = 1080
_EDGE = 30
_LABEL = 320
_BOX = 180
_TOP = 96
_PITCH = 45
_LINE = 20
_SMALL = 12.5


def picture(facts: FactFile) -> str:
    """Draw the SVG. The same facts give the same bytes."""
    filer, lang = short_name(facts.document.company), language_of(facts)
    words, name = lang.words["picture"], called(short_name(facts.document.company), lang)
    incoming, outgoing = sides_of(facts, lang)
    rows = max(len(incoming.flows), len(outgoing.flows), 2)
    more = bool(incoming.more or outgoing.more)
    body, middle = _TOP + rows * _PITCH + more * _LINE, _TOP + rows * _PITCH // 2
    foot, height = _foot(legend(facts, [*incoming.flows, *outgoing.flows], lang), _source(facts, lang), body)
    nobody = words["nobody_partial" if facts.coverage.partial else "nobody"]
    view_box = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    wide, right = _WIDTH - 2 * _EDGE, _WIDTH - _EDGE
    heading = fitted(lang.told("picture", "heading", filer=filer), 20, wide, bold=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view_box} role="img" aria-labelledby="t d" font-family="{FONTS}">',
        f'<title id="t">{xml(_title(facts, filer, lang))}</title>',
        f'<desc id="d">{xml(alternative(facts))}</desc>',
        STYLE,
        box(Decimal("0.5"), Decimal("0.5"), _WIDTH - 1, height - 1, colour="card", edge="rule"),
        text(_EDGE, 34, heading, size=20, weight=700),
        text(_EDGE, 54, fitted(_identity(facts, lang), 13, wide), size=13, colour="soft"),
        text(_EDGE, 84, lang.told("picture", "pays", filer=name), size=15, weight=700, colour="soft"),
        text(right, 84, lang.told("picture", "paid", filer=name), size=15, weight=700, colour="soft", anchor="end"),
        f'<line x1="{_EDGE}" y1="92" x2="{_LABEL}" y2="92" {stroke("rule")}/>',
        f'<line x1="{_WIDTH - _LABEL}" y1="92" x2="{right}" y2="92" {stroke("rule")}/>',
        *_draw(incoming, middle, left=True, nobody=nobody, lang=lang),
        *_draw(outgoing, middle, left=False, nobody=nobody, lang=lang),
        *_centre(facts, filer, middle, rows),
        *foot,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def alternative(facts: FactFile) -> str:
    """Say the picture in words: its text alternative."""
    filer, lang = short_name(facts.document.company), language_of(facts)
    incoming, outgoing = sides_of(facts, lang)
    if not incoming.flows and not outgoing.flows:
        return lang.told("picture", "none", filer=filer)
    said = []
    for key, side in (("pays", incoming), ("paid", outgoing)):
        flows = [lang.told("picture", "flow", party=flow.name, line=flow.line) for flow in side.flows[:3]]
        listed = lang.words["page"]["semicolon"].join(flows) or lang.words["picture"]["nobody_short"]
        more = side.more + max(0, len(side.flows) - 3)
        listed += lang.told("picture", "more", count=more) if more else ""
        said.append(lang.told("picture", "side", head=lang.told("picture", key, filer=filer), listed=listed))
    return lang.words["page"]["gap"].join(said)


def _title(facts: FactFile, filer: str, lang: Language) -> str:
    ended = lang.told("picture", "dated", dated=dated(facts.document, str, lang)) if facts.document.day else ""
    form = lang.words["short_form"][facts.document.form]
    return lang.told("picture", "title", filer=filer, form=form, dated=ended)


def _identity(facts: FactFile, lang: Language) -> str:
    document = facts.document
    ticker = lang.told("page", "bracket", words=clean(document.ticker)) if document.ticker else ""
    period = dated(document, lambda date: day(date.isoformat(), lang), lang)
    return f"{clean(document.company)}{ticker} · {lang.words['form'][document.form]} · {period}"


def _source(facts: FactFile, lang: Language) -> str:
    form = lang.words["short_form"][facts.document.form]
    return lang.told("picture", "source", form=form, disclaimer=lang.words["page"]["disclaimer"])


def _draw(side: Side, middle: int, *, left: bool, nobody: str, lang: Language) -> list[str]:
    x, anchor = (_EDGE, "start") if left else (_WIDTH - _EDGE, "end")
    if not side.flows:
        return [text(x, middle + 5, nobody, size=14, colour="soft", anchor=anchor)]
    parts = []
    start = Decimal(middle) - Decimal(len(side.flows) * _PITCH) / 2 + Decimal(_PITCH) / 2
    gap = Decimal(9)
    port = Decimal(middle) - (sum((flow.width + gap for flow in side.flows), Decimal(0)) - gap) / 2
    for index, flow in enumerate(side.flows):
        y, port_y = start + index * _PITCH, port + flow.width / 2
        port += flow.width + gap
        parts += [_arrow(flow, y, port_y, left=left), _label(flow, y, x, anchor)]
    if side.more:
        y = start + len(side.flows) * _PITCH - Decimal(_PITCH) / 2 + 14
        more = lang.told("picture", "more_flows", count=side.more)
        parts.append(text(x, y, more, size=_SMALL, colour="soft", anchor=anchor))
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
    point = f"M{number(x2 - 1)} {number(y2 - half)}L{number(tip)} {number(y2)}L{number(x2 - 1)} {number(y2 + half)}Z"
    ends = f"{number(x2 - bend)} {number(y2)} {number(x2)} {number(y2)}"
    curve = f"M{number(x1)} {number(y1)}C{number(x1 + bend)} {number(y1)} {ends}"
    return (
        f'<path d="{curve}" fill="none" '
        f'{stroke(flow.colour)} stroke-width="{number(flow.width)}" stroke-opacity="0.82"{dash}/>'
        f'<path d="{point}" {fill(flow.colour)}/>'
    )


def _label(flow: Flow, y: Decimal, x: int, anchor: str) -> str:
    name = text(x, y - 3, flow.name, size=NAME, weight=700, anchor=anchor)
    kind = f'<tspan {fill("soft")} font-size="{KIND}" font-weight="400">{xml(flow.kind)}</tspan>' if flow.kind else ""
    told = marked(
        x, y + 14, f"{xml(flow.line)} {kind}".rstrip(), size=AMOUNT, weight=600, colour=flow.colour, anchor=anchor
    )
    return f"<g><title>{xml(flow.full_name)}</title>{name}{told}</g>"


def _centre(facts: FactFile, filer: str, middle: int, rows: int) -> list[str]:
    height = max(72, min(rows * _PITCH - 16, 190))
    lines = _wrapped(filer, 15)
    sizes = (size for size in (19, 16, 14) if all(width(line, size, bold=True) <= _BOX - 16 for line in lines))
    letters = next(sizes, 13)
    parts = [
        box((_WIDTH - _BOX) // 2, middle - height // 2, _BOX, height, colour="box"),
        f"<g><title>{xml(facts.document.company)}</title>",
    ]
    y = middle - 11 * (len(lines) - 1) + 6
    for line in lines:
        shown = fitted(line, letters, _BOX - 12, bold=True)
        parts.append(text(_WIDTH // 2, y, shown, size=letters, weight=700, colour="on_box", anchor="middle"))
        y += 23
    return [*parts, "</g>"]


def _wrapped(words: str, most: int) -> list[str]:
    """Break a name into at most three lines."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 3:  # noqa: PLR2004  (what the box has room for)
        lines = [*lines[:2], " ".join(lines[2:])]
    return [cut(line, most + 2) for line in lines]


def _foot(named: Sequence[tuple[str, str, str]], source: str, body: int) -> tuple[list[str], int]:
    y, x, parts = body + 24, _EDGE, []
    for colour, dash, words in named:
        wide = round(width(words, _SMALL) * 1.06) + (49 if colour else 18)
        if x + wide > _WIDTH - 12:
            y, x = y + _LINE, _EDGE
        if colour:
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            at = f'x1="{x}" y1="{y - 4}" x2="{x + 24}" y2="{y - 4}"'
            parts.append(f'<line {at} {stroke(colour)} stroke-width="{3 if dash else 8}"{dashed}/>')
        parts.append(text(x + 31 if colour else x, y, words, size=_SMALL))
        x += wide
    y += _LINE if named else 0
    parts.append(text(_EDGE, y, fitted(source, 11.5, _WIDTH - 2 * _EDGE), size=11.5, colour="soft"))
    return parts, y + 16
