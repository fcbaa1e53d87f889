"""A comparison for an editing program: an OpenTimelineIO file (extra ``otio``).

Three tracks: at the top what the right version was made of (stretches of the left file, with `LinearTimeWarp`
where the speed differs, and what was put in), below it the two files as they are, switched off. Each edit is
a marker on the file in which it can be seen. Exact times stand beside the numbers in the metadata, under
``uncut``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

from uncut.dossier.neutralise import bare_name
from uncut.dossier.pieces import lay_out_pieces
from uncut.dossier.summary import describe_edit, sentence
from uncut.errors import BadInput, MissingExtra
from uncut.model.comparison import Comparison, Edit, Kept
from uncut.model.footage import Footage
from uncut.model.serialise import to_builtins
from uncut.model.time import Span

NO_FRAMES_RATE = 1000.0
"""Ticks a second for a file without picture or with varying frame times."""
_COLOURS = {"removed": "RED", "inserted": "GREEN", "moved": "PURPLE", "repeated": "PURPLE"}


def write_otio(comparison: Comparison, path: str | Path) -> None:
    """Write ``comparison`` to ``path``, which must end in ``.otio``.

    Raises `MissingExtra` where OpenTimelineIO is not installed, and `BadInput` for another ending.
    """
    target = Path(path)
    if target.suffix.lower() != ".otio":
        raise BadInput("an OpenTimelineIO file must end in .otio", where=str(path))
    otio = _opentimelineio()
    timeline = _Builder(otio, comparison, target.absolute().parent).timeline()
    target.write_text(otio.adapters.write_to_string(timeline, "otio_json"), encoding="utf-8", newline="\n")


def _opentimelineio() -> ModuleType:
    try:
        import opentimelineio  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(
            "OpenTimelineIO is not installed", todo="Install it with: pip install 'uncut[otio]'"
        ) from error
    module: ModuleType = opentimelineio
    return module


class _Builder:
    """Makes the objects of one file; ``otio`` is the module."""

    def __init__(self, otio: ModuleType, comparison: Comparison, folder: Path) -> None:
        self.otio = otio
        self.comparison = comparison
        self.folder = folder
        self.left_rate = _rate(comparison.left)
        self.right_rate = _rate(comparison.right)

    def timeline(self) -> Any:
        comparison = self.comparison
        timeline = self.otio.schema.Timeline(
            name=f"{_name(comparison.left)} and {_name(comparison.right)}",
            metadata={"uncut": {"schema": comparison.schema, "version": comparison.version}},
        )
        whole = (
            self._whole("left version", comparison.left, self.left_rate, "left"),
            self._whole("right version", comparison.right, self.right_rate, "right"),
        )
        timeline.tracks.extend([*whole, self._matched()])
        return timeline

    def _matched(self) -> Any:
        """What the right version was made of; together the pieces are as long as it is."""
        track = self._track("right version, made of", self.comparison.right)
        for span, kept in lay_out_pieces(self.comparison):
            track.append(self._kept_clip(span, kept) if kept else self._inserted_clip(span))
        return track

    def _whole(self, name: str, footage: Footage, rate: float, side: str) -> Any:
        track = self._track(name, footage)
        track.enabled = False
        clip = self._clip(_name(footage), footage, Span(Fraction(0), footage.seconds), rate)
        clip.markers.extend(self._markers(side, rate))
        track.append(clip)
        return track

    def _track(self, name: str, footage: Footage) -> Any:
        kinds = self.otio.schema.TrackKind
        return self.otio.schema.Track(name=name, kind=kinds.Audio if footage.width is None else kinds.Video)

    def _kept_clip(self, span: Span, kept: Kept) -> Any:
        """A clip as long as it lasts in the right version; the effect says how much of the left it uses."""
        source = Span(kept.left.start, kept.left.start + span.seconds)
        clip = self._clip(_name(self.comparison.left), self.comparison.left, source, self.left_rate)
        clip.metadata["uncut"] = {"kept": to_builtins(kept), "exact": _exact(kept.left, kept.right)}
        rate = -kept.rate if kept.reversed else kept.rate
        if kept.rate == 0:
            clip.effects.append(self.otio.schema.FreezeFrame())
        elif rate != 1:
            clip.effects.append(self.otio.schema.LinearTimeWarp(time_scalar=rate))
        return clip

    def _inserted_clip(self, span: Span) -> Any:
        clip = self._clip(_name(self.comparison.right), self.comparison.right, span, self.right_rate)
        clip.metadata["uncut"] = {"kept": None, "exact": _exact(None, span)}
        return clip

    def _clip(self, name: str, footage: Footage, span: Span, rate: float) -> Any:
        media = self.otio.schema.ExternalReference(
            target_url=self._relative(footage.path),
            available_range=self._range(Span(Fraction(0), footage.seconds), rate),
            metadata={"uncut": {"sha256": footage.sha256}},
        )
        return self.otio.schema.Clip(name=name, media_reference=media, source_range=self._range(span, rate))

    def _relative(self, path: str) -> str:
        """``path`` as seen from the written file where it lies below its folder, else the name alone."""
        try:
            return Path(path).absolute().relative_to(self.folder).as_posix()
        except ValueError:
            return bare_name(path)

    def _markers(self, side: str, rate: float) -> Iterator[Any]:
        for number, edit in enumerate(self.comparison.edits, start=1):
            span = edit.left if side == "left" else edit.right
            if span is not None:
                yield self.otio.schema.Marker(
                    name=f"{number} {edit.kind}",
                    color=_COLOURS.get(edit.kind, "YELLOW"),
                    marked_range=self._range(span, rate),
                    comment=sentence(describe_edit(edit)),
                    metadata={"uncut": {"edit": to_builtins(edit), "exact": _exact_of(edit)}},
                )

    def _range(self, span: Span, rate: float) -> Any:
        time = self.otio.opentime
        return time.TimeRange(
            time.RationalTime(float(span.start) * rate, rate),
            time.RationalTime(float(span.seconds) * rate, rate),
        )


def _rate(footage: Footage) -> float:
    if footage.frame_rate is None or footage.variable_frame_rate:
        return NO_FRAMES_RATE
    try:
        rate = float(Fraction(footage.frame_rate))
    except (ValueError, ZeroDivisionError, OverflowError):
        return NO_FRAMES_RATE
    return rate if rate > 0 else NO_FRAMES_RATE


def _name(footage: Footage) -> str:
    return bare_name(footage.path)


def _exact(left: Span | None, right: Span | None) -> dict[str, list[str] | None]:
    return {
        side: None if span is None else [str(span.start), str(span.end)]
        for side, span in (("left", left), ("right", right))
    }


def _exact_of(edit: Edit) -> dict[str, list[str] | None]:
    return _exact(edit.left, edit.right)
