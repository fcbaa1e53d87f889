"""Evals of the comparison of footage, with planted truth."""

from evals.footage import cuts, laid_over, lettering, looks, pairs, regions, sound, sound_alone, treated, unedited

EVALS = (
    *cuts.EVALS, *unedited.EVALS, *pairs.EVALS, *looks.EVALS, *regions.EVALS, *sound.EVALS, *sound_alone.EVALS,
    *treated.EVALS, *lettering.EVALS, *laid_over.EVALS,
)  # fmt: skip
