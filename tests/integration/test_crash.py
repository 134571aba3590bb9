"""Workers die by `kill -9` in the middle of their work: nothing is lost, nothing is out of order."""

from __future__ import annotations

from pathlib import Path

from tests.support import crash

MESSAGES, PEOPLE = 200, 20


async def test_nothing_is_lost_when_workers_are_killed(database_url: str, tmp_path: Path) -> None:
    outcome = await crash.run(
        database_url, tmp_path / "sent.jsonl", messages=MESSAGES, people=PEOPLE, kills=2, policy="resend_marked"
    )
    assert outcome.lost == []
    assert outcome.out_of_order == []
    assert outcome.left == 0
    # Only what was on its way while its worker died may come twice, and is marked so.
    assert outcome.doubled_without_crash == []
    assert outcome.sent == MESSAGES + len(outcome.doubled)
