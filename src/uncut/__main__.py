"""``python -m uncut``: the same as the command ``uncut``."""

from uncut.cli.main import main

if __name__ == "__main__":
    main()
