"""How many printed sheets the pages of an output folder take, in a real browser, beside what the program reckons.

    python -m bench.printed build/ci/first

Prints every page with docs/print.css on A4 and on Letter. Exits with 1 where a page takes more than one sheet, or where
it is higher than reckoned. Needs Playwright and a Chromium; nothing of it is needed to make pages.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdf

from pipeline.brief.markup import parser, without_front
from pipeline.brief.sheet import HEIGHT, WIDTH, height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPOSITORY = Path(__file__).resolve().parent.parent
FORMATS = ("A4", "Letter")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Printed(NamedTuple):
    """What came of a page: sheets of each format, its height on screen and as reckoned, in pixels."""

    page: Path
    sheets: tuple[int, ...]
    height: float
    reckoned: float

    @property
    def holds(self) -> bool:
        """Tell whether it is one sheet and no higher than reckoned."""
        return set(self.sheets) == {1} and self.height <= self.reckoned + 1


def as_html(page: str, beside: Path) -> str:
    """Render a page as GitHub and VS Code do, set with the print style in the font its reckoning knows."""
    fonts = "".join(
        f'@font-face{{font-family:Arial;font-weight:{weight};src:url("{path.as_uri()}")}}'
        for weight, path in (
            (400, REPOSITORY / "pipeline/brief/fonts/LiberationSans-Regular.ttf"),
            (700, REPOSITORY / "pipeline/brief/fonts/LiberationSans-Bold.ttf"),
        )
    )
    style = (REPOSITORY / "docs/print.css").read_text("utf-8")
    body = parser().render(without_front(page)).replace('src="', f'src="{beside.resolve().as_uri()}/')
    return f'<!doctype html><meta charset="utf-8"><style>{fonts}{style}</style>{body}'


def chromium() -> str | None:
    """Find the browser of this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def printed(browser: Any, pages: Sequence[Path], scratch: Path) -> Iterator[Printed]:
    """Print pages, each from a file in ``scratch``: a page given as text may not show pictures of the disk."""
    tab = browser.new_page(viewport={"width": round(WIDTH), "height": round(HEIGHT)})
    tab.emulate_media(media="print")
    for page in pages:
        text = page.read_text("utf-8")
        file = scratch / "page.html"
        file.write_text(as_html(text, page.parent), "utf-8")
        tab.goto(file.as_uri())
        tab.evaluate(f"document.body.style.width = '{WIDTH}px'")
        high = tab.evaluate("document.body.getBoundingClientRect().height")
        tab.evaluate("document.body.style.width = ''")
        sheets = tuple(len(pypdf.PdfReader(io.BytesIO(tab.pdf(format=each))).pages) for each in FORMATS)
        yield Printed(page, sheets, high, height(text))
    tab.close()


def main(folder: Path) -> int:
    """Print all pages of a folder and tell what they take."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (a tool of development)

    path = chromium()
    if path is None:
        print("no Chromium: pages are not printed")
        return 0
    pages = sorted(folder.glob("*/*.md"))
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        all_printed = list(printed(browser, pages, Path(scratch)))
        browser.close()
    for each in all_printed:
        if not each.holds:
            name = each.page.relative_to(folder).as_posix()
            print(f"{name}: sheets {each.sheets}, {each.height:.0f} pixels high, reckoned {each.reckoned:.0f}")
    for place, name in enumerate(FORMATS):
        print(f"{name}: {sum(each.sheets[place] == 1 for each in all_printed)} of {len(pages)} pages fit one sheet")
    over = [each.reckoned - each.height for each in all_printed]
    print(f"reckoned higher than they are by {min(over, default=0):.0f} to {max(over, default=0):.0f} pixels")
    return int(not all(each.holds for each in all_printed))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
