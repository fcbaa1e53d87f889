"""``uncut completion``: commands and options completed with the Tab key."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from uncut.cli.options import Command

EPILOG = """Example for bash:  uncut completion bash >> ~/.bashrc
Example for fish:  uncut completion fish > ~/.config/fish/completions/uncut.fish"""


@click.command(cls=Command, epilog=EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands and options with the Tab key."""
    made_by = get_completion_class(shell)
    assert made_by is not None
    click.echo(made_by(ctx.find_root().command, {}, "uncut", "_UNCUT_COMPLETE").source())
