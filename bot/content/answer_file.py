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
) -> tuple[Answer, int] | None:
    """The answer and the line (from 1) at which its text begins; `None` when the file can't be used."""
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
    body = "\n".join(lines[end + 1 :])
    essence, _, more = body.partition(MORE)
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
    return answer, end + 2
