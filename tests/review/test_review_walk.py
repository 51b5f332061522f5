"""``briefs review`` as it is used: by keys, by lines from a script, by CI."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.review import entries
from tests.review.conftest import BIRCH, CEDAR, CUSTOMER

pty = pytest.importorskip("pty", reason="pseudo-terminals exist on POSIX only")
termios = pytest.importorskip("termios", reason="as above")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.conftest import Desk, Said

HALL = "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031."


@pytest.fixture
def typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> object:
    def answers(*lines: str, options: tuple[str, ...] = ()) -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return desk.briefs("review", "--by", "Maria Holt", *options)

    return answers


def keys_of(desk: Desk) -> list[tuple[str, str]]:
    found = entries(desk.file.read_text("utf-8"), desk.file.name)
    return [(entry.decision.verdict, entry.decision.key) for entry in found]


def test_a_script_decides_about_every_deal_and_the_next_run_follows(desk: Desk, typed: Any) -> None:
    done = typed("a", "c", "binding conditional", "phrase no assurance", "", "r", "of last year")
    assert (done.code, "3 decisions written" in done.out) == (0, True), done.err
    assert keys_of(desk) == [("accept", BIRCH), ("correct", CEDAR), ("reject", CUSTOMER)]
    assert "binding conditional" in done.out
    assert ">>>In the quarter we signed a letter of intent with Cedar Labs LLC" in done.out
    waiting = desk.briefs("review", "--check")
    assert (waiting.code, "pending: " + BIRCH in waiting.out) == (1, True)
    desk.run()
    assert "1 accepted, 1 corrected, 1 rejected, 0 not looked at" in desk.page
    clean = desk.briefs("review", "--check")
    assert (clean.code, clean.out) == (0, "")
    assert typed().out == "nothing waits\n"


def test_each_decision_is_written_before_the_next_is_asked(desk: Desk, typed: Any) -> None:
    done = typed("a")  # and then nothing more comes
    assert (done.code, keys_of(desk)) == (0, [("accept", BIRCH)])


def test_going_back_takes_the_decision_of_this_sitting_back(desk: Desk, typed: Any) -> None:
    desk.file.write_text("# mine\n", "utf-8")
    typed("a", "b", "r", "", "s", "q")
    assert keys_of(desk) == [("reject", BIRCH)]
    assert desk.file.read_text("utf-8").startswith("# mine\n\n[[deal]]\n# Alder Systems must buy")


def test_skipping_leaves_no_file(desk: Desk, typed: Any) -> None:
    assert typed("s", "?", "x", "n").code == 0
    assert not desk.file.exists()


def test_a_correction_that_is_not_proved_is_not_written(desk: Desk, typed: Any) -> None:
    done = typed("c", "amount $9.9 billion", "", "c", "colour red", "amount", "", "c", "binding strong", "", "q")
    assert 'not proved, and not written: "$9.9 billion" does not stand in the quotes' in done.out
    assert "there is no field 'colour'" in done.out
    assert "not understood: there is no binding 'strong'" in done.out
    assert not desk.file.exists()


def test_a_missed_deal_is_asked_for_field_by_field(desk: Desk, typed: Any) -> None:
    lines = ("type lease", "party Dogwood Centers Trust", "payer filer", "binding firm", "amount $35 million")
    done = typed("m", *lines, f"quote {HALL}", "", "q")
    assert "-> Alder Systems must pay Dogwood Centers Trust $35 million in rent." in done.out
    desk.run()
    assert "1 added, 3 not looked at" in desk.page
    assert "Dogwood Centers Trust (added)" in desk.page


def test_a_later_correction_keeps_what_an_earlier_one_said(desk: Desk, typed: Any) -> None:
    typed("s", "c", "binding conditional", "", "q")
    desk.run()
    path = desk.folder / "filings" / "quarter.txt"
    path.write_text(path.read_text("utf-8").replace("up to $2.0", "up to $3.0"), "utf-8")
    desk.run()
    done = typed("c", "type license", "", "q")
    assert "stale: changed since it was corrected: amount" in done.out
    assert "now: type equity_investment" in done.out
    claim = entries(desk.file.read_text("utf-8"), desk.file.name)[-1].decision.claim
    assert claim is not None
    assert (claim.type, claim.binding) == ("license", "conditional")
    desk.run()
    assert desk.briefs("review", "--check", "--stale").code == 0


def test_a_stale_correction_or_rejection_is_confirmed_with_a_key(desk: Desk, typed: Any) -> None:
    typed("s", "c", "binding conditional", "", "s")
    path = desk.folder / "filings" / "quarter.txt"
    desk.file.write_text(
        desk.file.read_text("utf-8") + f'\n[[deal]]\nid = "{CUSTOMER}"\ndecision = "reject"\nby = "Jo"\n', "utf-8"
    )
    desk.run()
    path.write_text(path.read_text("utf-8").replace("up to $2.0", "up to $3.0").replace("21%", "23%"), "utf-8")
    desk.run()
    assert desk.briefs("review", "--check", "--stale").code == 1
    done = typed("a", "r", "still", options=("--doubtful",))
    assert "then: " in done.out
    desk.run()
    assert desk.briefs("review", "--check", "--stale").code == 0
    assert "1 corrected, 1 rejected, 1 not looked at" in desk.page


def test_json_lists_what_waits(desk: Desk) -> None:
    listed = json.loads(desk.briefs("review", "ALDR", "--json").out)
    assert [(one["kind"], one["deal"], one["at"]) for one in listed] == [
        ("unreviewed", BIRCH, 1),
        ("unreviewed", CEDAR, 1),
        ("unreviewed", CUSTOMER, 1),
    ]
    assert listed[1]["says"]["amount"] == "up_to 2000000000 USD"
    assert listed[1]["told"] == "Alder Systems may invest up to $2 billion in Cedar Labs, but nothing is binding."


def test_a_check_names_review_files_that_are_broken_or_stray(desk: Desk) -> None:
    desk.file.write_text("[[deal]]\nid = 'a'\n", "utf-8")
    stray = desk.file.with_name("2024-01-01_10-Q.review.toml")
    stray.write_text("", "utf-8")
    done = desk.briefs("review", "--check")
    assert done.code == 1
    assert "line 1: a [[deal]] needs id, decision" in done.err
    assert f"outputs/ALDR/{stray.name} lies beside no page" in done.err
    assert desk.briefs("review", "--by", "Jo").code == 1  # the walk says so and goes on with the other pages


@pytest.mark.parametrize("arguments", [("NOBODY",), ("--stale",), ("--output", "nowhere"), ()])
def test_wrong_use_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv("BRIEFS_BY", raising=False)
    assert desk.briefs("review", *arguments).code == 2


def test_without_the_document_quotes_stand_as_kept_and_decisions_are_written(desk: Desk, typed: Any) -> None:
    (desk.folder / "filings" / "quarter.txt").unlink()
    done = typed("a", "c", "binding conditional", "", "q")
    assert "was not found: quotes stand as they were kept" in done.out
    assert "not tried, since the document is not at hand" in done.out
    assert len(keys_of(desk)) == 2


class Terminal:
    """What a person sees and types; whoever waits too long fails."""

    def __init__(self, fd: int) -> None:
        self._fd, self._shown, self._until = fd, "", time.monotonic() + 60

    def sees(self, words: str) -> None:
        while words not in self._shown:
            ready, _, _ = select.select([self._fd], [], [], max(0, self._until - time.monotonic()))
            assert ready, f"{words!r} was not shown: {self._shown}"
            self._shown += os.read(self._fd, 65536).decode("utf-8", "replace")
        self._shown = self._shown.partition(words)[2]

    def press(self, key: str) -> None:
        """Press a key once it is waited for: what is typed before a terminal reads single keys is lost."""
        self.sees("[?]")
        while termios.tcgetattr(self._fd)[3] & termios.ICANON:
            assert time.monotonic() < self._until
            time.sleep(0.01)
        os.write(self._fd, key.encode())

    def types(self, line: str) -> None:
        os.write(self._fd, f"{line}\n".encode())


def test_single_keys_on_a_terminal(desk: Desk, repository: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline.cli", "review", "ALDR"]
    environment = os.environ | {"PYTHONPATH": str(repository), "TERM": "xterm", "COLUMNS": "200"}
    environment.pop("BRIEFS_BY", None)
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=desk.folder, env=environment)
    os.close(theirs)
    terminal = Terminal(ours)
    try:
        terminal.sees("Who decides?")
        terminal.types("Maria Holt")
        terminal.sees("[1/3]")
        terminal.press("a")
        terminal.sees("[2/3]")
        terminal.press("r")
        terminal.sees("Why")
        terminal.types("no news")
        terminal.sees("[3/3]")
    finally:
        process.kill()  # what was decided is written
        process.wait(timeout=30)
        os.close(ours)
    assert keys_of(desk) == [("accept", BIRCH), ("reject", CEDAR)]
    assert 'by = "Maria Holt"' in desk.file.read_text("utf-8")
