"""A desk with people and cases, for pictures and for tests that need more than one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.case import Callback, Case, Part, Source, Way
from bot.desk.hours import Span
from bot.flows import cases
from bot.flows.app import App
from bot.flows.desk_settings import keep_reply, set_week
from bot.flows.drain import drain
from bot.flows.receive import receive
from bot.messages import Envelope, Incoming, IncomingKind
from bot.staff.roles import Account, Role
from tests.support.staff import make_account, open_staff_session

CONSENT = "Agreed at the information point, by word of mouth."


@dataclass(frozen=True)
class Scene:
    """Who is there, and the case that is looked at."""

    maria: Account
    ion: Account
    olga: Account
    chief: Account
    case: Case
    callback: Case


async def say(app: App, address: str, text: str, *, channel: str = "web", sent_at: datetime | None = None) -> str:
    """A person writes; the bot answers; their conversation."""
    envelope = Envelope(channel, address, f"{address}-{text}", Incoming(IncomingKind.TEXT, text))
    received = await receive(app.store, envelope, now=app.clock())
    assert received.conversation_id
    await drain(app, received.conversation_id)
    return received.conversation_id


async def open_one(app: App, conversation_id: str | None, **details: object) -> Case:
    opened = await cases.open_case(
        app,
        conversation_id,
        consent=CONSENT,
        source=Source.PERSON,
        **details,  # type: ignore[arg-type]
    )
    return opened.case


async def furnish(app: App) -> Scene:
    """Four accounts, eight cases in three languages, one of them in full swing.

    What the advisers hold is younger than their silence may be, so that a worker leaves it with them; no worker may
    look while the scene is being made.
    """
    start = datetime.now().astimezone()

    def at(minutes_ago: float) -> None:
        app.clock = lambda: start - timedelta(minutes=minutes_ago)

    async def account(name: str, role: Role, languages: tuple[str, ...]) -> Account:
        made = await make_account(app.store, role=role, name=name, languages=languages, interface="nl")
        await open_staff_session(app.store, made)
        return made

    at(200)
    maria = await account("Maria", Role.ADVISER, ("pl", "nl"))
    ion = await account("Ion", Role.ADVISER, ("ro", "pl", "nl"))
    olga = await make_account(app.store, role=Role.ADVISER, name="Olga", languages=("bg", "uk"), interface="nl")
    chief = await account("Judith", Role.SUPERVISOR, ("pl", "ro", "nl"))
    everyday = tuple((Span(0, 24 * 60),))
    await set_week(app, cases.actor_of(chief), "", dict.fromkeys(range(7), everyday))

    at(22)
    conversation = await say(app, "anna", "agencja potrąciła mi 200 euro za mieszkanie")
    await say(app, "anna", "jak sie zameldowac w holandii?")
    at(21)
    case = await open_one(app, conversation, language="pl", slug="agency_deductions", topic="work")
    maria_acts = cases.actor_of(maria)
    at(19)
    case = await cases.claim(app, maria_acts, case.id)
    at(18)
    text = "Dzień dobry, jestem Maria. Widzę, że chodzi o potrącenie 200 euro. Czy masz pasek wypłaty (loonstrook)?"
    await cases.reply(app, maria_acts, case.id, text)
    at(14)
    await say(app, "anna", "tak mam, ale nie rozumiem co tam pisze")
    await cases.note(app, maria_acts, case.id, "Let op: huis en contract zijn van hetzelfde bureau. Eerst loonstrook.")
    at(13)
    text = "Zrób proszę zdjęcie i wyślij je tutaj. Zakryj swój BSN. Sprawdzę, czy to potrącenie jest dozwolone."
    await cases.reply(app, maria_acts, case.id, text)
    at(4)
    await say(app, "anna", "ok wysylam wieczorem po pracy. a moge stracic pokoj jak sie poskarze?")

    for minutes, who, language, slug, topic, urgent in (
        (27, "gosia", "pl", "unpaid_wages", "work", False),
        (19, "mihai", "ro", "eviction", "housing", True),
        (12, "elena", "ro", "sick_leave", "work", False),
        (9, "dimo", "bg", "contract", "work", False),
        (2, "pawel", "pl", "dismissal", "work", False),
    ):
        at(minutes)
        talk = await say(app, who, {"pl": "szef mi nie zaplacil", "ro": "ma da afara", "bg": "dogovor"}[language])
        await open_one(app, talk, language=language, slug=slug, topic=topic, urgent=urgent)
    at(11)
    callback = await open_one(
        app,
        None,
        language="pl",
        slug="work_accident",
        topic="work",
        way=Way.CALLBACK,
        callback=Callback("+31612345678", "pl", Part.AFTERNOON),
    )
    talk = await say(app, "ewa", "nie dostalam urlopu")
    held = await open_one(app, talk, language="pl", slug="holiday_pay", topic="work")
    await cases.claim(app, cases.actor_of(ion), held.id)
    done = await open_one(app, await say(app, "jan", "podatek"), language="pl", slug="tax_return", topic="work")
    await cases.claim(app, maria_acts, done.id)
    await cases.close(app, maria_acts, done.id, "solved")

    at(0)
    body = "Dzień dobry, jestem Maria, doradczyni. Czytam Twoje wiadomości."
    await keep_reply(app, maria_acts, language="pl", title="Dzień dobry", body=body, for_all=False)
    body = "Stawka minimalna to {fact:minimum_wage_hour_21plus} brutto za godzinę (od 21 lat)."
    await keep_reply(app, cases.actor_of(chief), language="pl", title="Stawka minimalna", body=body, for_all=True)
    body = "Możesz też zadzwonić do Het Juridisch Loket: {contact:juridisch_loket_am.phone}. To nic nie kosztuje."
    await keep_reply(app, cases.actor_of(chief), language="pl", title="Telefon", body=body, for_all=True)
    case = await cases.get_case(app, maria_acts, case.id, look=False)
    return Scene(maria, ion, olga, chief, replace(case), callback)
