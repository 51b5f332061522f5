"""The typed table: exact decimals, dates, records in lists, and the same bytes every time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import SettingsError
from pipeline.export import csv_lines, write_parquet
from pipeline.export.columns import COLUMNS
from pipeline.records import Amount, Evidence, Proof
from tests.export.conftest import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.records import Deal

pq: Any = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet: pyarrow is not installed")


def amount(value: str, **more: Any) -> Amount:
    return Amount(value=Decimal(value), unit="USD", as_written=f"${value}", proof=Proof.QUOTE, **more)


def test_values_have_their_types(deal: Callable[..., Deal], tmp_path: Path) -> None:
    two = (Evidence(start=0, end=9, page=7, quote="One."), Evidence(start=10, end=19, page=9, quote="Two."))
    told = deal(
        "Tessel", amounts=(amount("0.0000000001"), amount("12345678901234567890123456.5", evidence=1)), evidence=two
    )
    assert write_parquet(made(told), tmp_path / "d.parquet") == ()
    (row,) = pq.read_table(tmp_path / "d.parquet").to_pylist()
    assert row["amount"] == Decimal("0.0000000001")
    assert row["amounts"][1]["value"] == Decimal("12345678901234567890123456.5")
    assert row["amounts"][1]["page"] == 9
    assert row["day"] == dt.date(2031, 6, 30)
    assert (row["page"], row["related_party"], row["conditions"], row["signed"]) == (7, False, [], None)
    assert [piece["quote"] for piece in row["evidence"]] == ["One.", "Two."]


def test_it_says_the_same_as_the_csv(deal: Callable[..., Deal], tmp_path: Path) -> None:
    rows = made(deal("Tessel", billions="2.5", conditions=("if; so",)), deal("lenders", "debt", billions=None), cik="1")
    write_parquet(rows, tmp_path / "d.parquet")
    typed = pq.read_table(tmp_path / "d.parquet").to_pylist()
    plain = csv.DictReader(io.StringIO(b"".join(csv_lines(rows)).decode(), newline=""))
    for one, other in zip(typed, plain, strict=True):
        assert list(one) == list(other)
        assert other["amounts"].startswith("[")
        assert json.loads(other["conditions"]) == one["conditions"]
        for name in ("deal_id", "party", "quote", "binding", "sha256", "cik"):
            assert one[name] == other[name]
        assert one["amount"] == (Decimal(other["amount"]) if other["amount"] else None)


def test_an_amount_that_does_not_fit_is_left_out_and_told(deal: Callable[..., Deal], tmp_path: Path) -> None:
    amounts = (amount("0.00000000001"), amount("5"), amount("1" + "0" * 28))
    unfit = write_parquet(made(deal("Tessel", amounts=amounts)), tmp_path / "d.parquet")
    assert [each.amount for each in unfit] == [amounts[0].value, amounts[2].value]
    (row,) = pq.read_table(tmp_path / "d.parquet").to_pylist()
    assert row["amount"] is None
    assert row["amount_as_written"] == "$0.00000000001"
    assert [each["value"] for each in row["amounts"]] == [None, Decimal(5), None]


def test_the_same_rows_give_the_same_bytes(deal: Callable[..., Deal], tmp_path: Path) -> None:
    rows = made(*(deal(f"Party {number}", billions=f"{number}.5") for number in range(50)))
    for name in ("one", "two"):
        write_parquet(rows, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_many_rows_are_written_in_groups(
    deal: Callable[..., Deal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.parquet._TOGETHER", 3)
    write_parquet(made(*(deal(f"Party {number}") for number in range(7))), tmp_path / "d.parquet")
    file = pq.ParquetFile(tmp_path / "d.parquet")
    assert [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)] == [3, 3, 1]
    assert [row["number"] for row in file.read().to_pylist()] == list(range(1, 8))


def test_the_file_says_what_its_columns_hold(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "d.parquet")
    schema = pq.read_schema(tmp_path / "d.parquet")
    assert schema.metadata[b"format"] == b"filing-briefs/deals/1"
    assert {field.name: field.metadata[b"meaning"].decode() for field in schema} == {
        column.name: column.meaning for column in COLUMNS
    }


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"pip install 'filing-briefs\[parquet\]'"):
        write_parquet([], tmp_path / "d.parquet")
    assert list(tmp_path.iterdir()) == []
