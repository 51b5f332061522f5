"""The way into the output folder: who gets which name, and whole files or none.

Every file is written to ``.briefs/staging`` on the same disk, flushed, and renamed into place; whoever looks at the
output folder at any moment sees the old file or the new one. The state is told last: a run that is killed in
between does the document again, to the same bytes.

Names. The first document that claims a stem keeps it. Another one with the same identity (an amendment filed twice,
two calls on a day) gets the stem with the first eight digits of its own hash: unlike a counter this does not depend
on how many others came before it, so the name holds whatever arrives or vanishes later. Documents are published in
the order of their paths, whatever order the workers finish in.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import PublishError
from pipeline.run.jobs import Pages
from pipeline.run.placing import put
from pipeline.run.reviews import SUFFIX
from pipeline.store import Done, State, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.loop.written import Piece
    from pipeline.run.jobs import Product
    from pipeline.run.plan import Task
    from pipeline.store import Store

_SUFFIX = re.compile(r"-[0-9a-f]{8}$")


class _Claim(NamedTuple):
    """Who holds a stem: the hash of a document, and whether it came from the file that is published now."""

    sha256: str
    from_here: bool


class Placed(NamedTuple):
    """What publishing a document did.

    ``kept`` is the page of the file's former content if that stays, ``edited`` where versions are that someone
    edited by hand. ``reviews`` tell of review files whose page went: what a person wrote is never taken away.
    """

    done: Done
    kept: str | None
    edited: tuple[str, ...]
    reviews: tuple[str, ...] = ()


class Publisher:
    """Puts outputs in place. ``present`` says under which keys each document lies now (see ``Plan``)."""

    def __init__(self, output: Path, store: Store, present: Mapping[str, frozenset[str]]) -> None:
        self._output = output
        self._store = store
        self._present = present
        self._done = store.done()
        self._edited: list[str] = []
        self._left: list[str] = []
        self._staging = output / ".briefs" / "staging"
        try:
            self._staging.mkdir(parents=True, exist_ok=True)
            for left in self._staging.iterdir():
                left.unlink()
        except OSError as error:
            raise PublishError(f"{self._staging.as_posix()} cannot be used: {error.strerror}") from error

    def publish(self, task: Task, product: Product, stem: str) -> Placed:
        """Publish one document as ``stem``.

        Raises ``PublishError`` where the disk is full or the folder may not be written.
        """
        names = [f"{stem}.{kind}" for kind in Pages._fields]
        self._edited.clear()
        self._left.clear()
        try:
            for name, content in zip(names, product.pages, strict=True):
                self._rescue(name, content)
            outputs = tuple(self._place(name, content) for name, content in zip(names, product.pages, strict=True))
            kept = self._tidy(task, stem)
        except OSError as error:
            raise PublishError(f"{stem} cannot be written: {error.strerror}", path=task.source.shown) from error
        done = Done(
            sha256=task.sha256,
            path=task.source.key,
            shown=task.source.shown,
            # What was not answered is asked about again in the next run: no fingerprint is ever empty.
            fingerprint="" if product.unanswered else task.fingerprint,
            state=State.PARTIAL if product.partial else State.DONE,
            stem=stem,
            headline=product.headline,
            reason=product.missing or None,
            outputs=outputs,
        )
        self.keep(done)
        told = (
            f"{name} stays, and its page is {stem}.md now: move it there to keep its decisions" for name in self._left
        )
        return Placed(done, kept, tuple(self._edited), tuple(told))

    def rewrite(self, stem: str, pages: Pages) -> tuple[str, ...]:
        """Put other content into the outputs of a document that keeps its name; what stays the same is not touched.

        Gives where versions are that someone edited by hand. Raises ``PublishError`` where it cannot be written.
        """
        self._edited.clear()
        row = next((row for row in self._done.values() if row.stem == stem), None)
        outputs = {written.name: written for written in row.outputs} if row else {}
        try:
            for kind, content in zip(Pages._fields, pages, strict=True):
                name = f"{stem}.{kind}"
                path = self._output / name
                if not path.is_file() or path.read_bytes() != content:
                    self._rescue(name, content)
                    outputs[name] = self._place(name, content)
        except OSError as error:
            raise PublishError(f"{stem} cannot be written: {error.strerror}") from error
        if row is not None:
            headline = json.loads(pages.json)["summary"]["headline"]
            self._remember(row._replace(outputs=tuple(outputs.values()), headline=headline))
        return tuple(self._edited)

    def known(self, sha256: str) -> Done | None:
        """Give what became of a document before, if it was known."""
        return self._done.get(sha256)

    def keep(self, done: Done) -> None:
        """Remember an outcome, and forget failures of what the same file held before."""
        self._remember(done)
        for row in list(self._done.values()):
            if row.path == done.path and row.sha256 != done.sha256 and row.state is State.FAILED and row.stem is None:
                self._forget(row)

    def write(self, name: str, content: bytes | Iterable[Piece]) -> Written:
        """Write a file that covers all documents, such as the list of briefings; leave it alone if it is the same.

        Stretches of the file that lies there may be among the pieces of one that is given piece by piece. It is not
        hashed: nobody asks whose hand changed it.
        """
        path = self._output / name
        try:
            if isinstance(content, bytes):
                if path.is_file() and path.read_bytes() == content:
                    stat = path.stat()
                    return Written(name, stat.st_size, stat.st_mtime_ns, _digest(content))
                return self._place(name, content)
            return self._put(path, content)
        except OSError as error:
            raise PublishError(f"{name} cannot be written: {error.strerror}") from error

    def _put(self, path: Path, pieces: Iterable[Piece]) -> Written:
        staged = self._staging / path.name
        with ExitStack() as stack:
            file = stack.enter_context(staged.open("wb"))
            old = stack.enter_context(path.open("rb")) if path.is_file() else None
            put(file, pieces, old)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and filecmp.cmp(staged, path, shallow=False):
            staged.unlink()
        else:
            staged.replace(path)
        stat = path.stat()
        return Written(path.name, stat.st_size, stat.st_mtime_ns)

    def replace(self, name: str, content: bytes, left: Written | None) -> Written:
        """Write a file of no document's own, keeping what someone made of it since it was ``left`` (``edited``).

        A file that nobody ``left`` there is somebody's own.
        """
        try:
            self._rescue(name, content, left or _somebodys(name))
            return self._place(name, content)
        except OSError as error:
            raise PublishError(f"{name} cannot be written: {error.strerror}") from error

    def take_away(self, name: str, left: Written | None) -> None:
        """Take such a file away, and its folder if it was the last in it."""
        path = self._output / name
        try:
            self._rescue(name, b"", left or _somebodys(name))
            path.unlink(missing_ok=True)
            if path.parent != self._output and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise PublishError(f"{name} cannot be taken away: {error.strerror}") from error

    @property
    def edited(self) -> tuple[str, ...]:
        """Where versions are that someone made of outputs by hand."""
        return tuple(self._edited)

    def stem(self, task: Task, natural: str) -> str:
        """Give the stem of a document: the natural one, or that with its own hash where another document holds it."""
        own = f"{natural}-{task.sha256[:8]}"
        if any(claim.sha256 == task.sha256 for claim in self._claims(own, task)):
            return own  # what has a name keeps it, also after the other document has gone
        free = all(self._yields(claim, task) for claim in self._claims(natural, task))
        return natural if free else own

    def _yields(self, claim: _Claim, task: Task) -> bool:
        """Tell whether a claim gives way: it is our own, or that of bytes this file held and no file holds now."""
        gone = not self._present.get(claim.sha256)
        return claim.sha256 == task.sha256 or (gone and claim.from_here)

    def _claims(self, stem: str, task: Task) -> list[_Claim]:
        key = task.source.key
        claims = [_Claim(row.sha256, row.path == key) for row in self._done.values() if row.stem == stem]
        document = _document(self._output / f"{stem}.json")
        if document is not None and all(claim.sha256 != document["sha256"] for claim in claims):
            known = self._done.get(document["sha256"])
            # Without a state (a fresh clone) the path stands in the fact file as it is shown.
            from_here = known.path == key if known else document["path"] == task.source.shown
            claims.append(_Claim(document["sha256"], from_here))
        return claims

    def _tidy(self, task: Task, stem: str) -> str | None:
        """Take away what the new outputs replace; give the page of former content that stays, if one does."""
        mine = self._done.get(task.sha256)
        if mine is not None and mine.stem is not None and mine.stem != stem:
            self._remove(mine.stem)
        kept = None
        for row in self._former(task):
            if row.stem is None or _SUFFIX.sub("", row.stem) == _SUFFIX.sub("", stem):
                if row.stem is not None and row.stem != stem:
                    self._remove(row.stem)
                self._forget(row)
            else:
                # The file now holds another period or company: the briefing of the old one is still true and stays,
                # and no file is its owner any more.
                self._remember(row._replace(path=""))
                kept = f"{self._output.as_posix()}/{row.stem}.md"
        return kept

    def _former(self, task: Task) -> list[Done]:
        """Give what the file held before and no file holds now."""
        return [
            row
            for row in self._done.values()
            if row.path == task.source.key and row.sha256 != task.sha256 and not self._present.get(row.sha256)
        ]

    def _remember(self, row: Done) -> None:
        self._store.keep(row)
        self._done[row.sha256] = row

    def _forget(self, row: Done) -> None:
        self._store.forget([row.sha256])
        self._done.pop(row.sha256, None)

    def _remove(self, stem: str) -> None:
        for kind in Pages._fields:
            self._rescue(f"{stem}.{kind}", b"")
            (self._output / f"{stem}.{kind}").unlink(missing_ok=True)
        if (self._output / f"{stem}{SUFFIX}").exists():
            self._left.append(f"{stem}{SUFFIX}")
        folder = (self._output / stem).parent
        if not any(folder.iterdir()):
            folder.rmdir()

    def _rescue(self, name: str, content: bytes, left: Written | None = None) -> None:
        """Keep what someone made of an output by hand before ``content`` takes its place, or nothing does."""
        path = self._output / name
        left = left or next((file for row in self._done.values() for file in row.outputs if file.name == name), None)
        if left is None or not left.digest or left.is_left(self._output) or not path.is_file():
            return
        found = path.read_bytes()
        if _digest(found) == left.digest or found == content:
            return
        kept = self._output / ".briefs" / "edited" / f"{path.parent.name}/{path.stem}.{_digest(found)[:8]}{path.suffix}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(found)
        self._edited.append(kept.as_posix())

    def _place(self, name: str, content: bytes) -> Written:
        staged, target = self._staging / name.replace("/", "__"), self._output / name
        with staged.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)
        stat = target.stat()
        return Written(name, stat.st_size, stat.st_mtime_ns, _digest(content))


def _somebodys(name: str) -> Written:
    return Written(name, -1, -1, "somebody's own")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _document(path: Path) -> dict[str, str] | None:
    """Give ``sha256`` and ``path`` of a published fact file, None where there is none that can be read."""
    try:
        document = json.loads(path.read_bytes())["document"]
        return {"sha256": str(document["sha256"]), "path": str(document["path"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None
