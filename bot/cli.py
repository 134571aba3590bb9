"""The command `win`."""

from __future__ import annotations

import sys

import click

from bot.commands.calibrate import calibrate
from bot.commands.chat import chat
from bot.commands.content import content
from bot.commands.escalation import token, webhook
from bot.commands.evaluate import detect, evaluate
from bot.commands.models import models, train
from bot.commands.operate import doctor, migrate, rotate_key
from bot.commands.serve import serve
from bot.commands.user import user
from bot.errors import WinError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def win() -> None:
    """The information point: serve it, talk to it, check what it knows."""


_COMMANDS: tuple[click.Command, ...] = (
    serve,
    chat,
    train,
    models,
    evaluate,
    calibrate,
    detect,
    content,
    migrate,
    rotate_key,
    doctor,
    user,
    token,
    webhook,
)
for _command in _COMMANDS:
    win.add_command(_command)


def main() -> None:
    """Run `win`; an error of ours ends with its text instead of a traceback."""
    try:
        win.main(standalone_mode=False)
    except WinError as error:
        click.echo(f"win: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


if __name__ == "__main__":
    main()
