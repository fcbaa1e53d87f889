"""A room imports only from the rooms above it; ARCHITECTURE.md is true."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_imports_point_up_only() -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([checker], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
