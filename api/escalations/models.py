"""What the escalation API takes and gives, as OpenAPI describes it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_TEXT_CHARS = 4000

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_CHARS)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$", examples=["pl"])]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Consent(_Strict):
    """The person's own agreement, as the referring organisation asked for it."""

    statement: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=500)] = Field(
        description="The sentence the person agreed to.",
        examples=["I agree that an adviser of Het Juridisch Loket calls me about my question."],
    )
    given_at: datetime = Field(description="When they agreed, with time zone.", examples=["2026-11-22T10:00:00+01:00"])


class Callback(_Strict):
    """How the person wants to be called."""

    number: str = Field(description="International format, or Dutch.", max_length=30, examples=["+31612345678"])
    part_of_day: Literal["morning", "afternoon", "any"] = Field(default="any")


class CallbackOut(BaseModel):
    """Whom to call."""

    number: str = Field(description="E.164.", examples=["+31612345678"])
    language: str = Field(examples=["pl"])
    part_of_day: str = Field(examples=["morning"])


class NewEscalation(_Strict):
    """A person whom another organisation refers to us."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "language": "pl",
                    "topic": "work",
                    "callback": {"number": "+31612345678", "part_of_day": "morning"},
                    "consent": {
                        "statement": "I agree that an adviser of Het Juridisch Loket calls me about my question.",
                        "given_at": "2026-11-22T10:00:00+01:00",
                    },
                    "note": "Dismissed by the agency; has to leave the house on Friday.",
                }
            ]
        },
    )

    language: Language
    topic: str = Field(max_length=40, description="A topic of `/api/escalations/topics`.", examples=["work"])
    urgent: bool = False
    callback: Callback
    consent: Consent
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT_CHARS)] = Field(
        default="", description="What the adviser should know; no names, no BSN."
    )


class Escalation(BaseModel):
    """A case, without anything a person wrote."""

    id: str = Field(examples=["0f8b6c5e2d5f4a7f9d0a4f7f3f4e5d6c"])
    number: str = Field(description="The number that people and advisers name.", examples=["K7F-3QD"])
    state: Literal["waiting", "claimed", "closed"]
    way: str = Field(description="`chat`, `callback` or `contact`.", examples=["chat"])
    language: str = Field(examples=["pl"])
    topic: str = Field(examples=["work"])
    slug: str = Field(description="The question it came from; empty: none.", examples=["unpaid_wages"])
    urgent: bool
    channel: str = Field(description="Empty: referred by an organisation.", examples=["whatsapp"])
    holder: str | None = Field(description="Name of the adviser or token that holds it.", examples=["Ania"])
    outcome: str | None = Field(description="Once closed.", examples=["solved"])
    opened_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None
    window_until: datetime | None = Field(description="WhatsApp: until when free replies reach the person.")
    version: int = Field(description="Rises with every change; also the ETag.", examples=[3])


class EscalationList(BaseModel):
    """One page of cases, urgent ones first, then the longest waiting."""

    items: list[Escalation]
    next: str | None = Field(description="Cursor of the next page; null: this was the last.")


class TextIn(_Strict):
    """A text to send or to keep."""

    text: Text = Field(examples=["Dzień dobry, przeczytałam Pana wiadomość."])


class Transfer(_Strict):
    """To whom a case goes: exactly one of the three."""

    to_account: str | None = Field(default=None, description="An adviser's id.")
    to_language: Language | None = Field(default=None, description="The advisers of another language.")
    to_queue: bool = Field(default=False, description="Back to everybody of its language.")


class Close(_Strict):
    """How a case ended."""

    outcome: str = Field(max_length=40, description="A code of `/api/escalations/outcomes`.", examples=["solved"])


class Line(BaseModel):
    """One line of the conversation."""

    entry: int
    author: str = Field(description="`person`, `bot`, `desk` (the desk's own sentences), `adviser` or `note`.")
    text: str
    at: datetime
    status: str = Field(description="Of a message of ours: queued, sending, sent, delivered, read, failed, held.")


class Transcript(BaseModel):
    """The conversation of a case that the caller holds."""

    lines: list[Line]
