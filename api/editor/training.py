"""Training for administrators: progress, comparison, promotion, the way back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.editor.picture import picture
from api.staff.forms import fields_of
from api.staff.guard import Staff, allowed
from api.staff.page import language_of, render
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.errors import NluError
from bot.flows import inbox, train
from bot.flows.app import App
from bot.flows.learn import accepted_phrases
from bot.flows.train import TrainingError
from bot.nlu_server import Health
from bot.staff.roles import Permission
from bot.store import bundles

router = APIRouter(prefix="/editor/training", tags=["editor"], include_in_schema=False)

SeesTraining = Annotated[Staff, Depends(allowed(Permission.TRAINING_TRAIN))]

STATES = {
    "asked": (N_("waits to begin"), "warn"),
    "training": (N_("is being trained"), "warn"),
    "comparing": (N_("is being compared"), "warn"),
    "better": (N_("no worse: may be used"), "good"),
    "refused": (N_("worse: refused"), "bad"),
    "promoted": (N_("in use since this training"), "good"),
    "failed": (N_("failed"), "bad"),
    "stopped": (N_("stopped"), "plain"),
}
FIGURES = {
    "first choice right": N_("First guess right"),
    "right within three": N_("Right one among three guesses"),
    "right answer": N_("Right answer at once"),
    "question back with the right button": N_("Asked back, the right button was there"),
    "question back without it": N_("Asked back, the right button was missing"),
    "I did not understand": N_("Not understood"),
    "wrong answer": N_("Wrong answer"),
    "urgent recall": N_("Urgent messages recognised"),
    "false urgent alarms": N_("Calm messages taken for urgent"),
    "out of scope answered by mistake": N_("Answered although none of ours"),
}
REFUSALS = {
    "urgent": N_("An urgent question is recognised less often: {name}, {before} before, {after} now."),
    "cost": N_("On the whole, the answers cost people more trouble: {before} before, {after} now (0 is best)."),
    "wrong answer": N_("More wrong answers: {before} before, {after} now."),
    "false urgent alarms": N_("More calm messages are taken for urgent: {before} before, {after} now."),
}
DONE = {
    "asked": N_("The training has begun. You may close this page; it goes on."),
    "stopped": N_("The training is stopped. Nothing has changed for people."),
    "promoted": N_("The new model is in use now, on every server that answers."),
    "back": N_("The earlier model is in use again."),
}


async def _health(app: App) -> tuple[Health | None, str]:
    if app.learning is None:
        return None, "This process knows no NLU server."
    try:
        return await app.learning.servers[0].health(), ""
    except NluError as error:
        return None, str(error)


@router.get("")
async def page(request: Request, staff: SeesTraining) -> Response:
    """What is in use, what was learned, and the trainings."""
    return await _page(request, staff)


async def _page(request: Request, staff: Staff, *, error: str = "", status: int = 200) -> Response:
    app: App = staff_site_of(request).app
    health, away = await _health(app)
    accepted = await accepted_phrases(app.store)
    snapshot = await inbox.snapshot_of(app)
    async with app.store.read() as tx:
        chosen = await bundles.choices(tx)
        runs = await bundles.runs(tx)
        active = await bundles.active_run(tx)
    languages = [
        {
            "code": code,
            "bundle": health.bundles.get(code, "") if health else "",
            "trained_at": (health.manifests.get(code) or {}).get("trained_at", "") if health else "",
            "phrases": (health.manifests.get(code) or {}).get("phrases", 0) if health else 0,
            "promoted": bool(health and health.promoted.get(code)),
            "chosen": chosen.get(code),
            "learned": sum(map(len, accepted.get(code, {}).values())),
        }
        for code in snapshot.languages
    ]
    return render(
        request,
        staff,
        "editor/training.html",
        status,
        languages=languages,
        away=away,
        runs=runs,
        active=active,
        STATES=STATES,
        done=DONE.get(request.query_params.get("done", ""), ""),
        error=error,
    )


@router.get("/state")
async def state(request: Request, staff: SeesTraining) -> Response:
    """The piece of the page that shows how far the training is; tells the page to load anew at its end."""
    app: App = staff_site_of(request).app
    async with app.store.read() as tx:
        active = await bundles.active_run(tx)
    headers = {} if active else {"HX-Refresh": "true"}
    return render(request, staff, "editor/_training_state.html", headers=headers, active=active, STATES=STATES)


@router.post("")
async def act(request: Request, staff: SeesTraining) -> Response:
    """Begin a training, stop it, or go back."""
    app: App = staff_site_of(request).app
    fields = await fields_of(request)
    verb, _, language = str(fields.get("act", "")).partition(":")
    known = (await inbox.snapshot_of(app)).languages
    try:
        if verb == "train" and language in known:
            await train.ask(app, language, by=staff.account.id)
            done = "asked"
        elif verb == "stop":
            await train.stop(app, by=staff.account.id)
            done = "stopped"
        elif verb == "back" and language in known:
            await train.go_back(app, language, by=staff.account.id)
            done = "back"
        else:
            raise TrainingError(N_("That did not arrive as it should. Go back and try again."))
    except (TrainingError, NluError) as error:
        return await _page(request, staff, error=str(error), status=409)
    return RedirectResponse(f"/editor/training?done={done}", 303)


@router.get("/{run_id}")
async def run(request: Request, staff: SeesTraining, run_id: str) -> Response:
    """The comparison of one training."""
    return await _run_page(request, staff, run_id)


async def _run_page(request: Request, staff: Staff, run_id: str, *, error: str = "", status: int = 200) -> Response:
    site = staff_site_of(request)
    async with site.app.store.read() as tx:
        found = await bundles.run_of(tx, run_id)
    if found is None:
        return RedirectResponse("/editor/training", 303)
    snapshot = await inbox.snapshot_of(site.app)

    def title(slug: str) -> str:
        codes = (staff.account.interface, *snapshot.languages)
        return next((a.title for code in codes if (a := snapshot.answers.get((code, slug)))), slug)

    report: dict[str, Any] = found.report
    interface = language_of(request, staff)
    names = {name: site.words.t(interface, msgid) for name, msgid in FIGURES.items()}
    return render(
        request,
        staff,
        "editor/training_run.html",
        status,
        run=found,
        report=report,
        names=names,
        chart=picture(report["figures"], names) if report else None,
        REFUSALS=REFUSALS,
        STATES=STATES,
        title=title,
        error=error,
    )


@router.post("/{run_id}")
async def promote(request: Request, staff: SeesTraining, run_id: str) -> Response:
    """Use the model of a training that was found no worse."""
    try:
        await train.promote(staff_site_of(request).app, run_id, by=staff.account.id)
    except (TrainingError, NluError) as error:
        return await _run_page(request, staff, run_id, error=str(error), status=409)
    return RedirectResponse("/editor/training?done=promoted", 303)
