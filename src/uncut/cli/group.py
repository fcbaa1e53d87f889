"""A group of commands that imports each one late and says trouble in one line.

Exit status: what the command returns; 2 for trouble; 130 for Ctrl-C; 141 when the reader of a pipe went away.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

import click

from uncut.cli.screen import neutral, tell
from uncut.errors import UncutError

TROUBLE, STOPPED, PIPE_CLOSED = 2, 130, 141
_DEBUG = "uncut.debug"
_stops: list[int] = []
"""Signals that came so far; see `was_stopped`."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Subcommand(NamedTuple):
    """A command, and where its code is."""

    name: str
    code: str
    """``package.module:function``."""
    help: str


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; the outermost one deals with trouble."""

    def __init__(self, *args: Any, subcommands: Sequence[Subcommand] = (), **settings: Any) -> None:
        settings.setdefault("invoke_without_command", True)
        settings.setdefault("no_args_is_help", False)
        super().__init__(*args, **settings)
        self.late = {one.name: one for one in subcommands}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return [*self.late, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in self.late:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.late[cmd_name].code.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        if not self.late:
            return super().format_commands(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(one.name, one.help) for one in self.late.values()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Keep the lines of the example."""
        write_epilog(self.epilog, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the outermost group says in one line what went wrong."""
        if ctx.parent is not None:
            return super().invoke(ctx)
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            tell("stopped")
            return STOPPED
        except BrokenPipeError:
            _let_go_of_stdout()
            return PIPE_CLOSED
        except Exception as error:
            if was_stopped():
                tell("stopped")
                return STOPPED
            if ctx.meta.get(_DEBUG):
                traceback.print_exc()
            else:
                tell(describe_trouble(error))
            return TROUBLE
        return status

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run and exit; a wrong call is told in one line, too."""
        settings["standalone_mode"] = False
        settings["prog_name"] = "uncut"
        try:
            status = super().main(*args, **settings)
        except click.ClickException as error:
            tell(_describe_wrong_call(error))
            status = TROUBLE
        except click.Abort:
            status = STOPPED
        sys.exit(status if isinstance(status, int) else 0)


def stop_on_signals() -> None:
    """Ctrl-C and a wish to end (SIGTERM) run all that clears half-written files away."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)


def was_stopped() -> bool:
    """Whether a signal came: a package that is being imported then may raise an error of its own instead."""
    return bool(_stops)


def _stop(number: int, _frame: object) -> None:
    _stops.append(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


def help_alone(ctx: click.Context) -> None:
    """What a group does when no command was named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def describe_trouble(error: Exception) -> str:
    """One line: what went wrong, where, and what to do."""
    if isinstance(error, UncutError):
        return neutral(str(error))
    if isinstance(error, MemoryError):
        return "there is not enough memory. Close other programs, or use shorter files"
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):  # how Python before 3.13 says it
        return f"{neutral(str(error).partition(' from ')[2])}: links lead in a circle here. Name the file itself"
    if isinstance(error, OSError) and error.strerror:
        where = f"{neutral(os.fsdecode(error.filename))}: " if error.filename else ""
        return f"{where}{error.strerror.lower()}. Check the name, the permissions and the free space"
    return (
        f"this is a fault of the program ({type(error).__name__}: {neutral(str(error))}). "
        "Run it again as: uncut --debug …, and report what it prints"
    )


def write_epilog(epilog: str | None, formatter: click.HelpFormatter) -> None:
    """Write an example line by line, as it was given."""
    if epilog:
        formatter.write_paragraph()
        for line in epilog.splitlines():
            if line.strip():
                formatter.write_text(line)


def DebugOption(command: Decorated) -> Decorated:  # noqa: N802 - stands where click's own options stand
    """``--debug`` on a command, not shown in its help; it shows where trouble came from."""
    return click.option("--debug", is_flag=True, hidden=True, expose_value=False, is_eager=True, callback=_note_debug)(
        command
    )


def _note_debug(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_DEBUG] = True


def _describe_wrong_call(error: click.ClickException) -> str:
    message = " ".join(neutral(error.format_message()).split()).rstrip(".")
    ctx = getattr(error, "ctx", None)
    return f"{message[:1].lower()}{message[1:]}. See: {ctx.command_path if ctx else 'uncut'} --help"


def _let_go_of_stdout() -> None:
    """Point standard output nowhere, so that Python's own flush at exit stays silent."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
