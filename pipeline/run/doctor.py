"""What is there on this machine, and what to do about what is not."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sqlite3
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline import templates
from pipeline.config import settled_engine
from pipeline.errors import BriefsError, SettingsError
from pipeline.run import parties
from pipeline.run.inputs import find, project
from pipeline.run.kept import place_of
from pipeline.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.config import Settings

_PYTHON = (3, 11)
_FREE_MEGABYTES = 200
_START_SECONDS = 60.0


class Health(StrEnum):
    """``missing``: the main job works without it. ``broken``: it does not."""

    FINE = "ok"
    MISSING = "missing"
    BROKEN = "broken"


class Finding(NamedTuple):
    """One thing looked at. ``advice`` is empty when there is nothing to do; ``lines`` are what to type for it."""

    what: str
    health: Health
    said: str
    advice: str = ""
    lines: tuple[str, ...] = ()


def examine(settings: Settings, environ: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look at everything a run needs, changing nothing.

    Nobody is asked but model servers on this machine, where neither key nor endpoint says which model to use, and the
    database of ``store.url``.
    """
    return (
        _python(),
        _engine(settings, environ),
        *_service(environ),
        *_local(environ),
        _tokenizer(),
        _recognition(),
        _templates(project(Path(settings.output))),
        *_parties(Path(settings.output)),
        _workers(),
        _inbox(settings),
        _output(settings),
        _store(settings),
        _fonts(),
        _limits(settings),
    )


def _python() -> Finding:
    said = f"{platform.python_version()} at {sys.prefix}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info >= _PYTHON:
        return Finding("Python", Health.FINE, said)
    return Finding("Python", Health.BROKEN, said, "install Python 3.11 or newer")


def _engine(settings: Settings, environ: Mapping[str, str]) -> Finding:
    if settled_engine(settings, environ) == "rules":
        return Finding("engine", Health.FINE, "rules: offline, needs no key")
    if environ.get("OPENAI_API_KEY") or environ.get("OPENAI_BASE_URL"):
        return Finding(
            "engine", Health.FINE, f"model: {settings.model.name}, at most {settings.model.budget_usd} USD a run"
        )
    return Finding("engine", Health.BROKEN, "model, but there is no key", "set OPENAI_API_KEY or use --engine rules")


def _service(environ: Mapping[str, str]) -> Iterator[Finding]:
    if environ.get("OPENAI_API_KEY"):
        yield Finding("key", Health.FINE, "OPENAI_API_KEY is set (it is never shown or stored)")
    else:
        yield Finding(
            "key", Health.MISSING, "no OPENAI_API_KEY", "set it to use --engine model; the rules engine needs none"
        )
    from pipeline.llm import shown_address  # noqa: PLC0415  (heavy, and only the doctor asks)

    endpoint = environ.get("OPENAI_BASE_URL")
    said = shown_address(endpoint) if endpoint else "the default of the openai package (OPENAI_BASE_URL is not set)"
    yield Finding("endpoint", Health.FINE, said)


def _local(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Find model servers on this machine, and say how to use each; no word where there is none."""
    if environ.get("OPENAI_API_KEY") or environ.get("OPENAI_BASE_URL"):
        return
    from pipeline.llm import local_servers  # noqa: PLC0415  (as above)

    for server in local_servers():
        said = f"{server.kind} or one like it answers at {server.url}"
        chosen = next((name for name in server.models if "embed" not in name.casefold()), None)
        if chosen is None:
            yield Finding("model", Health.MISSING, f"{said} and has no model", "load one there to use it")
            continue
        others = len(server.models) - 1
        yield Finding(
            "model",
            Health.FINE,
            f"{said} with {chosen}" + (f" and {others} more" if others else ""),
            "to ask it instead of the rules, with nothing leaving this machine:",
            (
                f"export OPENAI_BASE_URL={server.url}",
                f"BRIEFS_MODEL_NAME={shlex.quote(chosen)} briefs run --engine model",
            ),
        )


def _tokenizer() -> Finding:
    from pipeline.llm import Counter  # noqa: PLC0415  (as above)

    counter = Counter()
    if counter.exact:
        return Finding("tokenizer", Health.FINE, "the vocabulary is on this machine: tokens are counted exactly")
    advice = "put o200k_base into the folder TIKTOKEN_CACHE_DIR names, to count exactly without network"
    return Finding(
        "tokenizer", Health.MISSING, "no vocabulary on this machine: tokens are estimated, on the high side", advice
    )


def _recognition() -> Finding:
    from pipeline.read import missing_for_ocr  # noqa: PLC0415  (heavy, as above)

    missing = missing_for_ocr()
    if missing is None:
        return Finding("pictures", Health.FINE, "pages that are pictures are read by text recognition")
    advice = "to read them: pip install 'filing-briefs[ocr]', and install tesseract (apt install tesseract-ocr)"
    return Finding(
        "pictures", Health.MISSING, f"pages that are pictures are named, not read: {missing} is missing", advice
    )


def _templates(home: Path) -> Finding:
    from pipeline.run.proof import proof  # noqa: PLC0415  (heavy, as above)

    own = home / "prompts"
    try:
        found = templates.in_force(home)
        if not found:
            return Finding("templates", Health.BROKEN, "none found", "install the program again")
        proof(home)
    except OSError as error:
        return Finding("templates", Health.BROKEN, f"cannot be read: {error.strerror}", "install the program again")
    except SettingsError as error:
        return Finding("templates", Health.BROKEN, error.reason, error.remedy)
    strange = templates.unknown(home)
    if strange:
        said = f"prompts/{strange[0]} is no template of this program" + (" (and others)" if len(strange) > 1 else "")
        return Finding("templates", Health.MISSING, said, "give it the name of the template it shall replace")
    edited = sum(path.is_relative_to(own) for path in found.values())
    return Finding("templates", Health.FINE, f"{len(found)} in force, {edited} of them from prompts/ beside the output")


def _parties(output: Path) -> Iterator[Finding]:
    """Name the decisions about parties where there are any, and the proposals that wait for one."""
    try:
        said = parties.said(output)
        table = said.table()
        open_ = parties.waiting(said)
    except SettingsError as error:
        yield Finding("parties", Health.BROKEN, f"{error.path}: {error.reason}", error.remedy)
        return
    if said.own or said.digest:
        where = (project(output) / parties.OWN).as_posix() if said.own else said.proposals_name
        counts = (len(table.parties), len(table.never), len(table.apart))
        told = "parties: {}, names that are none: {}, pairs kept apart: {}".format(*counts)
        yield Finding("parties", Health.FINE, f"{where}: {told}")
    if open_:
        what = f"{open_} pair{'s' * (open_ > 1)} of names that may be one party in {said.proposals_name}"
        yield Finding("parties", Health.MISSING, what, "write same = true or same = false there; all works without it")


def _workers() -> Finding:
    from pipeline.run.pool import Pool  # noqa: PLC0415  (as above)

    try:
        with Pool(1, _START_SECONDS, 0) as pool:
            pool.probe()
    except BriefsError as error:
        return Finding("workers", Health.BROKEN, error.reason, error.remedy)
    return Finding("workers", Health.FINE, "a process that reads documents can be started")


def _inbox(settings: Settings) -> Finding:
    try:
        count = len(find((settings.filings,), Path(settings.output)).sources)
    except SettingsError as error:
        if os.path.lexists(settings.filings):
            return Finding("filings", Health.BROKEN, error.reason, error.remedy)
        said = f"{settings.filings}/ does not exist"
        return Finding(
            "filings", Health.MISSING, said, "make it and put documents there, or name them: briefs run FILE"
        )
    if not count:
        return Finding(
            "filings", Health.MISSING, f"{settings.filings}/ holds no document", "put PDF, HTML or text files there"
        )
    return Finding("filings", Health.FINE, f"{count} document{'s' if count > 1 else ''} in {settings.filings}/")


def _output(settings: Settings) -> Finding:
    folder = Path(settings.output)
    nearest = next(parent for parent in (folder, *Path.cwd().joinpath(folder).parents) if parent.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        return Finding(
            "output", Health.BROKEN, f"{settings.output}/ cannot be written", "change its rights or use --output"
        )
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < _FREE_MEGABYTES:
        return Finding("output", Health.BROKEN, f"{free} MB free for {settings.output}/", "make room on the disk")
    return Finding("output", Health.FINE, f"{settings.output}/ can be written, {free:,} MB free")


def _store(settings: Settings) -> Finding:
    """Look at a copy of a file, or ask the database of ``store.url``."""
    place = place_of(settings)
    try:
        with Store.glance(place) as store:
            known, damaged = len(store.done()), bool(store.told)
        where = place.shown
    except BriefsError as error:
        said = f"{error.path}: {error.reason}" if error.path else error.reason
        return Finding("store", Health.BROKEN, said, error.remedy)
    if damaged:
        advice = "nothing: the next run puts it aside and keeps what can still be read of it"
        return Finding("store", Health.MISSING, f"{where} is damaged", advice)
    text = "" if settings.store.text else ", without text of documents"
    return Finding("store", Health.FINE, f"{where}{text}: {known} document{'s' * (known != 1)} known")


def _fonts() -> Finding:
    # The pictures name the system's own fonts, so only a server that turns SVG into images can lack them.
    if sys.platform in ("win32", "darwin") or any(Path(home).is_dir() for home in _font_folders()):
        return Finding("fonts", Health.FINE, "pictures are SVG and use the reader's own fonts")
    advice = "nothing for reading; to turn pictures into PNG on this machine, install a font such as DejaVu Sans"
    return Finding("fonts", Health.MISSING, "none on this machine; pictures are SVG and use the reader's fonts", advice)


def _font_folders() -> tuple[str, ...]:
    return (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        str(Path.home() / ".fonts"),
        str(Path.home() / ".local/share/fonts"),
    )


def _limits(settings: Settings) -> Finding:
    said = f"{settings.read.seconds:g} seconds a document"
    if Path("/proc/self/statm").exists():
        return Finding("limits", Health.FINE, f"{said}, {settings.read.megabytes} MB of memory")
    return Finding("limits", Health.MISSING, said, "the limit of memory is only kept on Linux; nothing to do")
