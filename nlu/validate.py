"""Check the training phrases of all languages: `python validate.py [--language pl]`, from any folder.

Runs the checks of `rasa data validate` that apply to a project without stories (domain, intents, phrases labelled
twice), then our own: the component's settings, phrases that are nearly the same once folded, under two intents or
twice under one, brackets that Rasa would read as annotations, phrases that nothing is left of. Prints every problem
as `path:line: cause`; exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import yaml

import bundles  # puts `bot.text` on the path
from bot.text import MAX_MODEL_CHARS, clean
from components.model import Settings
from components.texts import skeleton
from similar import bare, near_pairs


@dataclass(frozen=True)
class Phrase:
    """One training phrase and where it stands."""

    text: str
    intent: str
    place: str


def main(arguments: list[str] | None = None) -> int:
    """Print all problems; exit code 1 when there is one."""
    parser = argparse.ArgumentParser(description="Check the training phrases.")
    parser.add_argument("--language", action="append", choices=bundles.languages(), help="may be repeated")
    options = parser.parse_args(arguments)
    languages = options.language or bundles.languages()
    problems = []
    with ProcessPoolExecutor(max_workers=min(len(languages), os.cpu_count() or 1)) as processes:
        for language, (count, found) in zip(languages, processes.map(check, languages), strict=True):
            problems += found
            print(f"{language}: {count:,} phrases, {len(found)} problems", flush=True)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def check(language: str) -> tuple[int, list[str]]:
    """Return how many phrases a language has, and all that is wrong with them."""
    phrases, found = read_phrases(language)
    return len(phrases), [*found, *own_checks(language, phrases), *rasa_checks(language)]


def read_phrases(language: str) -> tuple[list[Phrase], list[str]]:
    """Return a language's phrases with their places, and what is wrong with the files' form."""
    phrases: list[Phrase] = []
    problems: list[str] = []
    for file in sorted((bundles.DATA_FOLDER / language).glob("*.yml")):
        path = os.path.relpath(file)
        try:
            root = yaml.compose(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problems.append(f"{path}: {error}")
            continue
        for intent, examples in _examples(root):
            first = examples.start_mark.line + 2  # the block begins below `examples: |`
            for number, line in enumerate(examples.value.splitlines()):
                place = f"{path}:{first + number}"
                if line.startswith("- "):
                    phrases.append(Phrase(line[2:].strip(), intent, place))
                elif line.strip():
                    problems.append(f"{place}: does not begin with '- ': it would become part of the phrase above")
    if not phrases:
        problems.append(f"{os.path.relpath(bundles.DATA_FOLDER / language)}: no training phrases")
    return phrases, problems


def _examples(root: yaml.Node | None) -> list[tuple[str, yaml.ScalarNode]]:
    found = []
    for item in _get(root, "nlu", yaml.SequenceNode):
        fields = {key.value: value for key, value in item.value} if isinstance(item, yaml.MappingNode) else {}
        intent, examples = fields.get("intent"), fields.get("examples")
        if isinstance(intent, yaml.ScalarNode) and isinstance(examples, yaml.ScalarNode):
            found.append((intent.value, examples))
    return found


def _get(node: yaml.Node | None, key: str, kind: type[yaml.SequenceNode]) -> list[yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [v for k, value in node.value if k.value == key and isinstance(value, kind) for v in value.value]


def own_checks(language: str, phrases: list[Phrase]) -> list[str]:
    """Return what Rasa does not look for."""
    config = yaml.safe_load((bundles.CONFIG_FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    path = os.path.relpath(bundles.CONFIG_FOLDER / f"{language}.yml")
    try:
        settings = Settings.from_dict(config["pipeline"][0])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        return [f"{path}: {error}"]
    problems = []
    try:
        bundles.read_thresholds(language)
    except bundles.BundleError as error:
        problems.append(str(error))
    chat = os.path.relpath(bundles.DATA_FOLDER / language / "chat.yml")
    skeletons = [skeleton(phrase.text, settings.spelling) for phrase in phrases]
    for phrase, folded in zip(phrases, skeletons, strict=True):
        if not folded:
            problems.append(f"{phrase.place}: nothing is left of this phrase after cleaning")
        elif not phrase.place.startswith(chat) and all(unicodedata.category(sign)[0] in "PZ" for sign in phrase.text):
            problems.append(f"{phrase.place}: signs alone ask none of our questions; they belong to chat.yml")
        if any(bracket in phrase.text for bracket in "[]{}"):
            problems.append(f"{phrase.place}: [ ] {{ }} are Rasa's annotations; write the phrase without them")
        if len(clean(phrase.text, max_chars=10 * MAX_MODEL_CHARS)) > MAX_MODEL_CHARS:
            problems.append(f"{phrase.place}: longer than the {MAX_MODEL_CHARS} characters that a model reads")
    for earlier, later in near_pairs([bare(folded) for folded in skeletons]):
        first, phrase = phrases[earlier], phrases[later]
        if first.intent == phrase.intent:
            where = f"twice under {phrase.intent} (first: {first.place})"
        else:
            where = f"under {first.intent} ({first.place}) and {phrase.intent}"
        problems.append(f"{phrase.place}: nearly the same phrase stands {where}")
    return problems


def rasa_checks(language: str) -> list[str]:
    """Return what Rasa's own validator objects to."""
    import train

    train.prepare_rasa()
    import warnings

    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    config = bundles.CONFIG_FOLDER / f"{language}.yml"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", UserWarning)
        importer = TrainingDataImporter.load_from_config(
            str(config), str(bundles.DOMAIN_FILE), [str(bundles.DATA_FOLDER / language)]
        )
        validator = Validator.from_importer(importer)
        checks = {
            "domain": validator.verify_domain_validity(),
            "intents": validator.verify_intents(ignore_warnings=False),
            "repetition": validator.verify_example_repetition_in_intents(ignore_warnings=False),
        }
    # Rasa warns through its own function, which shows file and line of Rasa itself: only the text helps.
    problems = [f"{language}: rasa: {str(one.message).splitlines()[0]}" for one in caught if _ours(one.category)]
    if not all(checks.values()) and not problems:
        failed = ", ".join(name for name, passed in checks.items() if not passed)
        problems.append(f"{language}: rasa: check of {failed} failed")
    return problems


def _ours(category: type[Warning]) -> bool:
    return issubclass(category, UserWarning) and not issubclass(category, (DeprecationWarning, FutureWarning))


if __name__ == "__main__":
    sys.exit(main())
