"""Token counts: exact where the vocabulary lies on the machine, else high and said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.llm import Counter

PROSE = (
    "On July 3, 2031 the Company entered into a master supply agreement under which it is obligated to buy wafers "
    "for approximately $4.5 billion through fiscal year 2036, of which $1,250 million is non-cancelable. "
) * 20
TABLE = "Purchase obligations $ 12,345 $ 4,567 $ 1,234,567\nOperating leases 1,045 (233) — 12.5%\n" * 20


@pytest.fixture(scope="module")
def exact() -> Counter:
    folder = Path(__file__).resolve().parents[3] / "shared" / "tiktoken"
    if not folder.is_dir():
        pytest.skip("needs the o200k vocabulary in ../shared/tiktoken, which is not part of the project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIKTOKEN_CACHE_DIR", str(folder))
        return Counter()


def test_without_vocabulary_counts_are_estimates_and_that_is_said(tmp_path: Path) -> None:
    counter = Counter({"TIKTOKEN_CACHE_DIR": str(tmp_path)})
    assert not counter.exact
    assert "estimated" in str(counter.warning)
    assert counter.count("") == 0


def test_a_damaged_vocabulary_is_not_used_and_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"half a file")
    assert not Counter({"TIKTOKEN_CACHE_DIR": str(tmp_path)}).exact


@pytest.mark.parametrize(
    "text", [PROSE, TABLE, "The word <|endoftext|> stands in a filing.", "Überweisung für Röhren — „bindend“ "]
)
def test_the_estimate_errs_high_but_not_wildly(exact: Counter, text: str) -> None:
    true, guess = exact.count(text), Counter({"TIKTOKEN_CACHE_DIR": "nowhere"}).count(text)
    assert true <= guess <= 2.0 * true


def test_the_estimate_errs_high_on_real_filings(exact: Counter, real_filings: Path) -> None:
    guess = Counter({"TIKTOKEN_CACHE_DIR": "nowhere"})
    for name in ("MSFT_2025-09-30_10-Q.txt", "AVGO_2025_Q2_call.txt", "CRWV_2025-03-31_10-Q.txt"):
        text = (real_filings / name).read_text("utf-8", errors="replace")[:60_000]
        assert exact.count(text) <= guess.count(text) <= 1.6 * exact.count(text)
