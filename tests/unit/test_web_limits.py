"""Token buckets, and the forms' small readers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.chat.forms import action, entry_number, external_id, message_text
from api.limits import RateLimit
from bot.messages import MAX_INCOMING_CHARS


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_burst_passes_then_one_at_a_time() -> None:
    clock = Clock()
    limit = RateLimit(burst=3, per_s=0.5, clock_s=clock)
    assert [limit.wait_s("a") for _ in range(3)] == [0, 0, 0]
    assert limit.wait_s("a") == pytest.approx(2)
    clock.now_s += 2
    assert limit.wait_s("a") == 0
    assert limit.wait_s("a") > 0


def test_callers_do_not_share() -> None:
    limit = RateLimit(burst=1, per_s=1, clock_s=Clock())
    assert limit.wait_s("a") == 0
    assert limit.wait_s("b") == 0
    assert limit.wait_s("a") > 0


def test_the_longest_unseen_is_forgotten_first() -> None:
    limit = RateLimit(burst=1, per_s=1, clock_s=Clock(), max_callers=2)
    for caller in ("a", "b", "a", "c"):
        limit.wait_s(caller)
    assert len(limit._buckets) == 2
    assert limit.wait_s("a") > 0


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_pass_than_burst_and_time_allow(pauses_s: list[float]) -> None:
    clock = Clock()
    limit = RateLimit(burst=5, per_s=2, clock_s=clock)
    passed = 0
    for pause_s in pauses_s:
        clock.now_s += pause_s
        passed += limit.wait_s("a") == 0
    assert passed <= 5 + 2 * sum(pauses_s) + 1e-6


@given(st.text(st.characters()))
def test_numbers_are_read_or_none(value: str) -> None:
    number = entry_number(value)
    assert number is None or (number >= 0 and value.isascii())


@given(st.dictionaries(st.sampled_from(["text", "action", "key", "entry"]), st.text(st.characters()), max_size=4))
def test_ids_and_fields_never_raise(form: dict[str, str]) -> None:
    assert len(external_id("session", form)) == 64
    assert external_id("session", form) == external_id("session", dict(form))
    assert external_id("session", form) != external_id("other", form)
    assert len(action(form).encode()) <= 64
    assert len(message_text(form)) <= 4 * MAX_INCOMING_CHARS
