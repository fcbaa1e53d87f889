"""The command ``uncut`` and the list of its subcommands, each imported when it is called."""

from __future__ import annotations

import os
import sys

import click

from uncut.cli.group import DebugOption, LazyGroup, Subcommand, help_alone, stop_on_signals
from uncut.version import __version__

SUBCOMMANDS = (
    Subcommand("diff", "uncut.cli.diff:diff", "Show what changed between two versions of a video or a text."),
    Subcommand("read", "uncut.cli.read:read", "Show who claims what in a report."),
    Subcommand("case", "uncut.cli.case:case", "Keep originals and findings together, with a custody log."),
    Subcommand("verify", "uncut.cli.verify:verify", "Check that nothing in a case was changed."),
    Subcommand("demo", "uncut.cli.demo:demo", "Run an example from start to dossier."),
    Subcommand("doctor", "uncut.cli.doctor:doctor", "Show what is installed and how strangers' files are opened."),
    Subcommand("schema", "uncut.cli.schema:schema", "Print the JSON Schema of a file that this program writes."),
    Subcommand("completion", "uncut.cli.completion:completion", "Print the script for completing commands with Tab."),
)


@click.command(
    cls=LazyGroup,
    subcommands=SUBCOMMANDS,
    epilog="Example:  uncut diff broadcast.mp4 reupload.mp4\n\nHelp on one command:  uncut diff --help",
)
@click.version_option(__version__, prog_name="uncut")
@DebugOption
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Uncut shows what an edited version left out, and who claims what about it.

    It never says what is true. Everything stays on this computer, unless you give the address of a language model.
    """
    help_alone(ctx)


def _fill_closed_streams() -> None:
    """Point standard output and errors nowhere where the caller closed them: no other file may get their number."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123 - lives as long as the process; a device


def main() -> None:
    """Entry point of the command ``uncut``."""
    _fill_closed_streams()
    stop_on_signals()
    cli.main(prog_name="uncut")
