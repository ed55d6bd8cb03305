"""Requests that are odd in form: the app answers each as what it is, or not at all, and never with a fault of its own."""

import pytest

from trust.test_door import SECRET, Door, _state
from trust.test_door import door as door

PATHS = (
    *(
        "/%00",
        "/%2e%2e/%2e%2e/case.yaml",
        "/static/%2e%2e%2fcase.yaml",
        "/static/..%5ccase.yaml",
        "/sources/%2e%2e%2fcase",
    ),
    *(
        "/sources/%ff",
        "/sources/" + "a" * 5000,
        "/statements?page=-1",
        "/statements?page=" + "9" * 5000,
        "/%zz",
        "///x",
    ),
    *("/search?q=%00", "/search?q=%22", "/search?q=NEAR(a", "/search?q=%ed%a0%80", "/search?q=" + "a%20OR%20" * 2000),
    *(
        "/model?epoch=%00",
        "/why?state=s-1",
        "/why?state=s" + "9" * 30,
        "/whatif?x=%00",
        "/compare?a=%00",
        "/log?page=-5",
    ),
    *("/chronology?from=9999-99-99", "/jobs/%00", "/jobs/-1", "/export/..", "/index.json?x=" + "%" * 100),
)
BODIES = (
    *(b"", b"{}", b"[]", b"null", b"1e999", b"NaN", b"9" * 20_000, b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe"),
    *(
        b'{"item": {"a": []}, "verdict": []}',
        b'{"item": "\\ud800", "verdict": "reject"}',
        b'{"item": "a", "item": "b"}',
    ),
)
CHANGES = ("/verdict", "/model/preference", "/sources/add", "/annotate")


def _post(door: Door, path: str, body: bytes, *more: str) -> bytes:
    own = f"127.0.0.1:{door.port}"
    lines = (f"POST {path} HTTP/1.1", f"Host: {own}", f"Cookie: {door.cookie}", f"Origin: http://{own}", *more)
    head = (*lines, f"X-Detente-Key: {door.key}", "Content-Type: application/json", "Connection: close")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize("path", PATHS)
def test_an_odd_address_is_no_fault(door: Door, path: str) -> None:
    """A page, or one of the ways to say that there is none."""
    status, heard = door.ask(door.own(path))

    assert 200 <= status < 500
    assert b"Traceback" not in heard


@pytest.mark.parametrize("path", CHANGES)
def test_an_odd_body_changes_nothing(door: Door, path: str) -> None:
    """Refused with a reason, whatever stands in it, and with every right to change."""
    before = _state(door.case)
    statuses = {
        door.ask(_post(door, path, body, f"Content-Length: {len(body)}"))[0] for body in BODIES if body != b"{}"
    }

    assert all(400 <= status < 500 for status in statuses), statuses
    assert before == _state(door.case)


@pytest.mark.parametrize(
    "form",
    [
        "GET http://OWN/index.json HTTP/1.1\r\nHost: OWN\r\nCOOKIE\r\n",
        "GET https://evil.example/index.json HTTP/1.1\r\nHost: OWN\r\nCOOKIE\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: OWN\r\nCOOKIE\r\n",
        "GET /index.json\r\n\r\n",
        "GET /index.json HTTP/1.1\r\nHost : OWN\r\nCOOKIE\r\n",
        "GET /index.json HTTP/1.1\r\nHost: OWN\r\n evil.example\r\nCOOKIE\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST /undo HTTP/1.1\r\nHost: OWN\r\nCOOKIEContent-Length: " + "9" * 5000 + "\r\n\r\n{}",
        "POST /undo HTTP/1.1\r\nHost: OWN\r\nCOOKIEContent-Length: +2\r\n\r\n{}",
        "POST /undo HTTP/1.1\r\nHost: OWN\r\nCOOKIETransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
    ],
)
def test_an_odd_form_is_turned_away(door: Door, form: str) -> None:
    """Whole addresses, other versions, folded names, lengths that are none."""
    raw = form.replace("OWN", f"127.0.0.1:{door.port}").replace("COOKIE", f"Cookie: {door.cookie}\r\n")
    status, heard = door.ask(raw.encode())

    assert status == 0 or 400 <= status < 500
    assert SECRET.encode() not in heard


def test_a_good_request_behind_a_bad_one_does_not_let_it_in(door: Door) -> None:
    """Each request of a connection is asked for its own host."""
    own = f"127.0.0.1:{door.port}"
    good = f"GET /index.json HTTP/1.1\r\nHost: {own}\r\nCookie: {door.cookie}\r\n\r\n"
    bad = f"GET / HTTP/1.1\r\nHost: evil.example\r\nCookie: {door.cookie}\r\n\r\n"
    _, heard = door.ask((bad + good).encode())

    assert heard.startswith(b"HTTP/1.1 421")
    assert SECRET.encode() not in heard
