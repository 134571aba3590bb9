"""The navigation of the staff pages: what an account may open, as far as it is there."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from api.staff.words import N_
from bot.staff.roles import Account, Permission


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place: its path, its name (msgid), the permissions any of which opens it, and what lies below it."""

    path: str
    name: str
    permissions: tuple[Permission, ...]
    below: tuple[NavItem, ...] = ()
    rooms: tuple[str, ...] = ()
    """Where its pages lie, if not everything below its path is its own."""

    def holds(self, path: str) -> bool:
        """Whether a page lies here."""
        return path == self.path or path.startswith(tuple(f"{room}/" for room in self.rooms or (self.path,)))


_EDITOR = (Permission.EDITOR_WRITE, Permission.EDITOR_OVERRIDE)

NAVIGATION: tuple[NavItem, ...] = (
    NavItem(
        "/desk",
        N_("Desk"),
        (Permission.DESK_CASES,),
        (
            NavItem("/desk", N_("Cases"), (Permission.DESK_CASES,), rooms=("/desk/cases",)),
            NavItem("/desk/overview", N_("Overview"), (Permission.DESK_SUPERVISE,)),
            NavItem("/desk/replies", N_("Saved replies"), (Permission.DESK_CASES,)),
            NavItem("/desk/hours", N_("Office hours"), (Permission.DESK_SUPERVISE,)),
        ),
    ),
    NavItem(
        "/editor",
        N_("Answers"),
        _EDITOR,
        (
            NavItem("/editor/tasks", N_("To do"), _EDITOR),
            NavItem("/editor/answers", N_("Answers"), _EDITOR),
            NavItem("/editor/facts", N_("Facts"), _EDITOR),
            NavItem("/editor/contacts", N_("Contacts"), _EDITOR),
            NavItem("/editor/reviews", N_("Reviews"), _EDITOR),
            NavItem("/editor/calendar", N_("Calendar"), _EDITOR),
            NavItem("/editor/inbox", N_("Not understood"), (Permission.TRAINING_INBOX,)),
            NavItem("/editor/training", N_("Training"), (Permission.TRAINING_TRAIN,)),
        ),
    ),
    NavItem(
        "/admin",
        N_("Administration"),
        (Permission.ADMIN_ACCOUNTS,),
        (
            NavItem("/admin/accounts", N_("Accounts"), (Permission.ADMIN_ACCOUNTS,)),
            NavItem("/admin/channels", N_("Channels"), (Permission.ADMIN_CHANNELS,)),
            NavItem("/admin/messages", N_("Failed messages"), (Permission.ADMIN_CHANNELS,)),
            NavItem("/admin/senders", N_("Blocked senders"), (Permission.ADMIN_CHANNELS,)),
            NavItem("/admin/pause", N_("Pause"), (Permission.ADMIN_SETTINGS,)),
            NavItem("/admin/hours", N_("Office hours"), (Permission.ADMIN_SETTINGS,)),
            NavItem("/admin/audit", N_("Audit log"), (Permission.ADMIN_AUDIT,)),
        ),
    ),
    NavItem("/insight", N_("Insight"), (Permission.INSIGHT,)),
)


def _exists(request: Request, path: str) -> bool:
    """Whether this installation serves the page."""
    state = request.app.state
    if not hasattr(state, "staff_paths"):
        from api.routes import routes_of

        state.staff_paths = frozenset(one.path for one in routes_of(request.app) if one.method == "GET")
    return path in state.staff_paths


def navigation(request: Request, account: Account) -> list[NavItem]:
    """The items that this account may open and that this installation serves."""
    return [
        item
        for item in NAVIGATION
        if any(account.may(permission) for permission in item.permissions) and _exists(request, item.path)
    ]


def below(request: Request, account: Account) -> list[NavItem]:
    """The second row: what lies beside the page that is open."""
    path = request.url.path
    for item in navigation(request, account):
        if item.holds(path):
            return [
                one
                for one in item.below
                if any(account.may(permission) for permission in one.permissions) and _exists(request, one.path)
            ]
    return []
