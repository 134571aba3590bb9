"""Meta's speed limits, kept by ourselves before Meta has to refuse. In this process's memory.

Source: Meta, Cloud API throughput: 80 messages a second for a number; one message in 6 seconds to one person, with
bursts of up to 45 that are paid back; after a refusal of the pair, wait 4^n seconds.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

PAIR_EVERY_S = 6.0
PAIR_BURST = 45
REMEMBERED = 20_000
MAX_REFUSED_WAIT_S = 4.0**5


@dataclass(slots=True)
class _Pair:
    tokens: float
    filled_at_s: float
    refusals: int = 0


class Pacer:
    """Says when the next message may go. People are kept as hashes salted anew at every start."""

    def __init__(self, *, per_s: float = 80.0) -> None:
        self._per_s = per_s
        self._number = _Pair(per_s, 0.0)
        self._pairs: OrderedDict[bytes, _Pair] = OrderedDict()
        self._salt = secrets.token_bytes(16)

    def take(self, address: str, now: datetime) -> timedelta | None:
        """Take the right to send one message; a time: none was taken, ask again after it."""
        now_s = now.timestamp()
        pair = self._pair(address, now_s)
        _fill(pair, now_s, 1 / PAIR_EVERY_S, PAIR_BURST)
        _fill(self._number, now_s, self._per_s, self._per_s)
        wait_s = max(_wait_s(pair, 1 / PAIR_EVERY_S), _wait_s(self._number, self._per_s))
        if wait_s > 0:
            return timedelta(seconds=wait_s)
        pair.tokens -= 1
        self._number.tokens -= 1
        return None

    def refused(self, address: str, now: datetime) -> timedelta:
        """Meta refused this pair all the same (131056): how long to leave it alone, 1, 4, 16, 64 … seconds."""
        pair = self._pair(address, now.timestamp())
        wait_s = min(4.0**pair.refusals, MAX_REFUSED_WAIT_S)
        pair.refusals += 1
        return timedelta(seconds=wait_s)

    def taken(self, address: str, now: datetime) -> None:
        """Meta took a message: refusals are counted from the start again."""
        self._pair(address, now.timestamp()).refusals = 0

    def _pair(self, address: str, now_s: float) -> _Pair:
        name = hashlib.blake2b(address.encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()
        pair = self._pairs.pop(name, None) or _Pair(float(PAIR_BURST), now_s)
        self._pairs[name] = pair
        if len(self._pairs) > REMEMBERED:
            self._pairs.popitem(last=False)
        return pair


def _fill(bucket: _Pair, now_s: float, per_s: float, most: float) -> None:
    bucket.tokens = min(most, bucket.tokens + max(0.0, now_s - bucket.filled_at_s) * per_s)
    bucket.filled_at_s = max(bucket.filled_at_s, now_s)


def _wait_s(bucket: _Pair, per_s: float) -> float:
    # A hair's breadth short of one token is one: sums of fractions are not exact.
    return 0.0 if bucket.tokens >= 1 - 1e-6 else (1 - bucket.tokens) / per_s
