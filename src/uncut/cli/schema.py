# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut schema``: the JSON Schema of what the program writes."""

from __future__ import annotations

import json

import click

from uncut.cli.options import Command
from uncut.cli.output import STDOUT, write_result

EPILOG = "Example:  uncut schema comparison > comparison.schema.json"


def _complete(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from uncut.model.serialise import CONTRACTS

    return [name for name in CONTRACTS if name.startswith(incomplete)]


@click.command(cls=Command, epilog=EPILOG)
@click.argument("name", shell_complete=_complete)
def schema(name: str) -> None:
    """Print the JSON Schema (2020-12) of a file that this program writes.

    NAME is comparison, report, text-comparison, case, verification or evidence.
    """
    from uncut.model.serialise import json_schema

    write_result(STDOUT, json.dumps(json_schema(name), indent=2).encode() + b"\n")
