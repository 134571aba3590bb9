"""Keys: what is sealed opens only with its key, in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.store.keys import Keys, new_data_key, seal, seal_json, unseal, unseal_json

SECRET = "a secret of the tests, long enough"
any_text = st.text(st.characters(codec=None, exclude_categories=()))


@given(any_text, any_text)
def test_any_text_comes_back_as_it_was(text: str, place: str) -> None:
    key = new_data_key()
    place = place.encode("utf-8", "replace").decode()
    assert unseal_json(key, seal_json(key, {"text": text}, place), place) == {"text": text}


@given(st.binary(max_size=100), st.data())
def test_a_changed_byte_is_noticed(plain: bytes, data: st.DataObject) -> None:
    key = new_data_key()
    sealed = bytearray(seal(key, plain, "a:1"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(StoreError):
        unseal(key, bytes(sealed), "a:1")


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x01" + b"x" * 12])
def test_a_cut_value_is_noticed(broken: bytes) -> None:
    with pytest.raises(StoreError):
        unseal(new_data_key(), broken, "a:1")


def test_a_value_opens_only_in_its_place_and_with_its_key() -> None:
    key = new_data_key()
    sealed = seal(key, b"x", "inbox:1:1")
    with pytest.raises(StoreError, match="inbox"):
        unseal(key, sealed, "inbox:1:2")
    with pytest.raises(StoreError):
        unseal(new_data_key(), sealed, "inbox:1:1")


def test_keys_are_separate_and_hidden() -> None:
    keys = Keys.from_secret(SECRET)
    assert len({keys.wrap[0], keys.lookup, keys.cookie}) == 3
    assert repr(keys) == "Keys()"
    other = Keys.from_secret(SECRET, cookie_key="another secret, long enough too!")
    assert (other.wrap, other.lookup) == (keys.wrap, keys.lookup)
    assert other.cookie != keys.cookie


def test_wrapped_key_belongs_to_its_conversation() -> None:
    keys = Keys.from_secret(SECRET)
    data_key = new_data_key()
    wrapped = keys.wrap_data_key(data_key, "one")
    assert keys.unwrap_data_key(wrapped, "one") == data_key
    with pytest.raises(StoreError, match="WIN_SECRET_KEY"):
        keys.unwrap_data_key(wrapped, "two")
    with pytest.raises(StoreError, match="WIN_SECRET_KEY"):
        keys.unwrap_data_key(b"", "one")


def test_earlier_wrap_keys_still_open() -> None:
    old = Keys.from_secret(SECRET)
    new = Keys.from_secret(SECRET, wrap_key="the new wrapping secret, long enough")
    newer = Keys.from_secret(
        "a new secret altogether, long enough", previous_wrap_keys=["the new wrapping secret, long enough"]
    )
    data_key = new_data_key()
    assert new.unwrap_data_key(old.wrap_data_key(data_key, "x"), "x") == data_key
    assert newer.unwrap_data_key(new.wrap_data_key(data_key, "x"), "x") == data_key
    assert new.is_newest(new.wrap_data_key(data_key, "x"))
    assert not new.is_newest(old.wrap_data_key(data_key, "x"))
    with pytest.raises(StoreError):
        old.unwrap_data_key(new.wrap_data_key(data_key, "x"), "x")


def test_hashes_depend_on_every_part_and_on_the_key() -> None:
    keys = Keys.from_secret(SECRET)
    parts = [("a", "b", "c"), ("ab", "", "c"), ("a", "bc", ""), ("a", "b", "cc"), ("a", "c", "b")]
    assert len({keys.hash(*one) for one in parts}) == len(parts)
    assert keys.hash("a", "b", "c") != Keys.from_secret(SECRET + "!").hash("a", "b", "c")
