"""The door of the app: what gets in, what does not, and in which order it is decided."""

import pytest

from detente.web.guard import SECURITY_HEADERS
from web.served import PORT, Served

HOSTILE_HOSTS = [
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:1",
    f"127.0.0.1:{PORT}.evil.example",
    f"127.0.0.1.evil.example:{PORT}",
    f"localhost.evil.example:{PORT}",
    f"app.localhost:{PORT}",
    f"0.0.0.0:{PORT}",
    f"127.1:{PORT}",
    f"2130706433:{PORT}",
    f"[::]:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"127.0.0.1:{PORT}@evil.example",
    f"user@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}/",
    f"127.0.0.1:{PORT}, evil.example",
    f"127.0.0.1:0{PORT}",
    "",
    "localhost",
    "*",
]


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_a_host_that_is_not_this_server_is_misdirected(served: Served, host: str) -> None:
    """After DNS rebinding only the Host header tells a hostile page from our own, so it is asked first."""
    answer = served.client.get("/index.json", headers={"host": host})

    assert 421 == answer.status_code
    assert "strike" not in answer.text.lower()


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_the_servers_own_names_are_answered(served: Served, host: str) -> None:
    """The three names of the local machine, with the port, are this server."""
    assert served.client.get("/index.json", headers={"host": host}).status_code == 200


def test_two_hosts_are_none(served: Served) -> None:
    """A request with two Host headers could be read either way, so it is not read."""
    own = (b"host", f"127.0.0.1:{PORT}".encode())
    answer = served.client.get("/", headers=[own, (b"host", b"evil.example")])  # type: ignore[arg-type]

    assert 421 == answer.status_code


def test_without_the_cookie_nothing_is_shown(served: Served) -> None:
    """Another user of the machine, or another browser, reads nothing."""
    served.client.cookies.clear()
    for path in ("/", "/index.json", "/sources.csv", "/export/json", "/static/app.js", "/openapi.json", "/nothing"):
        answer = served.client.get(path)

        assert (403, "detente serve" in answer.text) == (answer.status_code, True)


def test_the_printed_address_lets_one_browser_in_once(served: Served) -> None:
    """The token buys a cookie and is worthless afterwards."""
    served.client.cookies.clear()
    address = f"/?token={served.session.token}"
    first, second = served.client.get(address), served.client.get(address)

    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
    assert second.status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 43])
def test_a_guessed_token_opens_nothing(served: Served, token: str) -> None:
    """A wrong token is refused even to a browser that is in."""
    assert served.client.get("/", params={"token": token}).status_code == 403


PROVENANCE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "same-origin, cross-site"},
    {"origin": "null"},
    {"origin": "https://evil.example"},
    {"origin": f"https://127.0.0.1:{PORT}"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": f"http://127.0.0.1:{PORT}.evil.example"},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    {},
]


@pytest.mark.parametrize("headers", PROVENANCE)
def test_a_change_must_come_from_a_page_of_this_app(desk: Served, headers: dict[str, str]) -> None:
    """Neither another site, nor another port, nor an unknown origin can change anything, even with the key."""
    key = {"x-detente-key": desk.session.write_key}
    answer = desk.client.post("/undo", json={}, headers={**headers, **key})

    assert 403 == answer.status_code


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/json-patch+json",
    ],
)
def test_a_change_is_json(desk: Served, kind: str) -> None:
    """The kinds that a form can send across sites without asking are no changes."""
    headers = {"x-detente-key": desk.session.write_key, "origin": f"http://127.0.0.1:{PORT}", "content-type": kind}

    assert desk.client.post("/undo", content=b"{}", headers=headers).status_code == 415


@pytest.mark.parametrize("key", [None, "", "x", "0" * 64])
def test_the_cookie_alone_changes_nothing(desk: Served, key: str | None) -> None:
    """Cookies are shared by all ports of a host, so a change needs the key that only our pages hold."""
    headers = {"origin": f"http://127.0.0.1:{PORT}", **({"x-detente-key": key} if key is not None else {})}

    assert desk.client.post("/undo", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_do_nothing(desk: Served, method: str) -> None:
    """Pages are read with GET and changed with POST; a preflight is never answered with permission."""
    answer = desk.client.request(method, "/", headers={"origin": f"http://127.0.0.1:{PORT}"})

    assert 405 == answer.status_code
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_carries_the_security_headers(served: Served) -> None:
    """Pages, twins, files, refusals and errors alike."""
    answers = [
        served.client.get(path) for path in ("/", "/sources.json", "/static/app.css", "/nothing", "/export/nothing")
    ]
    answers.append(served.client.get("/", headers={"host": "evil.example"}))
    for answer in answers:
        for name, value in SECURITY_HEADERS.items():
            assert value == answer.headers[name]


def test_the_policy_allows_nothing_inline_and_no_host() -> None:
    """Escaping is the first defence and this the second, so it must not have a hole."""
    policy = SECURITY_HEADERS["content-security-policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'"x"', b"[" * 100_000, b"\xff\xfe", b"{}" * 10])
def test_a_body_that_is_no_object_is_refused(desk: Served, body: bytes) -> None:
    """Nothing sent can end in an error of the server."""
    headers = {
        "x-detente-key": desk.session.write_key,
        "origin": f"http://127.0.0.1:{PORT}",
        "content-type": "application/json",
    }
    answer = desk.client.post("/verdict", content=body, headers=headers)

    assert 422 == answer.status_code
    assert "invalid-value" == answer.json()["code"]


def test_a_body_that_is_too_large_is_not_read(desk: Served) -> None:
    """A change may hold at most 30 MB; a larger one is refused by its stated length."""
    headers = {
        "x-detente-key": desk.session.write_key,
        "origin": f"http://127.0.0.1:{PORT}",
        "content-type": "application/json",
        "content-length": str(10**9),
    }

    assert desk.client.post("/undo", content=b"{}", headers=headers).status_code == 413
