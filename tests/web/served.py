"""A case behind its app, as the web tests use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from detente.web.app import create_app
from detente.web.guard import Session

PORT = 8000


@dataclass(frozen=True)
class Served:
    """A case behind its app, and a client that the session lets in."""

    folder: Path
    session: Session
    client: TestClient

    def change(self, path: str, **body: object) -> tuple[int, dict[str, object]]:
        """Send a change as a page of the app does; (status, answer)."""
        headers = {
            "x-detente-key": self.session.write_key,
            "origin": f"http://127.0.0.1:{PORT}",
            "sec-fetch-site": "same-origin",
        }
        answer = self.client.post(path, json=body, headers=headers)
        return answer.status_code, answer.json() if "json" in answer.headers["content-type"] else {
            "message": answer.text
        }


def serve(folder: Path) -> Iterator[Served]:
    """The app over `folder`, with the session's cookie already in the client."""
    session = Session(port=PORT)
    app = create_app(folder, session)
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False, raise_server_exceptions=False)
    client.cookies.set(session.cookie_name, session.cookie)
    yield Served(folder, session, client)
    app.app.state.jobs.stop()  # type: ignore[attr-defined]
