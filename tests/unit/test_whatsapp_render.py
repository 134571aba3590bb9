"""Replies as WhatsApp messages: every limit of Meta's holds, on any text, and formatting never breaks."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.base import Outgoing
from bot.channels.whatsapp.channel import Template, all_labels
from bot.channels.whatsapp.markup import clip, neutral, split, text_of
from bot.channels.whatsapp.render import MAX_BODY, Labels, audio_message, render, template_message
from bot.content.markup import utf16_units
from bot.dialogue.actions import parse as parse_action
from bot.messages import Choice, Reply
from tests.support.whatsapp_limits import Refused, check_message

LABELS = Labels("Wybierz", "Więcej")
any_text = st.text(st.characters(codec=None, exclude_categories=()))


class Anybody:
    templates: dict[tuple[str, str], int] = {}  # noqa: RUF012
    refuse_window_at_once = False

    def find(self, body: dict[str, Any]) -> None:
        return None

    def is_open(self, person: Any) -> bool:
        return True


def check(message: Outgoing) -> dict[str, Any]:
    body = {"messaging_product": "whatsapp", "to": "+31612345678", "type": message.kind, **message.payload}
    json.dumps(body, ensure_ascii=False).encode("utf-8")
    check_message(body, Anybody())
    return body


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"ask:q{n}", f"Title {n}", f"Row {n}", f"A longer label {n}") for n in range(count))


def shown(message: Outgoing) -> list[tuple[str, str]]:
    action = message.payload["interactive"]["action"]
    if "buttons" in action:
        return [(one["reply"]["id"], one["reply"]["title"]) for one in action["buttons"]]
    return [(row["id"], row["title"]) for row in action["sections"][0]["rows"]]


@pytest.mark.parametrize("text", ["hej", "", " ", "​", "x" * 5000])
def test_without_choices_it_is_text(text: str) -> None:
    messages = render(Reply("pl", text), LABELS)
    assert 1 <= len(messages) <= 2
    for message in messages:
        assert check(message)["text"]["preview_url"] is False


def test_up_to_three_choices_are_buttons() -> None:
    for count in (1, 2, 3):
        (message,) = render(Reply("pl", "hej", choices(count)), LABELS)
        assert check(message)["interactive"]["type"] == "button"
        assert shown(message) == [(f"ask:q{n}", f"Title {n}") for n in range(count)]


def test_four_to_ten_choices_are_a_list() -> None:
    for count in (4, 10):
        (message,) = render(Reply("pl", "hej", choices(count)), LABELS)
        assert check(message)["interactive"]["action"]["button"] == "Wybierz"
        assert shown(message) == [(f"ask:q{n}", f"Row {n}") for n in range(count)]
        row = message.payload["interactive"]["action"]["sections"][0]["rows"][0]
        assert row["description"] == "A longer label 0"


def test_more_than_ten_choices_come_in_pages() -> None:
    for count in (11, 19, 40):
        (message,) = render(Reply("pl", "hej", choices(count)), LABELS)
        check(message)
        rows = shown(message)
        assert len(rows) == 10
        assert rows[-1] == ("page::9", "Więcej")
        action = parse_action("page::9")
        assert action is not None
        assert (action.verb, action.page) == ("page", 9)


def test_a_long_text_stands_apart_from_its_choices() -> None:
    text = "Akapit. " * 200
    above, below = render(Reply("pl", text, choices(5), prompt="Co dalej?"), LABELS)
    assert check(above)["text"]["body"].startswith("Akapit.")
    assert check(below)["interactive"]["body"]["text"] == "Co dalej?"
    (whole,) = render(Reply("pl", "ż" * MAX_BODY, choices(5), prompt="Co dalej?"), LABELS)
    check(whole)


def test_titles_that_do_not_fit_are_clipped_and_stay_distinct() -> None:
    long = tuple(Choice(f"a{n}", "A title that is far too long", "A row that is far too long too") for n in range(3))
    (message,) = render(Reply("pl", "hej", long), LABELS)
    check(message)
    same = (Choice("a", "Tak"), Choice("b", "Tak"), Choice("a", "Again"), Choice("", "No action"), Choice("c", " "))
    (message,) = render(Reply("pl", "hej", same), LABELS)
    check(message)
    assert shown(message) == [("a", "Tak"), ("b", "Tak 2")]


@given(any_text, st.lists(st.tuples(any_text, any_text, any_text, any_text), max_size=14), any_text)
@example("*" * 9, [("a", "", "", "")], "_")
def test_no_text_breaks_a_limit(text: str, made: list[tuple[str, str, str, str]], prompt: str) -> None:
    reply = Reply("pl", text * 40, tuple(Choice(*one) for one in made), prompt=prompt * 40)
    messages = render(reply, LABELS)
    assert 1 <= len(messages) <= 2
    for message in messages:
        check(message)


@pytest.mark.parametrize(
    ("markdown", "whatsapp"),
    [
        ("**Ważne!** Idź do *gemeente*.", "*Ważne!* Idź do gemeente."),
        ("- **a:** b\n- c", "• *a:* b\n• c"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("**a**b", "ab"),
        ("**a** **b**", "*a* *b*"),
        ("**a\nb**", "*a*\n*b*"),
        ("[rijksoverheid.nl](https://www.rijksoverheid.nl/a_b)", "https://www.rijksoverheid.nl/a_b"),
        ("[tutaj](https://x.nl/a)", "tutaj (https://x.nl/a)"),
        ("[112](tel:112) i [a@b.nl](mailto:a@b.nl)", "112 i a@b.nl"),
        ("2 \\* 3 \\* 4", "2 ∗ 3 ∗ 4"),
        ("\\_nie\\_ plik\\_a\\_b", "ˍnieˍ plik_a_b"),
        ("\\~a\\~ \\`b\\`", "∼a∼ ˋbˋ"),
        ("\\> cytat", "› cytat"),
        ("a\ud800b\x00c", "a�bc"),
    ],
)
def test_formatting(markdown: str, whatsapp: str) -> None:
    assert text_of(markdown) == whatsapp


BOLD = re.compile(r"\*([^*\n]+)\*")


@given(any_text)
@example("**a** b*c **d**e ***f***")
def test_stars_come_in_pairs_that_whatsapp_reads(text: str) -> None:
    shown_text = re.sub(r"https?://\S+|\(\S+@\S+\)", "", text_of(text))
    for line in shown_text.split("\n"):
        assert line.count("*") % 2 == 0
        for match in BOLD.finditer(line):
            assert match[1] == match[1].strip()
        assert "*" not in BOLD.sub("", line)


@given(any_text)
def test_nothing_of_a_text_itself_switches_a_style_on(text: str) -> None:
    made = neutral(text)
    words = re.sub(r"https?://\S+", "", made)
    assert not set(words) & {"*", "`"}
    assert not re.search(r"(?<!\w)[_~]|[_~](?!\w)", words)


@given(any_text, st.integers(1, 30))
def test_splitting_loses_no_words(text: str, units: int) -> None:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    pieces = split(whole, units)
    assert all(0 < utf16_units(piece) <= max(units, 2) for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(whole.split())
    assert utf16_units(clip(whole, units)) <= units


def test_labels_exist_and_fit_in_every_language() -> None:
    labels = all_labels()
    assert {"pl", "ro", "bg", "nl", "en", "uk", "tr"} <= set(labels)
    for label in labels.values():
        assert 0 < utf16_units(label.choose) <= 20
        assert 0 < utf16_units(label.more) <= 24
    assert len({label.choose for label in labels.values()}) == len(labels)


def test_templates_fall_back_to_a_language_that_is_approved() -> None:
    template = Template("reminder", {"pl": "pl", "nl": "nl"})
    assert template.message("pl") == template_message("reminder", "pl")
    assert template.message("uk") == template_message("reminder", "nl")
    assert Template("reminder", {}).message("pl") is None
    check(template_message("reminder", "pl"))
    check(audio_message("900"))


def test_the_double_refuses_what_meta_refuses() -> None:
    button = {"type": "reply", "reply": {"id": "a", "title": "x" * 21}}
    body = {"type": "button", "body": {"text": "x"}, "action": {"buttons": [button]}}
    with pytest.raises(Refused, match="Button title length invalid"):
        check(Outgoing("interactive", {"interactive": body}))
    rows = [{"id": str(n), "title": str(n)} for n in range(11)]
    body = {"type": "list", "body": {"text": "x"}, "action": {"button": "x", "sections": [{"rows": rows}]}}
    with pytest.raises(Refused, match="Total row count exceed max allowed count: 10"):
        check(Outgoing("interactive", {"interactive": body}))
    with pytest.raises(Refused, match="4096"):
        check(Outgoing("text", {"text": {"body": "x" * 4097}}))


def test_every_answer_in_every_language_fits_two_messages() -> None:
    from bot.content.files import load
    from bot.dialogue import answers
    from bot.dialogue.voice import Voice
    from bot.settings import ROOT
    from tests.support.dialogue import context

    snapshot = load(ROOT / "content").snapshot
    ctx = context(snapshot=snapshot)
    labels, seen = all_labels(), 0
    assert ctx.today > date(2026, 1, 1)
    for (language, slug), _ in snapshot.answers.items():
        voice = Voice(ctx, language)
        turns: list[tuple[Reply | None, ...]] = [
            (answers.answer(voice, slug, with_notice=True),),
            (answers.more(voice, slug),),
            (answers.rest(voice, slug),),
        ]
        if snapshot.questions[slug].urgent:
            turns.append(answers.urgent(voice, (slug,)))
        for turn in turns:
            messages = [message for reply in turn if reply for message in render(reply, labels[language])]
            assert len(messages) <= 2, (language, slug)
            seen += len(messages)
            for message in messages:
                check(message)
    assert seen > 500
    urgent = [slug for slug, question in snapshot.questions.items() if question.urgent]
    for language in snapshot.languages:
        for first in urgent:
            for second in urgent:
                pair = answers.urgent(Voice(ctx, language), tuple(dict.fromkeys((first, second))))
                assert sum(len(render(reply, labels[language])) for reply in pair) <= 2, (language, first, second)
