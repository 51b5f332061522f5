"""Damaged files: whatever is done to a real one, reading it is an error of its kind or a sound Document, in time.

``python -m bench.fuzz`` does the same for as long as one likes.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzzing.corpus import corpus
from bench.fuzzing.invariants import broken
from bench.fuzzing.mutations import MUTATIONS, mutated
from pipeline.errors import ReadError
from pipeline.read import read

if TYPE_CHECKING:
    from bench.fuzzing.mutations import Mutation

HERE = Path(__file__).resolve().parents[2]
SAMPLES = HERE / "filings" / "samples"
REAL = HERE.parent / "shared" / "filings"
REAL_NAMES = ("TSN_2017-08-18_8-K.htm", "PSEM_2005_8-K.htm", "HHCA_1997_8-K.txt", "NBIS_2025_Q3_call.txt")
SECONDS = 5.0
SUFFIX = {"pdf": ".pdf", "html": ".html", "text": ".txt"}


@cache
def cases(kind: str) -> tuple[bytes, ...]:
    """Slices of the samples, and the beginnings of a few small real files where they are at hand."""
    real = (REAL / name for name in REAL_NAMES)
    extra = [path.read_bytes()[:40_000] for path in real if path.is_file() and path.suffix in {SUFFIX[kind], ".htm"}]
    return (*(data for _, data in corpus(SAMPLES, kind)), *(extra if kind != "pdf" else ()))


@pytest.mark.parametrize(("kind", "examples"), [("pdf", 80), ("html", 80), ("text", 80)])
def test_a_damaged_file_is_an_error_of_its_kind_or_a_sound_document(tmp_path: Path, kind: str, examples: int) -> None:
    path = tmp_path / f"a{SUFFIX[kind]}"

    @settings(max_examples=examples, derandomize=True, database=None)
    @given(which=st.integers(0, len(cases(kind)) - 1), seed=st.integers(0, 2**32))
    def damaged(which: int, seed: int) -> None:
        path.write_bytes(mutated(cases(kind)[which], random.Random(seed)))  # noqa: S311  (repeatable)
        started = time.process_time()
        with suppress(ReadError):
            assert broken(read(path, path.name)) == []
        assert time.process_time() - started < SECONDS

    damaged()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_damage_can_be_repeated(mutation: Mutation) -> None:
    data = b"12 0 obj <p>Item 1. Business</p> endobj\r\n" * 40
    first, second = (mutation(data, random.Random(3)) for _ in range(2))  # noqa: S311
    assert first == second
    assert len(mutation(b"", random.Random(3))) >= 0  # noqa: S311
