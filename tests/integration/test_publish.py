"""From a draft to what people read: four eyes, no change lost, on every process at the next message."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from bot.content import write
from bot.content.items import Item, answer_item, contact_item, fact_item
from bot.content.merge import merge
from bot.content.yaml_lines import load
from bot.flows.app import App
from bot.flows.editing import (
    Collision,
    EditError,
    Editor,
    Faulty,
    Gone,
    NotAllowed,
    Outdated,
    ask_review,
    knowledge_of,
    problems_of,
    save_draft,
    send_back,
    throw_away,
)
from bot.flows.knowledge import Knowledge
from bot.flows.publish import publish, start_of
from bot.flows.standing import rebase, restore, still_right, withdraw
from bot.flows.timers import run_due
from bot.store import Store
from bot.store.audit import entries
from bot.store.revision_tables import content_revision
from bot.store.revisions import drafts, history, open_checks, open_draft, revision_number
from tests.support.editor import ADA, ANA, LEX, OLA, RAD, published_text, seed, with_knowledge
from tests.support.world import World

BSN = answer_item("pl", "bsn")
WAGE = answer_item("pl", "minimum_wage")
EXPLOITATION = answer_item("pl", "exploitation")


@pytest.fixture
def app(world: World) -> App:
    return with_knowledge(world)


async def text_of(app: App, item: Item) -> str:
    return (await knowledge_of(app).current()).text_of(item)


async def edit(app: App, editor: Editor, item: Item, old: str, new: str, version: int = 0) -> tuple[str, int]:
    """Save a draft with one replacement in what is published; its id and version."""
    text = await text_of(app, item)
    assert old in text
    draft = await save_draft(app, editor, item, text.replace(old, new, 1), version)
    return draft.id, draft.version


async def put_out(app: App, item: Item, old: str, new: str, writer: Editor = ANA, reviewer: Editor = LEX) -> int:
    draft_id, version = await edit(app, writer, item, old, new)
    asked = await ask_review(app, writer, draft_id, version, note="why")
    number = await publish(app, reviewer, asked.id, asked.version)
    assert number is not None
    return number


async def test_an_empty_installation_serves_the_files(app: App) -> None:
    state = await knowledge_of(app).current()
    assert state.number == 0
    assert state.tree is knowledge_of(app).seed.tree


async def test_a_change_is_seen_by_every_process_and_flags_the_other_languages(app: App) -> None:
    elsewhere = Knowledge(app.store, seed())
    assert "Nowe zdanie" not in str(await elsewhere.newest())
    await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    assert (await published_text(app, "pl", "bsn")).startswith("Nowe zdanie.")
    answer = (await elsewhere.newest()).answers["pl", "bsn"]
    assert answer.essence.startswith("Nowe zdanie.")
    assert answer.status == "published"
    assert answer.reviewed == date(2026, 11, 22)
    async with app.store.read() as tx:
        assert [(one.language, one.source_language) for one in await open_checks(tx, "bsn")] == [
            ("ro", "pl"), ("bg", "pl"), ("nl", "pl"),
        ]  # fmt: skip
        past = await history(tx, BSN)
        assert [one.act for one in past] == ["publish", "files"]
        assert past[0].author_name == "Ana"
        assert past[0].reviewer_name == "Lex"
        assert past[1].text == seed().texts["pl/registration/bsn.md"]
        assert await drafts(tx) == []
        acts = [entry.act for entry in await entries(tx)]
    assert {"editor.ask", "editor.publish"} <= set(acts)


async def test_nothing_is_built_again_when_nothing_changed(app: App) -> None:
    await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    first = await knowledge_of(app).newest()
    assert await knowledge_of(app).newest() is first


async def test_nobody_publishes_their_own_words(app: App) -> None:
    draft_id, version = await edit(app, LEX, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    with pytest.raises(NotAllowed, match="You wrote this yourself"):
        await publish(app, LEX, draft_id, version)
    # Also not after somebody else has changed a word of it.
    text = (await text_of(app, BSN)).replace("\n---\n", "\n---\nNowe zdania. ", 1)
    draft = await save_draft(app, OLA, BSN, text, version)
    assert draft.authors == ("lex", "ola")
    with pytest.raises(NotAllowed, match="You wrote this yourself"):
        await publish(app, LEX, draft.id, draft.version)
    assert await publish(app, ANA, draft.id, draft.version)


async def test_work_housing_and_rights_need_a_legal_reviewer(app: App) -> None:
    draft_id, version = await edit(app, ANA, WAGE, "\n---\n", "\n---\nNowe zdanie. ")
    with pytest.raises(NotAllowed, match="legal reviewer"):
        await publish(app, OLA, draft_id, version)
    assert await publish(app, LEX, draft_id, version)
    fact = fact_item("minimum_wage_hour_21plus")
    draft_id, version = await edit(app, RAD, fact, "14.99", "15.99")
    with pytest.raises(NotAllowed, match="legal reviewer"):
        await publish(app, OLA, draft_id, version)
    assert await publish(app, LEX, draft_id, version)


async def test_only_who_speaks_the_language_writes_and_publishes(app: App) -> None:
    with pytest.raises(NotAllowed):
        await edit(app, RAD, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    with pytest.raises(NotAllowed):
        await edit(app, replace(ANA, topics=frozenset({"schools"})), BSN, "\n---\n", "\n---\nNowe zdanie. ")
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    with pytest.raises(NotAllowed):
        await publish(app, RAD, draft_id, version)
    with pytest.raises(NotAllowed):
        await withdraw(app, RAD, BSN, "")


async def test_an_administrator_overrides_and_it_is_logged(app: App) -> None:
    draft_id, version = await edit(app, ANA, WAGE, "\n---\n", "\n---\nNowe zdanie. ")
    with pytest.raises(NotAllowed):
        await publish(app, ADA, draft_id, version)
    with pytest.raises(NotAllowed):
        await publish(app, OLA, draft_id, version, override=True)
    await publish(app, ADA, draft_id, version, override=True)
    async with app.store.read() as tx:
        assert (await history(tx, WAGE))[0].act == "override"
        assert (await entries(tx))[0].act == "editor.override"


async def test_a_late_save_never_overwrites(app: App) -> None:
    _, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nOd Any. ")
    with pytest.raises(Collision) as caught:
        await edit(app, OLA, BSN, "\n---\n", "\n---\nOd Oli. ")
    assert "Od Any." in caught.value.theirs
    assert caught.value.by == "Ana"
    async with app.store.read() as tx:
        draft = await open_draft(tx, BSN)
    assert draft is not None
    assert "Od Any." in draft.text
    merged = draft.text.replace("Od Any.", "Od Any i Oli.")
    saved = await save_draft(app, OLA, BSN, merged, caught.value.version)
    assert saved.version == version + 1


async def test_two_first_saves_at_once_make_one_draft(app: App) -> None:
    text = await text_of(app, BSN)
    saves = [save_draft(app, who, BSN, text.replace("\n---\n", f"\n---\n{who.name}. ", 1), 0) for who in (ANA, OLA)]
    results = await asyncio.gather(*saves, return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["Collision", "Draft"]


async def test_saving_the_same_text_again_changes_nothing(app: App) -> None:
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    assert await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ") == (draft_id, version)


async def test_what_was_published_meanwhile_is_taken_up_first(app: App) -> None:
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    await withdraw(app, OLA, BSN, "wrong")
    with pytest.raises(Outdated):
        await publish(app, LEX, draft_id, version)
    async with app.store.read() as tx:
        draft = await open_draft(tx, BSN)
    assert draft is not None
    together = merge(draft.base_text, draft.text, await text_of(app, BSN))
    assert together is not None
    assert "status: withdrawn" in together
    taken = await rebase(app, ANA, draft.id, draft.version, together)
    await publish(app, LEX, taken.id, taken.version)
    assert (await published_text(app, "pl", "bsn")).startswith("Nowe zdanie.")


async def test_two_publishers_at_once_publish_once(app: App) -> None:
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    both = (publish(app, who, draft_id, version) for who in (OLA, LEX))
    results = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["Gone", "int"]
    async with app.store.read() as tx:
        assert [one.act for one in await history(tx, BSN)] == ["publish", "files"]


async def test_a_text_with_errors_is_kept_but_goes_no_further(app: App) -> None:
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nZapłać 5 euro. {fact:nothing}\n\n")
    with pytest.raises(Faulty) as caught:
        await ask_review(app, ANA, draft_id, version)
    lines = {(problem.line, problem.cause.split(":")[0]) for problem in caught.value.problems}
    start = (await text_of(app, BSN)).splitlines().index("---", 1) + 2
    assert (start, "typed number '5'") in lines
    assert any(line == start and "no fact 'nothing'" in cause for line, cause in lines)
    with pytest.raises(Faulty):
        await publish(app, LEX, draft_id, version)


async def test_a_reviewer_sends_back_and_an_edit_takes_the_question_back(app: App) -> None:
    draft_id, version = await edit(app, ANA, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    asked = await ask_review(app, ANA, draft_id, version)
    assert asked.state == "review"
    back = await send_back(app, LEX, draft_id, asked.version, "Shorter, please")
    assert (back.state, back.reply) == ("draft", "Lex: Shorter, please")
    asked = await ask_review(app, ANA, draft_id, back.version)
    text = asked.text.replace("Nowe zdanie.", "Nowe.")
    assert (await save_draft(app, ANA, BSN, text, asked.version)).state == "draft"


async def test_a_draft_without_a_change_is_not_reviewed(app: App) -> None:
    draft = await save_draft(app, ANA, BSN, await text_of(app, BSN), 0)
    with pytest.raises(EditError, match="Nothing has changed"):
        await ask_review(app, ANA, draft.id, draft.version)
    await throw_away(app, ANA, draft.id, draft.version)
    with pytest.raises(Gone):
        await throw_away(app, ANA, draft.id, draft.version)


async def test_a_wrong_answer_is_withdrawn_at_once_and_restored_by_two(app: App) -> None:
    await withdraw(app, ANA, WAGE, "the amount is wrong")
    snapshot = await knowledge_of(app).newest()
    assert snapshot.answer("pl", "minimum_wage") is None
    assert snapshot.answer("nl", "minimum_wage") is not None
    with pytest.raises(EditError, match="withdrawn already"):
        await withdraw(app, ANA, WAGE, "again")
    async with app.store.read() as tx:
        files_revision = (await history(tx, WAGE))[-1]
    draft = await restore(app, ANA, files_revision.number, 0)
    await publish(app, LEX, draft.id, draft.version)
    assert (await knowledge_of(app).newest()).answer("pl", "minimum_wage") is not None


async def test_people_in_danger_are_never_left_without_an_answer(app: App) -> None:
    await withdraw(app, ANA, EXPLOITATION, "Dutch stands in")
    with pytest.raises(Faulty, match="danger"):
        await withdraw(app, LEX, answer_item("nl", "exploitation"), "")
    with pytest.raises(Faulty, match="danger"):
        await withdraw(app, LEX, contact_item("emergency_112"), "")


async def test_a_doubted_fact_is_marked_and_a_doubted_number_gives_way_to_the_website(app: App) -> None:
    await withdraw(app, LEX, fact_item("brp_deadline"), "")
    snapshot = await knowledge_of(app).newest()
    assert all(period.check for period in snapshot.facts["brp_deadline"].periods)
    await withdraw(app, LEX, contact_item("uwv_employees"), "")
    phone = (await knowledge_of(app).newest()).contacts["uwv_employees"].phone
    assert phone is not None
    assert phone.check


async def test_an_edit_that_follows_another_language_does_not_send_it_back(app: App) -> None:
    await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    await put_out(app, answer_item("ro", "bsn"), "\n---\n", "\n---\nO propoziție nouă. ", writer=RAD)
    async with app.store.read() as tx:
        assert [one.language for one in await open_checks(tx, "bsn")] == ["bg", "nl"]


async def test_still_right_closes_what_was_shown_and_nothing_later(app: App) -> None:
    first = await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    second = await put_out(app, BSN, "Nowe zdanie.", "Inne zdanie.")
    await still_right(app, RAD, "ro", "bsn", first)
    async with app.store.read() as tx:
        left = [one for one in await open_checks(tx, "bsn") if one.language == "ro"]
    assert [one.number for one in left] == [second]
    with pytest.raises(NotAllowed):
        await still_right(app, RAD, "bg", "bsn", second)


async def test_still_right_renews_a_review_that_is_due(app: App, world: World) -> None:
    world.clock.forward(days=400)
    before = (await knowledge_of(app).newest()).answers["pl", "bsn"]
    await still_right(app, ANA, "pl", "bsn", 0)
    answer = (await knowledge_of(app).newest()).answers["pl", "bsn"]
    assert before.review_by is not None
    assert answer.review_by is not None
    assert answer.review_by > date(2027, 12, 27) > before.review_by
    with pytest.raises(NotAllowed, match="legal reviewer"):
        await still_right(app, ANA, "pl", "minimum_wage", 0)


def with_period(text: str, day: str, value: str) -> str:
    (entry,) = load(text)
    last = entry["periods"][-1]
    last["valid_until"] = date.fromisoformat(day).replace(day=1)
    last["valid_until"] = date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    entry["periods"].append({**last, "value": value, "valid_from": date.fromisoformat(day), "valid_until": None})
    return write.entry_text(entry)


async def test_a_new_value_takes_over_on_its_day(app: App, world: World) -> None:
    fact = fact_item("no_bsn_tax_rate")
    draft = await save_draft(app, RAD, fact, with_period(await text_of(app, fact), "2027-01-01", "53"), 0)
    assert [one for one in await problems_of(app, fact, draft.text) if not one.warning] == []
    await publish(app, LEX, draft.id, draft.version)
    snapshot = await knowledge_of(app).newest()
    for day, value in ((date(2026, 12, 31), 52), (date(2027, 1, 1), 53)):
        period = snapshot.facts["no_bsn_tax_rate"].on(day)
        assert period is not None
        assert period.value == value


async def test_two_values_for_one_day_are_refused(app: App) -> None:
    fact = fact_item("no_bsn_tax_rate")
    text = with_period(await text_of(app, fact), "2027-01-01", "53").replace("        valid_until: 2026-12-31\n", "")
    draft = await save_draft(app, RAD, fact, text, 0)
    with pytest.raises(Faulty) as caught:
        await publish(app, LEX, draft.id, draft.version)
    assert any("two values hold on" in problem.cause for problem in caught.value.problems)


async def test_a_contact_changes_by_itself_on_its_day(app: App, world: World) -> None:
    contact = contact_item("cak")
    draft_id, version = await edit(app, RAD, contact, 'name: "CAK"', 'name: "CAK nieuw"')
    asked = await ask_review(app, RAD, draft_id, version, publish_at=start_of(date(2027, 1, 1)))
    assert await publish(app, LEX, asked.id, asked.version) is None
    assert (await knowledge_of(app).newest()).contacts["cak"].name == "CAK"
    # Somebody else's change in between is not lost.
    await put_out(app, contact, "url: https://www.hetcak.nl", "url: https://hetcak.nl", writer=OLA)
    world.clock.now = start_of(date(2027, 1, 1))
    await run_due(app)
    found = (await knowledge_of(app).newest()).contacts["cak"]
    assert (found.name, found.url) == ("CAK nieuw", "https://hetcak.nl")
    async with app.store.read() as tx:
        assert await drafts(tx) == []


async def test_a_planned_change_that_no_longer_fits_goes_back_to_review(app: App, world: World) -> None:
    contact = contact_item("cak")
    draft_id, version = await edit(app, RAD, contact, 'name: "CAK"', 'name: "CAK nieuw"')
    await publish(app, LEX, draft_id, version, at=start_of(date(2027, 1, 1)))
    await put_out(app, contact, 'name: "CAK"', 'name: "CAK anders"', writer=OLA)
    world.clock.now = start_of(date(2027, 1, 1))
    await run_due(app)
    assert (await knowledge_of(app).newest()).contacts["cak"].name == "CAK anders"
    async with app.store.read() as tx:
        (left,) = await drafts(tx)
    assert (left.state, left.slot) == ("review", "open")


async def break_latest(store: Store, item: Item, text: str) -> None:
    """As a defect or a hand in the database would."""
    async with store.write() as tx:
        table = content_revision
        number = await tx.conn.scalar(
            select(table.c.number)
            .where(table.c.kind == item.kind, table.c.name == item.name)
            .order_by(table.c.number.desc())
        )
        await tx.conn.execute(update(table).where(table.c.number == number).values(text=text))


@pytest.mark.parametrize("text", ["", "---\nnothing", "---\ntitle: [\n---\n"])
async def test_a_broken_text_gives_way_to_the_one_before(app: App, text: str) -> None:
    await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    await break_latest(app.store, BSN, text)
    after_restart = Knowledge(app.store, seed(), metrics=app.metrics)
    answer = (await after_restart.newest()).answers["pl", "bsn"]
    assert answer.essence
    assert not answer.essence.startswith("Nowe")
    assert (await after_restart.current()).broken == (BSN,)
    assert app.metrics.registry.get_sample_value("win_content_broken") == 1


async def test_a_broken_fact_takes_no_other_fact_along(app: App) -> None:
    fact = fact_item("no_bsn_tax_rate")
    await put_out(app, fact, '"52"', '"53"', writer=RAD)
    await break_latest(app.store, fact, "  - id: other\n    kind: value\n")
    snapshot = await Knowledge(app.store, seed()).newest()
    assert "other" not in snapshot.facts
    assert len(snapshot.facts) == len(knowledge_of(app).seed.snapshot.facts)


async def test_a_whole_that_can_serve_nobody_is_refused(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await knowledge_of(app).newest()
    await put_out(app, BSN, "\n---\n", "\n---\nNowe zdanie. ")
    monkeypatch.setattr("bot.content.files.blockers", lambda loaded: ["nobody could be served"])
    assert await knowledge_of(app).newest() is before
    assert app.metrics.registry.get_sample_value("win_content_broken") == 1


async def test_numbers_go_up_one_by_one_however_many_publish(app: App) -> None:
    slugs = ("bsn", "digid", "brp_register", "bank_account")
    made = [await edit(app, ANA, answer_item("pl", slug), "\n---\n", "\n---\nNowe zdanie. ") for slug in slugs]
    await asyncio.gather(*(publish(app, LEX, *one) for one in made))
    async with app.store.read() as tx:
        numbers = [n for slug in slugs for n in (one.number for one in await history(tx, answer_item("pl", slug)))]
        assert sorted(numbers) == list(range(1, 2 * len(slugs) + 1))
        assert await revision_number(tx) == 2 * len(slugs)
