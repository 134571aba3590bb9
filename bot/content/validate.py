"""Checks the knowledge as a whole: every problem at once, each as `path:line: cause`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from bot.content import markup, readability, references
from bot.content.files import Loaded, path_of
from bot.content.model import (
    CHAT_TOPIC,
    HANDOFF_KINDS,
    MAX_BUTTON_CHARS,
    MAX_ESSENCE_CHARS,
    MAX_MORE_CHARS,
    MAX_ROW_CHARS,
    MAX_TITLE_CHARS,
    Answer,
    Snapshot,
    Status,
)
from bot.content.places import plain
from bot.content.plain_language import FILE, PlainLanguage
from bot.content.problems import Problem
from bot.content.references import Phrases

TYPED_NUMBER = re.compile(r"(?<![\w-])\d[\d.,:/-]*")
"""A number that stands by itself: A1, U2, mbo-2 are names and pass."""
ALLOWED_NUMBERS = frozenset({"24/7"})
_LIST_NUMBER = re.compile(r"\s*\d+[.)] ")
_FULL_HOUR = "}:00"
"""An hour of the day is a count in facts.yml; the minutes behind it are typed."""
_URL = re.compile(r"\(https?://[^)]*\)")
NO_SURE_NUMBER = "an urgent answer must show at least one phone number that is verified"
_LEFTOVER = re.compile(r"TODO|FIXME|lorem ipsum|\?\?\?", re.IGNORECASE)


def check(loaded: Loaded, *, today: date, phrases: Mapping[str, Phrases]) -> list[Problem]:
    """Everything that is wrong with the folder on that day, sorted by place; warnings among them."""
    snapshot = loaded.snapshot
    problems = [*loaded.problems, *check_registry(snapshot)]
    for key, answer in snapshot.answers.items():
        problems.extend(_answer(answer, snapshot, loaded.text_lines[key], today, phrases.get(answer.language)))
        rules = loaded.plain_language.get(answer.language)
        if rules is not None:
            problems.extend(_plain(answer, snapshot, loaded.text_lines[key], today, rules))
    for language in snapshot.languages:
        if loaded.plain_language and language not in loaded.plain_language:
            problems.append(
                Problem(FILE, 0, f"no budgets for {language!r}: its answers are not checked for plain language", True)
            )
    problems.extend(_unique_buttons(snapshot))
    for slug, question in snapshot.questions.items():
        if question.topic != CHAT_TOPIC:
            problems.extend(_parity(slug, snapshot))
    return sorted(set(problems))


def check_answer(
    loaded: Loaded, language: str, slug: str, *, today: date, phrases: Mapping[str, Phrases]
) -> list[Problem]:
    """What `check` finds about one answer. That other languages differ from it is a warning here: they follow later."""
    snapshot = loaded.snapshot
    answer = snapshot.answers.get((language, slug))
    path = path_of(language, snapshot.questions[slug].topic, slug)
    problems = [problem for problem in loaded.problems if problem.path == path]
    if answer is None:
        return sorted(set(problems))
    problems.extend(_answer(answer, snapshot, loaded.text_lines[language, slug], today, phrases.get(language)))
    rules = loaded.plain_language.get(language)
    if rules is not None:
        problems.extend(_plain(answer, snapshot, loaded.text_lines[language, slug], today, rules))
    problems.extend(problem for problem in _unique_buttons(snapshot, (language, slug)) if problem.path == path)
    problems.extend(_differs(answer, snapshot))
    return sorted(set(problems))


def _differs(answer: Answer, snapshot: Snapshot) -> Iterator[Problem]:
    """Where the other languages say something else, told of this one."""
    path = path_of(answer.language, answer.topic, answer.slug)
    for language in snapshot.languages:
        other = snapshot.answers.get((language, answer.slug))
        if other is not None and language != answer.language:
            for problem in _pair(other, answer, path):
                yield Problem(path, 0, problem.cause, True)


def check_shown(
    loaded: Loaded, language: str, slug: str, *, today: date, phrases: Mapping[str, Phrases]
) -> list[Problem]:
    """What is wrong with one answer's references and with what people see of it."""
    answer = loaded.snapshot.answers[language, slug]
    path = path_of(language, answer.topic, slug)
    problems = list(_text(answer, loaded.snapshot, loaded.text_lines[language, slug], path))
    if language in phrases:
        problems.extend(_rendered(answer, loaded.snapshot, today, phrases[language], path))
    return problems


def check_registry(snapshot: Snapshot) -> Iterator[Problem]:
    """What is wrong between the registries."""
    for question in snapshot.questions.values():
        for step in question.handoff:
            kind, _, contact = step.partition(":")
            if not (step in HANDOFF_KINDS or (kind == "contact" and contact in snapshot.contacts)):
                yield Problem(
                    "questions.yml",
                    0,
                    f"{question.slug}: handoff {step!r} is not {', '.join(HANDOFF_KINDS)} or contact:<id>",
                )
    yield from _desks(snapshot)


def _desks(snapshot: Snapshot) -> Iterator[Problem]:
    """Cities of contacts are places, or nobody could be told that they are near."""
    towns = {name for name, found in snapshot.places.names.items() if found}
    municipalities = {
        plain(name)
        for place in snapshot.places.by_id.values()
        if place.municipality == place.id
        for name in (place.name, *place.also)
    }
    for contact in snapshot.contacts.values():
        line = contact.line
        cities = [contact.city, *(number.city for number in contact.numbers)]
        for city in cities:
            if city and plain(city) not in towns:
                yield Problem("contacts.yml", line, f"{contact.id}: city {city!r} is no place in places.yml")
        for name in contact.municipalities:
            if plain(name) not in municipalities:
                yield Problem("contacts.yml", line, f"{contact.id}: {name!r} is no municipality in places.yml")


def _answer(
    answer: Answer, snapshot: Snapshot, text_lines: tuple[int, int], today: date, phrases: Phrases | None
) -> Iterator[Problem]:
    path = path_of(answer.language, answer.topic, answer.slug)

    def problem(cause: str, line: int = 0, *, warning: bool = False) -> Problem:
        return Problem(path, line, cause, warning)

    for name, text, limit in (
        ("title", answer.title, MAX_TITLE_CHARS),
        ("button", answer.button, MAX_BUTTON_CHARS),
        ("row", answer.row, MAX_ROW_CHARS),
    ):
        length = markup.utf16_units(text)
        if length > limit:
            yield problem(f"{name} has {length} characters, {limit} fit: {text!r}")
    if not answer.sources:
        yield problem("sources is missing: name at least one official page")
    for url in answer.sources:
        if not url.startswith("https://"):
            yield problem(f"source {url!r} must start with https://")
    for name in answer.rests_on:
        if name not in snapshot.facts and name not in snapshot.rules:
            yield problem(f"rests_on: no fact or rule {name!r} in facts.yml")
    if answer.review_by is None:
        yield problem("review_by is missing: by when must somebody look again?")
    elif answer.review_by < today:
        yield problem(f"review was due on {answer.review_by}", warning=True)
    if answer.status is Status.PUBLISHED and answer.reviewed is None:
        yield problem("published without a date in reviewed: who looked at it, when?")
    yield from _text(answer, snapshot, text_lines, path)
    yield from _unverified_rules(answer, snapshot, path)
    if phrases is not None:
        yield from _rendered(answer, snapshot, today, phrases, path)


def _text(answer: Answer, snapshot: Snapshot, text_lines: tuple[int, int], path: str) -> Iterator[Problem]:
    body = f"{answer.essence}\n{answer.more}"
    for reference in references.find(body):
        cause = references.fault(snapshot, reference)
        if cause:
            yield Problem(path, _line_of(answer, reference.line, text_lines), cause)
    for number, line in enumerate(body.splitlines(), 1):
        place = _line_of(answer, number, text_lines)
        bare = references.REFERENCE.sub("", _URL.sub("", _LIST_NUMBER.sub("", line.replace(_FULL_HOUR, "}"))))
        for match in TYPED_NUMBER.finditer(bare):
            if match[0].rstrip(".,:") not in ALLOWED_NUMBERS:
                yield Problem(path, place, f"typed number {match[0]!r}: use {{fact:…}} or {{contact:…}}")
        if "{" in bare or "}" in bare:
            yield Problem(path, place, "a brace outside a reference such as {fact:brp_deadline}")
        if line.lstrip().startswith("#") or "<" in bare:
            yield Problem(
                path,
                place,
                "no headings and no HTML: paragraphs, lists, **bold** and [links](https://…) only",
            )
        if _LEFTOVER.search(line):
            yield Problem(path, place, "unfinished text")
        if line != unicodedata.normalize("NFC", line):
            yield Problem(path, place, "letters with separate accents: save the file in NFC")
        if answer.language == "ro" and re.search("[şţŞŢ]", line):
            yield Problem(path, place, "ş or ţ with a cedilla: Romanian writes ș and ț with a comma below")


def _line_of(answer: Answer, number: int, text_lines: tuple[int, int]) -> int:
    """The line in the file of a line (from 1) of essence and second part put together."""
    essence_lines = answer.essence.count("\n") + 1
    start, offset = (text_lines[0], 1) if number <= essence_lines else (text_lines[1], 1 + essence_lines)
    return start + number - offset


def _unverified_rules(answer: Answer, snapshot: Snapshot, path: str) -> Iterator[Problem]:
    body = f"{answer.essence}\n{answer.more}"
    named = {reference.target for reference in references.find(body) if reference.kind == "source"}
    shown = body + " ".join(
        snapshot.contacts[reference.target.partition(".")[0]].url
        for reference in references.find(body)
        if reference.kind == "contact" and reference.target.partition(".")[0] in snapshot.contacts
    )
    for name in answer.rests_on:
        rule = snapshot.rules.get(name)
        if rule is None or not rule.check or name in named:
            continue
        site = rule.check_at or rule.source
        if site and markup.host(site) not in shown:
            yield Problem(path, 0, f"rule {name!r} is unverified: say where to check it with {{source:{name}}}")


def _rendered(answer: Answer, snapshot: Snapshot, today: date, phrases: Phrases, path: str) -> Iterator[Problem]:
    for name, text, limit in (
        ("essence", answer.essence, MAX_ESSENCE_CHARS),
        ("more", answer.more, MAX_MORE_CHARS),
    ):
        filled = references.fill(text, snapshot, language=answer.language, on=today, phrases=phrases)
        length = markup.utf16_units(markup.plain(filled))
        if length > limit:
            yield Problem(path, 0, f"{name} has {length} characters when shown, {limit} fit")
    for reference in references.find(f"{answer.essence}\n{answer.more}"):
        fact = snapshot.facts.get(reference.target) if reference.kind == "fact" else None
        if fact is not None and fact.on(today) is None:
            yield Problem(
                path,
                0,
                f"fact {fact.id!r} has no value for {today}: people read that it is being updated",
                True,
            )
    if snapshot.questions[answer.slug].urgent and not _sure_number(answer, snapshot):
        yield Problem(path, 0, NO_SURE_NUMBER)


def _plain(
    answer: Answer, snapshot: Snapshot, text_lines: tuple[int, int], today: date, rules: PlainLanguage
) -> Iterator[Problem]:
    path = path_of(answer.language, answer.topic, answer.slug)
    for found in readability.findings(answer, snapshot, rules, today):
        line = _line_of(answer, found.line, text_lines) if found.line else 0
        yield Problem(path, line, found.cause, found.warning)


def _sure_number(answer: Answer, snapshot: Snapshot) -> bool:
    for reference in references.find(answer.essence):
        if reference.kind == "contact" and not references.fault(snapshot, reference):
            name, _, part = reference.target.partition(".")
            phone = snapshot.contacts[name].phone
            if part in ("", "phone") and phone is not None and not phone.check:
                return True
    return False


def _unique_buttons(snapshot: Snapshot, last: tuple[str, str] | None = None) -> Iterator[Problem]:
    """WhatsApp refuses two buttons of one message with the same title. The problem is `last`'s, if it has one."""
    answers = sorted(snapshot.answers.items(), key=lambda item: item[0] == last)
    for kind in ("button", "row", "title"):
        seen: dict[tuple[str, str], str] = {}
        for _, answer in answers:
            text = str(getattr(answer, kind))
            first = seen.setdefault((answer.language, text.casefold()), answer.slug)
            if first != answer.slug:
                path = path_of(answer.language, answer.topic, answer.slug)
                yield Problem(path, 0, f"{kind} {text!r} is used by {first!r} too: people could not tell them apart")


def _parity(slug: str, snapshot: Snapshot) -> Iterator[Problem]:
    """The same facts, links and steps in every language, in different words."""
    answers = [
        snapshot.answers[language, slug] for language in snapshot.languages if (language, slug) in snapshot.answers
    ]
    if len(answers) < 2:
        return
    for other in answers[1:]:
        yield from _pair(answers[0], other, path_of(other.language, other.topic, slug))


def _pair(first: Answer, other: Answer, path: str) -> Iterator[Problem]:
    for name, mine, theirs in (
        ("sources", set(first.sources), set(other.sources)),
        ("rests_on", set(first.rests_on), set(other.rests_on)),
        ("references", _targets(first), _targets(other)),
    ):
        if mine != theirs:
            missing, extra = ", ".join(sorted(mine - theirs)), ", ".join(sorted(theirs - mine))
            yield Problem(path, 0, f"{name} differ from {first.language}: missing [{missing}], only here [{extra}]")
    for name, mine_text, their_text in (
        ("essence", first.essence, other.essence),
        ("more", first.more, other.more),
    ):
        mine_steps, their_steps = _steps(mine_text), _steps(their_text)
        if mine_steps != their_steps or bool(mine_text) != bool(their_text):
            yield Problem(path, 0, f"{name} has {their_steps} list items, {first.language} has {mine_steps}")


def _targets(answer: Answer) -> set[str]:
    """The references that every language must share; each names the embassy of its own readers."""
    found = (
        f"{reference.kind}:{reference.target}" for reference in references.find(f"{answer.essence}\n{answer.more}")
    )
    return {target for target in found if not target.startswith("contact:embassy_")}


def _steps(text: str) -> int:
    return sum(bool(block.marker) for block in markup.parse(text))
