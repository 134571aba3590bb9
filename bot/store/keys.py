"""Keys: one wraps the conversations' own keys, one hashes addresses and message ids, one signs cookies.

All are derived from `WIN_SECRET_KEY` (HKDF-SHA256, RFC 5869), unless one is set beside it. What a person wrote is
sealed with AES-256-GCM under a key that their conversation alone has; the associated data names table, row and
column, so that a value copied elsewhere can't be opened there. Destroying that one key erases everything sealed by it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StoreError

KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID_BYTES = 4
VERSION = b"\x01"


def derive(secret: str, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    info = b"work-in-nl-chat " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"key id" + key).digest()[:KEY_ID_BYTES]


def new_data_key() -> bytes:
    """A fresh key for one conversation."""
    return os.urandom(KEY_BYTES)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one installation. They never show in `repr`."""

    wrap: tuple[bytes, ...] = field(repr=False)
    """The first one wraps; all of them unwrap (earlier ones, until `bot.store.rotate` has run)."""
    lookup: bytes = field(repr=False)
    cookie: bytes = field(repr=False)

    @classmethod
    def from_secret(
        cls,
        secret_key: str,
        *,
        wrap_key: str | None = None,
        lookup_key: str | None = None,
        cookie_key: str | None = None,
        previous_wrap_keys: Sequence[str] = (),
    ) -> Keys:
        """Derive all keys from `secret_key`; a key that is set beside it takes that one's place.

        With a wrap key of its own, the one derived from `secret_key` still unwraps, and so do
        `previous_wrap_keys`: what was stored before the change stays readable.
        """
        secrets = [s for s in (wrap_key, secret_key, *previous_wrap_keys) if s]
        return cls(
            wrap=tuple(derive(secret, "wrap") for secret in secrets),
            lookup=derive(lookup_key or secret_key, "lookup"),
            cookie=derive(cookie_key or secret_key, "cookie"),
        )

    def hash(self, kind: str, channel: str, value: str) -> bytes:
        """The keyed hash (HMAC-SHA256) of an address or a message id, so that it can be found without being stored."""
        parts = [part.encode("utf-8", "surrogatepass") for part in (kind, channel, value)]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self.lookup, framed, "sha256")

    def wrap_data_key(self, data_key: bytes, conversation_id: str) -> bytes:
        """Seal a conversation's key with the newest wrap key."""
        key, nonce = self.wrap[0], os.urandom(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, data_key, b"data_key:" + conversation_id.encode())
        return VERSION + _key_id(key) + nonce + sealed

    def unwrap_data_key(self, wrapped: bytes, conversation_id: str) -> bytes:
        """Open a conversation's key; `StoreError` if none of our wrap keys made it."""
        key_id, rest = wrapped[1 : 1 + KEY_ID_BYTES], wrapped[1 + KEY_ID_BYTES :]
        for key in self.wrap:
            if wrapped[:1] == VERSION and hmac.compare_digest(_key_id(key), key_id):
                aad = b"data_key:" + conversation_id.encode()
                try:
                    return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], aad)
                except InvalidTag:
                    break
        raise StoreError(
            "The key of a conversation can't be opened: none of the configured keys made it. "
            "Set WIN_SECRET_KEY (or WIN_WRAP_KEY) to the value this database was written with."
        )

    def is_newest(self, wrapped: bytes) -> bool:
        """Whether the newest wrap key sealed this one."""
        return hmac.compare_digest(wrapped[1 : 1 + KEY_ID_BYTES], _key_id(self.wrap[0]))


def seal(data_key: bytes, plain: bytes, place: str) -> bytes:
    """Seal bytes for one place ("table:row:column")."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(data_key).encrypt(nonce, plain, place.encode())


def unseal(data_key: bytes, sealed: bytes, place: str) -> bytes:
    """Open what `seal` made for the same place; `StoreError` when it was changed, moved or sealed by another key."""
    try:
        if sealed[:1] != VERSION:
            raise InvalidTag
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return AESGCM(data_key).decrypt(nonce, body, place.encode())
    except (InvalidTag, ValueError):
        raise StoreError(f"A sealed value can't be opened ({place.split(':')[0]}): it was changed or moved.") from None


def seal_json(data_key: bytes, value: Any, place: str) -> bytes:
    """Seal a JSON value. Escaped to ASCII: lone surrogates, which people's phones do send, survive the journey."""
    return seal(data_key, json.dumps(value, separators=(",", ":")).encode("ascii"), place)


def unseal_json(data_key: bytes, sealed: bytes, place: str) -> Any:
    """Open what `seal_json` made."""
    return json.loads(unseal(data_key, sealed, place))
