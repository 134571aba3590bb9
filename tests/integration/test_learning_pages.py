"""The pages of the training inbox, of training and of sharing."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from bot.channels.web.channel import WebChannel
from bot.flows import train
from bot.flows.app import App
from bot.staff.roles import Role
from bot.store import Store, bundles, phrases
from tests.support.learning import FakeNlu
from tests.support.staff import make_account, signed_in
from tests.support.web import app_on, settings

GROUP = "a" * 32


@pytest.fixture
def nlu() -> FakeNlu:
    return FakeNlu()


@pytest.fixture
async def app(store: Store, nlu: FakeNlu, tmp_path: Path) -> App:
    made = settings(str(store.url), public_url="https://chat.example.org")
    opened = app_on(store, {"web": WebChannel()}, made)
    (tmp_path / "pl.jsonl").write_text(json.dumps({"text": "numerek obywatelski", "intent": "bsn"}) + "\n")
    opened.learning = nlu.learning(tmp_path)
    async with store.write() as tx:
        await phrases.make_group(tx, GROUP, "pl", opened.clock())
        for number in range(3):
            text = f"gdzie <b> numerek {number * 'x'} [name]"
            await phrases.add(
                tx, f"person{number}", language="pl", text=text, reason="rephrase", slug="", day=opened.clock().date()
            )
            await phrases.put(tx, number + 1, GROUP)
    return opened


@pytest.fixture
async def client(app: App) -> AsyncIterator[httpx.AsyncClient]:
    made = settings(
        str(app.store.url), public_url="https://chat.example.org", telegram_name="win_bot", whatsapp_number="+31 6 1234"
    )
    web = create_app(app, made)
    transport = httpx.ASGITransport(app=web)
    headers = {"Origin": "https://chat.example.org"}
    async with httpx.AsyncClient(transport=transport, base_url="https://chat.example.org", headers=headers) as one:
        yield one


async def as_(client: httpx.AsyncClient, app: App, role: Role, *languages: str) -> httpx.AsyncClient:
    return await signed_in(client, await make_account(app.store, role=role, languages=languages or ("pl",)))


async def test_a_key_figure_assigns_a_group_and_takes_it_back(client: httpx.AsyncClient, app: App) -> None:
    await as_(client, app, Role.KEY_FIGURE)
    page = await client.get("/editor/inbox")
    assert page.status_code == 200
    assert "3 people" in page.text
    assert "&lt;b&gt;" in page.text
    assert '<span class="mask">name</span>' in page.text
    answer = await client.post(f"/editor/inbox/{GROUP}", data={"act": "assign", "slug": "bsn", "language": "pl"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/editor/inbox?language=pl&done=assigned"
    assert "Nothing waits" in (await client.get("/editor/inbox")).text
    decided = await client.get("/editor/inbox?show=decided")
    assert "Belongs to:" in decided.text
    assert (await client.post(f"/editor/inbox/{GROUP}", data={"act": "undo"})).status_code == 303
    assert "3 people" in (await client.get("/editor/inbox")).text


@pytest.mark.parametrize(
    "form",
    [
        {"act": "assign", "slug": "greet"},
        {"act": "assign:no_such"},
        {"act": "propose", "note": " "},
        {"act": "out:x"},
        {"act": "nothing"},
        {},
    ],
)
async def test_wrong_forms_say_so_and_change_nothing(client: httpx.AsyncClient, app: App, form: dict[str, str]) -> None:
    await as_(client, app, Role.KEY_FIGURE)
    answer = await client.post(f"/editor/inbox/{GROUP}", data={**form, "language": "'><script>"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script>" not in answer.text.split("<main")[1]


async def test_other_languages_and_roles_see_nothing(client: httpx.AsyncClient, app: App) -> None:
    await as_(client, app, Role.KEY_FIGURE, "ro")
    assert "Nothing waits" in (await client.get("/editor/inbox?language=pl")).text
    assert (await client.post(f"/editor/inbox/{GROUP}", data={"act": "outside"})).status_code == 422
    assert (await client.get("/editor/training")).status_code == 403
    await as_(client, app, Role.ADVISER)
    assert (await client.get("/editor/inbox")).status_code == 403
    assert (await client.get("/editor/share/bsn")).status_code == 403


async def test_an_administrator_trains_compares_uses_and_goes_back(
    client: httpx.AsyncClient, app: App, nlu: FakeNlu
) -> None:
    await as_(client, app, Role.ADMINISTRATOR)
    await client.post(f"/editor/inbox/{GROUP}", data={"act": "assign:bsn"})
    assert "from the files" in (await client.get("/editor/training")).text
    assert (await client.post("/editor/training", data={"act": "train:pl"})).status_code == 303
    await train.step(app)
    await train.step(app)
    state = await client.get("/editor/training/state")
    assert "embedding 1 of 2" in state.text
    assert (await client.post("/editor/training", data={"act": "train:pl"})).status_code == 409
    nlu.finish()
    await train.step(app)
    await train.step(app)
    assert (await client.get("/editor/training/state")).headers["hx-refresh"] == "true"
    async with app.store.read() as tx:
        (run,) = await bundles.runs(tx)
    page = await client.get(f"/editor/training/{run.id}")
    assert "Use this model" in page.text
    assert "<svg" in page.text
    assert (await client.post(f"/editor/training/{run.id}")).headers["location"] == "/editor/training?done=promoted"
    assert nlu.in_use["pl"] == "b" * 16
    assert "learned from people too" in (await client.get("/editor/training")).text
    assert (await client.post("/editor/training", data={"act": "back:pl"})).status_code == 303
    assert nlu.in_use["pl"] == "a" * 16
    assert (await client.post(f"/editor/training/{run.id}")).status_code == 409


async def test_a_worse_model_is_shown_and_cannot_be_used(client: httpx.AsyncClient, app: App, nlu: FakeNlu) -> None:
    await as_(client, app, Role.ADMINISTRATOR)
    nlu.models["pl"]["a" * 16]["numerek"] = "bsn"
    nlu.forgets = ("numerek",)
    await client.post(f"/editor/inbox/{GROUP}", data={"act": "assign:dentist"})
    await client.post("/editor/training", data={"act": "train:pl"})
    await train.step(app)
    nlu.finish()
    await train.step(app)
    await train.step(app)
    async with app.store.read() as tx:
        (run,) = await bundles.runs(tx)
    page = await client.get(f"/editor/training/{run.id}")
    assert "notice bad" in page.text
    assert "Use this model" not in page.text
    assert (await client.post(f"/editor/training/{run.id}")).status_code == 409
    assert nlu.in_use["pl"] == "a" * 16


async def test_training_pages_stand_while_the_nlu_is_away(client: httpx.AsyncClient, app: App, nlu: FakeNlu) -> None:
    await as_(client, app, Role.ADMINISTRATOR)
    nlu.away = True
    page = await client.get("/editor/training")
    assert page.status_code == 200
    assert "do not answer" in page.text
    assert (await client.get("/editor/training/nothing")).status_code == 303
    assert (await client.post("/editor/training", data={"act": "train:xx"})).status_code == 409


async def test_links_codes_and_texts_to_share(client: httpx.AsyncClient, app: App) -> None:
    await as_(client, app, Role.KEY_FIGURE)
    page = await client.get("/editor/share/bsn")
    assert page.status_code == 200
    for link in (
        "https://chat.example.org/chat?ask=bsn&amp;lang=bg",
        "https://t.me/win_bot?start=bsn-ro",
        "https://wa.me/3161234?text=",
    ):
        assert link in page.text
    assert "%23bsn-nl" in page.text
    for name, kind in (("web.svg", "image/svg+xml"), ("telegram.png", "image/png"), ("whatsapp.svg", "image/svg+xml")):
        answer = await client.get(f"/editor/share/bsn/pl/{name}")
        assert answer.headers["content-type"].startswith(kind)
    for path in ("no_such", "greet", "bsn/xx/web.svg", "bsn/pl/fax.svg", "bsn/pl/web.exe", "bsn/xx/card.pdf"):
        assert (await client.get(f"/editor/share/{path}")).status_code == 404


@pytest.mark.parametrize("language", ["pl", "ro", "bg", "nl"])
async def test_the_card_prints_every_letter(client: httpx.AsyncClient, app: App, language: str) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    from api.editor.card import FONTS

    await as_(client, app, Role.KEY_FIGURE)
    answer = await client.get(f"/editor/share/brp_register/{language}/card.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert b"DejaVu" in answer.content
    letters = TTFont(io.BytesIO((FONTS / "DejaVuSans-Bold.ttf").read_bytes())).getBestCmap()
    assert not [char for char in "șțȘȚăâîąćęłńóśźżЖѝъщюя„”“–…" if ord(char) not in letters]
