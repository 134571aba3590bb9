"""Puts sentences that ask the same into one group; the NLU is asked outside of any transaction."""

from __future__ import annotations

import logging
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.content.model import Snapshot
from bot.content.scrub import unmasked
from bot.content.similarity import ALIKE, Sketch, alike, mean, sketch
from bot.dialogue.decide import OUT_OF_SCOPE
from bot.errors import NluError
from bot.flows.app import App
from bot.nlu_server import NluServer
from bot.store import phrases
from bot.store.conversations import new_id
from bot.store.phrases import Phrase

logger = logging.getLogger(__name__)

BATCH = 200
GUESSES = 3

_centres: dict[tuple[str, str], list[float]] = {}
"""(encoder, language) → the mean vector of our questions' titles."""


async def group_new(app: App) -> int:
    """Group what has come in since; how many sentences got a group. Waits for the next time while the NLU is away."""
    if app.learning is None:
        return 0
    server = app.learning.servers[0]
    try:
        encoder = (await server.health()).encoder
        await _embed(app, server, encoder)
        snapshot = app.knowledge.seed.snapshot if app.knowledge is not None else None
        return await _group(app, server, encoder, snapshot)
    except NluError as error:
        logger.info("Sentences wait for their groups: %s", error)
        return 0


async def _embed(app: App, server: NluServer, encoder: str) -> None:
    while True:
        async with app.store.read() as tx:
            batch = await phrases.to_embed(tx, encoder, BATCH)
        if not batch:
            return
        vectors, used = await server.embed([_bare(one) for one in batch])
        if used != encoder:
            return
        guesses = await _guesses(server, batch)
        async with app.store.write(behind=True) as tx:
            for one, vector, guess in zip(batch, vectors, guesses, strict=True):
                await phrases.set_vector(tx, one.id, array("f", vector).tobytes(), encoder, guess)


async def _guesses(server: NluServer, batch: Sequence[Phrase]) -> list[str]:
    """What the model takes each sentence for, best first; a question that the person chose comes before."""
    found: dict[int, str] = {}
    for language in dict.fromkeys(one.language for one in batch):
        part = [one for one in batch if one.language == language]
        try:
            understood = await server.parse(language, [_bare(one) for one in part])
        except NluError:
            continue  # no model for this language: grouped by meaning and letters alone
        for one, meaning in zip(part, understood, strict=True):
            ranked = [slug for slug, _ in meaning.ranking if slug != OUT_OF_SCOPE]
            chosen = [one.slug] if one.reason == "other" else []
            found[one.id] = " ".join(dict.fromkeys([*chosen, *ranked]).keys() if chosen else ranked[:GUESSES])[:250]
    return [" ".join(found.get(one.id, "").split()[:GUESSES]) for one in batch]


async def _group(app: App, server: NluServer, encoder: str, snapshot: Snapshot | None) -> int:
    async with app.store.read() as tx:
        fresh = await phrases.ungrouped(tx, BATCH * 5)
        languages = dict.fromkeys(one.language for one in fresh)
        known = {language: await phrases.members(tx, language) for language in languages}
    grouped = 0
    for language in languages:
        centre = await _centre(server, encoder, language, snapshot)
        groups: dict[str, list[Sketch]] = defaultdict(list)
        for one in known[language]:
            if one.group_id and one.encoder == encoder:
                groups[one.group_id].append(_sketch(one, centre))
        for one in fresh:
            if one.language == language and one.encoder == encoder:
                grouped += await _place(app, one, _sketch(one, centre), groups)
    return grouped


async def _place(app: App, one: Phrase, drawn: Sketch, groups: dict[str, list[Sketch]]) -> int:
    """Put a sentence into the group it is most like, or into a new one."""
    best, likeness = "", ALIKE
    for group_id, members in groups.items():
        # Like most of the group, not like one odd member alone: groups would grow into chains.
        values = sorted((alike(drawn, member) for member in members), reverse=True)
        value = sum(values[:3]) / len(values[:3])
        if value >= likeness:
            best, likeness = group_id, value
    async with app.store.write(behind=True) as tx:
        if best and await phrases.group(tx, best) is None:
            del groups[best]
            best = ""
        group_id = best or new_id()
        if not best:
            await phrases.make_group(tx, group_id, one.language, app.clock())
        placed = await phrases.put(tx, one.id, group_id)
        if not placed and not best:
            await phrases.drop_empty(tx)
    if placed:
        groups[group_id].append(drawn)
    return int(placed)


def _sketch(one: Phrase, centre: Sequence[float]) -> Sketch:
    vector = array("f")
    vector.frombytes(one.vector or b"")
    guess = one.guesses.split()[0] if one.guesses else ""
    return sketch(_bare(one), one.language, vector, centre if len(centre) == len(vector) else (), guess)


def _bare(one: Phrase) -> str:
    return unmasked(one.text) or one.text


async def _centre(server: NluServer, encoder: str, language: str, snapshot: Snapshot | None) -> list[float]:
    key = encoder, language
    if key not in _centres:
        titles = [a.title for (lang, _), a in snapshot.answers.items() if lang == language] if snapshot else []
        _centres[key] = mean((await server.embed(titles))[0]) if titles else []
    return _centres[key]


def suggested(members: Sequence[Phrase], most: int = 3) -> list[str]:
    """The questions that a group's sentences are most likely about, best first."""
    weights: Counter[str] = Counter()
    for one in members:
        for place, slug in enumerate(one.guesses.split()):
            weights[slug] += GUESSES - place
    return [slug for slug, _ in weights.most_common(most)]
