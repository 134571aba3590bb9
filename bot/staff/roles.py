"""Roles and what each may do. A route names a permission, never a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.staff.errors import N_, RolesConflict


class Role(StrEnum):
    """What somebody of the staff is."""

    KEY_FIGURE = "key_figure"
    LEGAL_REVIEWER = "legal_reviewer"
    ADVISER = "adviser"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, str] = {
    Role.KEY_FIGURE: N_("Key figure"),
    Role.LEGAL_REVIEWER: N_("Legal reviewer"),
    Role.ADVISER: N_("Adviser"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
"""The roles' names as pages show them (msgids)."""

ROLE_MEANINGS: dict[Role, str] = {
    Role.KEY_FIGURE: N_("Writes answers in their languages. Sees no chats and no personal data."),
    Role.LEGAL_REVIEWER: N_("Checks and publishes answers about work, housing and rights."),
    Role.ADVISER: N_("Answers people who asked for a person, in their languages."),
    Role.SUPERVISOR: N_("Everything an adviser does, sees all languages and shares out the work."),
    Role.ADMINISTRATOR: N_("Runs the service: accounts, channels, settings. Sees no chats."),
}
"""One sentence for whoever gives out the roles (msgids)."""


class Permission(StrEnum):
    """Something that may be done. `ACCOUNT_SELF`: everybody who is signed in."""

    DESK_CASES = "desk.cases"
    DESK_SUPERVISE = "desk.supervise"
    EDITOR_WRITE = "editor.write"
    EDITOR_PUBLISH = "editor.publish"
    EDITOR_LEGAL = "editor.legal"
    EDITOR_OVERRIDE = "editor.override"
    TRAINING_INBOX = "training.inbox"
    TRAINING_TRAIN = "training.train"
    ADMIN_ACCOUNTS = "admin.accounts"
    ADMIN_CHANNELS = "admin.channels"
    ADMIN_AUDIT = "admin.audit"
    ADMIN_SETTINGS = "admin.settings"
    INSIGHT = "insight"
    ACCOUNT_SELF = "account.self"


_P = Permission

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.KEY_FIGURE: frozenset({_P.EDITOR_WRITE, _P.EDITOR_PUBLISH, _P.TRAINING_INBOX}),
    Role.LEGAL_REVIEWER: frozenset(
        {_P.EDITOR_WRITE, _P.EDITOR_PUBLISH, _P.EDITOR_LEGAL, _P.TRAINING_INBOX, _P.INSIGHT}
    ),
    Role.ADVISER: frozenset({_P.DESK_CASES}),
    Role.SUPERVISOR: frozenset({_P.DESK_CASES, _P.DESK_SUPERVISE, _P.INSIGHT}),
    Role.ADMINISTRATOR: frozenset(
        {
            _P.EDITOR_OVERRIDE,
            _P.TRAINING_INBOX,
            _P.TRAINING_TRAIN,
            _P.ADMIN_ACCOUNTS,
            _P.ADMIN_CHANNELS,
            _P.ADMIN_AUDIT,
            _P.ADMIN_SETTINGS,
            _P.INSIGHT,
        }
    ),
}
"""What each role may do, besides its own account."""

APART: tuple[tuple[frozenset[Role], frozenset[Role]], ...] = (
    # An administrator sees no chat and no case; a key figure never any person's data.
    (frozenset({Role.ADMINISTRATOR, Role.KEY_FIGURE}), frozenset({Role.ADVISER, Role.SUPERVISOR})),
)
"""Roles that one account may not hold together: any of the first with any of the second."""

TOTP_ROLES = frozenset({Role.ADVISER, Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Roles that reach people's data or everybody's access: they need a second factor."""


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything that somebody with these roles may do."""
    return frozenset({Permission.ACCOUNT_SELF}).union(*(GRANTS[role] for role in roles))


def check_roles(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles, if one account may hold them together and there is one at all; else `RolesConflict`."""
    held = frozenset(roles)
    if not held:
        raise RolesConflict(N_("Choose at least one role."))
    if any(held & these and held & those for these, those in APART):
        raise RolesConflict(
            N_("Advisers and supervisors see chats; key figures and administrators must not. Use two accounts.")
        )
    return held


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the staff. `name` is the first name or alias that people see."""

    id: str
    login: str
    name: str
    roles: frozenset[Role]
    languages: frozenset[str] = frozenset()
    """Codes of the languages this account works in."""
    topics: frozenset[str] = frozenset()
    """Topics this account works on; empty: all."""
    interface: str = "nl"
    """The language of the pages."""
    disabled: bool = False
    has_totp: bool = False
    """A second factor is set up."""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything this account may do; nothing once it is disabled."""
        return frozenset() if self.disabled else permissions(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether this account may do it."""
        return permission in self.permissions


def home(account: Account) -> str:
    """Where somebody lands after signing in."""
    if account.may(Permission.DESK_CASES):
        return "/desk"
    if account.may(Permission.EDITOR_WRITE):
        return "/editor"
    if account.may(Permission.ADMIN_ACCOUNTS):
        return "/admin"
    return "/staff/account"
