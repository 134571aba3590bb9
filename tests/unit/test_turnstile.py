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


async def test_places_are_kept_for_urgent_ones() -> None:
    turnstile, inside, most = Turnstile(4, others=2), 0, 0

    async def visit() -> None:
        nonlocal inside, most
        async with turnstile.turn(urgent=False):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    visits = [asyncio.create_task(visit()) for _ in range(6)]
    visits[3].cancel()
    await asyncio.sleep(0)
    async with asyncio.timeout(1), turnstile.turn(urgent=True), turnstile.turn(urgent=True):
        pass
    await asyncio.gather(*visits, return_exceptions=True)
    assert most == 2
    async with asyncio.timeout(1), turnstile.turn(urgent=False), turnstile.turn(urgent=False):
        pass


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


async def _goes_in(turnstile: Turnstile, *, urgent: bool = False) -> None:
    async with turnstile.turn(urgent=urgent):
        pass


async def test_others_hold_back_while_somebody_hurries() -> None:
    turnstile = Turnstile(3)
    with turnstile.hurry():
        await _goes_in(turnstile)
        late = asyncio.create_task(_goes_in(turnstile))
        for _ in range(2 * MAX_IN_A_ROW):
            await _goes_in(turnstile, urgent=True)
        assert not late.done()
    await late


async def test_nobody_holds_back_for_ever() -> None:
    turnstile = Turnstile(3)
    with turnstile.hurry():
        async with asyncio.timeout(60):
            for _ in range(3):
                await _goes_in(turnstile)


async def test_a_place_that_nobody_may_take_is_not_lost() -> None:
    turnstile = Turnstile(1)
    with turnstile.hurry():
        await _goes_in(turnstile)
        gone = asyncio.create_task(_goes_in(turnstile))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
    async with asyncio.timeout(60):
        await _goes_in(turnstile)
