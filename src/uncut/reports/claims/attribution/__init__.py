"""Finds attributions: a source, the words that do the saying, and what is said."""

from uncut.reports.claims.attribution.finder import RuleAttributionFinder
from uncut.reports.claims.attribution.found import AttributionFinder, AttributionFound

__all__ = ["AttributionFinder", "AttributionFound", "RuleAttributionFinder"]
