"""A review file beside a page, and what a run makes of it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from pipeline.brief import lint
from pipeline.records import Binding, Withholding
from tests.review.conftest import BIRCH, CEDAR, CUSTOMER, QUARTER

if TYPE_CHECKING:
    from tests.review.conftest import Desk

REVIEW = f"""\
# read on the train
by = "Maria Holt"
on = 2026-11-23

[[deal]]
id = "{BIRCH}"
decision = "accept"

[[deal]]
id = "{CEDAR}"
decision = "correct"
binding = "conditional"
phrase = "no assurance"

[[deal]]
id = "{CUSTOMER}"
decision = "reject"
note = "a label, not a party"
"""


def test_a_page_says_who_reviewed_it_and_what_was_decided(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    done = desk.run()
    assert (done.code, "1 done" in done.err) == (0, True), done.err
    line = "Maria Holt on 2026-11-23: 1 accepted, 1 corrected, 1 rejected, 0 not looked at"
    assert f'\nreview: "{line}"\n' in desk.page
    assert f"\nReviewed by {line}.\n" in desk.page
    assert "| Alder Systems → Cedar Labs (corrected) |" in desk.page
    assert "because a reviewer rejected it" in desk.page
    assert lint(desk.page) == ()
    assert "| all 2 |" in (desk.folder / "outputs" / "README.md").read_text("utf-8")
    assert desk.deal(CEDAR).binding is Binding.CONDITIONAL
    assert [item.reason for item in desk.facts.withheld] == [Withholding.REJECTED]
    assert desk.file.read_text("utf-8") == REVIEW


def test_a_second_run_has_nothing_to_do_and_a_changed_review_has(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    before = desk.bytes()
    assert "1 unchanged" in desk.run().err
    desk.run("--force")
    assert desk.bytes() == before
    desk.file.write_text(REVIEW.replace('"reject"', '"accept"'), "utf-8")
    assert "1 done" in desk.run().err
    assert "2 accepted, 1 corrected, 0 not looked at" in desk.page


def test_a_review_that_is_taken_away_is_no_longer_in_force(desk: Desk) -> None:
    before = desk.bytes()
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    desk.file.unlink()
    assert "1 done" in desk.run().err
    assert desk.bytes() == before


def test_a_fresh_clone_without_a_state_respects_the_review(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    before = desk.bytes()
    shutil.rmtree(desk.folder / "outputs" / ".briefs")
    desk.run()
    assert desk.bytes() == before
    assert "1 unchanged" in desk.run().err


def test_a_clone_that_holds_only_the_review_respects_it(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    before = desk.bytes()
    shutil.rmtree(desk.folder / "outputs")
    desk.file.parent.mkdir(parents=True)
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    assert desk.bytes() == before


def test_the_review_of_a_document_with_a_suffix_is_found_without_a_state(desk: Desk) -> None:
    (desk.folder / "filings" / "z.txt").write_text(QUARTER.replace("Bremond", "Calvert"), "utf-8")
    desk.run()
    (other,) = (path for path in desk.file.parent.glob("*_10-Q-????????.json"))
    other.with_suffix(".review.toml").write_text(REVIEW, "utf-8")
    shutil.rmtree(desk.folder / "outputs" / ".briefs")
    desk.run()
    assert "Reviewed by Maria Holt" in other.with_suffix(".md").read_text("utf-8")
    assert "Reviewed by" not in desk.page


def test_new_bytes_of_the_same_filing_keep_its_review_and_tell_what_is_outdated(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    (desk.folder / "filings" / "quarter.txt").write_text(QUARTER.replace("$4.5 billion", "$4.9 billion"), "utf-8")
    done = desk.run()
    assert "decisions that do not hold as they stand: 1 stale" in done.err
    review = desk.deal(BIRCH).review
    assert review is not None
    assert "amount" in review.stale
    assert "0 accepted" not in desk.page
    assert "1 corrected, 1 rejected, 1 not looked at, 1 outdated" in desk.page
    assert "(review outdated)" in desk.page
    assert "1 decision of the review was made on words or figures that have changed since." in desk.page
    (desk.folder / "filings" / "quarter.txt").write_text(QUARTER, "utf-8")
    desk.run()
    assert "outdated" not in desk.page


def test_a_decision_by_hand_is_about_what_the_page_said_then(desk: Desk) -> None:
    """What the person saw was the page of the last run, and the document changed before the next."""
    desk.file.write_text(REVIEW, "utf-8")
    (desk.folder / "filings" / "quarter.txt").write_text(QUARTER.replace("$4.5 billion", "$4.9 billion"), "utf-8")
    desk.run()
    assert "1 outdated" in desk.page


def test_a_broken_review_stops_nothing_and_the_last_good_decisions_hold(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    desk.file.write_text(REVIEW.replace('"correct"', '"corect"'), "utf-8")
    for _ in range(2):
        done = desk.run()
        assert done.code == 1
        assert "2025-09-30_10-Q.review.toml, line 11: there is no decision 'corect'" in done.err
        assert "1 accepted, 1 corrected, 1 rejected, 0 not looked at" in desk.page
        assert "The review file could not be read, and the decisions it last held are shown:" in desk.page
    assert lint(desk.page) == ()
    desk.file.write_text(REVIEW, "utf-8")
    assert desk.run().code == 0
    assert "could not be read, and the decisions" not in desk.page


def test_a_broken_review_that_never_was_good_is_told(desk: Desk) -> None:
    desk.file.write_bytes(b"\xff\xfe not text")
    done = desk.run()
    assert (done.code, "is no UTF-8 text" in done.err) == (1, True)
    assert "is no UTF-8 text" in desk.page


def test_a_review_survives_a_page_that_moves_and_the_run_says_where_it_belongs(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    moved = QUARTER.replace("September 30, 2025", "June 30, 2025")
    (desk.folder / "filings" / "quarter.txt").write_text(moved, "utf-8")
    desk.run()
    # Another quarter is another document: the earlier page stays, and its review with it.
    assert desk.file.read_text("utf-8") == REVIEW
    assert "Reviewed by" in desk.page


def test_sentences_are_rejected_and_reworded_where_their_deal_proves_it(desk: Desk) -> None:
    headline, first, *_ = desk.facts.summary.headline, *(one.text for one in desk.facts.summary.sentences)
    words = json.dumps
    desk.file.write_text(
        f"""by = "Maria Holt"
[[sentence]]
text = {words(first)}
decision = "reject"
[[sentence]]
text = {words(headline)}
decision = "correct"
says = "Alder Systems may put up to $2 billion into Cedar Labs, but nothing is binding"
""",
        "utf-8",
    )
    desk.run()
    states = [(one.state, one.why) for one in desk.facts.review.decisions] if desk.facts.review else []
    assert states[0] == ("holds", None)
    assert first not in desk.page
    assert [state for state, _ in states] == ["holds", "refused"]
    assert headline in desk.page


def test_a_sentence_that_its_deal_proves_stands_as_the_person_wrote_it(desk: Desk) -> None:
    headline, first = desk.facts.summary.headline, desk.facts.summary.sentences[0].text
    assert first == "Alder Systems must buy $4.5 billion of goods or services from Birch Foundry."
    says = "Alder Systems must buy wafers for $4.5 billion from Birch Foundry."
    shorter = "Alder Systems may invest up to $2 billion in Cedar Labs, but nothing is binding yet"
    desk.file.write_text(
        f'by = "Jo"\n[[sentence]]\ntext = {json.dumps(first)}\ndecision = "correct"\nsays = {json.dumps(says)}\n'
        f'[[sentence]]\ntext = {json.dumps(headline)}\ndecision = "correct"\nsays = {json.dumps(shorter)}\n',
        "utf-8",
    )
    desk.run()
    assert f"- {says} (page 1)" in desk.page.replace("([page 1](../../filings/quarter.txt))", "(page 1)")
    assert f"\n# {shorter}\n" in desk.page
    assert [sentence.by for sentence in desk.facts.summary.sentences[:1]] == ["reviewer"]
    before = desk.bytes()
    desk.run("--force")
    assert desk.bytes() == before


def test_a_figure_nobody_proved_enters_no_sentence(desk: Desk) -> None:
    first = desk.facts.summary.sentences[0].text
    lie = first.replace("$4.5 billion", "$5.4 billion")
    desk.file.write_text(
        f'[[sentence]]\ntext = {json.dumps(first)}\ndecision = "correct"\nsays = {json.dumps(lie)}\n', "utf-8"
    )
    desk.run()
    assert "$5.4 billion" not in desk.page.partition("## What could not be read or checked")[0]
    assert "A sentence (Alder" in desk.page
