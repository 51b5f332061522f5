"""Reviewed pages as labels, and what ``briefs explain`` tells of reviewed deals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.review.conftest import BIRCH, CEDAR, CUSTOMER

if TYPE_CHECKING:
    from tests.review.conftest import Desk

REVIEW = f"""\
by = "Maria Holt"
on = 2026-11-23

[[deal]]
id = "{BIRCH}"
decision = "accept"
tier = "minor"
note = "an old one"

[[deal]]
id = "{CEDAR}"
decision = "correct"
binding = "conditional"

[[deal]]
id = "{CUSTOMER}"
decision = "reject"

[[missed]]
type = "lease"
party = "Dogwood Centers Trust"
payer = "filer"
binding = "firm"
amount = "$35 million"
end = "2031"
quote = "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031."
"""


def test_exported_labels_score_the_same_pages_as_perfect(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    done = desk.briefs("gold", "export", "labels", "ALDR")
    assert (done.code, done.out) == (0, "labels/quarter.json: 3 labels\n"), done.err
    scored = json.loads(desk.briefs("score", "--gold", "labels", "--json").out)
    summary = scored["summary"]
    perfect = {key: value for key, value in summary.items() if key.endswith(("recall", "precision", "accuracy"))}
    assert set(perfect.values()) == {1.0}
    assert len(perfect) == 7
    assert all(field["right"] == field["of"] for field in scored["besides"].values())
    labels = json.loads((desk.folder / "labels" / "quarter.json").read_text("utf-8"))
    told = {label["id"]: (label["tier"], label["note"]) for label in labels["labels"]}
    assert labels["document"] == "quarter"
    assert told[BIRCH] == ("minor", "reviewed by Maria Holt: an old one")
    assert told[CEDAR] == ("core", "reviewed by Maria Holt")


def test_what_was_rejected_counts_as_wrong_when_it_is_found_again(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    desk.briefs("gold", "export", "labels")
    desk.file.unlink()
    desk.run()
    (one,) = json.loads(desk.briefs("score", "--gold", "labels", "--json").out)["documents"].values()
    assert (one["false"], one["binding_ok"], one["core_found"], one["core"]) == ([CUSTOMER], 1, 1, 2)


def test_a_page_reviewed_in_part_is_left_out_unless_it_is_wanted(desk: Desk) -> None:
    desk.file.write_text(f'[[deal]]\nid = "{BIRCH}"\ndecision = "accept"\n', "utf-8")
    desk.run()
    done = desk.briefs("gold", "export", "labels")
    assert (done.code, done.err.splitlines()[0]) == (
        1,
        "left out: outputs/ALDR/2025-09-30_10-Q.md: 2 of 3 deals were not looked at",
    )
    assert desk.briefs("gold", "export", "labels", "--partly").out == "labels/quarter.json: 1 label\n"


def test_pages_nobody_reviewed_are_no_labels(desk: Desk) -> None:
    done = desk.briefs("gold", "export", "labels")
    assert (done.code, done.out, (desk.folder / "labels").exists()) == (0, "", False)


def test_explain_tells_of_reviewed_deals_what_the_program_did_and_what_the_person(desk: Desk) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    page = f"outputs/{desk.stem}.md"
    for wanted, said in (
        (BIRCH, "It was accepted by Maria Holt on 2026-11-23"),
        (CEDAR, "It was corrected by Maria Holt on 2026-11-23: binding"),
        ("dogwood", "It was added by Maria Holt on 2026-11-23"),
    ):
        done = desk.briefs("explain", page, wanted)
        assert (done.code, said in done.out) == (0, True), done.out
    rejected = desk.briefs("explain", page, "--withheld", "1")
    assert (rejected.code, "Withheld: rejected: rejected by Maria Holt" in rejected.out) == (0, True)
    assert "by the rules, rule" in rejected.out
