"""The running server before raw hostile requests, and before a page in Chromium that has been rebound to it."""

import hashlib
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from browsing import QUIET, serving
from river import make_case

PATIENCE = 5.0
"""Seconds without an answer after which a request counts as ignored, as one is that never ends."""

SECRET = "Oland"
"""A name that stands on the case's pages."""


@dataclass(frozen=True)
class Door:
    """A running server: its port, a browser's cookie, the key for writes, and the case behind it."""

    port: int
    cookie: str
    key: str
    case: Path

    def ask(self, raw: bytes) -> tuple[int, bytes]:
        """(status, whole answer) to the bytes; 0 where the connection was closed without one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(raw)
            connection.settimeout(PATIENCE)
            heard = b""
            with suppress(ConnectionResetError, TimeoutError):
                while not _is_whole(heard) and (chunk := connection.recv(1 << 16)):
                    heard += chunk
        found = re.match(rb"HTTP/1\.1 (\d{3})", heard)
        return int(found[1]) if found else 0, heard

    def own(self, path: str = "/index.json") -> bytes:
        """A good request."""
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\nConnection: close\r\n\r\n"
        ).encode()


def _is_whole(heard: bytes) -> bool:
    """Whether an answer has come to its end."""
    head, end, body = heard.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return bool(end and length) and len(body) >= int(length[1])  # type: ignore[index]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """The river case, served; the printed address is used up."""
    case = make_case(tmp_path_factory.mktemp("door") / "case")
    with serving(case) as address:
        port = int(re.search(r":(\d+)/", address)[1])  # type: ignore[index]
        first = Door(port, "", "", case)
        _, heard = first.ask(
            f"GET {address.partition(str(port))[2]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        )
        cookie = re.search(rb"set-cookie: ([^;]+)", heard)[1].decode()  # type: ignore[index]
        page = Door(port, cookie, "", case).ask(Door(port, cookie, "", case).own("/"))[1].decode()
        key = re.search(r'name="detente-key" content="([0-9a-f]+)"|data-key="([0-9a-f]+)"', page)
        yield Door(port, cookie, next((group for group in key.groups() if group), "") if key else "", case)


def _hostile(door: Door) -> Iterator[bytes]:
    """Raw requests that must not be answered with anything of the case."""
    port, cookie = door.port, f"Cookie: {door.cookie}\r\n"
    own = f"127.0.0.1:{port}"
    for host in (
        *(
            "evil.example",
            f"evil.example:{port}",
            "127.0.0.1",
            "127.0.0.1:1",
            f"0.0.0.0:{port}",
            f"127.1:{port}",
            "",
            "*",
        ),
        *(f"127.0.0.1.evil.example:{port}", f"localhost.evil.example:{port}", f"x.localhost:{port}", f"[::]:{port}"),
        *(f"2130706433:{port}", f"0x7f000001:{port}", f"0177.0.0.1:{port}", f"[::ffff:127.0.0.1]:{port}", f"{own}/"),
        *(f"{own}@evil.example", f"a@{own}", f"{own}, evil.example", f"{own} evil", f"127.0.0.1:0{port}", f"{own}."),
        *(
            f"localhost.:{port}",
            f"127.0.0.1 :{port}",
            f"http://{own}",
            f"{own}\x00",
            f"\u0661\u0662\u0667.0.0.1:{port}",
        ),
    ):
        yield f"GET /index.json HTTP/1.1\r\nHost: {host}\r\n{cookie}Connection: close\r\n\r\n".encode()
    yield f"GET /index.json HTTP/1.1\r\n{cookie}\r\n".encode()
    yield f"GET /index.json HTTP/1.0\r\n{cookie}\r\n".encode()
    yield f"GET /index.json HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n{cookie}\r\n".encode()
    yield f"GET /index.json HTTP/1.1\r\nHost: evil.example\r\nHost: {own}\r\n{cookie}\r\n".encode()
    yield f"GET /index.json HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {own}\r\n{cookie}\r\n".encode()
    yield f"GET /index.json HTTP/1.1\r\nHost: {own}\r\n\r\n".encode()
    name = door.cookie.partition("=")[0]
    for wrong in (
        f"{name}=",
        f"{name}=x",
        f"{name}={'0' * 43}",
        "detente-1=x",
        f"{door.cookie}x",
        f"x{door.cookie}",
        ";;;=",
    ):
        yield f"GET /index.json HTTP/1.1\r\nHost: {own}\r\nCookie: {wrong}\r\n\r\n".encode()
    for path in (
        *(
            "/static/../../../etc/passwd",
            "/static/%2e%2e/%2e%2e/etc/passwd",
            "/static/..%2f..%2fcase.yaml",
            "//etc/passwd",
        ),
        *("/static/%00", "/..", "/.detente/case.db", "/case.yaml", "/sources/01-wire.txt", "/static/app.js%00.css"),
        *("/\\..\\..\\case.yaml", "/%ff%fe", "/export/../../x", "/export/%2e%2e", "/docs", "/redoc"),
        *("/?token=x", "/?token=", "/?token=%ff", "/" + "a" * 20_000),
    ):
        yield f"GET {path} HTTP/1.1\r\nHost: {own}\r\n{cookie}Connection: close\r\n\r\n".encode()
    for site in ("cross-site", "same-site", "none, cross-site"):
        yield f"GET /index.json HTTP/1.1\r\nHost: {own}\r\nSec-Fetch-Site: {site}\r\n{cookie}\r\n".encode()
    for origin in (
        "null",
        "https://evil.example",
        "http://127.0.0.1:1",
        f"http://evil.example:{port}",
        f"https://{own}",
    ):
        yield f"GET /index.json HTTP/1.1\r\nHost: {own}\r\nOrigin: {origin}\r\n{cookie}\r\n".encode()
    body = '{"item": "st-01-1", "verdict": "reject"}'
    for more in (
        *("", "Origin: null\r\n", f"Origin: http://{own}\r\n", f"Origin: http://{own}\r\nX-Detente-Key: x\r\n"),
        *(f"Origin: http://{own}\r\nX-Detente-Key: {'0' * 64}\r\n", "Sec-Fetch-Site: cross-site\r\n"),
    ):
        for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
            yield (
                f"POST /verdict HTTP/1.1\r\nHost: {own}\r\n{cookie}{more}Content-Type: {kind}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW", "get", "GET\x00", ""):
        yield f"{method} / HTTP/1.1\r\nHost: {own}\r\n{cookie}Origin: http://{own}\r\n\r\n".encode()
    yield f"POST /undo HTTP/1.1\r\nHost: {own}\r\n{cookie}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode()
    yield f"POST /undo HTTP/1.1\r\nHost: {own}\r\n{cookie}Content-Length: -1\r\n\r\n{{}}".encode()
    yield f"POST /undo HTTP/1.1\r\nHost: {own}\r\n{cookie}Content-Length: 9\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    yield f"POST /undo HTTP/1.1\r\nHost: {own}\r\n{cookie}Transfer-Encoding: chunked\r\n\r\nZZ\r\n".encode()
    yield (
        f"GET /index.json HTTP/1.1\r\nHost: {own}\r\n{cookie}Connection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Origin: http://evil.example\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n"
    ).encode()
    yield b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
    yield b"GET / HTTP/9.9\r\n\r\n"
    yield b"\r\n" * 1000
    yield b"\x00" * 100
    yield b"GET /\r\n"
    yield f"GET / HTTP/1.1\r\nHost: {own}\r\nX: {'a' * 100_000}\r\n\r\n".encode()
    yield f"GET / HTTP/1.1\r\nHost: {own}\r\n{'X: y' * 1}\r\n Host: evil.example\r\n\r\n".encode()
    yield f"GET http://evil.example/index.json HTTP/1.1\r\nHost: {own}\r\n\r\n".encode()


def _state(case: Path) -> dict[str, str]:
    """Every file of the case, hashed."""
    return {
        str(path.relative_to(case)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(case.rglob("*"))
        if path.is_file()
    }


def test_no_raw_request_gets_through(door: Door) -> None:
    """Each is turned away or dropped: no page of the case, no error of the server, no byte of the case changed."""
    before, wrong, answered = _state(door.case), [], 0
    requests = list(_hostile(door))
    for raw in requests:
        begun = time.monotonic()
        status, heard = door.ask(raw)
        answered += status != 0
        turned_away = status == 0 or 400 <= status < 500
        if not turned_away or SECRET.encode() in heard or b"Traceback" in heard or time.monotonic() - begun > 15:
            wrong.append((raw[:120], status))

    assert [] == wrong
    assert answered >= 90
    assert before == _state(door.case)
    assert 200 == door.ask(door.own())[0]


OWN_GUARD = "LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessRespectPreflightResults"
"""What newer browsers themselves do against such pages, left out: others do not."""

ATTACK = """
async () => {
  const heard = [];
  for (const path of ["/", "/index.json", "/sources.json", "/statements.json", "/export/json"]) {
    for (const options of [{}, {credentials: "include"}, {mode: "no-cors"}, {cache: "no-store", redirect: "follow"}]) {
      try { const answer = await fetch(HOST + path, options); heard.push(answer.status + " " + await answer.text()); }
      catch (error) { heard.push("0 " + error); }
    }
  }
  for (const type of ["application/json", "text/plain"]) {
    try {
      const answer = await fetch(HOST + "/verdict", {method: "POST", headers: {"content-type": type}, credentials: "include",
                                 body: JSON.stringify({item: "st-01-1", verdict: "reject"})});
      heard.push(answer.status + " " + await answer.text());
    } catch (error) { heard.push("0 " + error); }
  }
  const frame = document.createElement("iframe");
  frame.src = HOST + "/";
  document.body.append(frame);
  await new Promise(done => setTimeout(done, 500));
  try { heard.push("0 " + frame.contentDocument.body.innerText); } catch (error) { heard.push("0 " + error); }
  return heard;
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("target", ["rebound", "direct"])
def test_a_rebound_page_reads_nothing(chromium: Any, door: Door, target: str) -> None:
    """A page of evil.test, whose name now leads to this machine, asks the server in every way a page can.

    "rebound" asks under its own name, which is same-origin for the browser; "direct" asks 127.0.0.1 across origins, in
    a browser that the server has let in.
    """
    before = _state(door.case)
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    flags = [*QUIET, "--host-resolver-rules=MAP evil.test 127.0.0.1", f"--disable-features={OWN_GUARD}"]
    browser = chromium.browser_type.launch(executable_path=path, args=flags)
    try:
        context = browser.new_context()
        name, _, value = door.cookie.partition("=")
        for host in ("127.0.0.1", "evil.test"):  # even with the cookie of the session, which it could not have
            context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"}])
        page = context.new_page()
        lure = f"http://evil.test:{door.port}/lure"
        page.route(lure, lambda route: route.fulfill(content_type="text/html", body="<!doctype html><body>lure"))
        page.goto(lure)
        host = "" if target == "rebound" else f"http://127.0.0.1:{door.port}"
        heard = page.evaluate(ATTACK.replace("HOST", f'"{host}"'))
        reached = page.goto(f"http://127.0.0.1:{door.port}/").status  # the same browser, asked by its user
    finally:
        browser.close()

    assert 23 == len(heard)
    assert [] == [said for said in heard if SECRET in said or said.startswith("200")]
    if target == "rebound":
        assert 20 <= sum(said.startswith("421") for said in heard), heard
    assert 200 == reached
    assert before == _state(door.case)
