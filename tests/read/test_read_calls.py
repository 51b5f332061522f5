# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.html import read_html
from pipeline.read.raw import RawDocument
from pipeline.read.roster import is_name
from pipeline.read.textfile import read_text
from pipeline.read.transcript import read_call
from pipeline.records import Block, BlockKind, Page, SectionState

if TYPE_CHECKING:
    from pathlib import Path

OPENING = "Good morning, and welcome to the Acme Robotics second quarter 2024 earnings call. "
FOLLOWS = "Who said a quote is not known; questions are told from answers by their words alone."
SILENT = f"This transcript does not say who speaks. {FOLLOWS}"
NUMBERED = f"This transcript numbers its speakers instead of naming them. {FOLLOWS}"
SUMMARY = "The transcript begins with a summary by its publisher, which is not the company's words."


def call(content: str) -> RawDocument:
    return read_call(read_text("call.txt", content.encode(), "call.txt"))


def speeches(raw: RawDocument) -> list[tuple[str | None, str]]:
    return [
        (block.speaker, raw.text[block.start : block.end])
        for block in raw.blocks or ()
        if block.kind is BlockKind.SPEECH
    ]


def section(raw: RawDocument, key: str) -> str:
    (found,) = [one for one in raw.sections or () if one.key == key]
    return raw.text[found.start : found.end]


HEADED = f"""Acme Robotics Corp. (NYSE:ACM) Q2 2024 Earnings Call August 1, 2024

Company Participants

Ann Lee - Chief Executive Officer
Bob Ray - Chief Financial Officer

Conference Call Participants

Cy Young - Example Bank

Operator

{OPENING}After the remarks there will be a question-and-answer session.

Ann Lee

Thank you. We signed a supply agreement.

Robert Ray

Revenue was $3.2 billion.

Question-and-Answer Session

Operator

Our first question comes from Cy Young.

Cy Young

What about capacity?

Ann Lee

It is sold out.
"""


def test_headed_lists_and_speaker_lines() -> None:
    raw = call(HEADED)
    assert [speaker for speaker, _ in speeches(raw)] == [
        "Operator",
        "Ann Lee, Chief Executive Officer",
        "Robert Ray",
        "Operator",
        "Cy Young, Example Bank",
        "Ann Lee, Chief Executive Officer",
    ]
    assert section(raw, "call.prepared").startswith("Operator\n\nGood morning")
    assert section(raw, "call.questions").startswith("Question-and-Answer Session")
    contents = [raw.text[block.start : block.end] for block in raw.blocks or () if block.kind is BlockKind.CONTENTS]
    assert "Cy Young - Example Bank" in contents
    assert raw.warnings == ()


def test_names_with_titles_on_one_line_and_a_list_below() -> None:
    raw = call(
        f"Prepared Remarks:\n\nOperator\n\n{OPENING}\n\nAnn Lee -- Chief Executive Officer\n\nRevenue grew.\n\n"
        "Questions & Answers:\n\nOperator\n\nOur first question comes from Cy Young.\n\nCy Young -- Example Bank -- Analyst\n\nHow so?\n\n"
        "Duration: 45 minutes\n\nCall participants:\n\nAnn Lee -- Chief Executive Officer\n\nCy Young -- Example Bank -- Analyst\n"
    )
    assert {speaker for speaker, _ in speeches(raw)} == {
        "Operator",
        "Ann Lee, Chief Executive Officer",
        "Cy Young, Example Bank, Analyst",
    }
    assert not section(raw, "call.questions").count("Duration")


def test_speakers_before_a_colon() -> None:
    raw = call(
        f"Cam, Conference Operator: {OPENING}\n\nAnn Lee, Chief Executive Officer, Acme Corp.: We grew.\n\nIt was a good year.\n\n"
        "Cam, Conference Operator: The first question is from Cy Young.\n\nCy Young, Analyst, Example Bank: And margins?\n\n: us\n\n"
        "Key Takeaways: none.\n"
    )
    assert [speaker for speaker, _ in speeches(raw)] == [
        "Cam, Conference Operator",
        "Ann Lee, Chief Executive Officer, Acme Corp.",
        "Ann Lee, Chief Executive Officer, Acme Corp.",
        "Cam, Conference Operator",
        "Cy Young, Analyst, Example Bank",
        "Speaker not named",
        "Speaker not named",
    ]


def test_speakers_over_time_stamps() -> None:
    raw = call(
        f"Acme (ACM) Q2 2024 call\n\nOperator\n0:00:00\n\n{OPENING}\n\nAnn Lee\nCEO\n0:01:58\n\nWe grew.\n\nOperator\n0:30:00\n\n"
        "We will now begin the question and answer session.\n\nCy Young\nAnalyst\n0:31:00\n\nHow so?\n"
    )
    assert [speaker for speaker, _ in speeches(raw)] == ["Operator", "Ann Lee, CEO", "Operator", "Cy Young, Analyst"]
    assert section(raw, "call.questions").startswith("Operator\n0:30:00")


def test_speakers_with_times_on_one_line() -> None:
    raw = call(
        f"Operator (00:01):\n{OPENING}\n\nAnn Lee (01:12):\nWe grew.\n\nCy Young (1:02:30):\nHow so?\n\nAnn Lee (1:03:00):\nBy selling.\n"
    )
    assert [speaker for speaker, _ in speeches(raw)] == ["Operator", "Ann Lee", "Cy Young", "Ann Lee"]


def test_ruled_speakers_with_numbers() -> None:
    rule = "-" * 40
    raw = call(
        f"{rule}\nOperator    [1]\n{rule}\n\n{OPENING}\n{rule}\nAnn Q. Lee,  Acme Corp. - CEO    [2]\n{rule}\n\nWe grew.\n"
        f"{rule}\nOperator    [3]\n{rule}\n\nYour first question comes from Cy.\n"
    )
    assert [speaker for speaker, _ in speeches(raw)] == ["Operator", "Ann Q. Lee, Acme Corp. - CEO", "Operator"]


def test_participants_and_speakers_in_running_text() -> None:
    raw = call(
        "Acme Corp. (NYSE:ACM) Q2 2024 Earnings Call August 1, 2024 Company Participants Bob Ray - Vice President of Investor Relations "
        "Ann Lee - CEO & Director Conference Call Participants Cy Young - Example Securities, LLC Presentation Operator "
        f"{OPENING}Bob, please go ahead. Bob Ray Vice President of Investor Relations Thank you. I turn it over to Ann. "
        "Ann Lee CEO & Director Thanks. We grew.\n\nOperator: Your first question comes from Cy Young.\n\n"
        "Example Securities, LLC: How so?\n\nAnn Lee: CEO & Director By selling more.\n"
    )
    assert speeches(raw)[1:3] == [
        ("Bob Ray, Vice President of Investor Relations", "Thank you. I turn it over to Ann."),
        ("Ann Lee, CEO & Director", "Thanks. We grew."),
    ]
    assert speeches(raw)[-2:] == [
        ("Cy Young, Example Securities, LLC", "How so?"),
        ("Ann Lee, CEO & Director", "By selling more."),
    ]


def test_one_paragraph_without_speakers_is_cut_at_sentences_and_said_so() -> None:
    raw = call(
        OPENING
        + "We expect demand to stay strong. " * 100
        + "Operator, we are ready. Your first question comes from Cy Young. "
        + "We will see. " * 200
    )
    assert raw.warnings == (SILENT,)
    assert all(speaker is None for speaker, _ in speeches(raw))
    assert max(len(words) for _, words in speeches(raw)) < 1500
    assert all(words.endswith(".") for _, words in speeches(raw))
    assert section(raw, "call.questions").startswith("Your first question")


def test_numbered_speakers_are_said_to_be_numbered() -> None:
    raw = call(
        f"Speaker 0: {OPENING}\nSpeaker 1: We grew.\nSpeaker 0: We will now begin the question-and-answer session. "
        "The first question comes from Cy.\nSpeaker 3: How is supply?\nSpeaker 2: Tight.\n"
    )
    assert raw.warnings == (NUMBERED,)
    assert section(raw, "call.questions").startswith("Speaker 0: We will now")


def test_a_label_that_a_replacement_spoiled_names_nobody() -> None:
    raw = call(
        f"Operator: {OPENING}\n\nAnn Lee, Chief Executive Officer: We grew.\n\nAnn Lee, Chief Executive Officer2: How so?\n\nOperator: Next.\n"
    )
    assert [speaker for speaker, _ in speeches(raw)][2] == "Speaker not named"


def test_a_publishers_summary_is_kept_apart() -> None:
    article = (
        "Acme posted a strong quarter with revenue of $5 billion, far above what analysts had expected of it. " * 3
    )
    raw = call(f"Acme (ACM) Q2 2024 Earnings Call Transcript\n\nKey points\n\n{article}\n\n" + HEADED.split("\n", 2)[2])
    assert section(raw, "call.summary").startswith("Key points")
    assert article.strip() in section(raw, "call.summary")
    assert [one.state for one in raw.sections or ()] == [SectionState.SKIPPED, SectionState.READ, SectionState.READ]
    assert raw.warnings == (SUMMARY,)
    assert all(article.strip() not in words for _, words in speeches(raw))


def test_an_announced_session_is_not_its_beginning() -> None:
    raw = call(HEADED.replace("Question-and-Answer Session\n\n", ""))
    assert section(raw, "call.questions").startswith("Operator\n\nOur first question")


def test_a_call_without_questions_has_prepared_remarks_only() -> None:
    raw = call(HEADED.split("Question-and-Answer Session", maxsplit=1)[0])
    assert [one.key for one in raw.sections or ()] == ["call.prepared"]


def test_what_a_publisher_adds_below_is_furniture() -> None:
    raw = call(
        HEADED + "\nThis article was generated with the support of a program and may hold errors of many kinds.\n"
    )
    assert (raw.blocks or ())[-1].kind is BlockKind.FURNITURE


def pdf_like(pages: list[str]) -> RawDocument:
    spans = []
    offset = 0
    for number, text in enumerate(pages, start=1):
        spans.append(Page(start=offset, end=offset + len(text), number=number))
        offset += len(text)
    return RawDocument(name="call.pdf", media="pdf", text="".join(pages), pages=tuple(spans))


def test_a_paragraph_over_a_page_end_names_its_gap() -> None:
    lines = "".join(f"And we will go on to build line {n} of the plant that we have in the\n" for n in range(8))
    raw = read_call(
        pdf_like(
            [
                f"Participants\nAnn Lee executive\nOperator\n{OPENING}\nAnn Lee\nThank you. We will build\n{lines}1 of 2\n",
                f"{lines}end of it.\nOperator\nGood bye to all.\n2 of 2\n",
            ]
        )
    )
    (long,) = [block for block in raw.blocks or () if block.gaps]
    assert [raw.text[gap.start : gap.end] for gap in long.gaps] == ["1 of 2"]
    assert (long.speaker, raw.text[long.start : long.end][:10]) == ("Ann Lee, executive", "Thank you.")
    assert [(one.first_page, one.last_page) for one in raw.sections or ()] == [(1, 2)]


@pytest.mark.parametrize(
    "name", ["Ann Lee", "Thomas O'Malley", "Mark Stephen Mahaney", "Matthew D. Ramsay", "Ludwig van Beethoven"]
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "words",
    ["Key Takeaways", "Chief Executive Officer", "Example Bank", "we grew fast", "Q2 2024", "OPERATOR TEAM", "Lee"],
)
def test_not_names(words: str) -> None:
    assert not is_name(words)


def check(raw: RawDocument) -> None:
    blocks: tuple[Block, ...] = raw.blocks or ()
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    told = {at for block in blocks for at in range(block.start, block.end)}
    untold = "".join(character for at, character in enumerate(raw.text) if at not in told)
    assert not untold.strip(), untold
    assert sum(one.end - one.start for one in raw.sections or () if one.state is SectionState.READ) > 0


LINES = st.sampled_from(
    ["Operator", "Ann Lee", "Ann Lee: Yes.", "Ann Lee - CEO", "0:01:00", "Q&A", "", "Company Participants", "CEO", ": us", "Operator:",
     "We expect revenue to grow. It will. " * 40, "Our first question comes from Cy.", "Disclaimer", "Print", "[Operator Instructions]"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(LINES, min_size=1, max_size=30))
def test_no_shape_of_transcript_loses_a_word(lines: list[str]) -> None:
    content = "\n".join(lines)
    if content.strip():
        check(call(content + "\nThe end."))


REAL: dict[str, tuple[set[str | None], int, str]] = {
    # file: speakers that must be there, speeches at least, first words of the questions
    "AMD_2019-04-30_call.txt": ({"Operator", "Lisa T. Su, Advanced Micro Devices, Inc. - President, CEO & Non-Independent Director"}, 80, "Questions and Answers"),
    "AMD_Q1_2025_call.pdf": ({"Operator", "Lisa Su, executive", "Joshua Buchalter, analyst"}, 150, "Operator"),
    "AMD_latest_call.html": ({"Operator", "Lisa Su, Chair and CEO", "Vivek Arya"}, 80, "Operator: Thank you, Matt. We will now"),
    "AMZN_2025_Q3_call.html": ({"Operator", "Andrew Jassy, President, CEO & Director", "Justin Post, BofA Securities, Research Division"}, 60, "❓ Q&A"),
    "AVGO_2025_Q2_call.txt": ({None}, 20, "Thank you. To ask a question"),
    "CRWV_2025-11-10_call.txt": ({"Operator", "Mike Intrator, CEO", "Keith Weiss, Equity Analyst"}, 70, "Operator\n0:30:38"),
    "CRWV_2025_Q4_call.txt": ({"Operator", "Nitin Agrawal, CFO", "Speaker 11, Company Representative"}, 70, "Operator\n0:32:55"),
    "META_2025_Q3_call.pdf": ({"Speaker 1", "Speaker 3"}, 50, "Speaker 5\n27m 45s"),
    "MU_Q2_2025_call.pdf": ({"Operator", "Sumit Sadana, executive", "Vivek Arya, analyst"}, 90, "Operator\nAnd our first question"),
    "NBIS_2025_Q3_call.txt": ({"Dado Alonso, Chief Financial Officer", "Neil Doshi, VP & Head of Investor Relations"}, 60, "## Q&A"),
    "NVDA_2025-05-28_call.pdf": ({"Operator", "Colette Kress, executive", "Joseph Moore, analyst"}, 100, "Operator\n[Operator Instructions]"),
    "NVDA_FY2026Q2_call.pdf": ({"Speaker 1", "Speaker 5"}, 40, "Speaker 3\n25m 12s"),
    "ORCL_2024_Q3_call.txt": ({None}, 20, "Absolutely. If you would like to ask"),
    "ORCL_2025-09-09_call.txt": ({"Operator", "Safra Catz, CEO & Director", "James Wood, TD Cowen, Research Division"}, 50, "Operator: [Operator Instructions] Your first"),
    "PLTR_Q1_2025_call.pdf": ({"Ana Soro, executive", "Daniel Ives, analyst"}, 80, "Ana Soro\nThanks, Alex. We'll now turn"),
    "SMCI_2025_Q4_call.txt": ({"Cameron, Conference Operator", "Samik Chatterjee, Analyst, JPMorgan", "Speaker not named"}, 100, "Cameron, Conference Operator: Thank you. We will now"),
    "SNOW_Q1_2025_call.txt": ({"Operator", "Sridhar Ramaswamy, Chief Executive Officer", "Keith Weiss, Morgan Stanley, Analyst"}, 120, "Questions & Answers:"),
}  # fmt: skip
WITH_SUMMARY = {"AMD_latest_call.html", "CRWV_2025-11-10_call.txt", "CRWV_2025_Q4_call.txt", "SMCI_2025_Q4_call.txt"}


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_calls(real_filings: Path, name: str) -> None:
    speakers, least, opening = REAL[name]
    data = (real_filings / name).read_bytes()
    if name.endswith(".pdf"):
        document = pdfium.PdfDocument(data)
        texts = [
            document[index].get_textpage().get_text_range().replace("\r\n", "\n") + "\n"
            for index in range(len(document))
        ]
        raw = read_call(pdf_like(texts))
    else:
        raw = read_call((read_html if name.endswith(".html") else read_text)(name, data, name))
    check(raw)
    said = speeches(raw)
    assert speakers <= {speaker for speaker, _ in said}
    assert len(said) >= least
    assert max(len(words) for _, words in said) < 2000
    assert section(raw, "call.questions").startswith(opening)
    assert (SUMMARY in raw.warnings) == (name in WITH_SUMMARY)
    assert (SILENT in raw.warnings) == (speakers == {None})


def test_every_real_call_is_checked(real_filings: Path) -> None:
    assert {path.name for path in real_filings.iterdir() if "_call." in path.name} == set(REAL)
