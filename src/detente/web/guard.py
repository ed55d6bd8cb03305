"""The door of the local app: Host first, then the session, then where the request comes from, then its kind.

A local server is reachable from every page in the user's browser and by every user of the machine. So nothing is routed
before four questions are answered, in this order (a check that comes too late is none: after DNS rebinding a hostile
page *is* of the same origin, and only its Host gives it away):

1. does the Host header name this very server?
2. does the request carry the session's cookie, or the one-time token of the printed address?
3. did a page of this app, or the user, cause it (`Sec-Fetch-Site`, else `Origin`)?
4. if it changes something: is it JSON with the session's write key, which no other page can read?

Cookies are shared by all ports of a host, so the cookie alone never suffices for a change.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

__all__ = ["SECURITY_HEADERS", "Guard", "Session"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Sent with every answer, refusals included."""

LARGEST_BODY = 30 * 2**20
SAFE = {"GET", "HEAD"}


class Session:
    """The secrets of one start of the server: a token good once, the cookie it buys, the key that writes need."""

    def __init__(self, *, port: int) -> None:
        self.port = port
        self.token = secrets.token_urlsafe(32)
        self.cookie_name = f"detente-{port}"
        self.cookie = secrets.token_urlsafe(32)
        self.write_key = hmac.new(self.cookie.encode(), b"write", hashlib.sha256).hexdigest()
        self._token_is_fresh = True

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only Host headers that name this server."""
        names = ("127.0.0.1", "localhost", "[::1]")
        bare = names if self.port == 80 else ()
        return (*(f"{name}:{self.port}" for name in names), *bare)

    def redeem(self, token: str) -> bool:
        """Whether `token` is the printed one, used for the first time."""
        is_good = self._token_is_fresh and same(token, self.token)
        if is_good:
            self._token_is_fresh = False
        return is_good


def same(given: str, wanted: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())


class Refusal(Exception):
    """A request that is turned away at the door."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Guard:
    """ASGI middleware: lets in what the four questions allow, and adds the security headers to every answer."""

    def __init__(self, app: Application, session: Session) -> None:
        self.app = app
        self.session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            welcome = self._admit(scope)
        except Refusal as refusal:
            await _answer(send, refusal.status, refusal.message)
            return
        if welcome is not None:
            await _answer(send, 303, "", headers=welcome)
            return
        await self.app(scope, _bounded(receive), _with_security_headers(send))

    def _admit(self, scope: Scope) -> dict[str, str] | None:
        """None to pass the request on; headers of a redirect when the token was just redeemed; else raises."""
        headers = _headers(scope)
        self._check_host(headers)
        if scope["method"] in SAFE and (token := _token(scope)) is not None:
            return self._exchange(token)
        self._check_session(headers)
        self._check_provenance(scope, headers)
        if scope["method"] not in SAFE:
            self._check_write(scope, headers)
        return None

    def _check_host(self, headers: dict[str, list[str]]) -> None:
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.session.hosts:
            raise Refusal(421, "This server answers only to its own local address.")

    def _exchange(self, token: str) -> dict[str, str]:
        if not self.session.redeem(token):
            raise Refusal(
                403,
                "This address was used before or is not from this start of the server.\n"
                "Start `detente serve` again for a new one.",
            )
        cookie = f"{self.session.cookie_name}={self.session.cookie}; Path=/; HttpOnly; SameSite=Strict"
        return {"location": "/", "set-cookie": cookie}

    def _check_session(self, headers: dict[str, list[str]]) -> None:
        cookies = [part.strip().partition("=") for line in headers.get("cookie", []) for part in line.split(";")]
        given = [value for name, _, value in cookies if name == self.session.cookie_name]
        if not any(same(value, self.session.cookie) for value in given):
            raise Refusal(403, "Open the address that `detente serve` printed; it lets this browser in.")

    def _check_provenance(self, scope: Scope, headers: dict[str, list[str]]) -> None:
        """Only a page of this app, or the user by hand, may cause a request."""
        sites = headers.get("sec-fetch-site", [])
        origins = headers.get("origin", [])
        own = {f"http://{host}" for host in self.session.hosts}
        if any(site not in {"same-origin", "none"} for site in sites) or any(origin not in own for origin in origins):
            raise Refusal(403, "This request comes from another site.")
        if scope["method"] not in SAFE and not sites and not origins:
            raise Refusal(403, "This change does not say where it comes from.")

    def _check_write(self, scope: Scope, headers: dict[str, list[str]]) -> None:
        if scope["method"] != "POST":
            raise Refusal(405, "Pages are read with GET and changed with POST.")
        kinds = [kind.partition(";")[0].strip().lower() for kind in headers.get("content-type", [])]
        if kinds != ["application/json"]:
            raise Refusal(415, "Changes are sent as JSON.")
        keys = headers.get("x-detente-key", [])
        if len(keys) != 1 or not same(keys[0], self.session.write_key):
            raise Refusal(403, "This change lacks the key of this session; reload the page and try again.")
        lengths = headers.get("content-length", ["0"])
        if any(not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY for length in lengths):
            raise Refusal(413, "A change may hold at most 30 MB.")


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _token(scope: Scope) -> str | None:
    values = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True).get("token")
    return values[0] if values and scope["path"] == "/" else None


def _bounded(receive: Receive) -> Receive:
    """The same stream, broken off when a body without an honest length grows too large."""
    taken = 0

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > LARGEST_BODY else message

    return bounded


def _with_security_headers(send: Send) -> Send:
    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_encoded(SECURITY_HEADERS.items())]
        await send(message)

    return guarded


def _encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def _answer(send: Send, status: int, message: str, *, headers: dict[str, str] | None = None) -> None:
    body = (message + "\n").encode() if message else b""
    own = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), "cache-control": "no-store"}
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": _encoded({**own, **SECURITY_HEADERS, **(headers or {})}.items()),
        }
    )
    await send({"type": "http.response.body", "body": body})
