"""Evals of the reading of reports, on labels that people made and on planted edits."""

from evals.reports import events, meantime, placed, places, polnear, re3d, text_edits
from evals.reports.printed import printed_eval

_POLNEAR_ARTICLES = 840
_EVENT_ROWS = 362
_PLACED_ARTICLES = 817


def _everything(limit: int) -> tuple[str, ...]:
    """For sets so small that a part of them would tell nothing."""
    return ()


EVALS = (
    printed_eval(
        "polnear", "Who says what?", polnear.main, ["polnear"],
        lambda limit: ("--every", str(max(1, _POLNEAR_ARTICLES // limit))),
    ),
    printed_eval("re3d", "Who and what is spoken of, and how are they tied?", re3d.main, ["re3d"], _everything),
    printed_eval("meantime", "When was it?", meantime.main, ["meantime"], _everything),
    printed_eval(
        "events", "What happened where, and to how many?", events.main, ["isaf", "fa_kes", "plover"],
        lambda limit: ("--every", str(max(1, _EVENT_ROWS // limit))),
    ),
    printed_eval(
        "text_edits", "What was changed in a text?", text_edits.main, ["versions", "fa_kes", "polnear"],
        lambda limit: ("--limit", str(limit)),
    ),
    printed_eval(
        "places", "Where is it?", places.main, ["geo"],
        lambda limit: ("--every", str(max(1, _PLACED_ARTICLES // limit))),
    ),
    printed_eval(
        "placed", "Is every quote placed to the letter?", placed.main, ["polnear"],
        lambda limit: ("--limit", str(limit)),
    ),
)  # fmt: skip
