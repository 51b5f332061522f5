"""The map for spreadsheets and programs: CSV, GraphML, networkx, and loop.json read back."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from lxml import etree

from pipeline.loop import as_graph, as_rows, capital_loop, loop_csv, loop_graphml, loop_json, read_loop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.loop import Loop

    Make = Callable[..., Any]


@pytest.fixture
def loop(facts: Make, deal: Make) -> Loop:
    return capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="2", binding="done"),
                deal("Tessel", "sales_contract", "counterparty", billions="6.5", qualifier="up_to"),
                deal("Customer A", "concentration", "none", billions=None, party_kind="anonymous"),
                ticker="QLMK",
                cik="0000123456",
            ),
            facts("Fernhill", deal("lenders", "debt", party_kind="class", billions=None)),
        ]
    )


def test_the_table_has_a_row_for_each_flow(loop: Loop) -> None:
    rows = list(csv.DictReader(io.StringIO(loop_csv(loop))))
    assert len(rows) == len(loop.edges) + len(loop.concentrations) == 4
    bought = next(row for row in rows if row["kind"] == "purchase")
    assert (bought["giver"], bought["taker_ticker"], bought["taker_cik"]) == ("tessel", "QLMK", "0000123456")
    assert (bought["amount"], bought["currency"], bought["hedge"]) == ("6500000000", "USD", "up to")
    assert (bought["page"], bought["day"], bought["circles"]) == ("7", "2031-06-30", "1")
    assert bought["quote"] == "We told of Tessel."
    unknown = next(row for row in rows if row["kind"] == "loan")
    assert (unknown["amount"], unknown["currency"], unknown["giver_kind"]) == ("", "", "group")


def test_no_cell_is_a_formula(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", deal("=cmd|' /c calc'!A1", quote='+1 and\n@more, "quoted"'))])
    (row,) = csv.DictReader(io.StringIO(loop_csv(loop)))
    assert row["taker_name"].startswith("'=")
    assert row["quote"] == '\'+1 and @more, "quoted"'


def test_the_graph_carries_what_the_table_tells(loop: Loop) -> None:
    graph = as_graph(loop)
    assert isinstance(graph, nx.MultiDiGraph)
    (told,) = [data for _, _, data in graph.edges(data=True) if data["kind"] == "investment"]
    assert (told["amount"], told["strength"], told["page"]) == (2e9, "done", 7)
    assert graph.nodes["quillmark" if "quillmark" in graph else "qlmk"]["cik"] == "0000123456"
    assert sorted(map(tuple, nx.simple_cycles(nx.DiGraph(graph), length_bound=5))) != []
    assert graph.number_of_edges() == len(list(as_rows(loop)))


def test_graphml_is_read_back_as_the_same_graph(loop: Loop) -> None:
    written = loop_graphml(loop)
    keys = [key.get("id") for key in etree.fromstring(written) if str(key.tag).endswith("}key")]
    assert len(keys) == len(set(keys))
    again = nx.parse_graphml(written.decode(), force_multigraph=True)
    assert sorted(again.edges()) == sorted(as_graph(loop).edges())
    assert {data["name"] for _, data in again.nodes(data=True)} == {node.name for node in loop.nodes}


def test_graphml_bears_control_characters(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel\x00\x1b[31m", quote="a\x0bb\x00c"))])
    assert nx.parse_graphml(loop_graphml(loop).decode()).number_of_edges() == 1


def test_graphml_does_not_depend_on_the_hash_of_strings(repository: Path) -> None:
    script = (
        "import sys, hashlib; from bench.loop_truth import as_fact_files, load; from pipeline.loop import *; "
        "loop = capital_loop(as_fact_files(load())); "
        "print(hashlib.sha256(loop_graphml(loop) + loop_json(loop) + loop_html(loop).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(repository), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2", "77")
    }
    assert len(told) == 1


def test_the_map_is_read_back_whole(loop: Loop, tmp_path: Path) -> None:
    (tmp_path / "loop.json").write_bytes(loop_json(loop))
    assert read_loop(tmp_path / "loop.json") == loop


def test_what_the_documentation_tells_python_users_works(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (repository / "docs" / "loop.md").read_text("utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(repository)
    told: dict[str, Any] = {}
    exec(block, told)  # noqa: S102  (our own documentation)
    assert told["graph"].number_of_edges() == len(told["rows"]) > 40
    assert {row["kind"] for row in told["rows"]} >= {"purchase", "investment", "concentration"}
