"""Processor time of a question that goes through a batch, in the thread that hands in and takes in.

usage: python -m bench.batches [QUESTIONS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from pipeline.records import Message, Question
from pipeline.store import Place, Shelf
from tests.batch_service import BatchService
from tests.llm.batching import Clock, Small, batching, right
from tests.serving import serving

_WORDS = "The company entered into an agreement to purchase wafers for $4.5 billion through 2028. " * 272


def question(number: int) -> Question:
    """Give a question as long as those about a report."""
    messages = (Message(role="system", text="Count. " * 900), Message(role="user", text=f"{number} {_WORDS}"))
    return Question(messages=messages, shape=Small, stage="extract", passage=str(number))


def main(count: int) -> None:
    """Ask, hand in, take in, and print the milliseconds of each."""
    asked = [question(number) for number in range(count)]
    with serving() as script, tempfile.TemporaryDirectory() as folder, Shelf.open(Place(Path(folder))) as shelf:
        BatchService(script, right)
        with batching(script.url, shelf, Clock(), seconds=120.0) as batcher:
            times = [time.thread_time()]
            batcher.ask(asked)
            times.append(time.thread_time())
            batcher.hand_in()
            times.append(time.thread_time())
            while batcher.under_way:
                batcher.look()
            times.append(time.thread_time())
    for step, before, after in zip(("look up", "hand in", "take in"), times, times[1:], strict=False):
        print(f"{step:8} {(after - before) / count * 1000:.2f} ms a question")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
