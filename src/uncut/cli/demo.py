"""``uncut demo``: the demonstration, from two videos and two reports to a dossier."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from uncut.cli.options import FILE, Command, quiet_option
from uncut.cli.screen import tell

EPILOG = "Example:  uncut demo my-demo"


@click.command(cls=Command, epilog=EPILOG)
@click.argument("folder", type=FILE, metavar="[DIR]", default="demo-case")
@quiet_option
def demo(folder: Path, quiet: bool) -> None:
    """Run an example from start to dossier, in a new folder (demo-case).

    A video is edited as a propagandist would, a report is written about it, and both are compared and read.
    """
    # the demonstration uses this command line itself, and so is not known to it by name
    run_demo = import_module("uncut.demo").run_demo
    page = run_demo(folder, (lambda _line: None) if quiet else tell)
    click.echo(page)
