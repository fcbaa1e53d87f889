"""A model's proposals, from a made server on this machine: what is kept, what is dropped, and what never hangs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema
import pytest

from uncut.errors import BadInput, ModelTrouble
from uncut.model.report import Report
from uncut.model.serialise import json_schema, to_builtins
from uncut.model.text import is_placed
from uncut.reports import read_bytes
from uncut.reports.proposals import ChatClient, ModelAddress, with_proposals
from uncut.reports.proposals.grounding import CONFIDENCE, pieces_to_send
from uncut.reports.proposals.propose import read_proposals

TEXT = """Subscribe to our newsletter today

Harbour vote

The ministry said that rebels had left the town of Orsa on Monday.

Kasso, the harbour master, went on record: the ferry may never sail again. Nobody was hurt.
"""
GOOD = {"quote": "the ferry may never sail again", "source": "Kasso, the harbour master", "cue": "went on record"}
INVENTED = {"quote": "the ferry was sunk by a mine", "source": "Kasso", "cue": "went on record"}
IN_FURNITURE = {"quote": "our newsletter today", "source": "Kasso", "cue": "went on record"}
OURS = {"quote": "rebels had left the town", "source": "The ministry", "cue": "said"}

Answer = Callable[[BaseHTTPRequestHandler], None]


class Door:
    """A server on loopback that answers as a test plants it, and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                door.headers.append(dict(self.headers))
                door.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                with suppress(OSError):
                    answer(self)

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def address(self, **more: Any) -> ModelAddress:
        return ModelAddress(url=self.url, name="made-up-7b", **more)


@contextmanager
def door(answer: Answer) -> Iterator[Door]:
    made = Door(answer)
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()


def says(content: str, status: int = 200) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def proposes(*claims: dict[str, str]) -> Answer:
    return says(json.dumps({"claims": claims}))


def read_with(answer: Answer, text: str = TEXT, **more: Any) -> Report:
    with door(answer) as made:
        return with_proposals(read_bytes(text.encode()), ChatClient(made.address(**more)))


def proposed(report: Report) -> list[tuple[str, str | None]]:
    return [
        (claim.quote.text, claim.asserted_by.quote.text if claim.asserted_by.quote else None)
        for claim in report.claims
        if claim.proposed_by == "model"
    ]


def test_a_good_claim_is_kept_placed_and_marked() -> None:
    plain, report = read_bytes(TEXT.encode()), read_with(proposes(GOOD))
    claim = report.claims[-1]
    assert report.claims[:-1] == plain.claims
    assert claim.id == f"c{len(report.claims)}"
    assert (claim.quote.text, claim.proposed_by) == (GOOD["quote"], "model")
    assert claim.asserted_by.quote is not None
    assert claim.asserted_by.quote.text == GOOD["source"]
    assert [cue.text for cue in claim.cues] == ["went on record", "may"]
    assert (claim.stance, claim.confidence) == ("hedged", CONFIDENCE)
    assert all(is_placed(one, report.document.text) for one in (claim.quote, claim.asserted_by.quote, *claim.cues))
    assert claim.confidence < min(one.confidence for one in plain.claims)
    told = report.settings["model"]
    assert (told["name"], told["proposed"], told["kept"], told["dropped"]) == ("made-up-7b", 1, 1, {})
    jsonschema.Draft202012Validator(json_schema("report")).validate(to_builtins(report))


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        (INVENTED, "quote not in the text"),
        (IN_FURNITURE, "quote not in the text"),
        (GOOD | {"quote": "The ferry may never sail again"}, "quote not in the text"),
        (GOOD | {"quote": "he ferry may never sail"}, "quote not in the text"),
        (GOOD | {"source": "the prime minister"}, "source not beside it"),
        (GOOD | {"source": "newsletter"}, "source not beside it"),
        (GOOD | {"source": ""}, "source not beside it"),
        (GOOD | {"source": "the ferry"}, "source not beside it"),
        (GOOD | {"cue": "lied"}, "cue not beside it"),
        (GOOD | {"cue": "Kasso"}, "cue not beside it"),
        (GOOD | {"quote": "ferry"}, "no claim by its length"),
        (OURS, "overlaps another claim"),
    ],
)
def test_what_cannot_be_placed_is_dropped_and_counted(planted: dict[str, str], reason: str) -> None:
    report = read_with(proposes(planted))
    assert report.claims == read_bytes(TEXT.encode()).claims
    assert report.settings["model"]["dropped"] == {reason: 1}


def test_the_same_twice_is_kept_once() -> None:
    assert len(proposed(read_with(proposes(GOOD, GOOD, INVENTED)))) == 1


def test_a_denial_is_one_whoever_found_it() -> None:
    text = "The bridge is closed, so it goes, Kasso steadfastly to this day denies. Nobody was hurt.\n"
    report = read_with(proposes({"quote": "The bridge is closed", "source": "Kasso", "cue": "denies"}), text)
    assert {c.stance for c in report.claims if c.quote.text == "The bridge is closed"} == {"denied"}


@pytest.mark.parametrize("content", ["I cannot help.", '{"claims": [{"quote": 3}]}', '{"claims": ', "", "[" * 100_000])
def test_broken_json_takes_nothing_away(content: str) -> None:
    report = read_with(says(content))
    assert report.claims == read_bytes(TEXT.encode()).claims
    assert any("was not the JSON that was asked for" in one for one in report.not_examined)


def test_an_answer_in_a_fenced_block_is_read() -> None:
    assert read_proposals(f"Here:\n```json\n{json.dumps({'claims': [GOOD]})}\n```") is not None


def test_no_answer_of_the_kind_takes_nothing_away() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"<html>hello</html>")

    assert any("did not answer as such servers do" in one for one in read_with(answer).not_examined)


def endless_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 4096)


def trickling_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def interim_answers(handler: BaseHTTPRequestHandler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        handler.wfile.flush()
        time.sleep(0.01)


def silence(_handler: BaseHTTPRequestHandler) -> None:
    time.sleep(30)


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (endless_body, "longer than 50,000 bytes"),
        (trickling_body, "did not finish its answer within 0.5 seconds"),
        (interim_answers, "did not finish its answer within 0.5 seconds"),
        (silence, "did not finish its answer within 0.5 seconds"),
    ],
)
def test_an_endless_answer_ends(answer: Answer, what: str) -> None:
    began = time.monotonic()
    report = read_with(answer, seconds=0.5, answer_bytes=50_000)
    assert time.monotonic() - began < 20
    assert report.claims == read_bytes(TEXT.encode()).claims
    assert any(what in one for one in report.not_examined)


def test_a_redirect_is_refused() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"http://127.0.0.1:{handler.server.server_port}/v1/elsewhere")  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with door(answer) as made:
        with pytest.raises(ModelTrouble, match="sends on to another address, which is refused"):
            ChatClient(made.address()).ask("", "")
        assert len(made.asked) == 1


def test_nobody_there_takes_nothing_away() -> None:
    with door(silence) as made:
        gone = made.address()
    report = with_proposals(read_bytes(TEXT.encode()), ChatClient(gone))
    assert report.claims == read_bytes(TEXT.encode()).claims
    assert any("it cannot be asked" in one for one in report.not_examined)


def test_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with door(proposes()) as made:
        with_proposals(read_bytes(TEXT.encode()), ChatClient(made.address(key="a-made-key")))
        sent = made.asked[0]["messages"][1]["content"]
        assert "rebels had left" in sent
        assert "newsletter" not in sent
        assert made.headers[0]["Authorization"] == "Bearer a-made-key"
        assert made.asked[0]["model"] == "made-up-7b"


def test_a_long_text_is_sent_in_whole_paragraphs() -> None:
    report = read_bytes("\n\n".join(f"Sentence {number} of the text stands here." for number in range(40)).encode())
    pieces = pieces_to_send(report, 300)
    assert len(pieces) > 3
    assert all(len(piece) <= 300 and piece.endswith("here.") for piece in pieces)


@pytest.mark.parametrize(
    ("url", "key", "what"),
    [
        ("file:///etc/passwd", None, "no web address"),
        ("http://", None, "no web address"),
        ("http://host:99999/v1", None, "no web address"),
        ("http://host/v1\r\nX: y", None, "no web address"),
        ("https://me:secret@host/v1", None, "holds a name, a key or a query"),
        ("https://host/v1?key=secret", None, "holds a name, a key or a query"),
        ("http://models.example/v1", "key", "sent unencrypted"),
        ("https://models.example/v1", "ke\ny", "letters that no key has"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, key: str | None, what: str) -> None:
    with pytest.raises(BadInput, match=what) as refused:
        ModelAddress(url=url, name="m", key=key)
    assert "secret" not in str(refused.value)


def test_the_key_is_never_shown() -> None:
    address = ModelAddress(url="https://models.example", name="m", key="hush")
    assert "hush" not in repr(address)
    assert address.path == "/v1/chat/completions"


def test_nothing_that_speaks_http_is_loaded_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    code = (
        "import sys; import uncut.api; "
        f"uncut.api.read({str(tmp_path / 'a.txt')!r}); "
        "sys.exit('uncut.reports.proposals' in sys.modules or 'http.client' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
