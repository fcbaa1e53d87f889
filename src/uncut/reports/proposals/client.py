"""A question to a model behind an OpenAI-compatible address, and its answer as words.

The answer is a stranger's: it is bounded in bytes and in time, redirects are refused, and no proxy is used.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from uncut.errors import BadInput, ModelTrouble

ANSWER_BYTES = 1 << 20
"""A hundred proposals with their quotes take less than a tenth of it."""
ANSWER_SECONDS = 300.0
"""For one question, from the connection to the last byte; a small model on a laptop's processor takes a minute."""
CONNECT_SECONDS = 10.0
ANSWER_TOKENS = 4096
_PIECE_BYTES = 1 << 16
_OK = 200
_ENDING = "/chat/completions"


@dataclass(frozen=True)
class ModelAddress:
    """Where a model is asked; checked when it is made."""

    url: str
    """The base as such servers give it, ``http://127.0.0.1:8080/v1``."""
    name: str
    """The model's name, as its server knows it."""
    key: str | None = field(default=None, repr=False)
    """Sent as a bearer token; never stored and never shown."""
    seconds: float = ANSWER_SECONDS
    answer_bytes: int = ANSWER_BYTES

    def __post_init__(self) -> None:
        """Refuse what is no address, and a key that would travel in clear."""
        todo = "Give it as http://127.0.0.1:8080/v1"
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError as error:
            raise BadInput("the address of the model is no web address", where=_shown(self.url), todo=todo) from error
        is_plain = all(letter.isprintable() and letter != " " for letter in self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or not is_plain:
            raise BadInput("the address of the model is no web address", where=_shown(self.url), todo=todo)
        if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
            raise BadInput(
                "the address of the model holds a name, a key or a query", where=parts.hostname,
                todo="Give the key by the environment variable UNCUT_LLM_KEY",
            )  # fmt: skip
        if not self.name.strip():
            raise BadInput("the model has no name", todo="Give the name that its server knows it by")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise BadInput("the key of the model holds letters that no key has", where=parts.hostname)
        if self.key is not None and parts.scheme == "http" and not _is_local(parts.hostname):
            raise BadInput("the key would be sent unencrypted", where=parts.hostname, todo="Give an https address")

    @property
    def server(self) -> str:
        """Scheme, host and port: what the result says about where the words were sent."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def path(self) -> str:
        """The path that is asked."""
        path = urlsplit(self.url).path.rstrip("/") or "/v1"
        return path if path.endswith(_ENDING) else path + _ENDING


def _shown(url: str) -> str:
    """An address that is no address, without what may be a key in it."""
    return url.rsplit("@", maxsplit=1)[-1].split("?", maxsplit=1)[0][:100]


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


class ChatClient:
    """Asks one model."""

    def __init__(self, address: ModelAddress) -> None:
        self.address = address

    def ask(self, task: str, words: str) -> str:
        """What the model answers; raises `ModelTrouble` where it gives no answer that can be used."""
        body = self._post(self._question(task, words))
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise self._trouble("it did not answer as such servers do") from error
        if not answer.choices:
            raise self._trouble("it answered nothing")
        return answer.choices[0].message.content

    def _question(self, task: str, words: str) -> bytes:
        question = {
            "model": self.address.name, "temperature": 0, "seed": 0, "stream": False, "max_tokens": ANSWER_TOKENS,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": words}],
        }  # fmt: skip
        return json.dumps(question).encode("ascii")

    def _post(self, body: bytes) -> bytes:
        line = self._connection()
        try:
            line.connect()
            line.sock.settimeout(self.address.seconds)
            with _cut_after(line.sock, self.address.seconds) as is_late:
                answer = self._exchange(line, body, is_late)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, ModelTrouble):
                raise
            raise self._trouble(f"it cannot be asked ({_in_words(error)})") from error
        finally:
            line.close()
        return answer

    def _exchange(self, line: http.client.HTTPConnection, body: bytes, is_late: threading.Event) -> bytes:
        """The answer; whatever goes wrong when time is up, lateness is the reason."""
        late = self._trouble(f"it did not finish its answer within {self.address.seconds:g} seconds")
        try:
            line.request("POST", self.address.path, body, self._headers())
            answer = self._read(line.getresponse())
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_late.is_set() or isinstance(error, TimeoutError):
                raise late from error
            raise
        if is_late.is_set():
            raise late
        return answer

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        if response.status != _OK:
            is_redirect = 300 <= response.status < 400
            what = "it sends on to another address, which is refused" if is_redirect else "it refuses"
            raise self._trouble(f"{what} (status {response.status})")
        body = bytearray()
        while piece := response.read1(_PIECE_BYTES):
            body += piece
            if len(body) > self.address.answer_bytes:
                raise self._trouble(f"its answer is longer than {self.address.answer_bytes:,} bytes")
        return bytes(body)

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address.url)
        assert parts.hostname
        wait = min(CONNECT_SECONDS, self.address.seconds)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=wait, context=context)
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=wait)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        return headers | ({"Authorization": f"Bearer {self.address.key}"} if self.address.key else {})

    def _trouble(self, what: str) -> ModelTrouble:
        return ModelTrouble(what, where=f"model {self.address.name} at {self.address.server}")


@contextmanager
def _cut_after(line: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Cut the line when time is up, and say so: no trickle of bytes, headers or interim answers lasts longer."""
    is_late = threading.Event()

    def cut() -> None:
        is_late.set()
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS, whose state belongs to the other thread

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _in_words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)[:200] or type(error).__name__
