"""`win evaluate` and `win detect`: measure on sets of messages."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import load_content
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import nlu_at
from bot.dialogue.context import Context, Operator
from bot.dialogue.reading import read
from bot.dialogue.state import State
from bot.evaluation import bars
from bot.evaluation.hearing import hear, judge_turn
from bot.evaluation.outcome import Judged
from bot.evaluation.report import Share, report
from bot.evaluation.sets import Case, LanguageCase, read_cases, read_language_cases
from bot.language.wording import Wording
from bot.messages import Incoming, IncomingKind
from bot.settings import ROOT

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def evaluation_context() -> Context:
    """The files' content and wording, today, for conversations that nobody has."""
    snapshot = load_content(ROOT / "content")
    return Context(snapshot, Wording.load("chat", snapshot.languages), datetime.now(UTC), Operator("-"))


@click.command()
@click.argument("language")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--nlu-url", envvar="WIN_NLU_URL", default="http://127.0.0.1:8010", show_default=True)
def evaluate(language: str, file: Path, as_json: bool, nlu_url: str) -> None:
    """Measure LANGUAGE on FILE.jsonl through the whole decision: urgent rules, model, thresholds.

    Lines are {"text", "intent"}, and where it matters "also" (slugs that are right as well), "style" and "before" (the
    slug whose answer the person has just read).
    """
    set_up_logging(logging.WARNING)
    ctx = evaluation_context()
    if language not in ctx.snapshot.languages:
        raise click.BadParameter(
            f"{language!r} is not one of {', '.join(ctx.snapshot.languages)}", param_hint="LANGUAGE"
        )
    cases = read_cases(file, ctx.snapshot.questions)
    rows = asyncio.run(_judge_all(language, cases, ctx, nlu_url))
    result = report(rows, ctx.snapshot.urgent_slugs)
    if as_json:
        click.echo(json.dumps({"language": language, "messages": len(rows), **result.to_json()}, ensure_ascii=False))
    else:
        click.echo(f"{language}: {len(rows)} messages of {file}")
        click.echo("\n".join([*result.lines(), "", "the bars", *bars.lines(rows, ctx.snapshot.urgent_slugs)]))


async def _judge_all(language: str, cases: list[Case], ctx: Context, nlu_url: str) -> list[Judged]:
    async with nlu_at(nlu_url):
        heard = await hear(language, cases, ctx, nlu_url)
    return [judge_turn(language, one, ctx) for one in heard]


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def detect(file: Path, as_json: bool) -> None:
    """Measure the detection of languages on FILE.jsonl with lines {"text", "lang"}.

    A message of fewer than three words that gets the language buttons counts as right; any language that nobody here
    speaks is right when it is taken for none.
    """
    ctx = evaluation_context()
    cases = read_language_cases(file)
    taken = [(case, _taken_for(case, ctx)) for case in cases]
    known = {*ctx.snapshot.languages, *ctx.snapshot.handoff_only}
    rights = [(case, language, _right(case, language, known)) for case, language in taken]
    by_language = {
        lang: Share(sum(ok for case, _, ok in rights if case.lang == lang), sum(case.lang == lang for case in cases))
        for lang in sorted({case.lang for case in cases})
    }
    total = Share(sum(ok for _, _, ok in rights), len(rights))
    confusions = Counter((case.lang, language or "buttons") for case, language, ok in rights if not ok).most_common()
    if as_json:
        data = {
            "total": total.to_json(),
            "languages": {lang: entry.to_json() for lang, entry in by_language.items()},
            "confusions": [{"right": right, "taken for": other, "count": n} for (right, other), n in confusions],
        }
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    click.echo(f"{'all':8} {total}")
    for lang, entry in by_language.items():
        click.echo(f"{lang:8} {entry}")
    for (right, other), count in confusions[:15]:
        click.echo(f"  {right} taken for {other}: {count}")


def _taken_for(case: LanguageCase, ctx: Context) -> str:
    reading = read(State.new(), Incoming(IncomingKind.TEXT, text=case.text), ctx)
    return reading.language or reading.other_language


def _right(case: LanguageCase, language: str, known: set[str]) -> bool:
    if language == case.lang or (not language and len(case.text.split()) < 3):
        return True
    return case.lang not in known and not language
