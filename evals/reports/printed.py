"""Puts an eval that prints its table and one JSON line into the frame."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout

from evals.frame import Eval, Options, Result, Skipped

Main = Callable[[Sequence[str]], None]


def printed_eval(
    name: str, question: str, main: Main, data: Sequence[str], limited: Callable[[int], Sequence[str]]
) -> Eval:
    """The eval of a ``main`` that takes arguments.

    ``data`` are the folders of shared reports that it needs; ``limited`` gives the arguments for a limit.
    """

    def run(options: Options) -> Result:
        missing = [folder for folder in data if not (options.shared / "reports" / folder).exists()]
        if missing:
            raise Skipped(f"there is no {', '.join(missing)} in {options.shared / 'reports'}")
        arguments = ["--shared", str(options.shared), *(limited(options.limit) if options.limit else ())]
        printed = io.StringIO()
        with redirect_stdout(printed):
            main(arguments)
        return result_of(printed.getvalue())

    return Eval(name, question, run)


def result_of(printed: str) -> Result:
    """The figures of the last line, which is JSON; the lines above it stay as they are."""
    *lines, last = printed.rstrip("\n").split("\n")
    figures = {key: float(value) for key, value in json.loads(last).items() if not isinstance(value, str)}
    return Result(figures, notes=lines)


__all__ = ["printed_eval", "result_of"]
