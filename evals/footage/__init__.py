"""Evals of the comparison of footage, with planted truth."""

from evals.footage import cuts, looks, pairs, regions, sound, unedited

EVALS = (*cuts.EVALS, *unedited.EVALS, *pairs.EVALS, *looks.EVALS, *regions.EVALS, *sound.EVALS)
