"""Reserve, settle and keep for ever, telling after each what is done. A test kills it somewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pipeline.store import Place, Shelf
from tests.store.asked import pay, reserve


def answer(name: str) -> str:
    return f"{name}: " + "words of an answer " * 100


def main(folder: str, url: str, run: str) -> None:
    with Shelf.open(Place(Path(folder), url)) as shelf:
        for count in range(1_000_000):
            name = f"{run}-{count}"
            number = reserve(shelf, "0.001", run=run)
            tell(f"reserved {number}")
            pay(shelf, number, "0.0005")
            tell(f"settled {number}")
            shelf.keep(name, "s", answer(name), "m")
            tell(f"kept {name}")


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
