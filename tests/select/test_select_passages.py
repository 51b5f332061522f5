"""Every block is asked about or left out with a reason; nothing is lost between the two."""

from __future__ import annotations

from pipeline.records import Block, BlockKind, Document, Form, Identity, Page, Section, Selection, SpeakerKind
from pipeline.select import select

PARAGRAPH = BlockKind.PARAGRAPH
VOICES = {
    "Operator": SpeakerKind.OPERATOR,
    "Ada Birch, CFO": SpeakerKind.COMPANY,
    "Tom Reed, Elm Securities, Research Division": SpeakerKind.ANALYST,
}


def made(
    parts: list[tuple[BlockKind, str, str | None, str]],
    *,
    form: Form = Form.TEN_Q,
    titles: dict[str, str] | None = None,
) -> Document:
    """``parts``: kind, text, speaker, section key (neighbours with one key make one section)."""
    text, blocks = "", []
    spans: dict[str, tuple[int, int]] = {}
    for kind, words, speaker, key in parts:
        start = len(text)
        text += words + "\n\n"
        voice = VOICES.get(speaker) if speaker else None
        blocks.append(Block(start=start, end=start + len(words), kind=kind, speaker=speaker, voice=voice))
        if key:
            spans[key] = (spans.get(key, (start, 0))[0], len(text))
    sections = tuple(
        Section(start=low, end=high, key=key, title=(titles or {}).get(key, key), first_page=1, last_page=1)
        for key, (low, high) in spans.items()
    )
    return Document(
        path="maplewood.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Maplewood Devices, Inc.", form=form),
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        blocks=tuple(blocks),
        sections=sections,
    )


def covered(selection: Selection, document: Document) -> list[int]:
    """How many passages hold each block."""
    passages = [*selection.passages, *selection.skipped]
    return [sum(p.start <= b.start and b.end <= p.end for p in passages) for b in document.blocks]


def test_every_block_is_in_exactly_one_passage() -> None:
    document = made(
        [
            (BlockKind.FURNITURE, "Maplewood Devices 10-Q", None, ""),
            (BlockKind.CONTENTS, "Item 1. Financial Statements 3", None, ""),
            (PARAGRAPH, "We lease a plant.", None, "note1"),
            (BlockKind.TABLE, "Total debt 100 90", None, "note1"),
            (PARAGRAPH, "The effective tax rate was 14%.", None, "note2"),
        ],
        titles={"note2": "Income Taxes"},
    )
    selection = select(document)
    assert covered(selection, document) == [1, 1, 1, 1, 1]
    assert [p.section for p in selection.passages] == ["note1"]
    assert {reason for p in selection.skipped for reason in p.reasons} == {
        "running head or foot",
        "table of contents",
        "income taxes",
    }


def test_long_sections_are_cut_at_blocks_within_the_budget() -> None:
    words = "The Company purchases wafers. " * 20
    document = made([(PARAGRAPH, words, None, "note1")] * 12)
    selection = select(document, budget=500)
    assert len(selection.passages) > 3
    assert all(p.tokens <= 500 for p in selection.passages)
    assert [p.key for p in selection.passages] == [f"note1#{n}" for n in range(1, len(selection.passages) + 1)]


def test_only_the_company_speaks_for_the_company() -> None:
    document = made(
        [
            (BlockKind.SPEECH, "Welcome, everyone.", "Operator", "call.prepared"),
            (BlockKind.SPEECH, "RPO is $10 billion.", "Ada Birch, CFO", "call.prepared"),
            (
                BlockKind.SPEECH,
                "Could it be $300 billion?",
                "Tom Reed, Elm Securities, Research Division",
                "call.questions",
            ),
            (BlockKind.SPEECH, "We raised $1 billion.", "Ada Birch, CFO", "call.questions"),
        ],
        form=Form.CALL,
    )
    selection = select(document)
    asked = [document.text[p.start : p.end] for p in selection.passages]
    assert any("RPO is $10 billion" in text for text in asked)
    assert any("We raised $1 billion" in text for text in asked)
    assert not any("$300 billion" in text or "Welcome" in text for text in asked)


def test_the_services_summary_of_a_call_is_not_the_companys_words() -> None:
    document = made([(PARAGRAPH, "Key takeaway: a $9 billion deal.", None, "call.summary")], form=Form.CALL)
    selection = select(document)
    assert selection.passages == ()
    assert len(selection.skipped) == 1


def test_of_the_exhibit_list_only_material_contracts_are_asked_about() -> None:
    document = made(
        [
            (PARAGRAPH, "10.1 Supply Agreement, dated June 1, 2026, with Corvid Foundries", None, "part2.item6"),
            (PARAGRAPH, "31.1 Certification of the Chief Executive Officer", None, "part2.item6"),
        ],
        titles={"part2.item6": "Exhibits"},
    )
    selection = select(document)
    assert [document.text[p.start : p.start + 4] for p in selection.passages] == ["10.1"]
    assert selection.skipped[0].reasons == ("exhibit list",)


def test_a_contract_filed_behind_the_signatures_is_left_out_and_a_press_release_is_kept() -> None:
    document = made(
        [
            (PARAGRAPH, "We entered into a credit agreement.", None, "8k.item1.01"),
            (PARAGRAPH, "SIGNATURES", None, ""),
            (PARAGRAPH, "Exhibit 10.1", None, ""),
            (PARAGRAPH, "The Borrower shall not incur more than $10 million of debt.", None, ""),
            (PARAGRAPH, "Exhibit 99.1", None, ""),
            (PARAGRAPH, "Maplewood announces a $2 billion contract.", None, ""),
        ],
        form=Form.EIGHT_K,
    )
    asked = " ".join(document.text[p.start : p.end] for p in select(document).passages)
    assert "credit agreement" in asked
    assert "$2 billion contract" in asked
    assert "shall not incur" not in asked


def test_a_note_that_opens_with_new_rules_and_goes_on_with_revenue_is_read() -> None:
    document = made(
        [
            (PARAGRAPH, "Remaining performance obligations were $99.1 billion.", None, "note.1"),
            (PARAGRAPH, "In November the FASB issued a rule.", None, "note.2"),
            (PARAGRAPH, "We retired debt of $2.0 billion.", None, "note.3"),
        ],
        titles={
            "note.1": "1. Basis of Presentation and Recent Accounting Pronouncements",
            "note.2": "Recently Issued Accounting Standards",
            "note.3": "Retirement of Debt",
        },
    )
    selection = select(document)
    asked = "".join(document.text[p.start : p.end] for p in selection.passages)
    assert "performance obligations" in asked
    assert "retired debt" in asked
    assert "FASB" not in asked
