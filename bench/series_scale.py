"""Compare the documents of many generated companies and print what it takes, whole and with one new document.

usage: python -m bench.series_scale [--files 10000] [--deals 20] [--companies 5000] [--folder DIR]

The fact files are those of ``bench.loop_scale``. The state is told that all are published, as after a first night; then
one more document of one company is, as after a night with one new filing. With twice as many companies as files no
company has two documents, so that the first pass compares nothing and only the one new document is told again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.loop_scale import facts, generate
from pipeline.run import series
from pipeline.store import Done, Place, State, Store, Written

_LATER = "2099-12-31"


def published(folder: Path, path: Path) -> Done:
    """Give the row of a published fact file."""
    content, stat = path.read_bytes(), path.stat()
    stem = path.relative_to(folder).with_suffix("").as_posix()
    digest = hashlib.sha256(content).hexdigest()
    written = Written(f"{stem}.json", stat.st_size, stat.st_mtime_ns, digest[:32])
    return Done(digest, f"../filings/{stem}.pdf", f"filings/{stem}.pdf", "f", State.DONE, stem, "", outputs=(written,))


def timed(what: str, folder: Path, store: Store) -> None:
    """Compare what is to be compared and print how long it took."""
    began = time.perf_counter()
    done = series.refresh(folder, store)
    seconds = time.perf_counter() - began
    print(f"{what:34} {seconds:8.2f} s {len(done.headlines):8} documents told again")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--deals", type=int, default=20)
    parser.add_argument("--companies", type=int, default=5_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made) / "outputs"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            generate(folder, chosen.files, chosen.deals, chosen.companies)
        files = sorted(folder.glob("[!.]*/*.json"))
        with Store.open(Place(folder / ".briefs")) as store:
            for path in files:
                store.keep(published(folder, path))
            timed("all of them", folder, store)
            timed("nothing new", folder, store)
            new = files[-1].with_name(f"{_LATER}_10-Q.json")
            content = facts(random.Random(1), new.parent.name, 0, _LATER, (chosen.deals, chosen.companies, len(files)))  # noqa: S311
            new.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
            store.keep(published(folder, new))
            timed("one new document", folder, store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
