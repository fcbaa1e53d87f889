"""What is done to the original, as numbers: the planted truth of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 640, 360
"""Pixels of both versions."""
WHOLE_PICTURE = (0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True)
class BlurredRegion:
    """A region that is blurred while frames ``first`` to ``stop - 1`` of the original are shown."""

    first: int
    stop: int
    box: tuple[int, int, int, int]
    """x, y, width, height in pixels of the original."""
    radius_px: float


@dataclass(frozen=True)
class Plan:
    """The edit. Frames and pixels are those of the original, half-open."""

    frames: int
    """Length of the original."""
    cut_first: int
    """First frame that the edited version leaves out."""
    cut_stop: int
    blurred: BlurredRegion
    muted_word: int
    """Index of the spoken word that is silenced."""
    crop: tuple[int, int, int, int]
    """The part of the picture that the edited version shows: x, y, width, height in pixels."""
    frame_rate: int
    quality: int
    """x264's constant rate factor of the edited version: larger is worse."""


PLAN_FOR_CLIP = Plan(
    frames=190,
    cut_first=27,
    cut_stop=48,
    blurred=BlurredRegion(128, 190, (292, 74, 150, 120), 7.0),
    muted_word=9,
    crop=(24, 14, 592, 333),
    frame_rate=18,
    quality=28,
)
"""For the time-lapse of office towers: the lit top floors of the tower in the second shot are blurred."""

PLAN_FOR_GENERATED = Plan(
    frames=260,
    cut_first=70,
    cut_stop=104,
    blurred=BlurredRegion(150, 230, (232, 52, 165, 112), 9.0),
    muted_word=9,
    crop=(24, 14, 592, 333),
    frame_rate=25,
    quality=28,
)
"""For the generated street: the lit sign on the tower in the middle is blurred."""
