"""Staff's rules without a database: passwords, codes, lockout, stages, safe ways on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.staff.guard import safe_next
from bot.flows.accounts import Details, check_details
from bot.staff import passwords, totp
from bot.staff.errors import BadAccount, RolesConflict, WeakPassword
from bot.staff.lockout import BY_ADDRESS, BY_LOGIN, FORGOTTEN_AFTER, Failures
from bot.staff.roles import Account, Permission, Role, check_roles, home
from bot.staff.sessions import Rules, Stage, expired, next_stage

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "short", "Welkom123456", "password1234", "wachtwoord!!", "aaaaaaaaaaaaaaaa", "121212121212", "123456789012",
        "abcdefghijklm", "Anna.Kowalska1", "annakowalska12", "Zomer2026!!!", "x" * 201, "",
    ],
)  # fmt: skip
def test_passwords_that_are_guessed_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.check_strength(password, "anna.kowalska@loket.example", "Annakowalska")


@pytest.mark.parametrize(
    "password", ["groene fiets bij de sluis", "kon1jn-Vlag-regen", "żółw pod kocem", "пет сини ключа"]
)
def test_long_passwords_of_any_letters_are_taken(password: str) -> None:
    passwords.check_strength(password, "anna", "Anna")


def test_a_password_is_the_same_however_its_letters_were_typed() -> None:
    composed, decomposed = "caf\u00e9 op de hoek van", "cafe\u0301 op de hoek van"
    kept = passwords.hashed(composed)
    assert passwords.matches(decomposed, kept)[0]
    assert not passwords.matches("cafe op de hoek van", kept)[0]
    assert kept.startswith("$argon2id$")
    assert composed not in kept


def test_one_time_passwords_are_long_and_never_the_same() -> None:
    made = {passwords.one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 23 for one in made)
    assert not set("".join(made)) & set("il1o0")


SECRET = pyotp.random_base32(32)


def at(seconds: float = 0) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_code_counts_once_and_a_minute_at_most() -> None:
    code = pyotp.TOTP(SECRET).at(NOW)
    step = totp.matching_step(SECRET, code, NOW, 0)
    assert step == int(NOW.timestamp()) // 30
    assert totp.matching_step(SECRET, f"{code[:3]} {code[3:]}", NOW, 0) == step
    assert totp.matching_step(SECRET, code, at(30), 0) == step, "a phone that is half a minute late"
    assert totp.matching_step(SECRET, code, at(-30), 0) == step, "or early"
    assert totp.matching_step(SECRET, code, at(61), 0) is None
    assert totp.matching_step(SECRET, code, NOW, step) is None, "used before"
    assert totp.matching_step(SECRET, code, NOW, step + 1) is None, "older than one that was used"


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "12345x", "-12345", "1e10 0"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert totp.matching_step(SECRET, code, NOW, 0) is None


def test_recovery_codes_are_read_as_people_write_them() -> None:
    codes = totp.recovery_codes()
    assert len(set(codes)) == totp.RECOVERY_CODES
    assert totp.plain_recovery_code(f" {codes[0].lower()} ") == totp.plain_recovery_code(codes[0].replace("-", " "))


def test_the_wait_grows_and_ends() -> None:
    known, waits, now = Failures(), [], NOW
    for _ in range(12):
        known = known.another(BY_LOGIN, now)
        waits.append(known.wait(now).total_seconds())
        now += known.wait(now)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert known.another(BY_LOGIN, now + FORGOTTEN_AFTER + timedelta(seconds=1)).count == 1


def test_a_day_of_guessing_brings_few_guesses() -> None:
    known, now, guesses = Failures(), NOW, 0
    while now < NOW + timedelta(days=1):
        known = known.another(BY_LOGIN, now)
        guesses += 1
        now += known.wait(now) + timedelta(seconds=1)
    assert guesses < 110
    assert BY_ADDRESS.wait(10_000) == timedelta(hours=1)


R = Rules()


@pytest.mark.parametrize(
    ("role", "has_totp", "one_time", "code_passed", "stage"),
    [
        (Role.ADVISER, True, False, False, Stage.CODE),
        (Role.ADVISER, True, False, True, Stage.FULL),
        (Role.ADVISER, True, True, False, Stage.CODE),
        (Role.ADVISER, True, True, True, Stage.PASSWORD),
        (Role.ADVISER, False, True, False, Stage.PASSWORD),
        (Role.ADVISER, False, False, False, Stage.ENROL),
        (Role.SUPERVISOR, False, False, False, Stage.ENROL),
        (Role.ADMINISTRATOR, False, False, False, Stage.ENROL),
        (Role.KEY_FIGURE, False, False, False, Stage.FULL),
        (Role.KEY_FIGURE, True, False, False, Stage.CODE),
        (Role.LEGAL_REVIEWER, False, True, False, Stage.PASSWORD),
    ],
)
def test_the_next_step(role: Role, has_totp: bool, one_time: bool, code_passed: bool, stage: Stage) -> None:
    asked = {"has_totp": has_totp, "one_time": one_time, "code_passed": code_passed, "elsewhere": False}
    assert next_stage(roles=frozenset({role}), rules=R, **asked) is stage
    assert next_stage(roles=frozenset({role}), rules=R, **{**asked, "elsewhere": True}) is Stage.FULL
    if stage is Stage.ENROL:
        assert next_stage(roles=frozenset({role}), rules=Rules(totp_required=False), **asked) is Stage.FULL


def test_a_session_ends_by_rest_and_by_age() -> None:
    ends = NOW + R.absolute
    assert not expired(at(3599), seen_at=NOW, expires_at=ends, rules=R)
    assert expired(at(3600), seen_at=NOW, expires_at=ends, rules=R)
    assert expired(ends, seen_at=ends, expires_at=ends, rules=R)


def test_roles_that_see_people_and_roles_that_must_not_stay_apart() -> None:
    assert check_roles([Role.LEGAL_REVIEWER, Role.ADVISER])
    assert check_roles([Role.KEY_FIGURE, Role.ADMINISTRATOR])
    for pair in ((Role.KEY_FIGURE, Role.ADVISER), (Role.ADMINISTRATOR, Role.SUPERVISOR)):
        with pytest.raises(RolesConflict):
            check_roles(pair)
    with pytest.raises(RolesConflict):
        check_roles([])


def test_a_disabled_account_may_nothing() -> None:
    account = Account("1", "a", "A", frozenset({Role.ADMINISTRATOR}), disabled=True)
    assert not any(account.may(permission) for permission in Permission)


@pytest.mark.parametrize(
    ("role", "path"),
    [(Role.ADVISER, "/desk"), (Role.KEY_FIGURE, "/editor"), (Role.ADMINISTRATOR, "/admin")],
)
def test_everybody_lands_where_they_work(role: Role, path: str) -> None:
    assert home(Account("1", "a", "A", frozenset({role}))) == path


@given(st.text(max_size=80), st.text(max_size=60))
def test_whatever_is_filled_in_is_taken_or_refused_with_words(login: str, name: str) -> None:
    try:
        good = check_details(Details(login, name, frozenset({Role.ADMINISTRATOR})))
    except BadAccount:
        pass
    else:
        assert good.login.isascii()
        assert good.name.isprintable()


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/cases/1?tab=2", "/editor/answers", "/staff/account", "/insight?days=7"]
)
def test_ways_on_within_the_staff_pages_are_kept(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "", None, "https://evil.example/desk", "//evil.example/desk", "/\\evil.example", "/desk\\..\\x", "desk",
        "/desk/../../chat", "/\tdesk", "/desk\r\nLocation: https://evil.example", "/chat", "/", "/staff/sign-out",
        "/staff/sign-in?next=/staff/sign-in", "/staff/oidc/start", "/deskx", "javascript:alert(1)", "/desk" + "a" * 500,
        "/%2f%2fevil.example", "/desk@evil.example", "///evil.example", "/desk\u202e",
    ],
)  # fmt: skip
def test_ways_on_that_lead_elsewhere_are_dropped(path: str | None) -> None:
    assert safe_next(path) == ""


@given(st.text(max_size=60).map(lambda rest: "/" + rest))
def test_no_way_on_leaves_the_staff_pages(path: str) -> None:
    kept = safe_next(path)
    assert kept == "" or kept.startswith(("/desk", "/editor", "/admin", "/insight", "/staff"))
    assert not kept.startswith("//")
