from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.check.party_words import FALSE_PARTIES
from pipeline.records import Candidate, Checked, Document, Form, PartyKind, Proposals, ProposedParty

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Claim

    Paper = Callable[..., Document]

INTRODUCED = (
    (
        "In May we signed a supply agreement with Birch OpCo, LLC (the Warrantholder), a maker of looms. "
        "Cedar Semiconductor Manufacturing Company (“CSMC”) makes wafers. "
        "The U.S. government, or USG, regulates us.\n\n"
    ),
    (
        "We issued to the Warrantholder 12 million shares. CSMC delivers 40,000 wafers a year. "
        "The USG takes 15% of sales. Dogwood said so: Dogwood Networks Ltd. is large. We sold Dogwood 5% of a unit. "
        "Customer A and one unnamed client represented 23% of revenue. "
        "We have leases not yet commenced of $2 billion. Our notes due 2031 total $3 billion.\n"
    ),
)


def outcome(document: Document, candidate: Candidate) -> Checked:
    return check(document, Proposals(candidates=(candidate,)))


@pytest.mark.parametrize(
    ("quote", "name", "as_written", "through"),
    [
        ("We issued to the Warrantholder 12 million shares.", "Birch OpCo, LLC", (), True),
        ("We issued to the Warrantholder 12 million shares.", "Birch OpCo", ("the Warrantholder",), True),
        ("We issued to the Warrantholder 12 million shares.", "Birch Zephyr, LLC", ("the Warrantholder",), False),
        ("We issued to the Warrantholder 12 million shares.", "Dogwood Networks", ("the Warrantholder",), False),
        ("CSMC delivers 40,000 wafers a year.", "Cedar Semiconductor Manufacturing Company", ("CSMC",), True),
        ("CSMC delivers 40,000 wafers a year.", "CSMC", (), True),
        ("CSMC delivers 40,000 wafers a year.", "Cedar", (), True),
        ("The USG takes 15% of sales.", "U.S. government", ("USG",), True),
        ("The USG takes 15% of sales.", "Canadian government", ("USG",), False),
        ("We sold Dogwood 5% of a unit.", "Dogwood Networks Ltd.", ("Dogwood",), True),
        ("We sold Dogwood 5% of a unit.", "Dogwood Zephyr Ltd.", ("Dogwood",), False),
        ("We sold Dogwood 5% of a unit.", "dogwood", (), True),
        ("We sold Dogwood 5% of a unit.", "Dog", (), False),
        ("We sold Dogwood 5% of a unit.", "Birch", ("We",), False),
        ("Dogwood said so: Dogwood Networks Ltd. is large.", "Dogwood Networks Limited", (), True),
    ],
)
def test_a_named_party(
    paper: Paper, claim: Claim, quote: str, name: str, as_written: tuple[str, ...], *, through: bool
) -> None:
    checked = outcome(paper(*INTRODUCED), claim(quote, name, as_written=as_written))
    assert len(checked.proved) == through
    assert [item.reason for item in checked.withheld] == ([] if through else ["party_not_in_quote"])


def test_the_sentence_that_introduces_a_term_becomes_evidence(paper: Paper, claim: Claim) -> None:
    candidate = claim(
        "We issued to the Warrantholder 12 million shares.", "Birch OpCo, LLC", as_written=("Warrantholder",)
    )
    [proved] = outcome(paper(*INTRODUCED), candidate).proved
    assert [(evidence.page, "Birch OpCo, LLC" in evidence.quote) for evidence in proved.evidence] == [
        (2, False),
        (1, True),
    ]
    assert proved.counterparty.as_written == ("Warrantholder", "Birch OpCo, LLC")


def test_aliases_and_spellings_that_do_not_stand_there_are_dropped(paper: Paper, claim: Claim) -> None:
    candidate = claim("CSMC delivers 40,000 wafers a year.", "CSMC")
    party = ProposedParty(
        name="CSMC", kind=PartyKind.NAMED, aliases=("Cedar Semiconductor", "Zephyr"), as_written=("CSMC", "Zephyr")
    )
    [proved] = outcome(paper(*INTRODUCED), candidate.model_copy(update={"party": party})).proved
    assert proved.counterparty.aliases == ("Cedar Semiconductor",)
    assert proved.counterparty.as_written == ("CSMC",)


@pytest.mark.parametrize(
    ("name", "kind", "as_written", "quote", "through"),
    [
        (
            "Customer A",
            "anonymous",
            ("Customer A",),
            "Customer A and one unnamed client represented 23% of revenue.",
            True,
        ),
        (
            "Customer B",
            "anonymous",
            ("Customer A",),
            "Customer A and one unnamed client represented 23% of revenue.",
            False,
        ),
        (
            "an unnamed client",
            "anonymous",
            ("one unnamed client",),
            "Customer A and one unnamed client represented 23% of revenue.",
            True,
        ),
        ("lessors", "class", ("leases",), "We have leases not yet commenced of $2 billion.", True),
        ("noteholders", "class", ("leases",), "We have leases not yet commenced of $2 billion.", False),
        ("noteholders", "class", ("notes due 2031",), "Our notes due 2031 total $3 billion.", True),
        ("noteholders", "class", (), "Our notes due 2031 total $3 billion.", True),
        ("plaintiffs", "class", ("notes",), "Our notes due 2031 total $3 billion.", False),
        ("note buyers", "class", ("notes",), "Our notes due 2031 total $3 billion.", True),
    ],
)
def test_a_party_without_a_name(  # noqa: PLR0917  (one row of the table each)
    paper: Paper, claim: Claim, name: str, kind: str, as_written: tuple[str, ...], quote: str, *, through: bool
) -> None:
    candidate = claim(quote, name, kind=PartyKind(kind), as_written=as_written)
    assert len(outcome(paper(*INTRODUCED), candidate).proved) == through


@pytest.mark.parametrize(
    "name", ["Quillwort Devices, Inc.", "Quillwort Devices", "Quillwort", "QLWT", "the Company", "we", "QDI"]
)
def test_nobody_deals_with_himself(paper: Paper, claim: Claim, name: str) -> None:
    document = paper(
        "Quillwort Devices, Inc. (“QDI”) and the Company, Quillwort, QLWT, we, all agreed to buy 10% of Alder."
    )
    assert [item.reason for item in outcome(document, claim(document.text, name)).withheld] == ["party_is_filer"]


def test_a_word_of_the_filers_own_name_is_the_filer(paper: Paper, claim: Claim) -> None:
    document = paper(
        "Under the merger Larkspur will pay Heron Bay $2.5 billion if approvals fail.",
        company="The Alder Larkspur Company",
    )
    assert [item.reason for item in outcome(document, claim(document.text, "Larkspur")).withheld] == ["party_is_filer"]
    assert outcome(document, claim(document.text, "Heron Bay")).proved


@pytest.mark.parametrize(
    "name",
    [
        "Limited",
        "Holdings, LLC",
        "November",
        "Elm Stock Exchange",
        "Term Loan",
        "Credit Agreement",
        "the Board",
        "Target",
        "Note 12",
        "SOFR",
        "the Trustee",
        "FASB",
    ],
)
def test_false_parties(paper: Paper, claim: Claim, name: str) -> None:
    document = paper(f"Under this heading {name} stands and says that 10% of Alder was bought.")
    assert [item.reason for item in outcome(document, claim(document.text, name)).withheld] == ["false_party"]


def test_a_bank_that_only_keeps_the_books_is_no_party_but_a_lender_is(paper: Paper, claim: Claim) -> None:
    trustee = paper("The notes of $1 billion were issued under an indenture with Gorse Bank, N.A., as trustee.")
    assert [item.reason for item in outcome(trustee, claim(trustee.text, "Gorse Bank, N.A.")).withheld] == [
        "false_party"
    ]
    lender = paper("We borrowed $1 billion from Gorse Bank, N.A., as administrative agent and lender.")
    assert outcome(lender, claim(lender.text, "Gorse Bank, N.A.")).proved


def test_the_pronoun_it_is_not_the_term_it(paper: Paper, claim: Claim) -> None:
    document = paper(
        "We sell Infotech Trade (“IT”) software.\n\n",
        "It took $2 billion of our notes in May.\n\nIT took 5% of the notes.",
    )
    checked = outcome(document, claim("It took $2 billion of our notes in May.", "Infotech Trade"))
    assert [str(item.reason) for item in checked.withheld] == ["party_not_in_quote"]
    assert outcome(document, claim("IT took 5% of the notes.", "Infotech Trade")).proved


def test_where_shares_are_listed_is_no_party(paper: Paper, claim: Claim) -> None:
    document = paper("Our 12 million shares are listed on the Elmdaq under the symbol QLWT since May.")
    assert [item.reason for item in outcome(document, claim(document.text, "Elmdaq")).withheld] == ["false_party"]


def test_every_false_party_names_the_sentence_behind_it() -> None:
    assert all(entry.example.endswith(".") for entry in FALSE_PARTIES)
    assert len({entry.example for entry in FALSE_PARTIES}) == len(FALSE_PARTIES)


def test_a_name_that_a_transcript_spells_wrong_once_is_known(paper: Paper, claim: Claim) -> None:
    """Bug: a stake in "Sycamore" was withheld, because the transcript spells it "Sycamoore" there."""
    quote = "The gain is from our investments in Sycamoore."
    texts = (f"Sycamore uses our chips. {quote} We like Sycamore. Sycomores is another.",)
    call, report = (
        paper(*texts).model_copy(update={"identity": paper(*texts).identity.model_copy(update={"form": form})})
        for form in (Form.CALL, Form.TEN_Q)
    )
    assert outcome(call, claim(quote, "Sycamore")).proved
    assert not outcome(report, claim(quote, "Sycamore")).proved
    assert not outcome(call, claim("Sycomores is another.", "Dogwoods")).proved
