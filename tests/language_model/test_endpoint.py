"""The endpoint: one host, bounded in time and size, and every failure in words for a person."""

import time
from dataclasses import replace

import pytest

from completions import Server, completion, raw
from detente.errors import InvalidValue
from detente.language_model import Endpoint, NoAnswer

SAY_NOTHING = [{"role": "user", "content": "nothing"}]


def endpoint(server: Server, **more: object) -> Endpoint:
    """The server's endpoint, impatient."""
    return replace(Endpoint(url=server.url, model="tiny", seconds=3), **more)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid/v1",
        "http://10.0.0.1/v1",
        "http://0.0.0.0/v1",
        "http://127.0.0.1.example.invalid/v1",
        "http://user:pass@127.0.0.1/v1",
        "https://user@example.invalid/v1",
        "https://example.invalid/v1#x",
        "https://exаmple.invalid/v1",
        "https://example.invalid/v1\r\nX: y",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https:///v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:0/v1",
        "http://[::1/v1",
        "",
    ],
)
def test_a_url_that_could_leak_is_refused(url: str) -> None:
    """Plain http goes to this machine only, and a URL carries no secrets."""
    with pytest.raises(InvalidValue):
        Endpoint(url=url, model="tiny")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://localhost:11434/v1", "localhost:11434"),
        ("http://[::1]:8080/v1", "[::1]:8080"),
        ("https://example.invalid/v1/", "example.invalid:443"),
    ],
)
def test_an_endpoint_says_where_articles_go(url: str, place: str) -> None:
    """Host and port, as a person is told them."""
    assert place == Endpoint(url=url, model="tiny").place


@pytest.mark.parametrize("model", ["", "a\nb", "a\x1bb", "x" * 500])
def test_a_model_has_a_printable_name(model: str) -> None:
    """The name stands in the draft."""
    with pytest.raises(InvalidValue):
        Endpoint(url="http://127.0.0.1/v1", model=model)


def test_the_answer_is_the_first_choice(server: Server) -> None:
    """What the model says, as it says it."""
    server.say = lambda call: completion("hello")

    assert "hello" == endpoint(server).complete(SAY_NOTHING)


@pytest.mark.parametrize("url", ["{}", "{}/", "{}/chat/completions"])
def test_the_path_is_that_of_completions(url: str, server: Server) -> None:
    """A base URL and a full one both do."""
    endpoint(server, url=url.format(server.url)).complete(SAY_NOTHING)

    assert ["/v1/chat/completions"] == [call.path for call in server.calls]


def test_a_key_goes_into_the_header_and_nowhere_else(server: Server) -> None:
    """It is neither in the body nor in what the endpoint shows of itself."""
    asked = endpoint(server, key="sesame")
    asked.complete(SAY_NOTHING)

    assert "Bearer sesame" == server.calls[0].headers["Authorization"]
    assert "sesame" not in str(server.calls[0].body)
    assert "sesame" not in repr(asked)


def test_without_a_key_no_authorization_is_sent(server: Server) -> None:
    """A local server needs none."""
    endpoint(server).complete(SAY_NOTHING)

    assert "Authorization" not in server.calls[0].headers


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article does not travel through a host that nobody named."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    endpoint(server).complete(SAY_NOTHING)

    assert 1 == len(server.calls)


def test_a_slow_endpoint_is_hung_up_on(server: Server) -> None:
    """The clock counts the whole exchange, so that a byte now and then does not keep it alive."""
    server.say = lambda call: completion("x" * 2000)
    server.drip = 0.05
    began = time.monotonic()

    with pytest.raises(NoAnswer, match=r"within 0\.5 seconds"):
        endpoint(server, seconds=0.5).complete(SAY_NOTHING)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (completion("x", status="302 Found", headers="Location: http://127.0.0.1:9/\r\n"), "not followed"),
        (completion("x", status="401 Unauthorized"), "status 401"),
        (completion("x", headers="Content-Encoding: gzip\r\n"), "compressed"),
        (raw(b"x" * 300_000), "longer than 262,144 bytes"),
        (raw(b'{"error": "no"}'), "form of a chat completion"),
        (raw(b"[" * 200_000), "form of a chat completion"),
        (b"SSH-2.0\r\n", "not HTTP"),
        (b"", "127.0.0.1"),
        (completion("x", tool_calls=[{"id": "1"}]), "asks for a tool"),
        (completion(None), "no text"),
    ],
)
def test_a_bad_answer_is_no_answer(answer: bytes, why: str, server: Server) -> None:
    """The reason is ours; none of the server's words are in it."""
    server.say = lambda call: answer

    with pytest.raises(NoAnswer, match=why):
        endpoint(server).complete(SAY_NOTHING)


def test_an_endpoint_that_is_not_there_is_no_answer() -> None:
    """A refused connection, in words."""
    with pytest.raises(NoAnswer, match=r"127\.0\.0\.1:9"):
        Endpoint(url="http://127.0.0.1:9/v1", model="tiny", seconds=3).complete(SAY_NOTHING)
