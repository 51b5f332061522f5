"""What there is to do, decided before anything is read: only bytes, names and the state are looked at."""

from __future__ import annotations

import errno
import hashlib
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from pipeline.run import unopened
from pipeline.run.inputs import located, named
from pipeline.run.report import Outcome, Result
from pipeline.run.reviews import digest
from pipeline.store import Done, Seen, State

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence
    from pathlib import Path

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

    ``known`` is that outcome where the owner is not part of this run and needs no work. ``kept`` is the page of what
    this file held before it became a copy.
    """

    source: Source
    owner: str
    known: Outcome | None = None
    kept: str | None = None


class Plan(NamedTuple):
    """``tasks`` in the order in which they are published. ``settled`` by key: what needs no work.

    ``present`` are the hashes of all documents that lie where they were last seen, so that the page of a file that
    was moved is not taken for the page of a file that is gone.
    """

    tasks: tuple[Task, ...]
    settled: dict[str, Outcome]
    copies: tuple[Copy, ...]
    present: dict[str, frozenset[str]]

    def until_failure(self, sources: Sequence[Source]) -> Plan:
        """Leave out the tasks behind the first file that is known to fail."""
        known = (source.key for source in sources if source.key in self.settled)
        failing = next((key for key in known if self.settled[key].result is Result.FAILED), None)
        if failing is None:
            return self
        keys = [source.key for source in sources]
        before = set(keys[: keys.index(failing)])
        owners = {copy.owner for copy in self.copies if copy.source.key in before}
        return self._replace(tasks=tuple(task for task in self.tasks if task.source.key in before | owners))


def make_plan(
    sources: Sequence[Source],
    store: Store,
    prints: Fingerprints,
    output: Path,
    *,
    force: bool,
    stopped: Callable[[], bool] = lambda: False,
) -> Plan:
    """Decide what to do with each file, hashing only those whose size, time or inode changed.

    The first of several files with the same bytes is worked on, or the one that was the last time, also where only
    its copy was named. Files that were not hashed before ``stopped`` said so are not part of the plan.
    """
    seen, done = store.seen(), store.done()
    hashes, settled = _hashes(sources, seen, store, stopped)
    present = _present(seen, hashes, done, output)
    owners = _owners(sources, hashes, done, present, output)
    known = {row.path for row in done.values()}
    tasks: dict[str, Task] = {}
    outside: dict[str, Outcome] = {}
    copies: list[tuple[Source, str]] = []
    for source in sources:
        sha256 = hashes.get(source.key)
        if sha256 is None:
            continue
        owner = owners[sha256]
        if owner.key != source.key:
            copies.append((source, owner.key))
        if owner.key in tasks or owner.key in outside or (owner.key in hashes and owner.key != source.key):
            continue
        before = done.get(sha256)
        fingerprint = prints.of(owner, sha256, digest(output, before.stem) if before is not None else "")
        why = "forced" if force else _why(before, fingerprint, prints, output)
        if why is None and before is not None:
            place = settled if owner.key == source.key else outside
            place[owner.key] = remembered(owner, before, output)
            continue
        if why == "new" and source.key in known:
            why = "the file has new content"
        tasks[owner.key] = Task(owner, sha256, fingerprint, why or "new")
    told = [
        Copy(source, owner, outside.get(owner), _let_go(_former(source.key, hashes, done, present), store, output))
        for source, owner in copies
    ]
    frozen = {key: frozenset(value) for key, value in present.items()}
    return Plan(tuple(tasks.values()), settled, tuple(told), frozen)


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
        page=_page(before, output),
        headline=before.headline,
        partial=before.state is State.PARTIAL,
        reason=before.reason,
    )


def _owners(
    sources: Sequence[Source],
    hashes: dict[str, str],
    done: dict[str, Done],
    present: dict[str, set[str]],
    output: Path,
) -> dict[str, Source]:
    """Say under which file each document is worked on."""
    by_key = {source.key: source for source in sources}
    owners: dict[str, Source] = {}
    for source in sources:
        if (sha256 := hashes.get(source.key)) is not None and sha256 not in owners:
            before = done.get(sha256)
            stays = before is not None and before.path in present[sha256]
            key = before.path if before is not None and stays else source.key
            # The copy that was named is there to be opened; it is worked on under the names of its owner.
            owners[sha256] = by_key.get(key) or named(located(key, output), output)._replace(path=source.path)
    return owners


def _former(key: str, hashes: dict[str, str], done: dict[str, Done], present: dict[str, set[str]]) -> Done | None:
    """Give the briefing of what a file held before it became a copy, if no file holds that now."""
    return next(
        (
            row
            for row in done.values()
            if row.path == key and row.stem is not None and row.sha256 != hashes[key] and not present.get(row.sha256)
        ),
        None,
    )


def _let_go(row: Done | None, store: Store, output: Path) -> str | None:
    """Note that no file owns a briefing any more; give its page."""
    if row is None:
        return None
    store.keep(row._replace(path=""))
    return _page(row, output)


def _page(row: Done, output: Path) -> str:
    return f"{output.as_posix()}/{row.stem}.md"


def _why(before: Done | None, fingerprint: str, prints: Fingerprints, output: Path) -> str | None:
    if before is None:
        return "new"
    if not before.fingerprint:
        return "passages went unanswered the last time"
    if before.fingerprint not in (fingerprint, prints.with_limits(fingerprint)):
        return "its name, its review, the program, a template or a setting changed"
    if before.state is State.FAILED or all(written.is_left(output) for written in before.outputs):
        return None
    return "its page was changed or deleted"


def _hashes(
    sources: Sequence[Source], seen: dict[str, Seen], store: Store, stopped: Callable[[], bool]
) -> tuple[dict[str, str], dict[str, Outcome]]:
    hashes: dict[str, str] = {}
    settled: dict[str, Outcome] = {}
    fresh: list[tuple[str, Seen]] = []
    for source in sources:
        if stopped():
            break
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
                kind="Unavailable",
                reason=f"the file cannot be opened: {error.strerror}",
                remedy="check that it exists and that you may read it",
            )
    store.see(fresh)
    seen.update(fresh)
    unopened.remember(store, set(hashes), settled)
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
                stat = located(row.path, output).stat()
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
