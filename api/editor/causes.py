"""What the checks of the content say, in the editor's language: each cause is a pattern and a sentence."""
# ruff: noqa: E501 - a pattern and its sentence read best in one line

from __future__ import annotations

import re
from collections.abc import Callable

from bot.flows.editing import N_

_CAUSES: tuple[tuple[str, str], ...] = (
    (r"(?P<name>title|button|row) has (?P<n>\d+) characters, (?P<limit>\d+) fit", N_("{n} characters, only {limit} fit.")),
    (r"'?(?P<name>title|button|row)'? is missing", N_("This must be filled in.")),
    (r"the answer has no text", N_("The answer has no text yet.")),
    (r"sources is missing", N_("Name at least one official page as the source.")),
    (r"source '(?P<url>.*)' must start with https", N_("The address {url} must start with https://")),
    (r"'(?P<url>.*)' must start with https", N_("The address {url} must start with https://")),
    (r"rests_on: no fact or rule '(?P<name>.*)'", N_("There is no fact “{name}”. Choose one from the list.")),
    (r"review_by is missing", N_("Say by which day somebody has to look again.")),
    (r"review was due on (?P<day>\S+)", N_("Somebody had to look at this again by {day}.")),
    (r"no fact '(?P<name>.*?)'", N_("There is no fact “{name}”. Choose one from the list.")),
    (r"no contact '(?P<name>.*?)'", N_("There is no contact “{name}”. Choose one from the list.")),
    (r"contact '(?P<name>.*?)' has no (?P<part>\w+)", N_("The contact “{name}” has no {part}.")),
    (r"unknown reference", N_("Only facts, contacts and sources can stand in {brackets}. Choose one from the list.")),
    (r"no part |no form ", N_("This form of the reference does not exist. Choose it from the list again.")),
    (r"typed number '(?P<number>.*?)'", N_("The number {number} is typed. Choose the fact or contact from the list, so that it stays right everywhere.")),
    (r"a brace outside", N_("A loose bracket. Choose the fact or contact from the list.")),
    (r"no headings and no HTML", N_("Only paragraphs, lists, bold and links are possible here.")),
    (r"unfinished text", N_("This looks unfinished.")),
    (r"ş or ţ with a cedilla", N_("Romanian writes ș and ț with a comma below.")),
    (r"rule '(?P<name>.*)' is unverified", N_("“{name}” is not confirmed: say where to check it. Insert its source from the list.")),
    (r"essence has (?P<n>\d+) characters", N_("The first message has {n} characters as people see it; 900 fit.")),
    (r"more has (?P<n>\d+) characters", N_("The second message has {n} characters as people see it; 2400 fit.")),
    (r"fact '(?P<name>.*)' has no value for", N_("“{name}” has no value for today: people read that it is being updated.")),
    (r"an urgent answer must show at least one phone", N_("People in danger need a number to call: show a contact with a confirmed number.")),
    (r"(?P<what>button|row|title) '(?P<text>.*)' is used by '(?P<slug>.*)' too", N_("“{text}” is the name of another answer ({slug}) already.")),
    (r"references differ from (?P<language>\w+): missing \[(?P<missing>.*)\], only here \[(?P<extra>.*)\]", N_("Other facts or contacts than in {language}. Not here: {missing}. Only here: {extra}.")),
    (r"(?P<what>sources|rests_on) differ from (?P<language>\w+)", N_("Other sources than in {language}.")),
    (r"(?P<what>essence|more) has (?P<n>\d+) list items, (?P<language>\w+) has (?P<m>\d+)", N_("{n} list items here, {m} in {language}.")),
    (r"a sentence of (?P<n>\d+) words", N_("A sentence of {n} words: make two of it.")),
    (r"(?P<n>[\d.]+) words per sentence on average", N_("{n} words per sentence on average: write shorter sentences.")),
    (r"(?P<n>[\d.]+) % long words \((?P<words>.*)\)", N_("Many long words ({words}): take everyday words.")),
    (r"(?P<n>\d+) passives \((?P<clauses>.*)\)", N_("Say who does it, instead of: {clauses}")),
    (r"(?P<n>\d+) exclamation marks", N_("One exclamation mark at most: calm words help more.")),
    (r"Dutch term '(?P<term>.*)' without", N_("Explain the Dutch word “{term}”: put it in brackets behind the reader's own word.")),
    (r"(?P<kind>officialese|stiff) '(?P<word>.*)': write '(?P<better>.*)'", N_("Instead of “{word}” people say “{better}”.")),
    (r"negations that undo", N_("Two negations undo each other: say what is so.")),
    (r"'(?P<mark>.)' joins what", N_("A full stop is easier to read than {mark}.")),
    (r"'(?P<word>.*)' in capitals", N_("“{word}” in capitals reads as shouting.")),
    (r"two values hold on (?P<day>\S+):", N_("Two values hold on {day}: end the earlier one the day before.")),
    (r"the period ends \((?P<until>.*)\) before it begins \((?P<begin>.*)\)", N_("It ends on {until}, before it begins on {begin}.")),
    (r"'(?P<value>.*)' is no value in (?P<unit>\w+)", N_("“{value}” is not a value of this kind ({unit}).")),
    (r"'(?P<field>value|source|confidence|statement|name|what_for)' is missing", N_("“{field}” must be filled in.")),
    (r"nobody could reach this contact", N_("Nobody could reach this contact: give a website, a phone number or a note.")),
    (r"(?:city )?'(?P<name>.*)' is no (?:place|municipality)|(?P<id>\w+): city", N_("This place is not known. Check its spelling.")),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), sentence) for pattern, sentence in _CAUSES)


def worded(cause: str, t: Callable[..., str]) -> str:
    """The cause in the reader's language; a cause that nobody has put into words stays as it is."""
    for pattern, sentence in _PATTERNS:
        found = pattern.search(cause)
        if found:
            values = {name: value or "" for name, value in found.groupdict().items()}
            return t(sentence, **values, brackets="{…}")
    return cause
