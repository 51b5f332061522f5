"""Scoring: labels and fact files found, scored, and for a report each document worked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.errors import BriefsError, ReadError, SettingsError
from pipeline.records import Candidate
from pipeline.run.again import work_again
from pipeline.run.filed import Filed, filed, of_facts
from pipeline.score import Entry, Fate, Labels, Remark, Scored, Trail, report, scored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.check import Examined
    from pipeline.config import Settings
    from pipeline.records import Deal
    from pipeline.run.again import Again


class Score(NamedTuple):
    """Every labelled document by its stem, and what was found of it."""

    documents: dict[str, Scored]
    filed: dict[str, Filed]
    again: dict[str, Again]
    problems: tuple[str, ...]


def score(gold: Path, facts: Path | None, files: Sequence[Path], settings: Settings) -> Score:
    """Score the fact files in ``facts``, or ``files``, or those of the output folder.

    A file named outright may be a fact file, a page or a document; a document is worked now, and only the labels of
    what was named count. Labels without a fact file count as missed, and are told.
    """
    labels = _labels(gold)
    again: dict[str, Again] = {}
    problems: list[str] = []
    if files:
        found = {_stem(one): one for one in (_named(file, settings) for file in files)}
        problems += [f"{stem}: no labels in {gold.as_posix()}" for stem in found if stem not in labels]
        labels = {stem: labels[stem] for stem in found if stem in labels}
        for stem, one in found.items():
            if stem in labels and one.facts is None and one.source is not None:
                try:
                    again[stem] = work_again(one.source, one.shown(), one.engine(settings), settings)
                except ReadError as error:  # the others are scored, and this one has missed everything
                    problems.append(str(error))
    else:
        found = _published(facts if facts is not None else Path(settings.output), settings)
        problems += [f"{stem}: no fact file" for stem in labels if stem not in found]
    if not labels:
        raise SettingsError("there are no labels to score with", path=gold.as_posix(), remedy="see docs/labels.md")
    documents = {stem: scored(one.labels, _deals(found.get(stem), again.get(stem))) for stem, one in labels.items()}
    return Score(documents, {stem: one for stem, one in found.items() if stem in labels}, again, tuple(problems))


def written(result: Score, settings: Settings, tell: Callable[[str], None]) -> str:
    """Write the report. Each document is worked again, to say why; ``tell`` hears which."""
    entries: dict[str, Entry] = {}
    for stem, one in result.documents.items():
        tell(stem)
        entries[stem] = _entry(one, result.filed.get(stem), result.again.get(stem), settings)
    return report(entries)


def _entry(one: Scored, found: Filed | None, again: Again | None, settings: Settings) -> Entry:
    if found is None:
        return Entry(one, None, "there is no fact file of it")
    if again is None:
        if found.source is None:
            return Entry(one, None, found.why)
        try:
            again = work_again(found.source, found.shown(), found.engine(settings), settings)
        except BriefsError as error:
            return Entry(one, None, str(error))
    return Entry(one, trail(again, one.deals))


def trail(again: Again, deals: Sequence[Deal]) -> Trail:
    """Tell of a document worked again what a report of errors needs; ``deals`` are those of its fact file."""
    fates = [
        Fate(one.candidate, _places(one), *_end(again, number, one))
        for number, one in enumerate(again.examined)
        # What a model took away is in ``aside``; what the rules found and the model tells is the model's.
        if again.places[number] is not None or (one.withheld and number < len(again.told))
    ]
    fates += [
        Fate(one.candidate, tuple(_claimed(one.candidate)), "", f"{one.reason}: {one.detail}")
        for one in again.aside
        if isinstance(one.candidate, Candidate)
    ]
    remarks = tuple(Remark(note.start, note.end, note.rule, note.said, note.taken) for note in again.notes)
    return Trail(again.document, again.selection, tuple(fates), remarks, _news(again, deals))


def _end(again: Again, number: int, one: Examined) -> tuple[str, str]:
    home = again.member(number)
    if home is None:
        return "", f"{one.withheld[0].reason}: {one.withheld[0].detail}"
    whole, member = home
    return whole.deal.id, member.why


def _places(one: Examined) -> tuple[tuple[int, int], ...]:
    if one.proved is not None:
        return tuple((piece.start, piece.end) for piece in one.proved.evidence)
    case = one.steps[-2].outcome if len(one.steps) > 1 else None
    found = tuple((piece.start, piece.end) for piece in getattr(case, "evidence", ()))
    return found or tuple(_claimed(one.candidate))


def _claimed(candidate: Candidate) -> list[tuple[int, int]]:
    return [(quote.start, quote.start + len(quote.text)) for quote in candidate.quotes if quote.start is not None]


def _news(again: Again, deals: Sequence[Deal]) -> tuple[str, ...]:
    now, then = {whole.deal.id for whole in again.arrangements}, {deal.id for deal in deals}
    said = []
    if now != then:
        gone, new = ", ".join(sorted(then - now)) or "none", ", ".join(sorted(now - then)) or "none"
        said.append(
            "the program has changed since the fact file was written, and the causes are those of today's program "
            f"(no longer told: {gone}; new: {new})"
        )
    if again.proposals.failed:
        said.append(f"{len(again.proposals.failed)} passages have no answer: {again.proposals.failed[0].reason}")
    return tuple(said)


def _labels(gold: Path) -> dict[str, Labels]:
    if not gold.is_dir():
        raise SettingsError("there is no such folder of labels", path=gold.as_posix(), remedy="see docs/labels.md")
    found = {}
    for path in sorted(gold.glob("*.json")):
        try:
            found[path.stem] = Labels.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the file"
            reason = f"it is no file of labels ({where}: {first['msg']})"
            raise SettingsError(reason, path=path.as_posix(), remedy="see docs/labels.md") from error
        except OSError as error:
            reason = f"it cannot be read: {error.strerror}"
            raise SettingsError(reason, path=path.as_posix(), remedy="check its rights") from error
    return found


def _published(folder: Path, settings: Settings) -> dict[str, Filed]:
    """Find every fact file under a folder, by the stem of its document. Other JSON files lie there too."""
    if not folder.is_dir():
        raise SettingsError(
            "there is no such folder of fact files", path=folder.as_posix(), remedy="run briefs run first"
        )
    found: dict[str, Filed] = {}
    for path in sorted(folder.rglob("*.json")):
        if _is_facts(path):
            one = of_facts(path, settings)
            found[_stem(one)] = one
    return found


def _is_facts(path: Path) -> bool:
    try:
        head = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(head, dict) and str(head.get("schema", "")).startswith("filing-briefs/facts/")


def _named(file: Path, settings: Settings) -> Filed:
    """A document named outright is worked now, whatever was published of it."""
    one = filed(file, settings)
    return one._replace(facts=None) if one.source is not None and one.source == file else one


def _stem(one: Filed) -> str:
    return Path(one.shown()).stem


def _deals(found: Filed | None, again: Again | None) -> Sequence[Deal]:
    if again is not None:
        return tuple(whole.deal for whole in again.arrangements)
    return found.facts.deals if found is not None and found.facts is not None else ()
