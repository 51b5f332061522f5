"""Who speaks in a call, for whom, and whose words each speech is; with fictional names."""

# ruff: noqa: E501  (a spoken sentence is read as one piece; broken over lines it is not)
from __future__ import annotations

import pytest

from pipeline.read.raw import RawDocument
from pipeline.read.textfile import read_text
from pipeline.read.titles import role_and_firm
from pipeline.read.transcript import read_call
from pipeline.read.voices import Speech, find_calls, tell_apart
from pipeline.records import BlockKind, KnownBy, Page, Speaker, SpeakerKind

OPERATOR, COMPANY, ANALYST, UNKNOWN = (
    SpeakerKind.OPERATOR,
    SpeakerKind.COMPANY,
    SpeakerKind.ANALYST,
    SpeakerKind.UNKNOWN,
)
OPENING = "Good morning, and welcome to the Acme Robotics second quarter 2024 earnings call. "


def call(content: str) -> RawDocument:
    return read_call(read_text("call.txt", content.encode(), "call.txt"))


def speaker(raw: RawDocument, name: str) -> Speaker:
    (found,) = [one for one in raw.speakers if one.name == name]
    return found


def voices(raw: RawDocument) -> list[tuple[SpeakerKind | None, str]]:
    return [
        (block.voice, " ".join(raw.text[block.start : block.end].split()))
        for block in raw.blocks or ()
        if block.kind is BlockKind.SPEECH
    ]


def voice_of(raw: RawDocument, words: str) -> SpeakerKind | None:
    (found,) = [voice for voice, said in voices(raw) if words in said]
    return found


@pytest.mark.parametrize(
    ("printed", "role", "firm"),
    [
        ("Chief Executive Officer", "Chief Executive Officer", None),
        ("Analyst, Example Bank", "Analyst", "Example Bank"),
        ("Analyst, Example", "Analyst", "Example"),
        ("Morgan Example, Analyst", "Analyst", "Morgan Example"),
        ("Example Bank -- Analyst", "Analyst", "Example Bank"),
        ("Example Securities, LLC, Research Division", None, "Example Securities, LLC, Research Division"),
        ("SVP, Computing and Graphics", "SVP, Computing and Graphics", None),
        ("Executive Vice President, Data Center Solutions Group", "Executive Vice President, Data Center Solutions Group", None),
        ("Example Robotics, Inc. - President, CEO & Director", "President, CEO & Director", "Example Robotics, Inc."),
        ("Chief Executive Officer, Example Robotics, Inc.", "Chief Executive Officer", "Example Robotics, Inc."),
        ("Managing Director and Senior Equity Research Analyst", "Managing Director and Senior Equity Research Analyst", None),
        ("Example Group Inc., Research Division - MD", "MD", "Example Group Inc., Research Division"),
        ("Example Bank PLC, Research Division - Quant", "Quant", "Example Bank PLC, Research Division"),
        ("Partner, Head of Technology Research", "Partner, Head of Technology Research", None),
        ("Analyst, Example Partners", "Analyst", "Example Partners"),
        ("Example Research - Example Bank", None, "Example Research, Example Bank"),
        ("", None, None),
    ],
)  # fmt: skip
def test_a_title_and_a_firm_are_told_apart(printed: str, role: str | None, firm: str | None) -> None:
    assert role_and_firm(printed) == (role, firm)


def test_a_companys_name_behind_several_titles_is_the_firm() -> None:
    raw = call(
        f"Cam, Conference Operator: {OPENING}\n\nAnn Lee, CEO, Acme: We grew.\n\nBob Ray, CFO, Acme: We did.\n\n"
        "Cam, Conference Operator: The first question is from Cy Young.\n\nCy Young, Analyst, Example Bank: And margins?\n"
    )
    assert (speaker(raw, "Ann Lee").role, speaker(raw, "Ann Lee").firm) == ("CEO", "Acme")
    assert speaker(raw, "Cam") == Speaker(
        shown="Cam, Conference Operator",
        name="Cam",
        role="Conference Operator",
        kind=OPERATOR,
        known_by=KnownBy.TITLE,
    )


HEADED = f"""Acme Robotics Corp. (NYSE:ACM) Q2 2024 Earnings Call August 1, 2024

Company Participants

Ann Lee - Chief Executive Officer
Robert Ray - Chief Financial Officer

Conference Call Participants

Cy Young - Example Bank, Research Division
Di Ash - Robert Example & Co.
Incorporated, Research Division

Operator

{OPENING}

Ann Lee

Thank you. We signed a supply agreement.

Bob Ray

Revenue was $3.2 billion.

Question-and-Answer Session

Operator

Our first question comes from Cy Young.

Cy Young

We model $9 billion of orders. What about capacity?

Ann Lee

It is sold out.

Di Ash

And next year?
"""


def test_the_lists_say_for_whom_people_speak() -> None:
    raw = call(HEADED)
    assert speaker(raw, "Ann Lee") == Speaker(
        shown="Ann Lee, Chief Executive Officer",
        name="Ann Lee",
        role="Chief Executive Officer",
        kind=COMPANY,
        known_by=KnownBy.LIST,
    )
    assert speaker(raw, "Cy Young").kind is ANALYST
    assert speaker(raw, "Di Ash").firm == "Robert Example & Co. Incorporated, Research Division"


def test_the_list_knows_who_is_called_by_another_first_name() -> None:
    bob = speaker(call(HEADED), "Bob Ray")
    assert (bob.shown, bob.role, bob.kind) == ("Bob Ray", "Chief Financial Officer", COMPANY)


def test_the_operators_words_and_an_analysts_statement_are_marked() -> None:
    raw = call(HEADED)
    assert voice_of(raw, "first question comes") is OPERATOR
    assert voice_of(raw, "We model $9 billion") is ANALYST
    assert voice_of(raw, "sold out") is COMPANY
    heads = [
        (block.voice, raw.text[block.start : block.end])
        for block in raw.blocks or ()
        if block.kind is BlockKind.HEADING
    ]
    assert (ANALYST, "Cy Young") in heads


TITLED = (
    f"Acme (ACM) Q2 2024 call\n\nOperator\n0:00:00\n\n{OPENING}\n\nAnn Lee\nCEO\n0:01:58\n\nWe grew.\n\n"
    "Mo Fox\nSVP, Supply\n0:02:58\n\nAnd we built.\n\nOperator\n0:30:00\n\n"
    "We will now begin the question and answer session. Our first question comes from the line of Cy Young with D.A. Example. Please go ahead.\n\n"
    "Cy Young\nExecutive Director\n0:31:00\n\nHow so?\n\nAnn Lee\nCEO\n0:31:30\n\nBy selling.\n\n"
    "Operator\n0:32:00\n\nOur next question is from Pat Oak with Example & Co. Please go ahead.\n\n"
    "Eva Oak\nManaging Director\n0:33:00\n\nThis is Eva on for Pat. How long are lead times?\n\nZoe Elm\nVP, Sales\n0:34:00\n\nThanks for the question. They are long.\n"
)


def test_who_is_called_on_is_an_analyst_and_the_operator_names_the_firm() -> None:
    raw = call(TITLED)
    cy = speaker(raw, "Cy Young")
    assert (cy.kind, cy.known_by, cy.role, cy.firm) == (ANALYST, KnownBy.CALLED, "Executive Director", "D.A. Example")
    assert (speaker(raw, "Eva Oak").kind, speaker(raw, "Eva Oak").firm) == (ANALYST, "Example & Co")


def test_who_speaks_before_the_questions_or_has_an_officers_title_speaks_for_the_company() -> None:
    raw = call(TITLED)
    assert (speaker(raw, "Ann Lee").kind, speaker(raw, "Ann Lee").known_by) == (COMPANY, KnownBy.TITLE)
    assert (speaker(raw, "Mo Fox").kind, speaker(raw, "Mo Fox").known_by) == (COMPANY, KnownBy.REMARKS)
    assert speaker(raw, "Zoe Elm").kind is COMPANY


def test_those_who_only_ask_are_analysts_without_a_title() -> None:
    raw = call(
        f"Operator: {OPENING}\n\nAnn Lee, Chief Executive Officer: We grew. We built a second plant near the first, and we will build more.\n\n"
        "Bob Ray, Chief Financial Officer: Revenue was $3.2 billion in the quarter, and we expect it to grow in the next.\n\n"
        "Operator: We will now take questions.\n\n"
        "Cy Young: Hi, thanks for taking my question. How do you think about pricing in the second half of the year?\n\n"
        "Mona Reed, Executive Vice President, Supply: Pricing has been firm. Is it going to last? We think so.\n\n"
        "Lars Holm, Managing Director, Equities: We have $40 billion of backlog in our model for the year.\n"
    )
    kinds = {one.name: one.kind for one in raw.speakers}
    assert kinds == {
        "Operator": OPERATOR,
        "Ann Lee": COMPANY,
        "Bob Ray": COMPANY,
        "Cy Young": ANALYST,
        "Mona Reed": COMPANY,
        "Lars Holm": ANALYST,
    }


NUMBERED = (
    f"Speaker 0: {OPENING}My name is Cam, and I will be your conference operator today.\n"
    "Speaker 1: Thank you. We grew.\nSpeaker 2: Revenue was $3.2 billion.\n"
    "Speaker 1: With that, Cam, let's open the call for questions.\n"
    "Speaker 0: Thank you. Your first question comes from the line of Cy Young with Example Bank. Your line is open. "
    "Thanks for taking my question. Our checks say $15 billion of orders. Is that right?\n"
    "Speaker 2: Thanks, Cy. It was $10 billion.\n"
    "Speaker 0: Your next question comes from Di Ash with Example Bank. Please go ahead.\n"
    "Speaker 1: Great. You said that $7 billion is contracted. How should we think about next year?\n"
    "Speaker 2: Sure. We contracted $6 billion.\n"
)


def test_a_number_that_stands_for_several_people_is_told_apart_by_words() -> None:
    raw = call(NUMBERED)
    assert [(one.name, one.kind) for one in raw.speakers] == [
        ("Speaker 0", OPERATOR),
        ("Speaker 1", UNKNOWN),
        ("Speaker 2", UNKNOWN),
    ]
    assert voice_of(raw, "We grew") is UNKNOWN
    assert voice_of(raw, "first question comes from the line") is OPERATOR
    assert voice_of(raw, "$15 billion of orders") is ANALYST
    assert voice_of(raw, "It was $10 billion") is UNKNOWN
    assert voice_of(raw, "$7 billion is contracted") is ANALYST
    assert voice_of(raw, "We contracted $6 billion") is UNKNOWN


def test_unidentified_speakers_are_what_their_label_says() -> None:
    raw = call(
        f"Operator: {OPENING}\nAnn Lee, CEO: We grew.\nOperator: Our first question comes from a participant.\n"
        "Unidentified Analyst: Orders are $9 billion.\nUnidentified Company Representative: They are not.\n"
    )
    assert voice_of(raw, "$9 billion") is ANALYST
    assert voice_of(raw, "They are not") is COMPANY


RUNNING = (
    "Good day, and welcome to the Acme Robotics second quarter 2024 earnings call. All lines have been placed on mute. "
    "I would now like to turn the call over to Ann Lee. Ms. Lee, you may begin. Thank you. "
    + "We expect demand to stay strong in the third quarter. "
    * 20
    + "Operator, please open the call for questions. Thank you. To ask a question, please press star 1. "
    "Our first question comes from the line of Cy Young with Example Bank. Your line is open. "
    "Hi, thanks for taking my question. Your backlog must be $15 billion by now. Is that the right way to think about it? And what about margins? Thank you. "
    "Thank you, Cy. Backlog was $10 billion. Margins were up. "
    "Okay, great. And you have talked about a second plant, so how much will you spend on it? "
    "We will spend $2 billion. "
    "one moment for our next question and that will come from the line of di ash with example co your line is open great thank you um you said orders are $7 billion is that still the case? "
    "Well, orders are $6 billion. We signed them in June. "
    "This concludes today's conference call. You may now disconnect."
)


def test_a_paragraph_without_speakers_is_cut_into_questions_and_answers() -> None:
    raw = call(RUNNING)
    assert raw.speakers == ()
    assert voice_of(raw, "placed on mute") is OPERATOR
    assert voice_of(raw, "Our first question") is OPERATOR
    assert voice_of(raw, "backlog must be $15 billion") is ANALYST
    assert voice_of(raw, "Backlog was $10 billion") is UNKNOWN
    assert voice_of(raw, "how much will you spend") is ANALYST
    assert voice_of(raw, "We will spend $2 billion") is UNKNOWN
    assert voice_of(raw, "your line is open") is OPERATOR
    assert voice_of(raw, "you said orders are $7 billion") is ANALYST
    assert voice_of(raw, "orders are $6 billion. We signed") is UNKNOWN
    assert voice_of(raw, "may now disconnect") is OPERATOR


def test_the_questions_of_a_paragraph_begin_with_the_operators_instructions() -> None:
    (found,) = [one for one in call(RUNNING).sections or () if one.key == "call.questions"]
    assert RUNNING[found.start :].startswith("Thank you. To ask a question")


def said(words: str) -> list[tuple[str, str]]:
    return [(run.voice.value, words[run.start : run.end].strip()) for run in tell_apart(words, [Speech(0, len(words))])]


def test_a_statement_between_two_questions_belongs_to_who_asks() -> None:
    words = "Our next question is from Cy Young. Can you talk about supply? Your guidance implies 90%. What is needed for that? Thanks. Well, more plants."
    assert [voice for voice, _ in said(words)] == ["operator", "analyst", "unknown"]
    assert said(words)[2][1] == "Well, more plants."


def test_an_officer_who_gives_the_word_to_another_calls_nobody() -> None:
    words = "We have 40 contracts. Go ahead, Ann, sorry. Okay, let me add that we are building $5 billion of plants."
    assert [voice for voice, _ in said(words)] == ["unknown"]


def test_a_greeting_asks_nothing() -> None:
    words = "Our next question is from Cy Young. Hey, how are you doing? Networking was strong. What caused that? Thanks. Well, orders did."
    assert said(words)[1] == ("analyst", "Hey, how are you doing? Networking was strong. What caused that? Thanks.")


def test_an_answer_run_on_without_a_space_begins_behind_the_thanks() -> None:
    words = (
        "Our next question is from Cy Young. Will you recoup it? Thank you.I can talk about that. We have $5 billion."
    )
    assert said(words)[-1] == ("unknown", "I can talk about that. We have $5 billion.")


def test_a_question_the_host_reads_out_is_not_the_companys_word() -> None:
    raw = call(
        "Ann Lee, Head of Investor Relations: Welcome. We will give some remarks and then answer what you sent to us.\n\n"
        "Bob Ray, Chief Executive Officer: We grew. We built a second plant near the first, and we will build more of them.\n\n"
        "Ann Lee, Head of Investor Relations: We will now turn to a few questions. We'll take the next question from Cy Young of D.A. Example. You have $9 billion of orders. When do you deliver? Bob?\n\n"
        "Bob Ray, Chief Executive Officer: We deliver next year.\n"
    )
    assert voice_of(raw, "$9 billion of orders") is ANALYST
    assert voice_of(raw, "few questions") is COMPANY
    assert [one.kind for one in raw.speakers] == [COMPANY, COMPANY]


@pytest.mark.parametrize(
    ("words", "name", "firm"),
    [
        ("Our first question comes from the line of Ann Lee with D.A. Example. Please go ahead.", "Ann Lee", "D.A. Example"),
        ("And the next question comes from the line of C.J. Fox with Fox & Co. Please proceed.", "C.J. Fox", "Fox & Co"),
        ("And that will come from the line of ann lee with example bank your line is open", "ann lee", "example bank"),
        ("We'll take the next question from Ann Lee, analyst from Example Bank. So what is new?", "Ann Lee", "Example Bank"),
        ("Our next question is from the line of Ann Lee. Please go ahead.", "Ann Lee", None),
        ("Our next question is from Ann who asks, how do you grow?", "Ann", None),
    ],
)  # fmt: skip
def test_names_and_firms_of_those_who_are_called(words: str, name: str, firm: str | None) -> None:
    (found,) = find_calls(words, 0, len(words))
    assert (found.name, found.firm) == (name, firm)


def pdf(pages: list[str]) -> RawDocument:
    text = "".join(pages)
    starts = [sum(map(len, pages[:index])) for index in range(len(pages) + 1)]
    spans = tuple(Page(start=starts[at], end=starts[at + 1], number=at + 1) for at in range(len(pages)))
    return RawDocument(name="call.pdf", media="pdf", text=text, pages=spans)


def test_a_speaker_at_the_top_of_a_page_is_no_running_head() -> None:
    def body(page: int, half: str) -> str:
        return "".join(f"We told {chr(97 + page) * 4} {half} {line} of what there is to say\n" for line in "abcdefgh")

    order = [(0, 1), (1, 2), (2, 1), (1, 2), (2, 0), (1, 2), (2, 1), (1, 0)]
    pages = [
        f"Speaker {top}\n{at}m {at}s\n{body(at, 'first')}Speaker {inside}\n{at}m 59s\n{body(at, 'then')}{at} of 8\n"
        for at, (top, inside) in enumerate(order, start=1)
    ]
    raw = read_call(pdf(pages))
    turns = [
        (raw.text[block.start : block.end].split("\n")[0])
        for block in raw.blocks or ()
        if block.kind is BlockKind.HEADING
    ]
    assert len(turns) == 16
    furniture = [raw.text[block.start : block.end] for block in raw.blocks or () if block.kind is BlockKind.FURNITURE]
    assert furniture == [f"{at} of 8" for at in range(1, 9)]
