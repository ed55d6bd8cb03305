"""The command that opens a case in the browser."""

from pathlib import Path

import click

from detente.cli.output import quietly, remark, write

__all__ = ["serve_command"]


@click.command("serve", epilog="Example: detente serve mycase ; detente serve mycase --port 8765 --no-browser")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on 127.0.0.1; by default a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@quietly
def serve_command(case: Path, port: int, no_browser: bool) -> None:
    """Serve CASE on 127.0.0.1, to read, edit and ask what if. Ends with Ctrl+C.

    The address printed lets one browser in, once; nobody else on this machine or the network can read the case.
    """
    from detente.web.serving import serve

    def announce(address: str) -> None:
        write(f"{address}\n")
        remark("serving; Ctrl+C ends it")

    serve(case, port=port, open_browser=not no_browser, announce=announce)
