"""Who may write next: urgent ones first, nobody for ever last, no place lost."""

from __future__ import annotations

import asyncio

from bot.store.turnstile import MAX_IN_A_ROW, Turnstile


async def _arrivals(turnstile: Turnstile, kinds: list[bool]) -> list[int]:
    order: list[int] = []

    async def visit(number: int, urgent: bool) -> None:
        async with turnstile.turn(urgent=urgent):
            order.append(number)

    async with turnstile.turn(urgent=False):
        visits = [asyncio.create_task(visit(number, urgent)) for number, urgent in enumerate(kinds)]
        await asyncio.sleep(0)
    await asyncio.gather(*visits)
    return order


async def test_urgent_ones_go_first_each_kind_in_its_order() -> None:
    assert await _arrivals(Turnstile(1), [False, True, False, True]) == [1, 3, 0, 2]


async def test_others_have_a_turn_in_between() -> None:
    order = await _arrivals(Turnstile(1), [False] + [True] * (MAX_IN_A_ROW + 3))
    assert order.index(0) == MAX_IN_A_ROW


async def test_a_place_is_not_lost_when_somebody_gives_up() -> None:
    turnstile = Turnstile(1)

    async def visit() -> None:
        async with turnstile.turn(urgent=True):
            pass

    async with turnstile.turn(urgent=False):
        waiting, next_one = asyncio.create_task(visit()), asyncio.create_task(visit())
        await asyncio.sleep(0)
        waiting.cancel()
    # The first one was handed the place in the same moment in which it gave up.
    await next_one
    async with asyncio.timeout(1), turnstile.turn(urgent=False):
        pass
    late = asyncio.create_task(visit())
    async with turnstile.turn(urgent=False):
        handed = asyncio.create_task(visit())
        await asyncio.sleep(0)
    handed.cancel()
    await late
    await asyncio.gather(handed, return_exceptions=True)
    async with asyncio.timeout(1), turnstile.turn(urgent=False):
        pass
