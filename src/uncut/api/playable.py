"""Where a page finds the videos that it plays: beside it, below it, or in itself. Nothing here decodes anything."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from uncut.dossier.neutralise import bare_name
from uncut.model.comparison import Comparison
from uncut.model.footage import Footage

Side = Literal["left", "right"]
EMBED_MOST_BYTES = 16_000_000
"""Largest file that is put into a page: a third more as text, and browsers hold all of it in memory."""
_KINDS = ((b"\x1a\x45\xdf\xa3", "video/webm"), (b"OggS", "video/ogg"))


def video_addresses(
    comparison: Comparison, files: Mapping[str, Path], *, folder: Path | None, within: Path | None, embed: bool
) -> dict[Side, list[str]]:
    """For both sides, addresses that the page tries in turn.

    Parameters
    ----------
    files
        Where the bytes of each SHA-256 lie.
    folder
        The folder of the page; ``None`` where it is not known.
    within
        A folder whose inner paths may stand in the page, as they say nothing of who looked; the page's own if ``None``.
        A file elsewhere is named without its folder: it is played once it is put beside the page.
    embed
        Put files of up to `EMBED_MOST_BYTES` into the page.
    """
    sides: tuple[tuple[Side, Footage], ...] = (("left", comparison.left), ("right", comparison.right))
    found: dict[Side, list[str]] = {}
    for side, footage in sides:
        path = files.get(footage.sha256)
        if embed and path is not None and path.stat().st_size <= EMBED_MOST_BYTES:
            found[side] = [_as_data(path)]
            continue
        inner = None if path is None or folder is None else _below(path, folder, within or folder)
        found[side] = list(dict.fromkeys([*([inner] if inner else []), _address(bare_name(footage.path))]))
    return found


def _below(path: Path, folder: Path, within: Path) -> str | None:
    place, root = path.resolve(), within.resolve()
    if not place.is_relative_to(root) or not folder.resolve().is_relative_to(root):
        return None
    return _address(Path(os.path.relpath(place, folder.resolve())).as_posix())


def _address(path: str) -> str:
    """A relative address that no browser takes for a scheme or a query."""
    quoted = quote(os.fsencode(path), safe="/")
    return quoted if quoted.startswith("../") else f"./{quoted}"


def _as_data(path: Path) -> str:
    data = path.read_bytes()
    kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), "video/mp4")
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
