"""The WhatsApp channel: the port of `bot.channels.base` over Meta's Cloud API."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.channels.base import AfterCrash, File, Outgoing, Sent
from bot.channels.whatsapp.client import WhatsAppClient, digest_fits
from bot.channels.whatsapp.errors import PAIR_RATE
from bot.channels.whatsapp.identity import Person
from bot.channels.whatsapp.pacing import Pacer
from bot.channels.whatsapp.parse import CHANNEL, WINDOW, Parsed, parse
from bot.channels.whatsapp.render import LIMITS, Labels, render, template_message
from bot.channels.whatsapp.signature import is_signed
from bot.dialogue.lists import list_words
from bot.errors import ChannelDown, FetchError, PermanentSendError, SendError, TemporarySendError
from bot.language.handoff_only import LANGUAGES as HANDOFF_ONLY
from bot.language.wording import LOCALES, Wording
from bot.messages import Reply
from bot.settings import Settings

logger = logging.getLogger(__name__)

LAST_RESORT = "nl"
KINDS = frozenset({"text", "interactive", "audio", "template"})
READ_WITHIN_S = 2.0
"""How long an answer waits for the call that says "read, and typing"."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class WhatsAppChannel:
    """One of our numbers.

    `labels` and `templates` by language; `templates[purpose]` is the name of an approved template and the languages
    (ours → Meta's code) it is approved in.
    """

    name = CHANNEL
    limits = LIMITS
    pull = False
    after_crash = AfterCrash.RECONCILE
    """Statuses bring back `biz_opaque_callback_data`, our key: they tell whether the first one went out."""
    window = WINDOW

    def __init__(
        self,
        client: WhatsAppClient,
        labels: Mapping[str, Labels],
        templates: Mapping[str, Template],
        *,
        phone_number_id: str,
        app_secret: str,
        verify_token: str,
        per_s: float = 80.0,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._client = client
        self._labels = labels
        self._templates = templates
        self._phone_number_id = phone_number_id
        self._app_secret = app_secret
        self._verify_token = verify_token
        self._pacer = Pacer(per_s=per_s)
        self._clock = clock
        self._reading: dict[str, asyncio.Task[None]] = {}

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """A reply as one or two messages."""
        return render(reply, self._labels.get(reply.language) or self._labels[LAST_RESORT])

    def is_from_meta(self, body: bytes, signature: str) -> bool:
        """Whether Meta signed exactly these bytes."""
        return is_signed(self._app_secret, body, signature)

    def knows(self, verify_token: str) -> bool:
        """Whether the handshake's word is ours; compared in constant time."""
        return hmac.compare_digest(self._verify_token.encode(), verify_token.encode("utf-8", "replace"))

    def read(self, data: object) -> Parsed:
        """What a webhook call says."""
        return parse(data, self._phone_number_id)

    def is_free(self, message: Outgoing) -> bool:
        """Everything but a template needs an open window."""
        return message.kind != "template"

    def nudge(self, purpose: str, language: str) -> Outgoing | None:
        """The approved template for a purpose, in this language, else in English, else in any it is approved in."""
        template = self._templates.get(purpose)
        return None if template is None else template.message(language)

    def pace(self, address: str, now: datetime) -> timedelta | None:
        """Our own pair rate and number rate."""
        return self._pacer.take(Person.from_route(address).address, now)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        """Hand a message to Meta; `address` is a person's route."""
        person = Person.from_route(address)
        if not person or message.kind not in KINDS:
            raise PermanentSendError("malformed")
        body = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **person.recipient,
            "type": message.kind,
            **message.payload,
            "biz_opaque_callback_data": key,
        }
        if reading := self._reading.get(person.address):
            await asyncio.wait([reading], timeout=READ_WITHIN_S)
        try:
            wamid = await self._client.send(body)
        except TemporarySendError as error:
            if error.reason == str(PAIR_RATE):
                wait = max(self._pacer.refused(person.address, self._clock()), error.retry_after or timedelta(0))
                raise TemporarySendError(error.reason, wait) from None
            raise
        self._pacer.taken(person.address, self._clock())
        return Sent(wamid)

    async def typing(self, address: str, external_id: str) -> None:
        """Mark their message as read and show that an answer is being written. Best effort.

        The call goes on when we are cancelled, since an answer that is ready soon is no reason not to have read; `send`
        waits for it, or the sign would stay when the answer is there.
        """
        reading = asyncio.create_task(self._read(external_id))
        name = Person.from_route(address).address
        self._reading[name] = reading
        reading.add_done_callback(lambda done: self._reading.pop(name) if self._reading.get(name) is done else None)
        await asyncio.shield(reading)

    async def _read(self, external_id: str) -> None:
        with contextlib.suppress(SendError):
            await self._client.mark_read(external_id, typing=True)

    async def fetch(self, ref: str, *, max_bytes: int) -> File:
        """A file that a person sent; a webhook's media id lives 7 days, the url behind it 5 minutes."""
        try:
            for _ in range(2):
                media = await self._client.media(ref)
                size, url = media.get("file_size"), media.get("url")
                if isinstance(size, int) and size > max_bytes:
                    raise FetchError("too_large")
                if not isinstance(url, str):
                    raise FetchError("malformed", again=True)
                content = await self._client.download(url, max_bytes=max_bytes)
                if content is None:
                    continue
                if not digest_fits(content, media.get("sha256")):
                    raise FetchError("damaged", again=True)
                mime = media.get("mime_type")
                return File(content, mime if isinstance(mime, str) else "")
        except SendError as error:
            again = isinstance(error, TemporarySendError | ChannelDown)
            raise FetchError(error.reason if again else "gone", again=again) from None
        raise FetchError("gone")

    async def check(self) -> list[tuple[bool, str]]:
        """Whether Meta knows our number and takes our token."""
        try:
            number = await self._client.number()
        except SendError as error:
            return [(False, f"WhatsApp: Meta does not take our number or token ({error.reason}).")]
        quality = number.get("quality_rating")
        return [
            (True, f"WhatsApp: Meta knows our number, quality {quality if isinstance(quality, str) else 'unknown'}.")
        ]

    async def aclose(self) -> None:
        """Close the connections to Meta."""
        for reading in list(self._reading.values()):
            reading.cancel()
        await self._client.aclose()


class Template:
    """An approved template: its name, and in which of Meta's languages it is approved, by ours."""

    def __init__(self, name: str, languages: Mapping[str, str]) -> None:
        self.name = name
        self.languages = languages

    def message(self, language: str) -> Outgoing | None:
        """The message in that language, else English, else Dutch, else the first there is."""
        chosen = next((one for one in (language, "en", LAST_RESORT, *self.languages) if one in self.languages), None)
        return None if chosen is None else template_message(self.name, self.languages[chosen])


def from_settings(settings: Settings) -> WhatsAppChannel | None:
    """The channel, or `None` when a setting is missing; half of them set is said in the log."""
    secrets = {
        "WIN_WHATSAPP_TOKEN": settings.whatsapp_token,
        "WIN_WHATSAPP_APP_SECRET": settings.whatsapp_app_secret,
        "WIN_WHATSAPP_VERIFY_TOKEN": settings.whatsapp_verify_token,
    }
    values = {name: secret.get_secret_value().strip() if secret else "" for name, secret in secrets.items()}
    values["WIN_WHATSAPP_PHONE_NUMBER_ID"] = settings.whatsapp_phone_number_id.strip()
    missing = [name for name, value in values.items() if not value]
    if missing:
        if len(missing) < len(values):
            logger.warning("WhatsApp is off: %s not set.", ", ".join(missing))
        return None
    number = values["WIN_WHATSAPP_PHONE_NUMBER_ID"]
    return WhatsAppChannel(
        WhatsAppClient(settings.whatsapp_api_url, number, values["WIN_WHATSAPP_TOKEN"]),
        all_labels(),
        templates_of(settings),
        phone_number_id=number,
        app_secret=values["WIN_WHATSAPP_APP_SECRET"],
        verify_token=values["WIN_WHATSAPP_VERIFY_TOKEN"],
        per_s=settings.whatsapp_messages_per_s,
    )


def all_labels() -> dict[str, Labels]:
    """Our words on a list, in every language that a reply can have."""
    languages = [path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/chat.po")]
    wording = Wording.load("chat", languages)
    return {language: Labels(*list_words(wording, language)) for language in (*languages, *HANDOFF_ONLY)}


def templates_of(settings: Settings) -> dict[str, Template]:
    """The approved templates by purpose."""
    languages = {language: language for language in settings.whatsapp_template_languages.replace(",", " ").split()}
    names = {
        "adviser_answer": settings.whatsapp_template_adviser_answer.strip(),
        "reminder": settings.whatsapp_template_reminder.strip(),
    }
    return {purpose: Template(name, languages) for purpose, name in names.items() if name and languages}
