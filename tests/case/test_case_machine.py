"""Any order of additions, records and damage: verify names exactly what was damaged."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from uncut.case import Case, verify_case
from uncut.model.case import Derivative, Exhibit

CONTENTS = st.binary(min_size=1, max_size=200)


class CaseMachine(RuleBasedStateMachine):
    """The case beside a plain dictionary of what must be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stored: dict[str, bytes] = {}
        self.damaged: set[str] = set()
        self.entries = 1

    @initialize()
    def make(self) -> None:
        self.case = Case.create(self.folder / "case", "T", who="me")

    def path(self, item: Exhibit | Derivative) -> str:
        if isinstance(item, Exhibit):
            return f"objects/sha256/{item.sha256[:2]}/{item.sha256[2:]}"
        return item.output.path

    @rule(content=CONTENTS)
    def add(self, content: bytes) -> None:
        source = self.folder / "source"
        source.write_bytes(content)
        path = self.path(self.case.add(source))
        self.stored[path] = content
        self.damaged.discard(path)  # the same bytes again put a damaged original back
        self.entries += 1

    @rule(content=CONTENTS)
    def record(self, content: bytes) -> None:
        made = self.case.record("report", content, inputs=self.case.exhibits(), arguments={}, sandbox="none")
        self.stored[self.path(made)] = content
        self.entries += 1

    @rule(text=st.text(min_size=1).filter(str.strip))
    def note(self, text: str) -> None:
        self.case.note(text)
        self.entries += 1

    @precondition(lambda self: set(self.stored) - self.damaged)
    @rule(data=st.data())
    def change_one_byte(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(set(self.stored) - self.damaged)))
        content = bytearray(self.stored[path])
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        place = self.case.folder / path
        place.chmod(0o644)
        place.write_bytes(content)
        place.chmod(0o444)
        self.damaged.add(path)

    @precondition(lambda self: set(self.stored) - self.damaged)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(set(self.stored) - self.damaged)))
        (self.case.folder / path).unlink()
        self.damaged.add(path)

    @invariant()
    def verify_names_what_was_damaged(self) -> None:
        if not hasattr(self, "case"):
            return
        result = verify_case(self.case.folder)
        assert {one.path for one in result.findings} == self.damaged
        assert (result.checked_files, result.checked_entries) == (len(self.stored), self.entries)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
