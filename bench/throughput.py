"""How fast questions are asked, and what asking costs the processor: against a service of its own on loopback.

    python bench/throughput.py client      1,200 questions, 2 s latency, 50 in flight: wall time against the ideal
    python bench/throughput.py processor   2,000 questions of 24 kB: the client's own processor time for each
    python bench/throughput.py documents   200 made-up calls through `briefs run --engine model`, as in `client`
                                           (COUNT=30 before it: fewer)

The ideal time is the number of requests divided by those in flight, times the latency. Figures: docs/model.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from pipeline.llm import Client, Service
from pipeline.records import Message, Question
from pipeline.store import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
LATENCY, TOGETHER = 2.0, 50
_SENTENCE = (
    "In fiscal 2031 the Company agreed to buy wafers for ${0},000 from Fernhill Foundry {0} and to pay a deposit of "
    "${0},500, of which 12.5% is returned when the plant in Lot {0} opens; the agreement ends on July {1}, 2036. "
)
_FILLER = (
    "People in the field keep telling us that customers want shorter lead times and fewer surprises, and plan {0} of"
    " the year before last answers them in {1} steps which we took one after the other without any haste at all. "
)


class Short(BaseModel):
    """An answer."""

    name: str
    count: int


class Running(NamedTuple):
    """The service: its address."""

    url: str

    def counts(self) -> dict[str, int]:
        """Say how many requests were served, and how many at once at most."""
        with urllib.request.urlopen(self.url.removesuffix("/v1") + "/counts") as reply:  # noqa: S310  (our own)
            told: dict[str, int] = json.load(reply)
        return told


@contextlib.contextmanager
def service(seconds: float) -> Iterator[Running]:
    """Start the service in a process of its own."""
    command = [sys.executable, str(HERE / "stub_model.py"), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("the service has no voice")
        try:
            yield Running(f"http://127.0.0.1:{int(process.stdout.readline())}/v1")
        finally:
            process.terminate()


def question(number: int, kilobytes: int) -> Question:
    """Make a question nobody else asks."""
    text = "".join(_SENTENCE.format(number * 1000 + line, line % 28 + 1) for line in range(kilobytes * 5))
    messages = (
        Message(role="system", text="You read filings and tell every deal they mention. " * 80),
        Message(role="user", text=text[: kilobytes * 1000]),
    )
    return Question(messages=messages, shape=Short, stage="extract", document=f"{number}.htm", passage="p1")


class Took(NamedTuple):
    """Seconds on the wall and of this process' processor time."""

    wall: float
    processor: float


def asked(count: int, kilobytes: int, latency: float, together: int) -> tuple[Took, dict[str, int]]:
    """Ask so many questions from so many threads."""
    questions = [question(number, kilobytes) for number in range(count)]
    with (
        service(latency) as running,
        tempfile.TemporaryDirectory() as folder,
        Shelf.open(Place(Path(folder))) as shelf,
        Client(
            Service(model="gpt-6-luna", key="none", base_url=running.url, together=together), shelf, run="r"
        ) as client,
        ThreadPoolExecutor(together) as pool,
    ):
        client.ask(question(-1, kilobytes))
        begun = Took(time.perf_counter(), time.process_time())
        for _ in pool.map(client.ask, questions):
            pass
        took = Took(time.perf_counter() - begun.wall, time.process_time() - begun.processor)
        return took, running.counts()


def client() -> None:
    """Print wall time against the ideal."""
    count = 1200
    took, counts = asked(count, 24, LATENCY, TOGETHER)
    ideal = count / TOGETHER * LATENCY
    print(f"{count} questions, {LATENCY:g} s latency, at most {counts['most']} in flight")
    print(f"ideal {ideal:.1f} s, took {took.wall:.1f} s: {took.wall / ideal:.3f} times the ideal")
    print(f"processor time {took.processor / count * 1000:.2f} ms a question")


def processor() -> None:
    """Print the client's processor time for each question."""
    count = 2000
    for together in (1, TOGETHER):
        took, _ = asked(count, 24, 0.0, together)
        print(
            f"{count} questions of 24 kB from {together} thread{'s' * (together > 1)}:"
            f" {took.processor / count * 1000:.2f} ms of processor time and {took.wall / count * 1000:.2f} ms each"
        )


def calls(folder: Path, count: int) -> None:
    """Write so many made-up earnings calls, each of its own company and some 60 kB long."""
    sample = (HERE.parent / "filings" / "samples" / "HVSN_2026-09-27_call.txt").read_text("utf-8")
    head, questions = sample.split("\nQuestions and Answers\n", 1)
    for number in range(count):
        name = f"Norcross {_ONES[number // 20 % 10]} {_TWENTIES[number % 20]}"
        ticker = "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0)) + "Q"
        speech = "".join(
            f"\nMarcus Delacroix\nExecutive Vice President and Chief Financial Officer\n00:{minute:02}:24\n\n"
            + "".join(
                (_FILLER if line % 8 else _SENTENCE).format(number * 1000 + minute * 40 + line, line % 28 + 1)
                for line in range(24)
            )
            + "\n"
            for minute in range(10, 22)
        )
        text = f"{head}\n{speech}\nQuestions and Answers\n{questions}"
        text = text.replace("Halvorsen Silicon", name).replace("HVSN", ticker)
        (folder / f"{ticker}_2026-09-27_call.txt").write_text(text, "utf-8")


_ONES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_TWENTIES = (
    "Bay", "Bridge", "Brook", "Cliff", "Cove", "Creek", "Dale", "Field", "Ford", "Gate", "Glen", "Grove", "Harbor",
    "Hill", "Lake", "Marsh", "Mill", "Point", "Ridge", "Vale",
)  # fmt: skip


def documents() -> None:
    """Print the wall time of a run over many documents against the ideal."""
    count = int(os.environ.get("COUNT", "200"))
    with service(LATENCY) as running, tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "filings"
        inbox.mkdir()
        calls(inbox, count)
        command = [sys.executable, "-P", "-m", "pipeline.cli", "run", "filings", "--engine", "model", "--json"]
        environ = {**os.environ, "OPENAI_BASE_URL": running.url, "BRIEFS_MODEL_TOGETHER": str(TOGETHER)}
        begun = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
        wall = time.perf_counter() - begun
        if not done.stdout:
            sys.exit(done.stderr[-3000:])
        told, counts = json.loads(done.stdout), running.counts()
    ideal = counts["served"] / TOGETHER * LATENCY
    print(f"{count} documents: {told['counts']}; rooms {told['seconds']['rooms']}")
    print(f"{counts['served']} requests, {LATENCY:g} s latency, at most {counts['most']} in flight")
    print(f"ideal {ideal:.1f} s, took {wall:.1f} s: {wall / ideal:.3f} times the ideal")


if __name__ == "__main__":
    {"client": client, "processor": processor, "documents": documents}[sys.argv[1]]()
