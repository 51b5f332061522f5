"""Who gets which name: nothing is ever overwritten by another document, and names do not depend on chance."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.run.conftest import World

Q3, Q4 = "ALDR|10-Q|2025-09-30|", "ALDR|10-Q|2025-12-31|"
PLAIN = "outputs/ALDR/2025-09-30_10-Q.md"


def suffixed(text: str) -> str:
    return f"outputs/ALDR/2025-09-30_10-Q-{hashlib.sha256(text.encode()).hexdigest()[:8]}.md"


def held(world: World) -> dict[str, str]:
    """The path each fact file says it was made from."""
    return {
        name: json.loads(content)["document"]["path"]
        for name, content in world.bytes().items()
        if "/" in name and name.endswith(".json")
    }


def test_equal_identities_get_names_of_their_own_whoever_is_ready_first(world: World) -> None:
    first, second, third = Q3 + "slow", Q3 + "b", Q3 + "c"
    world.put("filings/a.txt", first)
    world.put("filings/b.txt", second)
    world.put("filings/c.txt", third)
    report = world.run(flags={"jobs": 3})
    assert world.pages(report) == {
        "filings/a.txt": PLAIN,
        "filings/b.txt": suffixed(second),
        "filings/c.txt": suffixed(third),
    }
    shown = Path(suffixed(second)).read_text("utf-8")
    assert Path(suffixed(second)).stem + ".svg" in shown
    assert Path(PLAIN).stem + ".svg" in Path(PLAIN).read_text("utf-8")


def test_a_document_that_arrives_later_takes_no_name_away(world: World) -> None:
    world.put("filings/b.txt", Q3 + "b")
    world.run()
    before = world.bytes()
    world.put("filings/a.txt", Q3 + "a")
    report = world.run()
    assert world.pages(report) == {"filings/a.txt": suffixed(Q3 + "a"), "filings/b.txt": PLAIN}
    assert {name: content for name, content in world.bytes().items() if name in before and "/" in name} == {
        name: content for name, content in before.items() if "/" in name
    }


def test_a_name_holds_when_the_other_document_goes(world: World) -> None:
    other = world.put("filings/a.txt", Q3 + "a")
    world.put("filings/b.txt", Q3 + "b")
    world.run()
    other.unlink()
    Path(suffixed(Q3 + "b")).unlink()
    assert world.pages(world.run()) == {"filings/b.txt": suffixed(Q3 + "b")}
    assert Path(PLAIN).exists()


def test_names_hold_without_a_state_as_in_a_fresh_clone(world: World) -> None:
    world.put("filings/b.txt", Q3 + "b")
    world.run()
    world.put("filings/a.txt", Q3 + "a")
    world.run()
    before = world.bytes()
    shutil.rmtree("outputs/.briefs")
    assert set(world.results(world.run()).values()) == {"done"}
    assert world.bytes() == before


def test_an_amendment_has_a_name_of_its_own(world: World) -> None:
    world.put("filings/a.txt", Q3 + "original")
    world.put("filings/b.txt", Q3 + "amended")
    assert world.pages(world.run())["filings/b.txt"] == "outputs/ALDR/2025-09-30_10-Q-A.md"


def test_new_bytes_of_the_same_filing_replace_its_page(world: World) -> None:
    world.put("filings/a.txt", Q3 + "first")
    world.run()
    world.put("filings/a.txt", Q3 + "second")
    report = world.run()
    assert world.pages(report) == {"filings/a.txt": PLAIN}
    assert report.outcomes[0].why == "the file has new content"
    assert set(held(world)) == {"ALDR/2025-09-30_10-Q.json"}
    assert "second" in Path(PLAIN).read_text("utf-8")


def test_new_bytes_replace_a_page_in_a_fresh_clone_too(world: World) -> None:
    world.put("filings/a.txt", Q3 + "first")
    world.run()
    shutil.rmtree("outputs/.briefs")
    world.put("filings/a.txt", Q3 + "second")
    assert world.pages(world.run()) == {"filings/a.txt": PLAIN}


def test_new_bytes_replace_a_suffixed_page(world: World) -> None:
    world.put("filings/a.txt", Q3 + "a")
    world.put("filings/b.txt", Q3 + "b")
    world.run()
    world.put("filings/b.txt", Q3 + "b2")
    assert world.pages(world.run())["filings/b.txt"] == suffixed(Q3 + "b2")
    assert len(held(world)) == 2


def test_the_page_of_a_former_filing_stays_when_its_file_holds_the_next_quarter(world: World) -> None:
    world.put("filings/latest.txt", Q3 + "third")
    world.run()
    before = Path(PLAIN).read_bytes()
    world.put("filings/latest.txt", Q4 + "fourth")
    report = world.run()
    assert world.pages(report) == {"filings/latest.txt": "outputs/ALDR/2025-12-31_10-Q.md"}
    assert report.outcomes[0].kept == PLAIN
    assert Path(PLAIN).read_bytes() == before
    assert "third" in world.bytes()["README.md"].decode()


def test_a_file_that_moved_keeps_its_name_and_is_renamed_in_it(world: World) -> None:
    text = Q3 + "moved"
    path = world.put("filings/b.txt", text)
    world.run()
    archive = world.folder / "filings/archive"
    archive.mkdir()
    path.rename(archive / "z.txt")
    world.put("filings/b.txt", Q3 + "another of the same identity")
    report = world.run()
    assert world.pages(report) == {
        "filings/archive/z.txt": PLAIN,
        "filings/b.txt": suffixed(Q3 + "another of the same identity"),
    }
    assert held(world)["ALDR/2025-09-30_10-Q.json"] == "filings/archive/z.txt"


def test_same_bytes_under_two_names_are_worked_on_once_and_told(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", Q3)
    report = world.run()
    assert world.results(report) == {"filings/a.txt": "done", "filings/b.txt": "duplicate"}
    assert report.outcomes[1].same_as == "filings/a.txt"
    assert report.outcomes[1].page == PLAIN
    assert report.exit_code == 0
    assert world.results(world.run()) == {"filings/a.txt": "unchanged", "filings/b.txt": "duplicate"}


def test_a_copy_named_alone_does_not_take_the_page_over(world: World) -> None:
    world.put("filings/b.txt", Q3)
    world.run()
    before = world.bytes()
    world.put("filings/a.txt", Q3)
    (outcome,) = world.run("filings/a.txt").outcomes
    assert (outcome.result.value, outcome.same_as, outcome.page) == ("duplicate", "filings/b.txt", PLAIN)
    assert world.bytes() == before


def test_copies_of_a_broken_file_fail_with_it(world: World) -> None:
    world.put("filings/a.txt", Q3 + "broken")
    world.put("filings/b.txt", Q3 + "broken")
    for _ in range(2):
        report = world.run()
        assert world.results(report) == {"filings/a.txt": "failed", "filings/b.txt": "failed"}
        assert report.outcomes[1].same_as == "filings/a.txt"
        assert report.outcomes[1].line().startswith("filings/b.txt, page 2: it is cut short")


def test_same_file_name_in_two_folders_is_two_documents(world: World) -> None:
    world.put("filings/x/q.txt", Q3 + "x")
    world.put("filings/y/q.txt", Q4 + "y")
    assert len(set(world.pages(world.run()).values())) == 2


def test_a_better_reading_moves_the_page(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    world.furnish(world.rooms.replace("ticker=ticker,", "ticker='BTTR',"))
    assert world.pages(world.run(force=True)) == {"filings/a.txt": "outputs/BTTR/2025-09-30_10-Q.md"}
    assert not Path("outputs/ALDR").exists()


def test_a_review_stays_where_its_page_was_and_the_run_says_where_it_belongs(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    review = Path(PLAIN).with_suffix(".review.toml")
    review.write_text("# mine\n", "utf-8")
    world.furnish(world.rooms.replace("ticker=ticker,", "ticker='BTTR',"))
    (outcome,) = world.run(force=True).outcomes
    assert [path.name for path in Path("outputs/ALDR").iterdir()] == [review.name]
    assert review.read_text("utf-8") == "# mine\n"
    told = "ALDR/2025-09-30_10-Q.review.toml stays, and its page is BTTR/2025-09-30_10-Q.md now"
    assert [note.partition(":")[0] for note in outcome.notes] == [told]


def test_an_inbox_file_that_is_overwritten_again_and_again_loses_no_briefing_and_leaves_no_stale_one(
    world: World,
) -> None:
    world.put("filings/latest.txt", Q3 + "third")
    world.run()
    world.put("filings/latest.txt", Q4 + "fourth")
    assert world.run().outcomes[0].kept == PLAIN
    world.put("filings/latest.txt", Q4 + "fourth, corrected")
    report = world.run()
    assert (report.outcomes[0].page, report.outcomes[0].kept) == ("outputs/ALDR/2025-12-31_10-Q.md", None)
    (world.folder / "filings/latest.txt").rename(world.folder / "filings/moved.txt")
    assert world.pages(world.run()) == {"filings/moved.txt": "outputs/ALDR/2025-12-31_10-Q.md"}
    assert set(held(world)) == {"ALDR/2025-09-30_10-Q.json", "ALDR/2025-12-31_10-Q.json"}
    world.put("filings/latest.txt", Q3 + "third")
    assert world.results(world.run("filings/latest.txt")) == {"filings/latest.txt": "unchanged"}
