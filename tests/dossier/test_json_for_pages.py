"""JSON for web pages: what it holds cannot end the element it is pasted into, and it means what it meant."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.dossier_poison import poisoned
from tests.dossier.dossier_samples import comparison, report

from uncut.dossier.claim_review import export_claim_reviews
from uncut.dossier.exports import EXPORTS
from uncut.dossier.followthemoney import export_followthemoney
from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.web_annotation import export_annotations
from uncut.reports import read_bytes

HOSTILE = "</script><script>alert(4)</script><!-- &amp; ]]>"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([HOSTILE, "\u2028", "\\u003c"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.sampled_from([None, 1]))
def test_it_reads_back_as_it_was_and_holds_no_sign_of_a_page(value: object, indent: int | None) -> None:
    written = to_page_json(value, indent=indent)
    assert json.loads(written) == value
    assert not set("<>&\u2028\u2029") & set(written)


TOLD = f"""Army {HOSTILE} hits Orsa

June 5, 2019 - The Defence Ministry said that "rebels {HOSTILE}" of the Northern Front had killed 12 soldiers in Syria.
"""

WRITERS: dict[str, Callable[[], bytes]] = {
    "claimreview": lambda: export_claim_reviews([poisoned(report(), HOSTILE), read_bytes(TOLD.encode())]),
    "annotations": lambda: export_annotations([poisoned(report(), HOSTILE), read_bytes(TOLD.encode())]),
    "ftm": lambda: export_followthemoney([poisoned(report(), HOSTILE), read_bytes(TOLD.encode())]),
    "mediareview": lambda: EXPORTS["mediareview"](poisoned(comparison(), HOSTILE)).encode(),
    "labelstudio": lambda: EXPORTS["labelstudio"](poisoned(comparison(), HOSTILE)).encode(),
}


@pytest.mark.parametrize("name", WRITERS)
def test_no_export_can_end_a_script_in_which_it_stands(name: str) -> None:
    written = WRITERS[name]()
    assert b"alert(4)" in written
    assert b"<" not in written
    assert b">" not in written
