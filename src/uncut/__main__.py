# ruff: noqa: E402 - the first line has to run before anything else is imported
"""``python -m uncut``: the same as the command ``uncut``."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the program is being loaded, Ctrl-C ends it without a word

from uncut.cli.main import main

if __name__ == "__main__":
    main()
