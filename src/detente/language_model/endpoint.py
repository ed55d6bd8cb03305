"""The endpoint: one POST to one host, bounded in time and size; the only client of a network in the package.

No redirect is followed, no proxy is taken from the environment, no cookie is kept, no tool is offered. Plain HTTP goes
to this machine only.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from detente.errors import InvalidValue

__all__ = ["Endpoint", "NoAnswer"]

COMPLETIONS = "/chat/completions"
LONGEST_MODEL = 200
MOST_BYTES = 262_144
MOST_TOKENS = 2_000
SECONDS = 60.0


class NoAnswer(Exception):
    """The endpoint gave no answer that can be read; the message says why, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible service: `url` is its base (`http://127.0.0.1:8080/v1`), `model` the name it is asked for.

    `key` is sent to that host and shown nowhere. One answer may take `seconds` and hold `most_bytes`.

    Raises `InvalidValue` for a URL that is not http(s), carries a user or a fragment, or is plain HTTP to another
    machine.

    >>> Endpoint(url="http://127.0.0.1:8080/v1", model="small").place
    '127.0.0.1:8080'
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES

    def __post_init__(self) -> None:
        problem = _problem_of(self.url)
        if not problem and not (0 < len(self.model) <= LONGEST_MODEL and self.model.isprintable()):
            problem = "the model's name must be one printable line"
        if not problem and not (self.key.isascii() and (not self.key or self.key.isprintable())):
            problem = "the key must be printable ASCII"
        if problem:
            raise InvalidValue(problem, where="--model-endpoint", hint="for example http://127.0.0.1:8080/v1")

    @property
    def place(self) -> str:
        """Host and port: where articles go, and nowhere else."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{host}:{_port_of(self.url)}"

    def complete(self, messages: Sequence[Mapping[str, str]]) -> str:
        """What the model says to the messages. Raises `NoAnswer`."""
        body = {"model": self.model, "messages": list(messages), "temperature": 0, "max_tokens": MOST_TOKENS}
        try:
            data = self._post(json.dumps(body | {"stream": False}).encode())
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"no answer from {self.place}: {_why(error)}") from None
        return _words_of(data)

    def _post(self, body: bytes) -> bytes:
        """The body of the answer; a clock ends the connection, however slowly it drips."""
        connection = self._connection()
        expired = threading.Event()
        clock: threading.Timer | None = None
        try:
            connection.connect()
            clock = threading.Timer(self.seconds, _hang_up, (connection.sock, expired))
            clock.daemon = True
            clock.start()
            connection.request("POST", self._path(), body, self._headers())
            data = self._read(connection.getresponse())
        except (OSError, http.client.HTTPException, ValueError):
            if expired.is_set():
                raise NoAnswer(f"no answer within {self.seconds:g} seconds") from None
            raise
        finally:
            if clock is not None:
                clock.cancel()
            connection.close()
        if expired.is_set():
            raise NoAnswer(f"no answer within {self.seconds:g} seconds")
        return data

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.hostname, _port_of(self.url), timeout=self.seconds)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(parts.hostname, _port_of(self.url), timeout=self.seconds, context=context)

    def _path(self) -> str:
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        path = path if path.endswith(COMPLETIONS) else path + COMPLETIONS
        return f"{path}?{parts.query}" if parts.query else path

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        headers["Connection"] = "close"
        return headers | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        if 300 <= response.status < 400:
            raise NoAnswer("the endpoint points elsewhere, and redirects are not followed")
        if response.status != 200:
            raise NoAnswer(f"the endpoint answers with status {response.status}")
        if response.getheader("Content-Encoding", "identity").lower() != "identity":
            raise NoAnswer("the answer is compressed, which was not asked for")
        data = response.read(self.most_bytes + 1)
        if len(data) > self.most_bytes:
            raise NoAnswer(f"the answer is longer than {self.most_bytes:,} bytes")
        return data


def _hang_up(link: socket.socket | None, expired: threading.Event) -> None:
    expired.set()
    if link is not None:
        try:
            link.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself


def _problem_of(url: str) -> str:
    """What is wrong with an endpoint's URL; "" when nothing is."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return "the endpoint must be a URL in plain ASCII"
    try:
        parts, port = urlsplit(url), _port_of(url)
    except ValueError:
        return "the endpoint is no URL"
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port:
        return "the endpoint must begin with https:// or http://, and name a host"
    if parts.username is not None or parts.password is not None or "#" in url:
        return "the endpoint carries a user name or a fragment; a key comes from the environment or a file"
    if parts.scheme == "http" and not _is_here(parts.hostname):
        return "plain http goes to this machine only; another host needs https"
    return ""


def _port_of(url: str) -> int:
    parts = urlsplit(url)
    return parts.port if parts.port is not None else 443 if parts.scheme == "https" else 80


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _why(error: Exception) -> str:
    """An error of the connection in words that hold nothing the other side sent."""
    if isinstance(error, TimeoutError):
        return "it takes too long"
    if isinstance(error, ssl.SSLError):
        return "its certificate or encryption cannot be trusted"
    if isinstance(error, OSError):
        return error.strerror or "the connection failed"
    return "what it sends is not HTTP"


def _words_of(data: bytes) -> str:
    """The text of the first choice. An answer that calls a tool is none."""
    try:
        message = json.loads(data.decode("utf-8"))["choices"][0]["message"]
        content = message["content"]
        asks = message.get("tool_calls") or message.get("function_call")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise NoAnswer("the answer is not in the form of a chat completion") from None
    if asks:
        raise NoAnswer("the answer asks for a tool, and there are none")
    if not isinstance(content, str):
        raise NoAnswer("the answer holds no text")
    return content
