"""The published state goes to the files and back without losing a word, and no edit is overwritten silently."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import win
from bot.content import answer_file, files, items, write
from bot.content.items import Item, Kind, answer_item, fact_item
from bot.content.yaml_lines import load
from bot.errors import ContentError
from bot.flows import exchange
from bot.flows.app import App
from bot.flows.editing import knowledge_of
from bot.flows.knowledge import Knowledge
from bot.flows.standing import withdraw
from bot.settings import ROOT
from bot.store import Store, migrate
from bot.store.revisions import Revision, add_revision, history
from tests.support.editor import ANA, seed, with_knowledge
from tests.support.world import KEYS, SECRET, World


@pytest.fixture
def app(world: World) -> App:
    return with_knowledge(world)


def rewritten(item: Item, text: str) -> str:
    """As if an editor had opened the item's form and saved it unchanged."""
    if item.kind is not Kind.ANSWER:
        (entry,) = load(text)
        return write.entry_text(entry)
    read = answer_file.read(text, "", language=item.language, topic="x", slug=item.name, problems=[])
    assert read
    return write.answer_text(read[0])


async def test_the_whole_content_goes_through_the_editor_unchanged(app: App, tmp_path: Path) -> None:
    state = await knowledge_of(app).current()
    every = items.all_items(state.tree, state.snapshot)
    assert len(every) > 900
    async with app.store.write() as tx:
        for item, text in every.items():
            revision = Revision(0, item, rewritten(item, text), "publish", "", "", "", "", "", app.clock())
            await add_revision(tx, revision)
    after = await knowledge_of(app).current()
    assert after.number == len(every)
    assert after.broken == ()
    assert dict(after.tree.texts) == dict(seed().texts)
    assert after.snapshot.revision == state.snapshot.revision
    assert set(exchange.written(after)) == {path for path in seed().texts if path.endswith(".md")} | {
        "facts.yml",
        "contacts.yml",
    }
    assert exchange.compare(after, files.read_tree(ROOT / "content")) == []


async def test_only_what_differs_is_imported_and_edits_stay(app: App, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    knowledge = knowledge_of(app)
    await withdraw(app, ANA, answer_item("pl", "bsn"), "wrong")
    digid = folder / "pl" / "registration" / "digid.md"
    digid.write_text(digid.read_text().replace("\n---\n", "\n---\nNowe zdanie. ", 1))
    facts = folder / "facts.yml"
    facts.write_text(facts.read_text().replace('value: "325"', 'value: "335"'))
    found = exchange.compare(await knowledge.current(), files.read_tree(folder))
    assert [(str(one.item), one.edited is not None) for one in found] == [
        ("answer:pl/bsn", True),
        ("answer:pl/digid", False),
        ("fact:brp_fine_max", False),
    ]
    assert await exchange.take_in(app.store, knowledge, [one for one in found if not one.edited], app.clock()) == 2
    snapshot = await knowledge.newest()
    assert snapshot.answers["pl", "digid"].essence.startswith("Nowe zdanie.")
    assert snapshot.answer("pl", "bsn") is None
    left = exchange.compare(await knowledge.current(), files.read_tree(folder))
    assert [str(one.item) for one in left] == ["answer:pl/bsn"]
    async with app.store.read() as tx:
        assert [one.act for one in await history(tx, fact_item("brp_fine_max"))] == ["import", "files"]


async def test_what_changed_since_the_comparison_is_left_alone(app: App) -> None:
    knowledge = knowledge_of(app)
    item = answer_item("pl", "bsn")
    text = seed().texts["pl/registration/bsn.md"]
    stale = exchange.Difference(item, "pl/registration/bsn.md", text, text.replace("\n---\n", "\n---\nX. ", 1), None)
    await withdraw(app, ANA, item, "wrong")
    assert await exchange.take_in(app.store, knowledge, [stale], app.clock()) == 0
    assert (await knowledge.newest()).answer("pl", "bsn") is None


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands on a database and a content folder of their own."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    url = f"sqlite:///{tmp_path / 'win.sqlite3'}"
    migrate(url)
    monkeypatch.setenv("WIN_DATABASE_URL", url)
    monkeypatch.setenv("WIN_SECRET_KEY", SECRET)
    monkeypatch.setenv("WIN_CONTENT_DIR", str(folder))
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(win, ["content", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


async def _withdrawn(folder: Path) -> None:
    store = await Store.open(f"sqlite:///{folder / 'win.sqlite3'}", KEYS)
    world = World(store)
    world.app.knowledge = Knowledge.from_folder(store, folder / "content")
    await withdraw(world.app, ANA, answer_item("pl", "bsn"), "wrong")
    await store.close()


def test_the_commands(installation: Path) -> None:
    import asyncio

    assert run("import") == (0, "The files say what is published.\n")
    assert run("export")[1].startswith("0 files written")
    file = installation / "content" / "pl" / "registration" / "bsn.md"
    before = file.read_text()
    asyncio.run(_withdrawn(installation))
    code, output = run("import", "--apply")
    assert code == 1
    assert "edited here by Ana" in output
    assert "kept. Take the files' text with --overwrite" in output
    code, output = run("export")
    assert (code, output.splitlines()[0]) == (0, "written: pl/registration/bsn.md")
    assert file.read_text() == before.replace("status: unreviewed", "status: withdrawn")
    assert run("import")[0] == 0
    file.write_text(before)
    assert run("import", "--apply", "--overwrite")[1].endswith("1 imported\n")
    assert run("import") == (0, "The files say what is published.\n")


def test_a_folder_with_errors_is_not_imported(installation: Path) -> None:
    file = installation / "content" / "pl" / "registration" / "bsn.md"
    file.write_text(file.read_text().replace("title:", "titel:"))
    with pytest.raises(ContentError, match=r"bsn\.md:2"):
        run("import", "--apply")
