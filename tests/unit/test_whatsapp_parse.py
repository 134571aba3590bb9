"""What Meta's webhook calls mean."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Attachment
from bot.channels.whatsapp.errors import send_error
from bot.channels.whatsapp.identity import Person
from bot.channels.whatsapp.parse import Parsed, parse
from bot.channels.whatsapp.signature import is_signed, sign
from bot.errors import ChannelDown, PermanentSendError, SendError, TemporarySendError, Unreachable, WindowClosed
from bot.messages import MAX_INCOMING_CHARS, Incoming, IncomingKind

NUMBER = "106540352242922"
PHONE, USER = "31612345678", "NL.13491208655302741918"


def call(number: str = NUMBER, field: str = "messages", **value: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": number}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": field, "value": whole}]}],
    }


def message(kind: str, part: Any = None, **changes: Any) -> dict[str, Any]:
    made = {"from": PHONE, "from_user_id": USER, "id": "wamid.A", "timestamp": "1790416800", "type": kind, kind: part}
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def incoming(kind: str, part: Any = None, **changes: Any) -> Incoming:
    (envelope,) = parse(call(messages=[message(kind, part, **changes)]), NUMBER).messages
    return envelope.incoming


def test_the_signature_of_metas_test_vector() -> None:
    body = b'{"object":"whatsapp_business_account","entry":[]}'
    signature = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"
    assert sign("test_app_secret", body) == signature
    assert is_signed("test_app_secret", body, signature)
    for wrong in ("", "sha256=", signature[7:], signature.upper(), signature[:-1] + "7", "żółw"):
        assert not is_signed("test_app_secret", body, wrong)
    assert not is_signed("test_app_secret", body + b" ", signature)
    assert not is_signed("another", body, signature)


def test_a_text_with_everything_that_belongs_to_it() -> None:
    (one,) = parse(call(messages=[message("text", {"body": "cześć"})]), NUMBER).messages
    assert one.channel == "whatsapp"
    assert one.incoming == Incoming(IncomingKind.TEXT, "cześć")
    assert (one.address, one.alias, one.route) == (USER, "+" + PHONE, f"{USER} +{PHONE}")
    assert (one.external_id, one.sent_at_s) == ("wamid.A", 1790416800.0)
    assert one.window is not None
    assert one.window.total_seconds() == 24 * 3600


@pytest.mark.parametrize(
    ("sender", "address", "alias", "recipient"),
    [
        ({"from": PHONE, "from_user_id": USER}, USER, "+" + PHONE, {"to": "+" + PHONE}),
        ({"from": None, "from_user_id": USER}, USER, "", {"recipient": USER}),
        ({"from": PHONE, "from_user_id": None}, "+" + PHONE, "", {"to": "+" + PHONE}),
    ],
)
def test_who_wrote(sender: dict[str, Any], address: str, alias: str, recipient: dict[str, str]) -> None:
    (one,) = parse(call(messages=[message("text", {"body": "hej"}, **sender)]), NUMBER).messages
    assert (one.address, one.alias) == (address, alias)
    assert Person.from_route(one.route).recipient == recipient


def test_the_contact_brings_the_user_id_that_the_message_lacks() -> None:
    contacts = [{"wa_id": "48600000001", "user_id": "PL.1"}, {"wa_id": PHONE, "user_id": USER}]
    found = parse(call(contacts=contacts, messages=[message("text", {"body": "x"}, from_user_id=None)]), NUMBER)
    assert found.messages[0].address == USER


@pytest.mark.parametrize(
    ("person", "language"),
    [
        (Person("", "+48601234567"), "pl"),
        (Person("RO.1", "+40712345678"), "ro"),
        (Person("", "+359888123456"), "bg"),
        (Person("PL.1", "+31612345678"), ""),
        (Person("BG.1", ""), "bg"),
        (Person("NL.1", ""), ""),
    ],
)
def test_the_country_of_a_number_hints_at_a_language(person: Person, language: str) -> None:
    assert person.language_hint == language


def test_buttons_rows_and_template_replies_are_choices() -> None:
    button = {"type": "button_reply", "button_reply": {"id": "lang:pl", "title": "Polski"}}
    row = {"type": "list_reply", "list_reply": {"id": "topic:work", "title": "Work", "description": "…"}}
    assert incoming("interactive", button) == Incoming(IncomingKind.CHOICE, "Polski", "lang:pl")
    assert incoming("interactive", row) == Incoming(IncomingKind.CHOICE, "Work", "topic:work")
    template = incoming("button", {"payload": "resume", "text": "Pokaż odpowiedź"})
    assert template == Incoming(IncomingKind.CHOICE, "Pokaż odpowiedź", "resume")
    assert incoming("button", {"payload": "Pokaż odpowiedź", "text": "Pokaż odpowiedź"}).action == "resume"
    assert incoming("button", {"payload": "ask:bsn", "text": "BSN"}).action == "ask:bsn"
    odd = {"type": "button_reply", "button_reply": {"id": "ż" * 40, "title": "x"}}
    assert incoming("interactive", odd).action == ""


@pytest.mark.parametrize(
    ("kind", "part", "what"),
    [
        ("audio", {"id": "900", "mime_type": "audio/ogg; codecs=opus", "voice": True}, "voice"),
        ("audio", {"id": "900", "voice": False}, "audio"),
        ("image", {"id": "900"}, "image"),
        ("document", {"id": "900", "filename": "umowa.pdf"}, "document"),
        ("video", {"id": "900"}, "video"),
        ("sticker", {"id": "900", "animated": False}, "sticker"),
        ("location", {"latitude": 52.07, "longitude": 4.3}, "location"),
        ("contacts", [{"name": {"formatted_name": "A"}}], "contacts"),
        ("order", {"product_items": []}, "order"),
        ("unsupported", {"type": "poll_creation"}, "unsupported"),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}, "interactive"),
        ("something_new", {"x": 1}, "unknown"),
        ("image", None, "image"),
    ],
)
def test_what_is_no_text_gets_a_friendly_answer(kind: str, part: Any, what: str) -> None:
    found = incoming(kind, part)
    assert (found.kind, found.what) == (IncomingKind.UNREADABLE, what)


def test_a_caption_is_read_like_a_text() -> None:
    found = incoming("image", {"id": "900", "caption": "szef zabrał mi paszport"})
    assert found == Incoming(IncomingKind.TEXT, "szef zabrał mi paszport", what="image")


def test_a_file_can_be_found_again() -> None:
    part = {"id": "900", "mime_type": "application/pdf", "sha256": "x", "filename": "umowa.pdf", "url": "https://x"}
    (one,) = parse(call(messages=[message("document", part)]), NUMBER).messages
    assert Attachment.from_attributes(one.attributes) == Attachment("900", "document", "application/pdf", "umowa.pdf")
    assert "https" not in str(one.attributes)


@pytest.mark.parametrize(
    ("kind", "part", "changes"),
    [
        ("reaction", {"message_id": "wamid.B", "emoji": "👍"}, {}),
        ("reaction", {"message_id": "wamid.B"}, {}),
        ("system", {"type": "something_else", "body": "…"}, {}),
        ("text", {"body": "x"}, {"id": None}),
        ("text", {"body": "x"}, {"id": 7}),
        ("text", {"body": "x"}, {"from": None, "from_user_id": None}),
        ("text", {"body": "x"}, {"from": "no number", "from_user_id": "not.one.of/theirs"}),
        ("text", {"body": "x"}, {"group_id": "120363"}),
    ],
)
def test_what_needs_no_answer_gets_none(kind: str, part: Any, changes: dict[str, Any]) -> None:
    found = parse(call(messages=[message(kind, part, **changes)]), NUMBER)
    assert (found.messages, found.moves, found.ignored) == ([], [], 1)


def test_a_prepared_text_opens_the_answer() -> None:
    found = incoming("text", {"body": "Jak dostać BSN? #bsn-pl--tilburg"})
    assert (found.kind, found.action) == (IncomingKind.START, "bsn-pl--tilburg")
    assert incoming("text", {"body": "#bsn-pl"}).action == "bsn-pl"
    for plain in ("problem #agencja", "#bsn", "#bsn-pl co to", "C#bsn-pl", "#bsn-pl--" + "x" * 25):
        assert incoming("text", {"body": plain}).kind is IncomingKind.TEXT


def test_a_changed_number_leads_from_the_old_to_the_new_address() -> None:
    system = {"type": "user_changed_number", "wa_id": "48999", "user_id": "PL.2", "body": "A changed"}
    found = parse(call(messages=[message("system", {**system, "wa_id": "48999000111"})]), NUMBER)
    (move,) = found.moves
    assert move.before == (USER, "+" + PHONE)
    assert (move.address, move.alias, move.route) == ("PL.2", "+48999000111", "PL.2 +48999000111")
    changed = {"type": "user_changed_user_id", "user_id": "NL.2", "previous_user_id": USER, "body": "…"}
    (move,) = parse(call(messages=[message("system", changed, from_user_id=None)]), NUMBER).moves
    assert move.before == (USER, "+" + PHONE)
    assert (move.address, move.alias) == ("NL.2", "+" + PHONE)
    alone = {"type": "user_changed_number", "wa_id": "48999000111", "body": "…"}
    (move,) = parse(call(messages=[message("system", alone, from_user_id=None)]), NUMBER).moves
    assert (move.before, move.address) == (("+" + PHONE,), "+48999000111")


def test_statuses() -> None:
    status = {"id": "wamid.ours", "timestamp": "1790416800", "recipient_id": PHONE, "biz_opaque_callback_data": "k"}
    failed = {"errors": [{"code": 131047, "title": "Re-engagement message"}]}
    states: list[dict[str, Any]] = [
        {"status": "sent"},
        {"status": "delivered"},
        {"status": "read"},
        {"status": "played"},
    ]
    states.append({"status": "failed", **failed})
    found = parse(call(statuses=[{**status, **one} for one in states]), NUMBER)
    assert [mark.state for mark in found.marks] == ["sent", "delivered", "read", "read", "failed"]
    assert {(mark.key, mark.external_id, mark.at_s) for mark in found.marks} == {("k", "wamid.ours", 1790416800.0)}
    assert isinstance(found.marks[-1].error, WindowClosed)
    assert parse(call(statuses=[{**status, "status": "deleted"}, {"status": "sent"}]), NUMBER).ignored == 2


def test_other_numbers_fields_and_objects_are_left_out() -> None:
    good: dict[str, Any] = {"messages": [message("text", {"body": "x"})]}
    for data in (
        call(number="1", **good),
        call(field="account_update", **good),
        {**call(**good), "object": "page"},
    ):
        assert parse(data, NUMBER) == Parsed(ignored=1)
    assert parse(call(errors=[{"code": 130429, "title": "Rate"}]), NUMBER).troubles == ["130429"]


def test_all_of_a_large_call_is_read_in_order() -> None:
    data = call(messages=[message("text", {"body": str(n)}, id=f"wamid.{n}") for n in range(400)])
    data["entry"][0]["changes"] *= 2
    data["entry"] *= 2
    assert [one.incoming.text for one in parse(data, NUMBER).messages] == [str(n) for n in range(400)] * 4


def test_long_texts_are_cut_and_odd_times_left_out() -> None:
    assert len(incoming("text", {"body": "x" * 5000}).text) == MAX_INCOMING_CHARS
    for odd in ("soon", "", "9" * 30, "-5", None, True, float("nan"), 10**400, "٣", [1]):
        (one,) = parse(call(messages=[message("text", {"body": "x"}, timestamp=odd)]), NUMBER).messages
        assert one.sent_at_s is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(anything)
def test_any_json_is_read(data: Any) -> None:
    parse(data, NUMBER)


@given(
    st.sampled_from(["text", "interactive", "button", "image", "audio", "system", "contacts", "reaction", "new"]),
    anything,
    st.dictionaries(
        st.sampled_from(["from", "from_user_id", "id", "timestamp", "type", "group_id", "system", "statuses"]),
        anything,
        max_size=4,
    ),
)
def test_any_message_is_read(kind: str, part: Any, changes: dict[str, Any]) -> None:
    whole = message(kind, part)
    found = parse(call(messages=[{**whole, **changes}], statuses=[changes, part], contacts=[part]), NUMBER)
    for one in found.messages:
        json.dumps(one.incoming.text)


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        ((4, 80007, 130429, 131056, 1, 2, 131000, 131016, 131057, 131049), TemporarySendError),
        ((131047,), WindowClosed),
        ((131026,), Unreachable),
        ((100, 131008, 131009, 131051, 131052, 131053, 131050, 131062, 132000, 132001, 132016), PermanentSendError),
        ((190, 0, 3, 10, 200, 299, 131005, 368, 130497, 131031, 131042, 131048, 133010), ChannelDown),
        ((999_999,), PermanentSendError),
    ],
)
def test_every_code_of_the_table(codes: tuple[int, ...], kind: type[SendError]) -> None:
    for code in codes:
        error = send_error({"code": code, "title": "Something else entirely"})
        assert type(error) is kind, code
        assert error.reason == str(code)


def test_codes_that_the_table_lacks_go_by_status() -> None:
    assert isinstance(send_error({"code": 999_999}, status=503), TemporarySendError)
    assert isinstance(send_error({"code": 999_999, "is_transient": True}), TemporarySendError)
    assert isinstance(send_error({"code": 100, "error_subcode": 33}), ChannelDown)
    assert isinstance(send_error({}, status=502), TemporarySendError)
    assert isinstance(send_error({}, status=401), ChannelDown)
    assert isinstance(send_error({"code": "131026"}), PermanentSendError)
