"""What was said, as the desk's page shows it: the person's words as typed, the bot's folded, ours with their marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_decimal

from api.desk.files import PICTURES
from api.desk.names import Names
from api.staff.words import N_
from bot.content import markup
from bot.desk.hours import NETHERLANDS
from bot.flows.case_live import Placed
from bot.flows.cases import Line
from bot.store.attachments import STORED, WAITING, Listed

TITLE_CHARS = 70

KINDS = {
    "voice": N_("Voice message"),
    "audio": N_("Sound recording (can't be shown here)"),
    "image": N_("Picture"),
    "photo": N_("Picture"),
    "document": N_("Document"),
    "video": N_("Video (can't be shown here)"),
    "sticker": N_("Sticker"),
    "location": N_("Location (not stored)"),
    "contact": N_("Contact card (not stored)"),
}
OTHER_KIND = N_("Something that can't be shown here")

REASONS = {
    "expired": N_("Not sent: it waited more than a day."),
    "unreachable": N_("Not sent: the person has blocked us or left."),
    "blocked": N_("Not sent: the person has blocked us or left."),
    "window": N_("Not sent: WhatsApp's 24 hours were over."),
    "gave_up": N_("Not sent: tried for six hours without success."),
}
REFUSED = N_("Not sent: the channel refused it (code {code}).")


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a message of ours has come: `state` is a class of the stylesheet."""

    state: str
    text: str
    icon: str = ""
    retry: bool = False


FILE_REFUSALS = {
    "too_large": N_("A file came that is too large (more than 10 MB). Ask for a smaller one."),
    "kind": N_("A file came that is neither a picture nor a PDF. It is not kept."),
    "damaged": N_("A file came that can't be read. Ask the person to send it again."),
}
FILE_REFUSED = N_("A file came that could not be fetched. Ask the person to send it again.")


@dataclass(frozen=True, slots=True)
class FileView:
    """A picture or document that the person sent. `note`: it is not there (yet), and why."""

    name: str = ""
    size: str = ""
    url: str = ""
    download: str = ""
    picture: bool = False
    note: str = ""


def file_view(file: Listed, names: Names, case_id: str) -> FileView:
    """One file beside its message."""
    if file.status == WAITING:
        return FileView(note=names.t("A file is being fetched …"))
    if file.status != STORED:
        return FileView(note=names.t(FILE_REFUSALS.get(file.reason, FILE_REFUSED)))
    url = f"/desk/cases/{case_id}/files/{file.id}"
    picture = file.media_type in PICTURES
    name = names.t("Picture") if picture else names.t("Document (PDF)")
    if not picture and file.media_type != "application/pdf":
        name = names.t("Voice message")
    return FileView(name, _size(file.size_bytes, names), url, f"{url}?download=1", picture)


def _size(size_bytes: int, names: Names) -> str:
    if size_bytes < 1024 * 1024:
        return f"{max(1, size_bytes // 1024)} kB"
    return f"{format_decimal(size_bytes / 1024 / 1024, '0.0', locale=names.interface)} MB"


@dataclass(frozen=True, slots=True)
class LineView:
    """What the template `_line.html` shows."""

    case_id: str
    key: str
    id: str
    order: str
    author: str
    text: str
    at: str
    time: str
    day: str = ""
    who: str = ""
    title: str = ""
    language: str = ""
    understood: str = ""
    urgent: bool = False
    mark: Mark | None = None
    files: tuple[FileView, ...] = ()


def views(
    lines: Iterable[Placed], names: Names, case_id: str, *, before: datetime | None = None, may_retry: bool = False
) -> list[LineView]:
    """Lines for the page, with the day where a new one begins; `before`: the time of the line above."""
    made = []
    for placed in lines:
        day = ""
        if before is None or _day(before) != _day(placed.line.at):
            day = names.day(placed.line.at)
        before = placed.line.at
        made.append(view(placed, names, case_id, day=day, may_retry=may_retry))
    return made


def _day(moment: datetime) -> object:
    return moment.astimezone(NETHERLANDS).date()


def view(placed: Placed, names: Names, case_id: str, *, day: str = "", may_retry: bool = False) -> LineView:
    """One line."""
    line, place = placed.line, placed.position
    author, who, title, understood, mark = line.author, "", "", "", None
    text = markup.plain(line.text)
    if author == "person":
        text, who, understood = _person(line, names)
    elif author == "adviser":
        who, mark = line.by or names.t("Adviser"), mark_of(line, names, may_retry=may_retry)
    elif author == "desk":
        author = "event"
    else:
        title = names.question(line.understood) or _beginning(text)
    return LineView(
        case_id=case_id,
        key=str(place),
        id=line.id,
        order=f"{place.span:09d}-{place.entry:09d}",
        author=author,
        text=text,
        at=line.at.isoformat(),
        time=names.clock(line.at),
        day=day,
        who=who,
        title=title,
        understood=understood,
        urgent=line.urgent,
        mark=mark,
        files=tuple(file_view(file, names, case_id) for file in placed.files),
    )


def _person(line: Line, names: Names) -> tuple[str, str, str]:
    """Text, author's name, and what is not text in words."""
    who = names.t("Person")
    if line.kind == "start":
        return "", who, names.t("Opened the chat by a link")
    if line.kind == "choice":
        return line.text, who, names.t("Pressed a button:")
    if line.kind == "unreadable":
        return line.text, who, names.t(KINDS.get(line.what, OTHER_KIND))
    return line.text, who, ""


def _beginning(text: str) -> str:
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= TITLE_CHARS else first[:TITLE_CHARS].rsplit(" ", 1)[0] + " …"


def mark_of(line: Line, names: Names, *, may_retry: bool = False) -> Mark:
    """How far a message of ours has come."""
    t = names.t
    if line.status == "failed":
        return Mark("failed", reason(line.reason or "", names), "cross", retry=may_retry)
    if line.read_at is not None:
        return Mark("read", t("Read {time}", time=names.moment(line.read_at)), "checks")
    if line.delivered_at is not None:
        return Mark("delivered", t("Delivered"), "checks")
    if line.status == "sent":
        return Mark("sent", t("Sent"), "check")
    if line.status == "held":
        return Mark("held", t("Waits until the person writes"), "clock")
    return Mark("queued", t("Being sent …"), "clock")


def reason(code: str, names: Names) -> str:
    """Why a message was not sent."""
    known = REASONS.get(code) or REASONS.get(code.split(":", 1)[0])
    return names.t(known) if known else names.t(REFUSED, code=code or "?")
