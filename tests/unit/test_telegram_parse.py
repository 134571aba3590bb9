"""Telegram's updates: every kind is told apart, nothing raises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import ALBUM, Attachment
from bot.channels.telegram.parse import Ignored, InGroup, Reached, Said, parse
from bot.messages import Incoming, IncomingKind

ANA = {"id": 501, "is_bot": False, "first_name": "Ana", "language_code": "pl"}
BOT = {"id": 1, "is_bot": True, "first_name": "Work in NL"}
PRIVATE = {"id": 501, "type": "private", "first_name": "Ana"}
GROUP = {"id": -100200300, "type": "supergroup", "title": "Praca"}
FILE = {"file_id": "f1", "file_unique_id": "u1", "file_size": 9000}


def message(*, key: str = "message", chat: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
    made = {"message_id": 5, "from": ANA, "chat": chat or PRIVATE, "date": 1790000000, **content}
    return {"update_id": 1, key: made}


def said(update: dict[str, Any]) -> Said:
    heard = parse(update)
    assert isinstance(heard, Said), heard
    return heard


def incoming(update: dict[str, Any]) -> Incoming:
    return said(update).envelope.incoming


def test_a_text() -> None:
    envelope = said(message(text="cześć")).envelope
    assert envelope.incoming == Incoming(IncomingKind.TEXT, text="cześć", language_hint="pl")
    assert (envelope.channel, envelope.address, envelope.external_id) == ("telegram", "501", "message:501:5")
    assert envelope.sent_at_s == 1790000000


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", ""),
        ("/start bsn-pl--tilburg", "bsn-pl--tilburg"),
        ("/start@work_in_nl_bot bsn", "bsn"),
        ("/start  two words ", "two words"),
    ],
)
def test_start_and_its_payload(text: str, payload: str) -> None:
    assert incoming(message(text=text)) == Incoming(IncomingKind.START, action=payload, language_hint="pl")


@pytest.mark.parametrize(
    ("text", "read"),
    [("/help", "/help"), ("/menu@work_in_nl_bot", "/menu"), ("/delete", "/delete"), ("/startle", "/startle")],
)
def test_commands_are_texts_that_the_dialogue_knows(text: str, read: str) -> None:
    assert incoming(message(text=text)).text == read


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"voice": {**FILE, "duration": 3, "mime_type": "audio/ogg"}}, "voice"),
        ({"audio": {**FILE, "duration": 3}}, "audio"),
        ({"photo": [{**FILE, "width": 9, "height": 9}]}, "image"),
        ({"document": {**FILE, "file_name": "umowa.pdf", "mime_type": "application/pdf"}}, "document"),
        ({"video": {**FILE, "width": 9, "height": 9, "duration": 1}}, "video"),
        ({"video_note": {**FILE, "length": 9, "duration": 1}}, "video"),
        ({"animation": {**FILE, "width": 9, "height": 9, "duration": 1}, "document": FILE}, "animation"),
        (
            {
                "sticker": {
                    **FILE,
                    "type": "regular",
                    "width": 9,
                    "height": 9,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "sticker",
        ),
        ({"location": {"latitude": 52.0, "longitude": 4.3}}, "location"),
        (
            {
                "venue": {"location": {"latitude": 52.0, "longitude": 4.3}, "title": "x", "address": "y"},
                "location": {"latitude": 52.0, "longitude": 4.3},
            },
            "location",
        ),
        ({"contact": {"phone_number": "+48", "first_name": "Jan"}}, "contact"),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "q",
                    "options": [],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                }
            },
            "poll",
        ),
        ({"dice": {"value": 3, "emoji": "🎲"}}, "dice"),
        ({"hologram_of_2028": {"x": 1}}, "unknown"),
        ({"text": "  "}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_what_can_not_be_read_is_named(content: dict[str, Any], what: str) -> None:
    found = incoming(message(**content))
    assert (found.kind, found.what) == (IncomingKind.UNREADABLE, what)


def test_a_message_whose_contents_the_library_can_not_read_is_answered_too() -> None:
    found = incoming(message(poll={"a_poll": "of another time"}))
    assert (found.kind, found.what) == (IncomingKind.UNREADABLE, "poll")
    assert incoming(message(text="cześć", entities="none")).text == "cześć"


def test_a_caption_is_read_as_text_and_the_file_is_remembered() -> None:
    small, large = ({**FILE, "file_id": name, "width": side, "height": side} for name, side in (("s", 90), ("l", 900)))
    envelope = said(message(photo=[small, large], caption="co to za pismo?", media_group_id="77")).envelope
    assert (envelope.incoming.kind, envelope.incoming.text) == (IncomingKind.TEXT, "co to za pismo?")
    attachment = Attachment.from_attributes(envelope.attributes)
    assert attachment == Attachment("l", "image", "image/jpeg", "", 9000)
    assert envelope.attributes[ALBUM] == "77"


def test_the_name_of_a_document_is_remembered() -> None:
    envelope = said(message(document={**FILE, "file_name": "umowa.pdf", "mime_type": "application/pdf"})).envelope
    assert Attachment.from_attributes(envelope.attributes) == Attachment(
        "f1", "document", "application/pdf", "umowa.pdf", 9000
    )


def test_an_edit_is_a_message_of_its_own_per_moment() -> None:
    first = said(message(key="edited_message", text="b", edit_date=1790000005)).envelope
    again = said({**message(key="edited_message", text="b", edit_date=1790000005), "update_id": 77}).envelope
    later = said(message(key="edited_message", text="c", edit_date=1790000009)).envelope
    assert first.incoming.edited
    assert first.external_id == again.external_id != later.external_id
    assert first.external_id != "message:501:5"
    assert first.sent_at_s == 1790000005


def test_a_moving_live_location_is_no_new_question() -> None:
    location = {"latitude": 52.0, "longitude": 4.3, "live_period": 600}
    assert isinstance(parse(message(key="edited_message", location=location, edit_date=1790000005)), Ignored)


@pytest.mark.parametrize(
    "shown",
    [
        {"chat": PRIVATE, "message_id": 9, "date": 0},
        {"chat": PRIVATE, "message_id": 9, "date": 1790000000, "from": BOT, "text": "?"},
        None,
    ],
)
def test_a_press_also_of_a_message_that_telegram_forgot(shown: dict[str, Any] | None) -> None:
    query = {"id": "438", "from": ANA, "chat_instance": "-7", "data": "lang:pl"} | ({"message": shown} if shown else {})
    heard = said({"update_id": 2, "callback_query": query})
    assert heard.callback_id == "438"
    assert heard.envelope.address == "501"
    assert heard.envelope.external_id == "callback:438"
    assert heard.envelope.incoming == Incoming(IncomingKind.CHOICE, action="lang:pl", language_hint="pl")


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True), ("left", False)])
def test_blocked_and_unblocked(status: str, reachable: bool) -> None:
    member = {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    heard = parse(
        {
            "update_id": 4,
            "my_chat_member": {
                "chat": PRIVATE,
                "from": ANA,
                "date": 1790000000,
                "old_chat_member": {"user": BOT, "status": "member"},
                "new_chat_member": member,
            },
        }
    )
    assert isinstance(heard, Reached)
    assert (heard.address, heard.reachable) == ("501", reachable)


def test_groups() -> None:
    assert parse(message(chat=GROUP, text="cześć")) == InGroup(-100200300, "pl")
    added = {
        "chat": GROUP,
        "from": ANA,
        "date": 1790000000,
        "old_chat_member": {"user": BOT, "status": "left"},
        "new_chat_member": {"user": BOT, "status": "member"},
    }
    assert parse({"update_id": 4, "my_chat_member": added}) == InGroup(-100200300, "pl")
    removed = {**added, "new_chat_member": {"user": BOT, "status": "left"}}
    assert isinstance(parse({"update_id": 4, "my_chat_member": removed}), Ignored)
    assert isinstance(parse(message(chat=GROUP, left_chat_member=BOT)), Ignored)


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel"}}},
        {"update_id": 1, "chat_boost_of_2028": {}},
        message(pinned_message={"chat": PRIVATE, "message_id": 1, "date": 0}),
        {"update_id": 1, "message": {**message(text="x")["message"], "from": BOT}},
        message(text="x", chat={"id": "501", "type": "private"}),
        {"update_id": 1},
        {},
        [],
        None,
        "x",
        {"update_id": 1, "message": None, "callback_query": []},
    ],
)
def test_what_is_no_message_to_us_is_ignored(update: object) -> None:
    assert isinstance(parse(update), Ignored)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    "message_id from chat date text caption entities photo voice document edit_date media_group_id data id "
    "new_chat_member old_chat_member user status".split()
)


@given(
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "poll"]),
    st.dictionaries(fields, json_values, max_size=8),
    st.booleans(),
)
def test_nothing_raises(kind: str, content: dict[str, Any], complete: bool) -> None:
    base = message(text="x")["message"] if complete else {}
    heard = parse({"update_id": 1, kind: {**base, **content}})
    if isinstance(heard, Said):
        assert heard.envelope.address
        assert isinstance(heard.envelope.incoming.text, str)
        assert isinstance(heard.envelope.incoming.action, str)
