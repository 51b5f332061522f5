"""Where statements of one arrangement contradict one another: told on the page, never settled in silence.

What changes in time is no contradiction: a plan that was signed, a signing that was closed, a facility drawn and paid
back, a share of another period. Nor are parts of a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.records import Binding, DealType, Payer, Qualifier
from pipeline.records.proved import Disagreement
from pipeline.resolve.sameness import shared, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Amount, Evidence, Proved

_Said: TypeAlias = "tuple[Literal['amount', 'binding', 'payer', 'end'], str, Evidence]"
MOST = 3
_MOVES = frozenset({DealType.DEBT, DealType.CONCENTRATION})
"""What is drawn, repaid and counted anew for each period."""
_LATER = frozenset({Binding.DONE, Binding.ENDED})
_PLAIN = frozenset({Qualifier.EXACT, Qualifier.APPROX})
_SLIPS = frozenset({10, 1_000, 1_000_000})
_PARTS = 4
"""Figures more than a quarter apart are a whole and a part of it: "total consideration of $4.4 billion", "paid $3.2
billion in cash"."""


def disagreements(
    group: Sequence[Proved], strongest: Proved, payer: Payer, evidence: list[Evidence]
) -> tuple[Disagreement, ...]:
    """Give what other statements of the group say against the deal, a piece of evidence each.

    The piece is added to ``evidence`` where it is missing: what is said otherwise must be seen.
    """
    first = group[0]
    found: dict[tuple[str, str], Disagreement] = {}
    for other in group:
        for about, said, piece in (
            *_strength(strongest, other),
            *(() if first.type in _MOVES or whole(first) else (*_amount(first, other), *_side(payer, first, other))),
            *(() if first.type in _MOVES else _end(first, other)),
        ):
            if (about, said) not in found and len(found) < MOST:
                found[about, said] = Disagreement(about=about, said=said, evidence=_place(piece, evidence))
    return tuple(found.values())


def _strength(strongest: Proved, other: Proved) -> Iterator[_Said]:
    """Both prove their strength by words, and neither is a later stage of the other."""
    if {strongest.binding, other.binding} & _LATER or strongest.binding is other.binding:
        return
    phrase = other.binding_phrase
    if strongest.binding_phrase and phrase:
        yield "binding", other.binding.value, _with(other, phrase)


def _amount(first: Proved, other: Proved) -> Iterator[_Said]:
    """The first figures of both, of the same thing and unit, beyond rounding and near enough to be meant alike."""
    if not (first.amounts and other.amounts):
        return
    one, two = first.amounts[0], other.amounts[0]
    named = one.what == two.what and one.unit == two.unit
    alike = named and ({one.qualifier, two.qualifier} <= _PLAIN or _slipped(one, two))
    if not alike or shared((one,), (two,)) or first.evidence[one.evidence].start == other.evidence[two.evidence].start:
        return
    if shared(first.amounts, (two,)) or shared((one,), other.amounts):
        return  # the sentence itself sets the two side by side: "$72 million, of which $68 million"
    larger = max(abs(one.value), abs(two.value))
    if abs(one.value - two.value) * _PARTS < larger or _slipped(one, two):
        yield "amount", two.as_written, other.evidence[two.evidence]


def _slipped(one: Amount, two: Amount) -> bool:
    """Tell whether a digit or a scale word was lost: "over $8 billion" of orders, and "the $80 billion" of them."""
    small, large = sorted((abs(one.value), abs(two.value)))
    return small > 0 and large / small in _SLIPS


def _side(payer: Payer, first: Proved, other: Proved) -> Iterator[_Said]:
    """Who pays, told otherwise; a statement that leaves the party open does not say which side it is."""
    alike = other.counterparty.kind is first.counterparty.kind
    if alike and {payer, other.payer} == {Payer.FILER, Payer.COUNTERPARTY}:
        yield "payer", other.payer.value, other.evidence[0]


def _end(first: Proved, other: Proved) -> Iterator[_Said]:
    """Two years in which it ends; an end without its day differs from none in its year."""
    one, two = first.dates.end, other.dates.end
    if one and two and one[:4] != two[:4]:
        yield "end", two, _with(other, two[:4])


def _with(statement: Proved, words: str) -> Evidence:
    """Give the piece of evidence that holds the words, the first where none does."""
    return next((piece for piece in statement.evidence if words in piece.quote), statement.evidence[0])


def _place(piece: Evidence, evidence: list[Evidence]) -> int:
    for index, known in enumerate(evidence):
        if known.start < piece.end and piece.start < known.end:
            return index
    evidence.append(piece)
    return len(evidence) - 1
