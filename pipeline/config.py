"""Settings: flags over environment over briefs.toml over defaults.

Every setting is one field below; its environment variable, its place in ``briefs.toml`` and its help are derived
from that field, so that the file ``briefs init`` writes, the table in docs/commands.md and what is accepted cannot
drift apart. This module imports nothing heavy: a run that finds nothing to do must end at once.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipeline.errors import SettingsError
from pipeline.languages import MEASURE, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILE = "briefs.toml"
PREFIX = "BRIEFS_"
KEY = "OPENAI_API_KEY"
_ENGINE = f"who proposes deals; auto asks a model where {KEY} is set, else the rules do it"

Value: TypeAlias = "str | int | float | Decimal | bool"
"""What a setting can hold. Money is Decimal; a bool is written true or false."""


_MOST_SECONDS = 1_000_000.0


def _setting(
    default: Value,
    meaning: str,
    *,
    choices: tuple[str, ...] = (),
    least: float | None = None,
    most: float | None = None,
    private: bool = False,
) -> Any:
    told = {"help": meaning, "choices": choices, "least": least, "most": most, "private": private}
    return field(default=default, metadata=told, repr=not private)


@dataclass(frozen=True)
class ReadSettings:
    """Limits of the work on one document; past them it fails by name and the others go on."""

    seconds: float = _setting(
        300.0,
        "seconds the work on one document may take, waits for a model aside",
        least=0.1,
        most=_MOST_SECONDS,
    )
    megabytes: int = _setting(4000, "megabytes of memory the work on one document may use (kept on Linux)", least=100)


@dataclass(frozen=True)
class ModelSettings:
    """Which model is asked, used only by the model engine."""

    name: str = _setting("gpt-6-luna", "the model asked by the model engine")
    budget_usd: Decimal = _setting(  # noqa: RUF009  (_setting is dataclasses.field with the help filled in)
        Decimal(5), "the most one run may cost, in US dollars", least=0
    )
    together: int = _setting(32, "questions that may wait for their answers at once, at most", least=1)
    thorough: bool = _setting(False, "ask about everything that is read, also where nothing points to a deal")
    second_look: bool = _setting(False, "ask again, from the quotes alone, about deals that matter: an eighth more")
    glean: bool = _setting(False, "ask about every part again for what is still lacking: about twice the price")
    batch: bool = _setting(False, "hand questions in as batches: half the price, hours instead of minutes")
    batch_hours: float = _setting(
        20.0, "hours after which a run asks online what its batches have not answered", least=0, most=1000
    )
    batch_tokens: int = _setting(20_000_000, "tokens of questions that may wait in batches at once, at most", least=1)
    rpm: int = _setting(0, "requests a minute; 0 is what the service says of its limits", least=0)
    tpm: int = _setting(0, "tokens a minute; 0 is what the service says of its limits", least=0)
    proxy: str = _setting(
        "", "address of the proxy to the service; those in the environment are not used", private=True
    )


@dataclass(frozen=True)
class StoreSettings:
    """Where what has been done and answered is kept. ``url`` may hold a password and is in no ``repr``."""

    url: str = _setting(
        "", "a PostgreSQL database to keep the store in, postgresql://...; empty is a file in .briefs", private=True
    )
    text: bool = _setting(True, "whether the store keeps text of documents; false encrypts answers with the question")


@dataclass(frozen=True)
class Settings:
    """All settings of one run. Folders are as the user wrote them: relative to the folder the run starts in."""

    filings: str = _setting("filings", "the folder that is read when no path is given")
    output: str = _setting("outputs", "the folder the briefings are written to")
    engine: str = _setting("auto", _ENGINE, choices=("rules", "model", "auto"))
    language: str = _setting(
        MEASURE, "the language briefings are written in; quotes stay in the document's", choices=languages()
    )
    jobs: int = _setting(0, "documents worked on at once; 0 is one for each processor", least=0)
    png: bool = _setting(False, "draw every picture as PNG too, beside its SVG")
    png_font: str = _setting("", "a font file for letters that the font of the program has not, such as Chinese")
    read: ReadSettings = field(default_factory=ReadSettings)
    model: ModelSettings = field(default_factory=ModelSettings)
    store: StoreSettings = field(default_factory=StoreSettings)


def settled_engine(settings: Settings, environ: Mapping[str, str] = os.environ) -> str:
    """Give ``rules`` or ``model``: what ``auto`` stands for in this environment."""
    if settings.engine != "auto":
        return settings.engine
    return "model" if environ.get(KEY) else "rules"


class Entry(NamedTuple):
    """One setting as a user meets it: ``key`` in briefs.toml (``read.seconds``), ``variable`` in the environment.

    What is ``private`` is never printed.
    """

    key: str
    variable: str
    default: Value
    meaning: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    private: bool = False


def entries() -> tuple[Entry, ...]:
    """Every setting, in the order of the table in docs/commands.md."""
    return tuple(_entries(Settings, ""))


def load(
    flags: Mapping[str, Value | None], environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Settings:
    """Settle what holds: ``flags`` by key (None where not given) over ``environ`` over the file over defaults.

    The file is ``briefs.toml`` in ``folder`` (the current one when None). An empty variable counts as none. Raises
    ``SettingsError`` for a file that is no TOML, a key or variable that does not exist and a value that makes no
    sense, naming where it stands.
    """
    known = {entry.key: entry for entry in entries()}
    variables = {entry.variable: entry for entry in known.values()}
    chosen: dict[str, Value] = {}
    for name in environ:
        if name.startswith(PREFIX) and name not in variables:
            raise SettingsError(
                f"the environment has a variable that does not exist: {name}", remedy=_near(name, variables)
            )
    for key, value in _from_file((folder or Path()) / FILE).items():
        if value == {} and _is_table(key, known):
            continue
        if key not in known:
            raise SettingsError(f"{FILE} has a key that does not exist: {key}", remedy=_near(key, known))
        chosen[key] = _checked(known[key], value, f"{key} in {FILE}")
    for entry in known.values():
        if (flag := flags.get(entry.key)) is not None:
            chosen[entry.key] = _checked(entry, flag, f"the flag for {entry.key}")
        elif text := environ.get(entry.variable):
            chosen[entry.key] = _checked(entry, text, entry.variable)
    settings: Settings = _build(Settings, "", chosen)
    return settings


def template() -> str:
    """Write a ``briefs.toml`` with every setting commented out at its default."""
    lines = [
        "# Settings of filing-briefs. A flag or a BRIEFS_ variable goes before this file.",
        "# Every line shows the default: take away the # to change it.",
    ]
    table = ""
    for entry in entries():
        head, _, name = entry.key.rpartition(".")
        if head != table:
            table = head
            lines += ["", f"[{head}]"]
        choices = f" ({' or '.join(entry.choices)})" if entry.choices else ""
        lines += ["", f"# {entry.meaning}{choices}", f"# {name} = {_as_toml(entry.default)}"]
    return "\n".join(lines) + "\n"


def _entries(group: type[Any], prefix: str) -> Iterator[Entry]:
    for item in dataclasses.fields(group):
        key = prefix + item.name
        if item.default is dataclasses.MISSING:
            yield from _entries(type(getattr(Settings(), item.name)), key + ".")
        else:
            variable = PREFIX + key.upper().replace(".", "_")
            told = item.metadata
            limits = (told["least"], told["most"])
            yield Entry(key, variable, item.default, told["help"], told["choices"], *limits, told["private"])


def _build(group: type[Any], prefix: str, chosen: Mapping[str, Value]) -> Any:
    values: dict[str, Any] = {}
    for item in dataclasses.fields(group):
        key = prefix + item.name
        if item.default is dataclasses.MISSING:
            values[item.name] = _build(type(getattr(Settings(), item.name)), key + ".", chosen)
        elif key in chosen:
            values[item.name] = chosen[key]
    return group(**values)


def _from_file(path: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{FILE} cannot be read: {said}") from error
    return dict(_flat(table, ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _is_table(key: str, known: Iterable[str]) -> bool:
    return any(name.startswith(f"{key}.") for name in known)


def _near(key: str, known: Mapping[str, Entry]) -> str:
    """Name the nearest of the known keys or variables, all of them where none is near."""
    import difflib  # noqa: PLC0415  (wanted only when something is wrong)

    last = {name.rpartition(".")[2]: name for name in known}
    close = difflib.get_close_matches(key, known, n=3) or [
        last[name] for name in difflib.get_close_matches(key.rpartition(".")[2], last, n=2)
    ]
    return f"did you mean {' or '.join(close)}" if close else f"there are {', '.join(known)}"


def _checked(entry: Entry, value: object, where: str) -> Value:
    """Give the value the type of the default, or raise a ``SettingsError`` that says what is wrong with it."""
    number = _converted(entry, value, where)
    if entry.choices and number not in entry.choices:
        raise SettingsError(f"{where} is {value!r}, but it can only be {' or '.join(entry.choices)}")
    if entry.least is not None and not isinstance(number, str) and not number >= entry.least:
        raise SettingsError(f"{where} is {value}, but it must be at least {entry.least:g}")
    if entry.most is not None and not isinstance(number, str) and not number <= entry.most:
        raise SettingsError(f"{where} is {value}, but it must be at most {entry.most:g}")
    return number


def _converted(entry: Entry, value: object, where: str) -> Value:
    kind = type(entry.default)
    wanted = {str: "text", bool: "true or false", int: "a whole number", float: "a number", Decimal: "a number"}[kind]
    given = "not shown here" if entry.private else repr(value)
    complaint = SettingsError(f"{where} is {given}, but it must be {wanted}")
    if kind is bool:
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if str(value).lower() in words:
            return words[str(value).lower()]
        raise complaint
    if kind is str:
        if isinstance(value, str) and (value or not entry.default):
            return value
        raise complaint
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise complaint
    if kind is int and isinstance(value, float):
        raise complaint
    try:
        number: Value = int(value) if kind is int else float(value) if kind is float else Decimal(str(value))
    except (ValueError, InvalidOperation) as error:
        raise complaint from error
    if not isinstance(number, str) and not Decimal(number).is_finite():
        raise complaint
    return number


def _as_toml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else f"{value}"
