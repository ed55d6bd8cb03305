"""A local server that speaks as a chat-completion endpoint does, well or badly, and notes what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Call", "Server", "completion", "serving"]


@dataclass(frozen=True)
class Call:
    """One request that reached the server."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]


@dataclass
class Server:
    """A running server: where it is, what it says to a call (bytes of a whole HTTP answer), and every call so far."""

    url: str = ""
    say: Callable[[Call], bytes] = lambda call: completion('{"lines": []}')
    calls: list[Call] = field(default_factory=list)
    drip: float = 0.0
    """Seconds between the bytes of an answer."""


def completion(content: object, *, status: str = "200 OK", headers: str = "", **more: object) -> bytes:
    """A whole HTTP answer whose first choice says `content`; `more` joins its message."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content, **more}}]}).encode()
    return raw(body, status=status, headers=headers)


def raw(body: bytes, *, status: str = "200 OK", headers: str = "") -> bytes:
    """A whole HTTP answer with this body."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


@contextmanager
def serving() -> Iterator[Server]:
    """A server on a free port of this machine, for as long as the block runs."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            call = Call(self.path, dict(self.headers.items()), json.loads(self.rfile.read(length) or b"{}"))
            server.calls.append(call)
            self._send(server.say(call))

        def do_GET(self) -> None:
            server.calls.append(Call(self.path, dict(self.headers.items()), {}))
            self._send(completion('{"lines": []}'))

        def _send(self, data: bytes) -> None:
            self.close_connection = True
            try:
                for piece in [data] if not server.drip else [data[i : i + 1] for i in range(len(data))]:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(server.drip)
            except OSError:
                return  # the other side hung up

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on stderr."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.url = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
