"""What there is to do, decided before anything is read: only bytes, names and the state are looked at."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from pipeline.run.report import Outcome, Result
from pipeline.store import Done, Seen, State

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from pipeline.run.fingerprint import Fingerprints
    from pipeline.run.inputs import Source
    from pipeline.store import Store


class Task(NamedTuple):
    """One document to work on. ``why`` is for people."""

    source: Source
    sha256: str
    fingerprint: str
    why: str


class Copy(NamedTuple):
    """A file with the same bytes as the one with the key ``owner``, whose outcome it shares.

    ``shown`` and ``page`` are the owner's name and page where it is not part of this run.
    """

    source: Source
    owner: str
    shown: str | None = None
    page: str | None = None


class Plan(NamedTuple):
    """``tasks`` in the order in which they are published. ``settled`` by key: what needs no work.

    ``present`` are the hashes of all documents that lie where they were last seen, so that the page of a file that
    was moved is not taken for the page of a file that is gone.
    """

    tasks: tuple[Task, ...]
    settled: dict[str, Outcome]
    copies: tuple[Copy, ...]
    present: dict[str, frozenset[str]]


def make_plan(sources: Sequence[Source], store: Store, prints: Fingerprints, output: Path, *, force: bool) -> Plan:
    """Decide what to do with each file, hashing only those whose size, time or inode changed.

    The first of several files with the same bytes is worked on, or the one that was the last time.
    """
    seen, done = store.seen(), store.done()
    hashes, settled = _hashes(sources, seen, store)
    present = _present(seen, hashes, done, output)
    owners: dict[str, str] = {}
    for source in sources:
        if (sha256 := hashes.get(source.key)) is not None and sha256 not in owners:
            before = done.get(sha256)
            stays = before is not None and before.path in present[sha256]
            owners[sha256] = before.path if before is not None and stays else source.key
    tasks: list[Task] = []
    copies: list[Copy] = []
    known = {row.path for row in done.values()}
    for source in sources:
        sha256 = hashes.get(source.key)
        if sha256 is None:
            continue
        if owners[sha256] != source.key:
            row = done.get(sha256)
            page = f"{output.as_posix()}/{row.stem}.md" if row is not None and row.stem is not None else None
            copies.append(Copy(source, owners[sha256], row.shown if row is not None else None, page))
            continue
        before, fingerprint = done.get(sha256), prints.of(source, sha256)
        why = "forced" if force else _why(before, fingerprint, prints, output)
        if why is None and before is not None:
            settled[source.key] = remembered(source, before, output)
            continue
        if why == "new" and source.key in known:
            why = "the file has new content"
        tasks.append(Task(source, sha256, fingerprint, why or "new"))
    return Plan(tuple(tasks), settled, tuple(copies), {key: frozenset(value) for key, value in present.items()})


def remembered(source: Source, before: Done, output: Path) -> Outcome:
    """Give the outcome of a document that needs no work: its page, or why there is still none."""
    if before.state is State.FAILED:
        return Outcome(
            source.shown,
            Result.FAILED,
            kind=before.kind,
            reason=before.reason,
            remedy=before.remedy,
            at_page=before.page,
            remembered=True,
        )
    return Outcome(
        source.shown,
        Result.UNCHANGED,
        page=f"{output.as_posix()}/{before.stem}.md",
        headline=before.headline,
        partial=before.state is State.PARTIAL,
    )


def _why(before: Done | None, fingerprint: str, prints: Fingerprints, output: Path) -> str | None:
    if before is None:
        return "new"
    if not before.fingerprint:
        return "passages went unanswered the last time"
    if before.fingerprint not in (fingerprint, prints.with_limits(fingerprint)):
        return "its name, the program, a template or a setting changed"
    if before.state is State.FAILED or all(_as_left(output / name, size, at) for name, size, at in before.outputs):
        return None
    return "its page was changed or deleted"


def _as_left(path: Path, size: int, mtime_ns: int) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (size, mtime_ns)


def _hashes(
    sources: Sequence[Source], seen: dict[str, Seen], store: Store
) -> tuple[dict[str, str], dict[str, Outcome]]:
    hashes: dict[str, str] = {}
    settled: dict[str, Outcome] = {}
    fresh: list[tuple[str, Seen]] = []
    for source in sources:
        try:
            stat = _regular(source.path)
            known = seen.get(source.key)
            if known is None or known[:3] != (stat.st_size, stat.st_mtime_ns, stat.st_ino):
                known = Seen(stat.st_size, stat.st_mtime_ns, stat.st_ino, _sha256(source.path), source.shown)
                fresh.append((source.key, known))
            elif known.shown != source.shown:
                fresh.append((source.key, known._replace(shown=source.shown)))
            hashes[source.key] = known.sha256
        except OSError as error:
            settled[source.key] = Outcome(
                source.shown,
                Result.FAILED,
                kind="ReadError",
                reason=f"the file cannot be opened: {error.strerror}",
                remedy="check that it exists and that you may read it",
            )
    store.see(fresh)
    seen.update(fresh)
    return hashes, settled


def _present(seen: dict[str, Seen], hashes: dict[str, str], done: dict[str, Done], output: Path) -> dict[str, set[str]]:
    """Give the keys under which each document lies now: those of this run, and owners of a page elsewhere."""
    present: dict[str, set[str]] = {sha256: set() for sha256 in done}
    for key, sha256 in hashes.items():
        present.setdefault(sha256, set()).add(key)
    for sha256, row in done.items():
        known = seen.get(row.path)
        if known is not None and known.sha256 == sha256 and row.path not in hashes:
            try:
                stat = Path(output, row.path).stat()
            except OSError:
                continue
            if known[:3] == (stat.st_size, stat.st_mtime_ns, stat.st_ino):
                present[sha256].add(row.path)
    return present


def _regular(path: Path) -> os.stat_result:
    """Give the stat of a file; a named pipe would keep the run waiting for ever."""
    stat = path.stat()
    if not S_ISREG(stat.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    return stat


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
