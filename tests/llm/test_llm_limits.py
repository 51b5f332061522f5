"""The limiter: never above the limits in any window, nobody starves, everything ends. Mostly on a clock of its own."""

from __future__ import annotations

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.llm.complaints import allowance
from pipeline.llm.limits import WINDOW, Closed, Flow, Limiter, Minute


class Sent(NamedTuple):
    at: float
    tokens: int


def sent_in_order(minute: Minute, wanted: list[tuple[float, int]]) -> list[Sent]:
    """Send requests one after the other, each when it has come and may go, on a clock that jumps to when it may."""
    now, sent = 0.0, []
    for gap, tokens in wanted:
        now += gap
        for _ in range(4):
            pause = minute.wait(now, tokens)
            if pause <= 0:
                break
            now += pause
        else:
            pytest.fail("a request that had waited as long as it was told had to wait again and again")
        minute.book(now, tokens)
        sent.append(Sent(now, tokens))
    return sent


WANTED = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 7.0, 61.0]), st.integers(0, 120)), max_size=40)


@given(WANTED, st.integers(0, 6), st.sampled_from([0, 10, 100]))
def test_no_window_of_a_minute_holds_more_than_is_allowed(
    wanted: list[tuple[float, int]], requests: int, tokens: int
) -> None:
    sent = sent_in_order(Minute(requests, tokens), wanted)
    assert len(sent) == len(wanted)
    for first in sent:
        window = [each for each in sent if first.at <= each.at < first.at + WINDOW - 1e-6]
        assert not requests or len(window) <= requests
        if tokens and sum(each.tokens for each in window) > tokens:
            # A request larger than a whole minute goes alone, and nothing else with tokens beside it.
            assert len([each for each in window if each.tokens]) == 1


@given(WANTED, st.integers(1, 6), st.sampled_from([10, 100]))
def test_nobody_waits_longer_than_the_limits_demand(
    wanted: list[tuple[float, int]], requests: int, tokens: int
) -> None:
    sent = sent_in_order(Minute(requests, tokens), wanted)
    gaps = sum(gap for gap, _ in wanted)
    minutes = len(wanted) / requests + sum(min(size, tokens) for _, size in wanted) / tokens * 2 + 1
    assert not sent or sent[-1].at <= gaps + (minutes + 1) * WINDOW


def test_a_request_larger_than_the_limit_goes_alone_and_does_not_wait_for_ever() -> None:
    """Drill 6."""
    sent = sent_in_order(Minute(0, 100), [(0.0, 40), (0.0, 500), (0.0, 40), (0.0, 40)])
    assert [each.at for each in sent] == [0.0, 60.0, 120.0, 120.0]


def test_what_a_request_really_took_makes_room_or_takes_it() -> None:
    minute = Minute(0, 100)
    booking = minute.book(0.0, 90)
    assert minute.wait(1.0, 50) == 59.0
    minute.correct(booking, 20)
    assert minute.wait(1.0, 50) == 0.0
    minute.correct(booking, 95)
    assert minute.wait(1.0, 50) == 59.0
    assert minute.wait(60.0, 50) == 0.0
    # A correction that comes after the minute changes nothing.
    minute.correct(booking, 1)
    minute.book(60.0, 100)
    assert minute.wait(61.0, 1) == 59.0


@given(st.lists(st.sampled_from(["answered", "pressed", "old"]), max_size=200), st.integers(1, 64))
def test_the_number_under_way_stays_between_one_and_what_is_allowed(events: list[str], most: int) -> None:
    flow = Flow(most)
    for event in events:
        before, round_before = flow.allowed, flow.round
        if event == "answered":
            flow.answered()
            assert before <= flow.allowed <= before + 1
        else:
            flow.pressed(flow.round if event == "pressed" else flow.round - 1)
            assert flow.allowed == (max(1, before // 2) if flow.round > round_before else before)
        assert 1 <= flow.allowed <= most


def test_a_burst_of_complaints_halves_once_and_growth_after_it_is_slow() -> None:
    flow = Flow(32)
    for _ in range(100):
        flow.answered()
    assert flow.allowed == 32
    sent_in = flow.round
    for _ in range(32):
        flow.pressed(sent_in)
    assert flow.allowed == 16
    for _ in range(16):
        flow.answered()
    assert flow.allowed == 17


def work(limiter: Limiter, tokens: int = 1, seconds: float = 0.0) -> None:
    with limiter.turn(limiter.place(), tokens) as turn:
        time.sleep(seconds)
        limiter.answered(turn, tokens)


def test_threads_go_in_the_order_they_came() -> None:
    limiter, order, lock = Limiter(most=1), list[int](), threading.Lock()
    held = limiter.turn(limiter.place(), 1)
    held.__enter__()

    def go(place: int) -> None:
        with limiter.turn(place, 1), lock:
            order.append(place)

    places = [limiter.place() for _ in range(12)]
    threads = [threading.Thread(target=go, args=(place,)) for place in reversed(places)]
    for thread in threads:
        thread.start()
    while len(limiter.waiting) < len(threads):
        time.sleep(0.001)
    held.__exit__(None, None, None)
    for thread in threads:
        thread.join(5)
    assert order == places


@settings(max_examples=15)
@given(st.integers(1, 12), st.integers(1, 40))
def test_every_thread_comes_to_its_turn(most: int, count: int) -> None:
    limiter = Limiter(most=most)
    lock, under_way, highest = threading.Lock(), 0, 0

    def go(number: int) -> None:
        nonlocal under_way, highest
        with limiter.turn(limiter.place(), 1) as turn:
            with lock:
                under_way += 1
                highest = max(highest, under_way)
            if number % 7 == 3:
                limiter.pressed(turn, None)
            else:
                limiter.answered(turn, 1)
            with lock:
                under_way -= 1

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(go, range(count)))
    assert highest <= most
    assert limiter.waiting == ()


def test_waiting_costs_no_processor_time() -> None:
    limiter = Limiter(most=8)
    with limiter.turn(limiter.place(), 1) as turn:
        limiter.pressed(turn, 0.4)
    begun, used = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda _: work(limiter), range(30)))
    assert time.monotonic() - begun >= 0.4
    assert time.process_time() - used < 0.2


def test_a_closed_limiter_sends_everybody_away() -> None:
    limiter = Limiter(most=4)
    with limiter.turn(limiter.place(), 1) as turn:
        limiter.pressed(turn, 60)
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(work, limiter) for _ in range(4)]
        while len(limiter.waiting) < 4:
            time.sleep(0.001)
        limiter.close()
        assert all(isinstance(each.exception(5), Closed) for each in waiting)
    with pytest.raises(Closed):
        work(limiter)


def test_slow_answers_do_not_bury_a_small_server() -> None:
    ticks = itertools.count(step=40)
    limiter = Limiter(most=32, seconds=60, clock=lambda: float(next(ticks)))
    for _ in range(20):
        work(limiter)
    assert limiter.allowed == 8


def test_what_the_service_says_holds_only_where_the_settings_say_nothing() -> None:
    now = 0.0
    limiter = Limiter(most=8, requests=100, clock=lambda: now)
    limiter.told(1, 50, None)
    for _ in range(2):
        work(limiter, tokens=25)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(work, limiter, 25)
        with pytest.raises(TimeoutError):
            waiting.result(0.05)
        now = 60.0
        limiter.told(None, None, None)
        waiting.result(5)


@pytest.mark.parametrize(
    ("headers", "read"),
    [
        ({}, (None, None, None)),
        ({"x-ratelimit-limit-requests": "500", "x-ratelimit-limit-tokens": "200000"}, (500, 200_000, None)),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m0.5s"}, (None, None, 60.5)),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "120ms"}, (None, None, 0.12)),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "7"}, (None, None, 7.0)),
        ({"x-ratelimit-remaining-tokens": "3", "x-ratelimit-reset-tokens": "7s"}, (None, None, None)),
        ({"x-ratelimit-limit-requests": "many", "x-ratelimit-limit-tokens": "-1"}, (None, None, None)),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "tomorrow"}, (None, None, None)),
    ],
)
def test_the_headers_of_a_service_are_read(headers: dict[str, str], read: object) -> None:
    assert allowance(headers) == read
