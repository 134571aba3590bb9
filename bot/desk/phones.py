"""Numbers to call back: read as people type them, kept as E.164."""

from __future__ import annotations

import phonenumbers

HOME = "NL"
_COUNTRIES = {"pl": "PL", "ro": "RO", "bg": "BG", "nl": "NL"}
"""Where a number that is none in the Netherlands may come from, by the language that the person speaks."""


def read_phone(text: str, language: str = "") -> str:
    """The number in E.164, or nothing when it is none. Never raises.

    Without a country's prefix a number is Dutch if it can be, or one of the country of the language. Where both are
    possible the mobile one is meant: `0721 234 567` of a Romanian is a mobile of theirs, not a house in Alkmaar.
    """
    digits = text.strip()[:40]
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    found = []
    for region in dict.fromkeys((HOME, _COUNTRIES.get(language, HOME))):
        try:
            number = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and not _is_service(number):
            found.append(number)
    found.sort(key=lambda number: phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE)
    return str(phonenumbers.format_number(found[0], phonenumbers.PhoneNumberFormat.E164)) if found else ""


def _is_service(number: phonenumbers.PhoneNumber) -> bool:
    """0800, 0900 and the like: nobody is called back there."""
    kind = phonenumbers.PhoneNumberType
    return phonenumbers.number_type(number) in (
        kind.TOLL_FREE,
        kind.PREMIUM_RATE,
        kind.SHARED_COST,
        kind.VOICEMAIL,
        kind.UAN,
    )


def shown(number: str) -> str:
    """An E.164 number as people in the Netherlands write it: `06 12345678`, `+48 601 234 567`. Never raises."""
    try:
        found = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return number
    home = phonenumbers.region_code_for_number(found) == HOME
    form = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(found, form.NATIONAL if home else form.INTERNATIONAL))
