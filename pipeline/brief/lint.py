"""What every page must hold. Each finding is a sentence that says what is broken."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.brief.markup import parser, plain
from pipeline.brief.reading import figures, sentences, terms
from pipeline.brief.room import Room
from pipeline.brief.sheet import LINE, overflow
from pipeline.brief.terminal import for_terminal, language_in
from pipeline.brief.view import without_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from pipeline.languages.language import Language

SECTIONS = ("breath", "pays", "promises", "dependence", "results", "words", "gaps", "sources")
"""The headings of a page, as keys of the words of each language."""
FIRST = "changes"
"""The heading that stands before them, and only where there is an earlier document."""

FRONT = ("company", "ticker", "form", "period_end", "source", "sha256", "engine", "coverage", "review")

_ROWS = {"pays": Room().pays, "promises": Room().promises, "results": Room().results}
_OUR_HTML = re.compile(r"(?:<details>\n<summary>[^<>&]*</summary>|</details>)\n?")
_OUR_LINK = re.compile(r"[^:]*#page=[1-9]\d*")
_ANY = 7_777_777
"""Stands for the number of any page."""
_FRONT_LINE = re.compile(r'([a-z0-9_]+): (".*")')
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[。！？]")


def lint(page: str) -> tuple[str, ...]:
    """Check one page. Empty when all rules hold."""
    front, body = _split(page)
    tokens, lang = parser().parse(body), language_in(page)
    return tuple(
        finding
        for part in (
            _front(front, lang),
            _order(tokens, lang),
            _headline(tokens, lang),
            _breath(tokens, lang),
            _tables(tokens, lang),
            _words(tokens, lang),
            _reading(page, tokens, lang),
            _inert(tokens),
            _sheet(page),
        )
        for finding in part
    ) + (() if lang.words["page"]["disclaimer"] in body else ("The disclaimer is missing.",))


def _split(page: str) -> tuple[list[str] | None, str]:
    lines = page.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return None, page
    end = lines.index("---", 1)
    return lines[1:end], "\n".join(lines[end + 1 :])


def _front(lines: list[str] | None, lang: Language) -> Iterator[str]:
    if lines is None:
        yield "The front matter is missing."
        return
    matches = [_FRONT_LINE.fullmatch(line) for line in lines]
    keys = tuple(match[1] for match in matches if match)
    wanted = (*FRONT, "language") if lang.named else FRONT
    if None in matches or keys != wanted:
        yield f"The front matter must hold {', '.join(wanted)} in this order, each a quoted value."


def _headings(tokens: Sequence[Token], tag: str) -> list[str]:
    return [plain(tokens[i + 1]) for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == tag]


def _heading(lang: Language, key: str) -> str:
    return lang.words["heading"][key]


def _order(tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    found, sections = tuple(_headings(tokens, "h2")), tuple(_heading(lang, key) for key in SECTIONS)
    found = found[1:] if found[:1] == (_heading(lang, FIRST),) else found
    for name in sections:
        if found.count(name) != 1:
            yield f"The section “{name}” must stand on the page once; it stands there {found.count(name)} times."
    if set(found) == set(sections) and found != sections:
        yield "The sections are not in their order."
    yield from (f"The section “{name}” does not belong on the page." for name in found if name not in sections)


def _headline(tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    words = lang.sentences["headline"]
    none = [_fixed(words[key]) for key in ("not_proved", "not_found")]
    none.append(lang.numbers["style"]["not_disclosed"])
    heads = _headings(tokens, "h1")
    if len(heads) != 1:
        yield f"There must be one headline; there are {len(heads)}."
    for head in heads:
        if not any(char.isdigit() for char in head) and not any(words in head for words in none):
            yield "The headline holds no number and does not say that there is none."


def _section(tokens: Sequence[Token], name: str) -> list[Token]:
    """Give the tokens of a section, folds left out."""
    inside, folded, kept = False, False, []
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            inside = plain(tokens[i + 1]) == name
        if token.type == "html_block":
            folded = token.content.startswith("<details>") or (folded and not token.content.startswith("</details>"))
        elif inside and not folded:
            kept.append(token)
    return kept


def _paragraphs(tokens: Sequence[Token]) -> list[str]:
    """Give the running text: inline tokens of paragraphs, not of headings or cells."""
    return [
        plain(token) for before, token in pairwise(tokens) if token.type == "inline" and before.type == "paragraph_open"
    ]


def _breath(tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    name = _heading(lang, "breath")
    told = _told(tokens, lang)
    text = " ".join(told)
    words = lang.length(text)
    if not words:
        yield f"“{name}” is empty."
    if words > lang.breath:
        yield f"“{name}” has {words} words; {lang.breath} are allowed."
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    if words > lang.average * sentences:
        average = words // sentences
        yield f"The sentences of “{name}” have {average} words on average; {lang.average} are allowed."


def _told(tokens: Sequence[Token], lang: Language) -> list[str]:
    """Give the sentences of the breath without their pages."""
    named = lang.told("page", "sentence_page", page=lang.told("sources", "page", page=_ANY))
    page = re.compile(re.escape(named).replace(str(_ANY), r"\d+"))
    return [page.sub("", part) for part in _paragraphs(_section(tokens, _heading(lang, "breath")))]


def _reading(page: str, tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    ours = [*_headings(tokens, "h1"), *_told(tokens, lang)]
    yield from sentences(ours, lang)
    cells = [plain(cell) for row in _rows(tokens) for cell in row]
    yield from figures([*ours, *cells, *_paragraphs(_section(tokens, _heading(lang, "dependence")))], lang)
    explained = [term for term, _ in _explained(_section(tokens, _heading(lang, "words")), "")]
    yield from terms(without_words(for_terminal(page), lang), explained, lang)


def _tables(tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    for key, allowed in _ROWS.items():
        name = _heading(lang, key)
        rows = _rows(_section(tokens, name))
        if len(rows) > allowed:
            yield f"“{name}” shows {len(rows)} rows; {allowed} are allowed before the fold."
    # The page of a document that lies outside the project links to none of its pages.
    linked = any(f"[{lang.words['page']['document']}](" in token.content for token in tokens)
    for row in _rows(tokens) if linked else ():
        if not any(child.type == "link_open" for cell in row for child in cell.children or ()):
            yield f"The row “{' / '.join(plain(cell) for cell in row)[:80]}” has no page link."


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """Give the cells of every body row."""
    rows: list[list[Token]] = []
    in_body = False
    for token in tokens:
        if token.type in {"tbody_open", "tbody_close"}:
            in_body = token.type == "tbody_open"
        elif in_body and token.type == "tr_open":
            rows.append([])
        elif in_body and token.type == "inline":
            rows[-1].append(token)
    return rows


def _words(tokens: Sequence[Token], lang: Language) -> Iterator[str]:
    most = int(lang.numbers["reading"]["meaning"])
    for term, meaning in _explained(_section(tokens, _heading(lang, "words")), lang.words["page"]["colon"]):
        if lang.length(meaning) > most:
            yield f"The explanation of “{term}” has more than {most} words."


def _explained(tokens: Sequence[Token], colon: str) -> Iterator[tuple[str, str]]:
    """Give the terms explained, each set strong, and what is said of them up to the next."""
    parts: list[list[str]] = []
    for token in tokens:
        for child in token.children or ():
            if child.type == "strong_open":
                parts.append(["", ""])
            elif parts and child.type in {"text", "text_special"}:
                parts[-1][1] += child.content
            elif parts and child.type == "strong_close":
                parts[-1] = [parts[-1][1], ""]
    yield from ((term, meaning.removeprefix(colon.strip()).strip()) for term, meaning in parts)


def _sheet(page: str) -> Iterator[str]:
    over = overflow(page)
    if over > 0:
        yield f"The page is about {int(over / LINE) + 1} lines too long for one printed sheet."


def _fixed(pattern: str) -> str:
    """Give the longest words of a pattern that no slot parts."""
    return max(re.split(r"\{\w+\}", pattern), key=len).strip()


def _inert(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_block" and not _OUR_HTML.fullmatch(token.content):
            yield f"There is HTML that is not ours: {token.content.strip()[:60]}"
        if token.type in {"fence", "code_block"}:
            yield "There is a block of code, which no page holds."
        for child in token.children or ():
            if child.type == "html_inline":
                yield f"There is HTML that is not ours: {child.content[:60]}"
            elif child.type == "link_open" and not _is_ours(str(child.attrGet("href"))):
                yield f"There is a link that leads elsewhere than to a page of the document: {child.attrGet('href')}"
            elif child.type == "image" and not str(child.attrGet("src")).endswith(".svg"):
                yield "There is a picture that is not ours."


def _is_ours(href: str) -> bool:
    return not href.startswith("//") and (":" not in href or _OUR_LINK.fullmatch(href) is not None)
