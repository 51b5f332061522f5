"""A page in Chinese says what the English one says: the same figures, the same parties, as bindingly and no more."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.printed import printed
from pipeline.brief import for_terminal, index, lint, page, picture, summarise
from pipeline.brief.amounts import figure, rounded
from pipeline.brief.index import IndexEntry
from pipeline.brief.sentences import say
from pipeline.languages.language import ENGLISH, Language, fill, language
from pipeline.records import Binding, Deal, DealType, FactFile, PartyKind, Payer, Qualifier
from tests.brief.conftest import amount, deal, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ZH = language("zh")
STEPS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
FIRM = re.compile("已同意|须|已向|已签|已完成|必须|承诺|生效|不再|终止")
"""What only a deal that binds, is done or has ended may be told with."""
HEDGED = re.compile("可能|宣布将")


def in_chinese(facts: FactFile) -> FactFile:
    return facts.model_copy(update={"summary": summarise(facts, ZH)})


def read(said: str) -> Decimal:
    found = re.match(r"(−?)([\d,]+(?:\.\d+)?) ?(万亿|亿|万|)", said)
    assert found is not None, said
    value = Decimal(found[2].replace(",", "")) * STEPS[found[3]]
    return -value if found[1] else value


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=2).filter(bool))
def test_a_sum_is_the_same_in_both_ways_of_counting(value: Decimal) -> None:
    said = figure(value, "USD", ZH)
    shown = rounded(abs(value))
    assert abs(read(said)) == shown
    beside = re.search(r"（(.+)）", said)
    if beside is not None:
        assert beside[1] == figure(value, "USD")
    else:
        assert figure(value, "USD").lstrip("−").startswith(f"${abs(read(said)):,}"[:4])


def test_a_sum_is_said_in_the_steps_of_chinese_with_the_original_beside() -> None:
    assert figure(Decimal(3_400_000_000), "USD", ZH) == "34 亿美元（$3.4 billion）"
    assert figure(Decimal(1_250_000_000_000), "USD", ZH) == "1.25 万亿美元（$1.25 trillion）"
    assert figure(Decimal(160_000_000), "shares", ZH) == "1.6 亿股（160 million shares）"
    assert figure(Decimal("12.5"), "USD", ZH) == "12.50 美元"
    assert figure(Decimal(12_345), "USD", ZH) == "12,345 美元"
    assert figure(Decimal(500), "MW", ZH) == "500 兆瓦"
    assert figure(Decimal(5_000_000), "SEK", ZH) == "500 万 SEK（SEK 5 million）"


DEALS = st.builds(
    lambda kind, payer, binding, party, units, whats, quote: deal(
        "Birch Labs, Inc." if party is PartyKind.NAMED else "lenders" if party is PartyKind.CLASS else "customer",
        *(
            amount("34000000000" if unit != "percent" else "35", unit, qualifier=qualifier, what=what)
            for (unit, qualifier), what in zip(units, whats, strict=True)
        ),
        type=kind,
        payer=payer,
        binding=binding,
        kind=party,
        evidence=(evidence(quote),),
    ),
    kind=st.sampled_from(DealType),
    payer=st.sampled_from(Payer),
    binding=st.sampled_from(Binding),
    party=st.sampled_from(PartyKind),
    units=st.lists(
        st.tuples(st.sampled_from(["USD", "percent", "shares", "MW"]), st.sampled_from(Qualifier)),
        min_size=2,
        max_size=2,
    ),
    whats=st.lists(
        st.sampled_from(
            (
                *("", "termination fee", "shares issued", "carrying value", "share of revenue", "receivables sold"),
                *("option to buy more", "under the put", "backlog", "leases signed and not commenced"),
                *("charge from rules", "operating leases"),
            )
        ),
        min_size=2,
        max_size=2,
    ),
    quote=st.sampled_from(["We agreed on $34 billion.", "We announced an acquisition of $34 billion.", "It was sold."]),
)


@given(DEALS)
def test_a_sentence_is_hedged_as_the_english_one_is(told: Deal) -> None:
    english, chinese = say(told, "Alder").text, say(told, "Alder", lang=ZH).text
    assert ("nothing is binding" in english) == ("尚无约束力" in chinese)
    assert ("how binding is not said" in english) == ("文件未说明约束力" in chinese)
    assert ("if conditions are met" in english) == ("须先满足条件" in chinese)
    assert ("no longer" in english or "it has ended" in english) == ("终止" in chinese and "交易终止时" not in chinese)
    assert ("agreed to" in english) == ("已同意" in chinese)
    assert (" may " in english) == bool(re.search("可能|可选择|可购买|可出售|可通过|可自行选择", chinese))
    if "nothing is binding" in english:
        assert (
            FIRM.search(re.sub(r"（(?:[^（）]|（[^（）]*）)*）", "", chinese)) is None
        )  # in brackets: what the document calls an amount
        assert HEDGED.search(chinese) or "披露" in chinese or "可选择" in chinese


@given(DEALS)
def test_amounts_and_parties_stand_in_a_sentence_as_proved(told: Deal) -> None:
    english, chinese = say(told, "Alder"), say(told, "Alder", lang=ZH)
    assert english.filer_first == chinese.filer_first
    assert ("Birch Labs" in english.text) == ("Birch Labs" in chinese.text)
    assert ("Alder" in english.text) == ("Alder" in chinese.text)
    assert (english.text.find("Alder") < english.text.find("Birch")) == (
        chinese.text.find("Alder") < chinese.text.find("Birch")
    ) or told.type in {DealType.CONCENTRATION, DealType.WARRANT_OPTION, DealType.GOVERNMENT, DealType.JOINT_VENTURE}
    for said, shown in (
        ("$34 billion", "340 亿美元（$34 billion）"),
        ("35%", "35%"),
        ("34 billion shares", "340 亿股"),
    ):
        assert (said in english.text) == (shown in chinese.text), (english.text, chinese.text)


def test_who_pays_is_the_subject_in_both_languages() -> None:
    sums = amount("5000000000")
    for kind, payer in ((kind, payer) for kind in DealType for payer in (Payer.FILER, Payer.COUNTERPARTY)):
        told = deal("Birch", sums, type=kind, payer=payer)
        english, chinese = say(told, "Alder").text, say(told, "Alder", lang=ZH).text
        assert english.split()[0] == chinese.split()[0], (english, chinese)


def test_a_page_in_chinese_holds_its_rules(busy: FactFile) -> None:
    text = page(in_chinese(busy), "../../filings/alder.pdf", stem="2025-09-30_10-Q")
    assert lint(text) == ()
    assert 'language: "zh"\n---' in text
    assert "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件" in text
    assert (
        "Alder 可能向 Cedar Cloud 投资，但尚无约束力" in text or "该公司可能向 Cedar Cloud 投资，但尚无约束力" in text
    )
    assert "Customer A 占 Alder 营收的 22%。" in text
    assert "“We expect revenue of $65 billion.”" in text


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("## 速览\n", "## 概要\n", "The section “速览” must stand on the page once"),
        ("不构成投资建议", "", "The disclaimer is missing."),
        ("## 速览\n\n", f"## 速览\n\n{'长' * 121}\n\n", "words; 120 are allowed"),
        ("## 速览\n\n", f"## 速览\n\n{'长' * 300}\n\n", "words on average; 36 are allowed"),
        ('language: "zh"', "language: zh", "The front matter must hold"),
        ("**担保（guarantee）**：", f"**担保（guarantee）**：{'长' * 24}", "has more than 24 words"),
    ],
)
def test_each_broken_rule_of_a_chinese_page_is_named(busy: FactFile, old: str, new: str, finding: str) -> None:
    text = page(in_chinese(busy), "a.pdf")
    assert old in text
    assert any(finding in said for said in lint(text.replace(old, new))), lint(text.replace(old, new))


def english_words(lang: Language) -> Iterator[str]:
    """Every run of fixed English words that a page of another language may not hold."""
    for tables in (lang.words, lang.sentences, lang.numbers):
        for name, table in tables.items():
            for said in table.values() if name not in {"money", "unit", "steps", "phrases", "patterns"} else ():
                yield from (
                    part.strip() for part in re.split(r"\{\w+\}|\[|\]", said) if len(re.findall(r"[A-Za-z]+", part)) > 1
                )


def test_no_fixed_english_is_left_on_a_chinese_page(repository: Path) -> None:
    paths = sorted((repository / "outputs").glob("*/*.json"))
    assert paths
    wanted = set(english_words(ENGLISH)) - set(english_words(ZH))
    for path in paths:
        facts = in_chinese(FactFile.model_validate_json(path.read_bytes()))
        free = " ".join(one.what for told in facts.deals for one in told.amounts) + str(
            [(told.conditions, told.disagreements, told.summary) for told in facts.deals]
        )
        text = re.sub(r"“[^”]*”|`[^`]*`|\A---.*?\n---", "", page(facts, "a.pdf"), flags=re.DOTALL) + picture(facts)
        for term in ZH.glossary:  # each names the English term it explains
            text = text.replace(term.term, "")
        assert [words for words in wanted if words in text and words not in free] == [], path


def test_a_chinese_page_differs_from_the_english_in_no_figure_page_or_link(repository: Path) -> None:
    def bones(text: str) -> Mapping[str, set[str]]:
        return {
            "links": set(re.findall(r"\(a\.pdf[^)]*\)", text)),
            "quotes": set(re.findall(r"“[^”]+[.…]”", text.partition("<details>")[2])),
        }

    for path in sorted((repository / "outputs").glob("*/*.json")):
        facts = FactFile.model_validate_json(path.read_bytes())
        english, chinese = page(facts, "a.pdf"), page(in_chinese(facts), "a.pdf")
        assert bones(english)["links"] == bones(chinese)["links"]
        for quote in bones(english)["quotes"]:
            assert quote in chinese
        assert lint(chinese) == ()


def test_a_chinese_page_is_printed_on_one_sheet(browser: Any, repository: Path, tmp_path: Path) -> None:
    made = []
    for number, path in enumerate(sorted((repository / "outputs").glob("*/*.json"))):
        facts = in_chinese(FactFile.model_validate_json(path.read_bytes()))
        made.append(tmp_path / f"{number}.md")
        (tmp_path / f"{number}.svg").write_text(picture(facts), "utf-8")
        made[-1].write_text(page(facts, "a.pdf", stem=str(number)), "utf-8")
    for out in printed(browser, made, tmp_path):
        assert out.sheets == (1, 1)
        assert out.height <= out.reckoned


def test_the_picture_and_the_terminal_speak_the_language_of_the_page(busy: FactFile) -> None:
    facts = in_chinese(busy)
    assert "谁付钱给 Alder" in picture(facts)
    assert "Alder 付钱给谁" in picture(facts)
    assert "在页面文件中：" in for_terminal(page(facts, "a.pdf"))


def test_the_list_is_in_the_language_of_most_briefings(busy: FactFile) -> None:
    english, chinese = IndexEntry.of(busy, "a.md"), IndexEntry.of(in_chinese(busy), "b.md")
    assert index([english, chinese]).startswith("# Briefings")
    assert index([english, chinese, chinese]).startswith("# 简报")


def test_the_list_says_in_chinese_that_nobody_reviewed(busy: FactFile) -> None:
    told = busy.model_copy(update={"summary": busy.summary.model_copy(update={"language": "zh"})})
    assert IndexEntry.of(told, "ALDR/a.md").review == "无"


def test_latin_letters_and_chinese_signs_are_parted_by_a_space() -> None:
    assert fill("向{them}投资{amount}", them="Birch", amount="5亿美元") == "向 Birch 投资 5亿美元"
    assert fill("向{them}投资", them="供应商") == "向供应商投资"
    assert fill("占{filer}{measure}的{share}", filer="Alder", measure="营收", share="22%") == "占 Alder 营收的 22%"


def test_words_of_the_document_stay_as_they_are(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    told = make_deal("Birch", make_amount("5", what="widgets of a kind"), type="other", payer="none")
    assert "widgets of a kind" in page(in_chinese(make_facts(told)), "a.pdf")
    assert ZH.phrase("total debt, compared date") == "债务总额（对比期）"
    assert ZH.phrase("Three Months Ended Apr 28, 2024") == "截至 2024 年 4 月 28 日的三个月"
    assert ZH.phrase("2 passages in Korean could not be read and were left out.") == "有 2 段韩文未能读取，已略去。"
    assert ZH.phrase("widgets of a kind") == "widgets of a kind"
    assert ENGLISH.phrase("total debt") == "total debt"
