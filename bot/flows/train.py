"""Training at run time: ask the NLU, compare on the held-out messages, promote when nothing got worse, go back.

What is promoted stands in the database and is pushed to every NLU server; each reconciles by the bundle's hash.
A training is a row; `step` takes it one step further, whichever process calls it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Sequence
from typing import Any

from bot.dialogue.context import Context, Understanding
from bot.errors import NluError, WinError
from bot.evaluation.comparison import Comparison, compare
from bot.evaluation.hearing import hear_at_once, judge_turn
from bot.evaluation.outcome import Judged
from bot.evaluation.sets import Case, SetError, read_cases
from bot.flows.app import App
from bot.flows.learn import accepted_phrases
from bot.flows.learning import Learning
from bot.nlu_server import NluServer, NotYet
from bot.store import Tx, audit, bundles
from bot.store.bundles import Chosen, Run
from bot.store.conversations import new_id

logger = logging.getLogger(__name__)


class TrainingError(WinError):
    """A training, promotion or return that can't be done; the text says why."""


async def ask(app: App, language: str, *, by: str | None = None, promote: bool = False) -> str:
    """Ask for a training; its id. Raises `TrainingError` while another one goes on."""
    run_id = new_id()
    async with app.store.write() as tx:
        if not await bundles.add_run(tx, run_id, language, promote=promote, by=by, now=app.clock()):
            raise TrainingError("A model is being trained already. Wait until it is done, or stop it.")
        await audit.record(tx, actor=by or audit.COMMAND, act="training.ask", target=language, now=app.clock())
    return run_id


async def stop(app: App, *, by: str | None = None) -> bool:
    """Stop the training that goes on; whether there was one."""
    async with app.store.write() as tx:
        run = await bundles.active_run(tx)
        if run is None:
            return False
        await bundles.set_run(tx, run.id, status=bundles.STOPPED, progress="", ended_at=app.clock())
        await audit.record(tx, actor=by or audit.COMMAND, act="training.stop", target=run.language, now=app.clock())
    if run.status == bundles.TRAINING:
        try:
            await _learning(app).servers[0].stop_training()
        except NluError as error:
            logger.warning("The training could not be stopped: %s", error)
    return True


async def step(app: App) -> bool:
    """Take the training that goes on one step further; whether there is more to do."""
    async with app.store.read() as tx:
        run = await bundles.active_run(tx)
    if run is None:
        return False
    try:
        if run.status == bundles.ASKED:
            await _begin(app, run)
        elif run.status == bundles.TRAINING:
            await _watch(app, run)
        else:
            await _compare(app, run)
    except (NluError, SetError, TrainingError) as error:
        await _end(app, run, bundles.FAILED, error=str(error)[:400])
    async with app.store.read() as tx:
        return await bundles.active_run(tx) is not None


async def _begin(app: App, run: Run) -> None:
    server = _learning(app).servers[0]
    accepted = (await accepted_phrases(app.store)).get(run.language, {})
    rows = [(slug, text) for slug, texts in accepted.items() for text in texts]
    health = await server.health()
    if run.language not in health.bundles:
        raise TrainingError(f"The NLU has no model of {run.language!r} yet: train it from the files first (win train).")
    try:
        await server.train(run.language, rows)
    except NotYet:
        await _set(app, run, progress="waits for another training")
        return
    await _set(app, run, status=bundles.TRAINING, phrases=len(rows), baseline=health.bundles[run.language])


async def _watch(app: App, run: Run) -> None:
    server = _learning(app).servers[0]
    state = await server.training()
    if state.get("language") != run.language or state.get("state") == "idle":
        raise TrainingError("The NLU server was started anew meanwhile, and the training is lost. Begin again.")
    if state["state"] == "running":
        await _set(app, run, progress=str(state.get("progress", ""))[:200])
        return
    if state["state"] == "failed":
        raise TrainingError(str(state.get("error", "no cause was told")))
    manifest: dict[str, Any] = state["candidate"]
    name = str(manifest["bundle"])
    if name == run.baseline:
        await _end(app, run, bundles.STOPPED, candidate=name, progress="nothing has changed since the last training")
        return
    package = await server.fetch(name)
    async with app.store.write(behind=True) as tx:
        digest = hashlib.sha256(package).hexdigest()
        await bundles.save_bundle(tx, name, run.language, manifest, package, digest, app.clock())
        await bundles.set_run(tx, run.id, status=bundles.COMPARING, candidate=name, progress="")


async def _compare(app: App, run: Run) -> None:
    result = await compared(app, run.language, run.baseline, run.candidate)
    report = json.dumps(result.to_json(), ensure_ascii=False)
    async with app.store.read() as tx:
        now = await bundles.run_of(tx, run.id)
    if now is None or not now.active:
        return  # stopped meanwhile
    await _end(app, run, bundles.BETTER if result.better else bundles.REFUSED, report=report, progress="")
    if result.better and run.promote:
        await promote(app, run.id, by=run.asked_by)


async def compared(app: App, language: str, before: str, after: str) -> Comparison:
    """Both bundles on the held-out messages, through the whole decision. Raises `NluError`, `SetError`."""
    context = await app.dialogue.context("", app.clock())
    if not isinstance(context, Context):
        raise TrainingError("Bundles are compared by the product's own dialogue only.")
    path = _learning(app).heldout / f"{language}.jsonl"
    cases = await asyncio.to_thread(read_cases, path, context.snapshot.questions)
    if not cases:
        raise SetError(f"{path}: no held-out messages; a bundle that nothing speaks for is not promoted")
    old = await _judged(app, language, cases, context, before)
    new = await _judged(app, language, cases, context, after)
    return await asyncio.to_thread(compare, old, new, context.snapshot.urgent_slugs)


async def _judged(app: App, language: str, cases: Sequence[Case], ctx: Context, bundle: str) -> list[Judged]:
    server = _learning(app).servers[0]
    known = (await server.health()).bundles

    async def parse(spoken: str, texts: Sequence[str]) -> list[Understanding]:
        if spoken not in known:
            return [Understanding((), 0.0) for _ in texts]
        return await server.parse(spoken, texts, bundle if spoken == language else "")

    heard = await hear_at_once(language, cases, ctx, parse)
    return await asyncio.to_thread(lambda: [judge_turn(language, one, ctx) for one in heard])


async def promote(app: App, run_id: str, *, by: str | None = None) -> None:
    """Use a training's bundle everywhere. Raises `TrainingError` unless it was compared with what is in use and is no
    worse."""
    health = await _learning(app).servers[0].health()
    async with app.store.write() as tx:
        run = await bundles.run_of(tx, run_id)
        if run is None or run.status != bundles.BETTER:
            raise TrainingError("Only a model that was compared and is no worse can be used.")
        if health.bundles.get(run.language) != run.baseline:
            raise TrainingError("Another model came into use after this comparison. Train again.")
        chosen = (await bundles.choices(tx)).get(run.language, Chosen(run.language))
        await _choose(app, tx, "training.promote", run.language, run.candidate, previous=chosen.bundle, by=by)
        await bundles.keep_only(tx, run.language, {run.candidate, chosen.bundle})
        await bundles.set_run(tx, run.id, status=bundles.PROMOTED)
    await reconcile(app)


async def go_back(app: App, language: str, *, by: str | None = None) -> str:
    """Return to the bundle before; its name, empty for the files' own. Raises `TrainingError` when there is none."""
    async with app.store.write() as tx:
        chosen = (await bundles.choices(tx)).get(language)
        if chosen is None or not chosen.can_return:
            raise TrainingError(f"There is no earlier model of {language!r} to return to.")
        await _choose(app, tx, "training.return", language, chosen.previous, previous=chosen.bundle, by=by)
    await reconcile(app)
    return chosen.previous


async def _choose(app: App, tx: Tx, act: str, language: str, bundle: str, *, previous: str, by: str | None) -> None:
    """From now on this bundle is the one to use; written in the audit."""
    now = app.clock()
    await bundles.choose(tx, language, bundle, previous=previous, by=by, now=now)
    await audit.record(tx, actor=by or audit.COMMAND, act=act, target=f"{language} {bundle}", now=now)


async def reconcile(app: App) -> list[str]:
    """Let every NLU server use what the database says; what went wrong, one line a server. Never raises `NluError`."""
    if app.learning is None:
        return []
    async with app.store.read() as tx:
        wanted = await bundles.choices(tx)
    if not wanted:
        return []  # nothing was ever promoted here
    troubles = []
    for server in app.learning.servers:
        try:
            await _bring_up(app, server, wanted)
        except NluError as error:
            troubles.append(str(error))
            logger.warning("An NLU server does not use the promoted models: %s", error)
    return troubles


async def _bring_up(app: App, server: NluServer, wanted: dict[str, Chosen]) -> None:
    health = await server.health()
    for language, chosen in wanted.items():
        has = health.promoted.get(language, "")
        if has == chosen.bundle or language not in health.bundles:
            continue
        if not chosen.bundle:
            await server.release(language)
            continue
        async with app.store.read() as tx:
            found = await bundles.package_of(tx, chosen.bundle)
        if found is None or hashlib.sha256(found[0]).hexdigest() != found[1]:
            raise NluError(f"The bundle {chosen.bundle} of {language} in the database is missing or damaged.")
        await server.use(chosen.bundle, found[0])
        logger.info("%s uses the bundle %s of %s.", server.url, chosen.bundle, language)


async def _set(app: App, run: Run, **values: Any) -> None:
    async with app.store.write(behind=True) as tx:
        await bundles.set_run(tx, run.id, **values)


async def _end(app: App, run: Run, status: str, **values: Any) -> None:
    await _set(app, run, status=status, ended_at=app.clock(), **values)


def _learning(app: App) -> Learning:
    if app.learning is None:
        raise TrainingError("This process knows no NLU server to train with.")
    return app.learning
