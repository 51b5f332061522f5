"""Where templates come from, how they are rendered, and the hash that says which ones were in force.

Templates live in one tree of ``*.j2`` files, named by their path in it (``page/page.md.j2``). The program's own are
``pipeline/_prompts`` in an installed package and ``prompts/`` beside the package in a checkout. A user's copies lie in
``prompts/`` of the project folder and replace those of the same name; a file of any other name there is no template of
this program, and neither used nor hashed.

A user's folder may have come with the documents from anywhere, so templates run in Jinja's sandbox: they reach no
attribute that leads out of what they are given, and change nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import jinja2

_PACKAGE = Path(__file__).resolve().parent
_SUFFIX = ".j2"
_FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, OSError)
"""What a template can raise that divides by nothing, counts through a word or cannot be read."""
_REMEDY = "correct the copy in prompts/, or remove it so that the program's own is used"


def in_force(project: Path | None = None) -> dict[str, Path]:
    """Map every template name to the file that is used for it, sorted by name."""
    found = dict(_own())
    if project is not None and (project / "prompts").is_dir():
        copies = {name: project / "prompts" / name for name in found}
        found |= {name: path for name, path in copies.items() if path.is_file()}
    return dict(sorted(found.items()))


def unknown(project: Path) -> tuple[str, ...]:
    """List the ``*.j2`` files of the project's ``prompts/`` that are no template of this program: a misspelt name."""
    folder, known = project / "prompts", _own()
    names = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{_SUFFIX}"))
    return tuple(sorted(name for name in names if name not in known))


@lru_cache(maxsize=1)
def _own() -> dict[str, Path]:
    folder = next((folder for folder in (_PACKAGE / "_prompts", _PACKAGE.parent / "prompts") if folder.is_dir()), None)
    if folder is None:
        return {}
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob(f"*{_SUFFIX}")}


def prompts_hash(project: Path | None = None) -> str:
    """Give 16 hex digits over the names and contents of the templates in force: the same in a checkout and a wheel."""
    digest = hashlib.sha256()
    for name, path in in_force(project).items():
        # Line ends differ between checkouts of different systems; what the template says does not.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{len(name.encode())}:{name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def render(
    name: str,
    values: Mapping[str, object],
    *,
    project: Path | None = None,
    finalize: Callable[[object], object] | None = None,
) -> str:
    """Render a template. ``finalize`` sees every value a ``{{ }}`` prints, so escaping cannot be forgotten.

    Raises ``SettingsError`` that names file and line where the template is missing, broken, asks for a value that
    there is not or reaches for one it may not have.
    """
    with _told(name):
        return _environment(tuple(in_force(project).items()), finalize).get_template(name).render(values)


def compiled(project: Path | None = None) -> None:
    """Compile every template in force. Raises ``SettingsError`` that names file and line of the first mistake.

    A user's copy of a question to a model may ask for no value that the program's own does not ask for: it would be
    found only when that question is made, after others were paid for.
    """
    files = in_force(project)
    environment = _environment(tuple(files.items()), None)
    for name, path in files.items():
        with _told(name):
            environment.get_template(name)
            if path != _own()[name] and "/" not in name:
                _no_other_values(environment, name, path)


def _no_other_values(environment: jinja2.Environment, name: str, copy: Path) -> None:
    import jinja2.meta  # noqa: PLC0415  (as above)

    own, asked = (
        jinja2.meta.find_undeclared_variables(environment.parse(path.read_text("utf-8")))
        for path in (_own()[name], copy)
    )
    if more := sorted(asked - own):
        raise jinja2.UndefinedError(f"{more[0]!r} is undefined")


@contextmanager
def _told(name: str) -> Iterator[None]:
    import jinja2  # noqa: PLC0415  (a run that finds nothing to do needs the hash only, and must end at once)

    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise SettingsError(f"there is no template {error.name}", remedy=_REMEDY) from error
    except jinja2.TemplateSyntaxError as error:
        where = f"prompts/{error.name or name}, line {error.lineno}"
        raise SettingsError(f"the template {where} cannot be understood: {error.message}", remedy=_REMEDY) from error
    except jinja2.UndefinedError as error:
        reason = f"the template prompts/{name} asks for a value that there is not: {error.message}"
        raise SettingsError(reason, remedy=_REMEDY) from error
    except (jinja2.TemplateError, *_FAULTS) as error:
        raise SettingsError(f"the template prompts/{name} cannot be filled in: {error}", remedy=_REMEDY) from error


@lru_cache(maxsize=8)
def _environment(
    files: tuple[tuple[str, Path], ...], finalize: Callable[[object], object] | None
) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415  (as above)
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  (as above)

    found = dict(files)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = found.get(name)
        if path is None:
            return None
        changed = path.stat().st_mtime_ns
        return path.read_text("utf-8"), str(path), lambda: path.stat().st_mtime_ns == changed

    settings: dict[str, Any] = {} if finalize is None else {"finalize": finalize}
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **settings,
    )
