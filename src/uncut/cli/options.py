# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Options that several commands share, and what they make of them."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from uncut.cli.group import DebugOption, write_epilog

if TYPE_CHECKING:
    from uncut.jail import JailSettings

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
"""A file's name as it was typed; whether it can be read is found out when it is opened."""

json_option = click.option("--json", "json_to", type=FILE, metavar="FILE", help="Write JSON; - for the screen.")
html_option = click.option("--html", "html_to", type=FILE, metavar="FILE", help="Write a dossier to read.")
embed_option = click.option("--embed-videos", is_flag=True, help="Put videos of up to 16 MB into the dossier.")
sandbox_option = click.option("--require-sandbox", is_flag=True, help="Refuse to open files where no sandbox holds.")
by_option = click.option(
    "--by",
    "who",
    envvar="UNCUT_BY",
    metavar="NAME",
    help="Who is working; else what UNCUT_BY says, else the login name.",
)


class SectionOption(click.Option):
    """An option that the help lists under a heading of its own."""

    def __init__(self, *args: Any, section: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.section = section


class Command(click.Command):
    """A command whose help keeps the lines of its example, and lists options that belong together apart."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usual options, then each section."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "section", "Options"), []).append(record)
        for name in sorted(sections, key=lambda one: one != "Options"):
            with formatter.section(name):
                formatter.write_dl(sections[name])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Keep the lines."""
        write_epilog(self.epilog, formatter)


def quiet_option(command: Decorated) -> Decorated:
    """``--quiet`` and the hidden ``--debug``."""
    quiet = click.option("--quiet", "-q", is_flag=True, help="Print no progress and no summary.")
    return quiet(DebugOption(command))


def jail_settings(require_sandbox: bool) -> JailSettings:
    """How strangers' files are opened."""
    from uncut.jail import JailSettings

    return JailSettings(require_sandbox=require_sandbox)


def name_of_worker(given: str | None) -> str:
    """The name for the custody log: as given, else the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise click.UsageError("this system has no login name; say who is working with --by NAME") from error
