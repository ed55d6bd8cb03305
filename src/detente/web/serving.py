"""Starting the local app: a port on 127.0.0.1, an address good once, a clean end."""

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from detente.errors import CaseError
from detente.store import case_folder

__all__ = ["PortTaken", "serve"]

HOST = "127.0.0.1"
HALF_OPEN_SECONDS = 10
BACKLOG = 512
SWITCH_SECONDS = 0.0003
"""How long a thread that opens a case may keep the one that answers waiting."""


class PortTaken(CaseError):
    """Another program listens on the port."""


def serve(folder: Path, *, port: int = 0, open_browser: bool = True, announce: Callable[[str], None] = print) -> None:
    """Serve the case on 127.0.0.1 until interrupted; `announce` is given the one-time address. Port 0 takes a free one.

    Raises `NotACase` and `PortTaken`.
    """
    import uvicorn

    from detente.web.app import create_app
    from detente.web.guard import Session

    os.umask(0o077)
    sys.setswitchinterval(SWITCH_SECONDS)
    folder = case_folder(folder)
    listener = _listen(port)
    session = Session(port=listener.getsockname()[1])
    app = create_app(folder, session)
    config = uvicorn.Config(
        app,
        log_level="error" if os.environ.get("DETENTE_TRACEBACK") else "critical",  # who hangs up is no error of ours
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=HALF_OPEN_SECONDS,
        timeout_graceful_shutdown=3,
        limit_concurrency=512,
        h11_max_incomplete_event_size=32 * 1024,
        ws="none",
    )
    address = f"http://{HOST}:{session.port}/?token={session.token}"
    announce(address)
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(address)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(BACKLOG)  # before the address is announced: a browser that is quick waits, and is not refused
    except OSError as error:
        raise PortTaken(
            f"port {port} cannot be used: {error.strerror}",
            where=f"{HOST}:{port}",
            hint="choose another with --port, or leave it out",
        ) from error
    return listener
