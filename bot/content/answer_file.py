"""One answer's file: front matter between `---` lines, the essence, and after `<!-- more -->` the second part."""

from __future__ import annotations

from bot.content.fields import Fields
from bot.content.model import Answer, Status
from bot.content.problems import Problem
from bot.content.yaml_lines import Block, YamlProblem, load

FENCE = "---"
MORE = "<!-- more -->"


def read(
    text: str, path: str, *, language: str, topic: str, slug: str, problems: list[Problem]
) -> tuple[Answer, tuple[int, int]] | None:
    """The answer, and the lines (from 1) where its essence and its second part begin; `None`: the file is no use."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != FENCE or FENCE not in (line.rstrip() for line in lines[1:]):
        problems.append(Problem(path, 1, "must begin with front matter between two lines of ---"))
        return None
    end = next(number for number, line in enumerate(lines) if number and line.rstrip() == FENCE)
    try:
        block = load("\n" + "\n".join(lines[1:end]))
    except YamlProblem as error:
        problems.append(Problem(path, error.line, error.cause))
        return None
    if not isinstance(block, Block):
        problems.append(Problem(path, 1, "the front matter must hold named fields such as title"))
        return None
    fields = Fields(block, path, problems)
    status = fields.text("status", required=True)
    if status not in tuple(Status):
        fields.problem("status", f"status {status!r} is not one of {', '.join(Status)}")
        status = Status.WITHDRAWN
    marker = next((number for number, line in enumerate(lines) if number > end and line.strip() == MORE), len(lines))
    essence, more = "\n".join(lines[end + 1 : marker]), "\n".join(lines[marker + 1 :])
    answer = Answer(
        language=language,
        slug=slug,
        topic=topic,
        title=fields.text("title", required=True),
        button=fields.text("button", required=True),
        row=fields.text("row", required=True),
        essence=essence.strip(),
        more=more.strip(),
        sources=fields.texts("sources"),
        rests_on=fields.texts("rests_on"),
        status=Status(status),
        reviewed=fields.day("reviewed"),
        review_by=fields.day("review_by"),
    )
    fields.done()
    if not answer.essence:
        problems.append(Problem(path, end + 2, "the answer has no text"))
    return answer, (_first_line(lines, end + 1), _first_line(lines, marker + 1))


def _first_line(lines: list[str], start: int) -> int:
    """The line (from 1) of the first text at or after an index."""
    return next((number + 1 for number in range(start, len(lines)) if lines[number].strip()), start + 1)
