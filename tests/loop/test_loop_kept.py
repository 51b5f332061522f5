"""A map of which only changes were drawn is the map drawn from nothing, byte for byte, whatever happened before."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.loop import build, chance, circles, explorer, layout, page
from pipeline.loop.kept import excerpt
from pipeline.records.parties import PartyTable
from pipeline.run import atlas as drawing_by
from pipeline.run.atlas import Atlas, Said
from pipeline.run.facts import to_json
from pipeline.run.mapping import rendered
from pipeline.run.placing import put
from pipeline.store import Written
from tests.loop.conftest import make_deal, make_facts

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Deal, FactFile

COMPANIES = ("Alder Works", "Birch Foundry", "Cedar Cloud", "Dunlin", "Elm Memory", "Fernhill Water", "Gorse")
OTHERS = ("Birch", "Fernhill", "Fernhill Photonics", "Hollin OpCo", "Hollin Global", "Ibis", "Dunlin Holdings")
KINDS = (
    ("purchase_commitment", "filer"), ("sales_contract", "counterparty"), ("equity_investment", "filer"),
    ("debt", "filer"), ("warrant_option", "counterparty"), ("lease", "filer"), ("concentration", "none"),
    ("acquisition", "filer"), ("settlement", "filer"), ("guarantee", "filer"),
)  # fmt: skip
DAYS = tuple(dt.date(2031, month, 28) for month in (3, 6, 9, 12))


def some_deal(lot: random.Random) -> Deal:
    kind, payer = lot.choice(KINDS)
    party_kind = lot.choices(("named", "anonymous", "class"), (12, 1, 1))[0]
    name = {"named": lot.choice(COMPANIES + OTHERS), "anonymous": "Customer A", "class": "lenders"}[party_kind]
    aliases = (name.split()[0],) if party_kind == "named" and lot.random() < 0.4 else ()
    billions = lot.choice((None, "1", "1.04", "2", "30"))
    unit = {} if billions is None else {"unit": lot.choice(("USD", "USD", "EUR"))}
    return make_deal(
        name,
        kind,
        payer,
        billions,
        lot.choice(("firm", "done", "intent", "conditional", "unclear", "ended")),
        party_kind=party_kind,
        aliases=aliases,
        **unit,
        id=f"{name}-{kind}-{lot.randrange(3)}".lower().replace(" ", "-"),
    )


def some_file(seed: int) -> FactFile:
    """Make a fact file; of seeds that leave the same rest by 28 it is one of the same document, told otherwise."""
    lot = random.Random(seed)  # noqa: S311  (not for secrets)
    company, day = COMPANIES[seed % 7], DAYS[seed % 4]
    deals = {deal.id: deal for deal in (some_deal(lot) for _ in range(lot.randrange(6)))}
    more = {"ticker": company[:4].upper()} if lot.random() < 0.5 else {}
    return make_facts(company, *deals.values(), period_end=day, path=f"filings/{seed % 28}.pdf", **more)


def stem(seed: int) -> str:
    return f"{COMPANIES[seed % 7].split()[0]}/{DAYS[seed % 4].isoformat()}_10-Q"


def put_file(output: Path, name: str, content: bytes) -> None:
    file = output / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def drawn(output: Path, key: str = "program", *, keep: bool = True) -> dict[str, bytes]:
    """Draw the map as a run does, and give its files."""
    with Atlas(output, Said(PartyTable(), {}, key)) as atlas:
        drawing = atlas.drawing()
        written = []
        for name, content in rendered(drawing, output.parent):
            path, beside = output / name, output / f"{name}.new"
            with beside.open("wb") as file:
                if path.is_file():
                    with path.open("rb") as old:
                        put(file, content, old)
                else:
                    put(file, content)
            beside.replace(path)
            written.append(Written(name, path.stat().st_size, path.stat().st_mtime_ns))
        if keep:
            atlas.keep(written)
            assert (output / ".briefs" / drawing_by.KEPT).is_file()
    listed = "\n".join(entry.model_dump_json() for entry in sorted(drawing.listed, key=lambda one: one.entry.path))
    return {name: (output / name).read_bytes() for name, *_ in written} | {"listed": listed.encode()}


def from_nothing(output: Path, beside: Path) -> dict[str, bytes]:
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(output, beside, ignore=shutil.ignore_patterns(".briefs", "loop.*"))
    (beside / ".briefs").mkdir()
    return drawn(beside, keep=False)


@pytest.fixture
def never_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where the whole map is drawn though something is kept."""
    whole = Atlas.whole

    def only_first(self: Atlas) -> drawing_by.Drawing:
        assert not (self.output / ".briefs" / drawing_by.KEPT).exists(), "the whole map was drawn again"
        return whole(self)

    monkeypatch.setattr(Atlas, "whole", only_first)
    monkeypatch.setattr(drawing_by, "UNFIT", ())


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every list be cut short on a small map too."""
    for module, name, value in (
        (circles, "FIRST_LEGS", 6), (circles, "MOST", 3), (chance, "DRAWN", 8), (build, "DRAWN", 8),
        (excerpt, "DRAWN", 8), (excerpt, "MOST_LISTED", 2), (page, "MOST_LISTED", 2), (excerpt, "MOST_ROWS", 2),
        (page, "MOST_ROWS", 2), (excerpt, "MOST_FLOWS", 16), (explorer, "MOST_FLOWS", 16),
        (excerpt, "MOST_NODES", 5), (layout, "MOST_NODES", 5),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)


SEEDS = st.integers(0, 400)
STEPS = st.lists(
    st.tuples(st.sampled_from(("put", "put", "put", "take")), st.integers(0, 400)), min_size=1, max_size=12
)


@pytest.mark.usefixtures("never_whole", "tight")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(SEEDS, max_size=20), steps=STEPS, together=st.integers(1, 3))
def test_what_was_kept_changes_no_byte(
    first: list[int], steps: list[tuple[str, int]], together: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    output = folder / "outputs"
    (output / ".briefs").mkdir(parents=True)
    for seed in first:
        put_file(output, stem(seed), to_json(some_file(seed)))
    drawn(output)
    for number, (what, seed) in enumerate(steps, start=1):
        if what == "put":
            put_file(output, stem(seed), to_json(some_file(seed)))
        else:
            (output / f"{stem(seed)}.json").unlink(missing_ok=True)
        if number % together == 0:
            assert drawn(output) == from_nothing(output, folder / "beside")


def filled(tmp_path: Path) -> Path:
    output = tmp_path / "outputs"
    (output / ".briefs").mkdir(parents=True)
    for seed in range(30):
        put_file(output, stem(seed), to_json(some_file(seed)))
    return output


def test_a_run_killed_between_its_files_costs_time_and_no_byte(tmp_path: Path) -> None:
    output = filled(tmp_path)
    drawn(output)
    kept_before = (output / ".briefs" / drawing_by.KEPT).read_bytes()
    put_file(output, stem(3), to_json(some_file(31 * 7)))
    with Atlas(output, Said(PartyTable(), {}, "program")) as atlas:
        name, content = next(iter(rendered(atlas.drawing(), tmp_path)))
        with (output / name).open("rb") as old, (output / "half").open("wb") as half:
            put(half, content, old)
        (output / "half").replace(output / name)  # killed here: one file is new, the others and what is kept are old
    assert (output / ".briefs" / drawing_by.KEPT).read_bytes() == kept_before
    assert drawn(output) == from_nothing(output, tmp_path / "beside")


@pytest.mark.parametrize("harm", ["cut", "other", "gone", "edited", "program"])
def test_whatever_became_of_what_was_kept_costs_time_and_no_byte(harm: str, tmp_path: Path) -> None:
    output = filled(tmp_path)
    first = drawn(output)
    file = output / ".briefs" / drawing_by.KEPT
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:3000])
    elif harm == "other":
        file.write_bytes(b"no database at all")
    elif harm == "gone":
        file.unlink()
    elif harm == "edited":
        (output / "loop.csv").write_text("by hand", "utf-8")
    assert drawn(output, "another program" if harm == "program" else "program") == first
    put_file(output, stem(3), to_json(some_file(31 * 7)))
    assert drawn(output) == from_nothing(output, tmp_path / "beside")


def test_two_fact_files_of_one_document_are_drawn_as_one(tmp_path: Path) -> None:
    output = filled(tmp_path)
    first = drawn(output)
    put_file(output, "Copied/of-alder", to_json(some_file(0)))
    again = drawn(output)
    assert again["loop.json"] == first["loop.json"]
    assert again["loop.md"] == first["loop.md"]


def test_a_fact_file_that_cannot_be_read_is_told_every_time_and_its_flows_are_gone(tmp_path: Path) -> None:
    output = filled(tmp_path)
    drawn(output)
    put_file(output, stem(3), b"{")
    for _ in range(2):
        with Atlas(output, Said(PartyTable(), {}, "program")) as atlas:
            assert [row.path for row in atlas.drawing().unread] == [f"{stem(3)}.json"]
        assert drawn(output) == from_nothing(output, tmp_path / "beside")
