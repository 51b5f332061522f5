from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Binding, DealType, Payer
from pipeline.review import entries

NAME = "2025-09-30_10-Q.review.toml"
WHOLE = """\
by = "Maria Holt"
on = 2026-11-23

[[deal]]
id = "birch"
decision = "accept"

[[sentence]]
text = "Alder  may buy
Birch."
decision = "reject"
by = "Jo Berg"

[[deal]]
id = "cedar"
decision = "correct"
amount = ["$4.5 billion", "12%"]
what = "wafers"
binding = "conditional"
end = ""
signed = 2025-11-18
quote = "words of the document"
page = 3
was.party = "Cedar"
was.type = "lease"
was.payer = "filer"
was.binding = "firm"
was.quote = "other words"

[[missed]]
type = "lease"
party = "Dogwood"
payer = "filer"
binding = "firm"
amount = "not disclosed"
quote = ["one", "two"]

[[party]]
name = "Birch"
is = "Birch Foundry Corporation"
""".replace("Alder  may buy\nBirch.", "Alder  may buy Birch.")


def test_every_kind_of_decision_is_read_in_the_order_of_the_file() -> None:
    found = entries(WHOLE, NAME)
    assert [(entry.decision.about, entry.decision.verdict, entry.line) for entry in found] == [
        ("deal", "accept", 4),
        ("sentence", "reject", 8),
        ("deal", "correct", 13),
        ("missed", "add", 29),
        ("party", "rename", 37),
    ]
    accept, sentence, correct, missed, party = (entry.decision for entry in found)
    assert (accept.by, accept.on) == ("Maria Holt", dt.date(2026, 11, 23))
    # The day at the head is that of who stands there; another one who signs did so some other day.
    assert (sentence.key, sentence.by, sentence.on) == ("Alder may buy Birch.", "Jo Berg", None)
    claim = correct.claim
    assert claim is not None
    assert (claim.amounts, claim.what, claim.binding) == (("$4.5 billion", "12%"), "wafers", Binding.CONDITIONAL)
    assert (claim.signed, claim.end, claim.start, claim.page) == ("2025-11-18", "", None, 3)
    assert claim.fields == ("amount", "what", "binding", "dates")
    assert correct.was is not None
    assert (correct.was.type, correct.was.payer, correct.was.amount) == (DealType.LEASE, Payer.FILER, None)
    assert missed.claim is not None
    assert (missed.claim.amounts, missed.claim.quotes) == ((), ("one", "two"))
    assert (party.key, party.says) == ("Birch", "Birch Foundry Corporation")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[deal]]\nid = 'a'\ndecision = 'acept'\n", 3, "there is no decision 'acept'; there are accept, correct"),
        ("\n[[deal]]\ndecision = 'accept'\n", 2, "a [[deal]] needs id, decision"),
        ("[[deal]]\nid = 'a'\ndecision = 'correct'\n", 3, "corrects nothing"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\namount = '$5'\n", 4, 'write decision = "correct"'),
        ("[[deal]]\nid = 'a'\ndecision = 'correct'\namount = 4500\n", 4, "as the document prints it"),
        ("[[deal]]\nid = 'a'\ndecision = 'correct'\nend = 'soon'\n", 4, "end must be a date"),
        ("[[deal]]\nid = 'a'\ndecision = 'correct'\nbinding = 'strong'\n", 4, "there is no binding 'strong'"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\non = 'today'\n", 4, "on must be a day"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\ncolour = 'red'\n", 4, "[[deal]] has no key colour"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\nwas.party = 'B'\n", 4, "was.type"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\nby = ''\n", 4, "by must be text"),
        ("[[sentence]]\ntext = 'A.'\ndecision = 'accept'\nsays = 'B.'\n", 4, "says goes with"),
        ("[[missed]]\ntype = 'lease'\n", 1, "a [[missed]] needs type, party, payer, binding, quote"),
        ("[[deal]]\nid = 'a'\ndecision = 'accept'\npage = 3\n", 4, "with decision"),
        ("[[deal]]\nid = 'a'\ndecision = 'correct'\nwhat = 'b'\npage = 0\n", 5, "page must be a number"),
        ("x = 1\n", 1, "there is no x"),
        ("\n\nid = \n", 3, "Invalid value"),
        ("deal = 3\n", 1, "[[deal]]"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        entries(text, NAME)
    assert caught.value.path == f"{NAME}, line {line}"
    assert reason in str(caught.value)
