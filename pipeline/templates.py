"""Where templates come from, how they are rendered, and the hash that says which ones were in force.

Templates live in one tree of ``*.j2`` files, named by their path in it (``page/page.md.j2``). Three places are
looked at, the first that has the name wins:

1. ``prompts/`` in the project folder, where a user puts edited copies,
2. ``pipeline/_prompts`` in an installed package,
3. ``prompts/`` beside the package in a checkout.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import jinja2

_PACKAGE = Path(__file__).resolve().parent
_SUFFIX = ".j2"


def folders(project: Path | None = None) -> tuple[Path, ...]:
    """Give the existing template folders, the strongest first. ``project`` is the folder the user works in."""
    own = () if project is None else (project / "prompts",)
    return tuple(folder for folder in (*own, _PACKAGE / "_prompts", _PACKAGE.parent / "prompts") if folder.is_dir())


def in_force(project: Path | None = None) -> dict[str, Path]:
    """Map every template name to the file that is used for it, sorted by name."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(project)):
        for path in folder.rglob(f"*{_SUFFIX}"):
            found[path.relative_to(folder).as_posix()] = path
    return dict(sorted(found.items()))


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

    Raises ``SettingsError`` that names file and line where the template is missing, broken or asks for a value
    that there is not.
    """
    import jinja2  # noqa: PLC0415  (a run that finds nothing to do needs the hash only, and must end at once)

    environment = _environment(folders(project), finalize)
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        raise SettingsError(f"the template {error.name} is in none of the prompts folders") from error
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}, line {error.lineno}"
        raise SettingsError(f"the template {where} cannot be understood: {error.message}") from error
    except jinja2.UndefinedError as error:
        raise SettingsError(f"the template {name} asks for a value that there is not: {error.message}") from error


@lru_cache(maxsize=8)
def _environment(searched: tuple[Path, ...], finalize: Callable[[object], object] | None) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415  (as above)

    settings: dict[str, Any] = {} if finalize is None else {"finalize": finalize}
    return jinja2.Environment(  # noqa: S701  (the outputs are Markdown and prompts; HTML escaping would spoil both)
        loader=jinja2.FileSystemLoader(searched),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **settings,
    )
