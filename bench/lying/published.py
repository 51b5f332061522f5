"""From lies to what would be published: the real engine reads the answers, the rooms behind it do their work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.brief import lint, page
from pipeline.brief.prose import told
from pipeline.check import check
from pipeline.extract.model import ModelEngine, verified
from pipeline.records import (
    Answer,
    CoverageFacts,
    DocumentFacts,
    EngineFacts,
    FactFile,
    Packing,
    Proposals,
    Summary,
)
from pipeline.records.parties import PartyTable
from pipeline.resolve import arranged
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.lying.lies import Lie
    from bench.lying.truths import Said, Truth
    from pipeline.records import Document, Hear, Heard, Packet, Question

ENGINE = "liar"


class Published(NamedTuple):
    """What of some lies would be published: the fact file, the page, and which of them got in."""

    facts: FactFile
    page: str
    inside: tuple[Lie, ...]


def published(truth: Truth, lies: Sequence[Lie], hear: Hear) -> Published:
    """Send lies through engine, checks, resolving and brief; ``hear`` answers the question about the summary."""
    document = truth.document
    packets = pack(document, select(document), thorough=True).packets
    proposals = [_proposed(document, packets, lie, number) for number, lie in enumerate(lies)]
    everything = Proposals(
        candidates=tuple(one for each in proposals for one in each.candidates),
        results=tuple(one for each in proposals for one in each.results),
        signals=tuple(one for each in proposals for one in each.signals),
    )
    checked = verified(document, check(document, everything), seen_again)
    deals = tuple(one.deal for one in arranged(document, checked.proved, PartyTable()))
    bare = FactFile(
        document=DocumentFacts(
            path=document.path,
            sha256=document.sha256,
            media=document.media,
            pages=len(document.pages),
            characters=len(document.text),
            **document.identity.model_dump(),
        ),
        engine=EngineFacts(name="model", model=ENGINE, prompts="", settings="", version=""),
        coverage=CoverageFacts(passages=len(packets), asked=len(packets)),
        deals=deals,
        withheld=checked.withheld,
        results=checked.results,
        signals=checked.signals,
        summary=Summary(headline=""),
    )
    facts = bare.model_copy(update={"summary": told(bare, hear).summary})
    printed = page(facts, "filing.pdf")
    broken = lint(printed)
    if broken:
        message = f"a page of lies breaks a rule: {broken}"
        raise AssertionError(message)
    return Published(facts, printed, tuple(_inside(facts, lies)))


def _inside(facts: FactFile, lies: Sequence[Lie]) -> list[Lie]:
    whole: dict[str, Any] = facts.model_dump(mode="json")
    inside = []
    by_lie: dict[int, list[Said]] = {}
    for deal in whole["deals"]:
        for source in deal["sources"]:
            by_lie.setdefault(int(source.split(":")[0].removeprefix(ENGINE)), []).append(deal)
    for number, lie in enumerate(lies):
        # Results and signals bear no source; each lie about one tells for itself what would hold it.
        held = by_lie.get(number, []) if lie.part == "deals" else [r for r in whole[lie.part] if _same_quote(r, lie)]
        if any(lie.believed(one) for one in held):
            inside.append(lie)
    return inside


def _same_quote(published: Said, lie: Lie) -> bool:
    evidence = published.get("evidence")
    quotes = (
        [one["quote"] for one in evidence] if isinstance(evidence, list) else [evidence["quote"]] if evidence else []
    )
    return lie.said["quote"] in quotes


def _proposed(document: Document, packets: Sequence[Packet], lie: Lie, number: int) -> Proposals:
    """Have the real engine ask about the packet the lie is about, and read the lie as its answer, twice if need be."""
    quotes = lie.said.get("quotes") or [lie.said.get("quote", "")]
    place = max(0, document.text.find(quotes[0][:20]) if quotes else 0)
    home = next((one for one in packets if any(p.start <= place < p.end for p in one.pieces)), packets[0])
    # The rest of the packet changes nothing of what is told and costs the time of reading it.
    pieces = tuple(piece for piece in home.pieces if piece.start <= place < piece.end) or home.pieces[:1]
    packet = home.model_copy(update={"pieces": pieces})

    def hear(questions: Sequence[Question]) -> tuple[Heard, ...]:
        return tuple(
            Answer(text=json.dumps(entry(lie, one.shape.__name__), ensure_ascii=False), model=ENGINE, cached=False)
            for one in questions
        )

    return ModelEngine(hear, name=f"{ENGINE}{number}").propose(document, Packing(packets=(packet,)))


def entry(lie: Lie, shape: str) -> Said:
    """Put a lie into an answer of the shape asked for: the first, or the one in which it should be mended."""
    if shape == "PassageAnswer":
        return {"deals": [], "results": [], "signals": [], lie.part: [lie.said]}
    again = {"mends": 1, "answers": None} if lie.part == "deals" else {"mends": 1}
    told = {} if lie.part == "signals" else {lie.part: [lie.said | again]}
    return {"replies": [], "withdrawn": [], "deals": [], "results": [], **told}


def seen_again(questions: Sequence[Question]) -> tuple[Heard, ...]:
    """Take the second look as a liar: everything is there, done, and the money flows the other way."""
    verdicts = [
        {
            "number": number,
            "why": "it is so",
            "mentioned": True,
            "type": "acquisition",
            "payer": "counterparty",
            "binding": "done",
            "words": "Wisteria Holdings signed",
        }
        for number in range(1, 13)
    ]
    text = json.dumps({"verdicts": verdicts})
    return tuple(Answer(text=text, model=ENGINE, cached=False) for _ in questions)
