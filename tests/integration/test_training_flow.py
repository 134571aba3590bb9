"""From decided sentences to a model in use, and back: the flow over a stand-in of the NLU."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.flows import chores, train
from bot.flows.train import TrainingError
from bot.store import bundles, phrases
from bot.store.bundles import Run
from tests.support.editor import with_knowledge
from tests.support.learning import FakeNlu
from tests.support.world import World

OLD, NEW = "a" * 16, "b" * 16
HELDOUT = [
    {"text": "jak dostać bsn", "intent": "bsn"},
    {"text": "szukam lekarz rodzinny", "intent": "huisarts_register"},
    {"text": "numerek obywatelski skąd", "intent": "bsn"},
    {"text": "jutro zostaje mi tylko ławka", "intent": "homeless"},
]


@pytest.fixture
def nlu() -> FakeNlu:
    return FakeNlu()


@pytest.fixture
async def training(world: World, nlu: FakeNlu, tmp_path: Path) -> World:
    with_knowledge(world)
    (tmp_path / "pl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in HELDOUT))
    world.app.learning = nlu.learning(tmp_path)
    async with world.store.write() as tx:
        await phrases.make_group(tx, "g" * 32, "pl", world.clock())
        for number in range(3):
            await phrases.add(
                tx,
                f"person{number}",
                language="pl",
                text=f"numerek od [name] {'bardzo ' * number}potrzebny",
                reason="rephrase",
                slug="",
                day=world.clock().date(),
            )
        for one in range(1, 4):
            await phrases.put(tx, one, "g" * 32)
        await phrases.decide(tx, "g" * 32, status="question", slug="bsn", by=None, now=world.clock())
    return world


async def state(world: World, run_id: str) -> Run:
    async with world.store.read() as tx:
        run = await bundles.run_of(tx, run_id)
    assert run
    return run


async def trained(world: World, nlu: FakeNlu, *, promote: bool = False) -> Run:
    """Ask, train, compare; the run at its end."""
    run_id = await train.ask(world.app, "pl", promote=promote)
    assert await train.step(world.app)
    assert await train.step(world.app)
    assert (await state(world, run_id)).progress == "embedding 1 of 2…"
    nlu.finish()
    assert await train.step(world.app)
    assert not await train.step(world.app)
    return await state(world, run_id)


async def test_a_better_model_is_found_so_used_and_left_again(training: World, nlu: FakeNlu) -> None:
    run = await trained(training, nlu)
    assert run.status == "better", run
    assert nlu.trained[0]["phrases"] == [
        {"intent": "bsn", "text": "numerek od bardzo bardzo potrzebny"},
        {"intent": "bsn", "text": "numerek od bardzo potrzebny"},
        {"intent": "bsn", "text": "numerek od potrzebny"},
    ]
    assert run.report["helped"] == 1
    assert run.report["hurt"] == 0
    assert nlu.in_use == {"pl": OLD}
    await train.promote(training.app, run.id)
    assert nlu.in_use == {"pl": NEW}
    assert await train.go_back(training.app, "pl") == ""
    assert nlu.in_use == {"pl": OLD}
    assert await train.go_back(training.app, "pl") == NEW
    assert nlu.in_use == {"pl": NEW}


async def test_a_worse_model_is_refused_and_says_why(training: World, nlu: FakeNlu) -> None:
    nlu.forgets = ("lekarz", "bsn")
    run = await trained(training, nlu, promote=True)
    assert run.status == "refused"
    assert [one["what"] for one in run.report["refusals"]] == ["cost"]
    with pytest.raises(TrainingError, match="no worse"):
        await train.promote(training.app, run.id)
    assert nlu.in_use == {"pl": OLD}


async def test_an_urgent_question_that_is_heard_less_often_is_refused_by_itself(training: World, nlu: FakeNlu) -> None:
    nlu.models["pl"][OLD]["lawka"] = "homeless"
    nlu.forgets = ("lawka",)
    run = await trained(training, nlu)
    assert run.status == "refused"
    refusal = next(one for one in run.report["refusals"] if one["what"] == "urgent")
    assert (refusal["slug"], refusal["before"], refusal["after"]) == ("homeless", 1, 0)


async def test_wrong_alarms_and_wrong_answers_are_refused(training: World, nlu: FakeNlu) -> None:
    nlu.next_model = {"szukam": "homeless", "numerek": "dentist"}
    nlu.models["pl"][OLD] = {"bsn": "bsn"}
    run = await trained(training, nlu)
    assert {one["what"] for one in run.report["refusals"]} >= {"false urgent alarms", "cost"}


async def test_by_itself_when_asked_so(training: World, nlu: FakeNlu) -> None:
    run = await trained(training, nlu, promote=True)
    assert run.status == "promoted"
    assert nlu.in_use == {"pl": NEW}


async def test_a_server_that_starts_anew_gets_what_is_in_use(training: World, nlu: FakeNlu, tmp_path: Path) -> None:
    await trained(training, nlu, promote=True)
    fresh = FakeNlu()
    assert training.app.learning
    both = (*training.app.learning.servers, *fresh.learning(tmp_path).servers)
    training.app.learning = type(training.app.learning)(both, tmp_path)
    nlu.calls.clear()
    assert await train.reconcile(training.app) == []
    assert fresh.in_use == {"pl": NEW}
    assert nlu.calls == ["GET /health"]
    fresh.away = True
    assert "does not answer" in (await train.reconcile(training.app))[0]


async def test_one_training_at_a_time(training: World, nlu: FakeNlu) -> None:
    run_id = await train.ask(training.app, "pl")
    with pytest.raises(TrainingError, match="already"):
        await train.ask(training.app, "pl")
    await train.step(training.app)
    assert await train.stop(training.app)
    assert (await state(training, run_id)).status == "stopped"
    assert "DELETE /train" in nlu.calls
    assert not await train.stop(training.app)
    await train.ask(training.app, "pl")


async def test_a_training_that_fails_says_why(training: World, nlu: FakeNlu) -> None:
    run_id = await train.ask(training.app, "pl")
    await train.step(training.app)
    nlu.state |= {"state": "failed", "error": "training ended with code 1: no memory"}
    await train.step(training.app)
    assert "no memory" in (await state(training, run_id)).error
    run_id = await train.ask(training.app, "pl")
    nlu.state = {"state": "idle"}
    await train.step(training.app)
    nlu.state = {"state": "idle"}
    await train.step(training.app)
    assert "started anew" in (await state(training, run_id)).error
    nlu.away = True
    run_id = await train.ask(training.app, "pl")
    await train.step(training.app)
    assert "does not answer" in (await state(training, run_id)).error


async def test_nothing_is_promoted_without_held_out_messages(training: World, nlu: FakeNlu, tmp_path: Path) -> None:
    (tmp_path / "pl.jsonl").write_text("")
    run = await trained(training, nlu, promote=True)
    assert run.status == "failed"
    assert "no held-out messages" in run.error


async def test_a_comparison_with_a_model_that_is_no_longer_used_is_worth_nothing(training: World, nlu: FakeNlu) -> None:
    run = await trained(training, nlu)
    nlu.models["pl"]["c" * 16] = {}
    nlu.in_use["pl"] = "c" * 16
    with pytest.raises(TrainingError, match="Another model"):
        await train.promote(training.app, run.id)


async def test_nothing_new_ends_the_training(training: World, nlu: FakeNlu) -> None:
    nlu.next_name = OLD
    run_id = await train.ask(training.app, "pl")
    await train.step(training.app)
    nlu.finish()
    await train.step(training.app)
    assert (await state(training, run_id)).status == "stopped"


async def test_there_is_no_way_back_where_nothing_was_promoted(training: World) -> None:
    with pytest.raises(TrainingError, match="no earlier model"):
        await train.go_back(training.app, "pl")


async def test_chores_are_done_by_one_process_at_a_time(training: World, nlu: FakeNlu) -> None:
    await chores.prepare(training.app)
    assert set(await chores.run_due(training.app)) == {"reconcile", "group"}
    assert await chores.run_due(training.app) == []
    await train.ask(training.app, "pl")
    assert await chores.run_due(training.app) == ["train"]
    training.clock.forward(minutes=6)
    async with training.store.write() as tx:
        assert await bundles.take_chore(tx, "group", training.clock(), training.clock())
    assert set(await chores.run_due(training.app)) >= {"reconcile", "train"}
