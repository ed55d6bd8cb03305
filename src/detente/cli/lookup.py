"""Looking things up: search and show."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli.output import emit, formats, quietly, remark, shorten, write
from detente.errors import NotACase
from detente.report.tables import harmless

__all__ = ["search_command", "show_command"]

CONTEXT = 45


@click.command(
    "search", epilog="Example: detente search mycase treaty ; detente search mycase '\"peace treaty\" island*'"
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many passages.")
@formats
@quietly
def search_command(case: Path, query: tuple[str, ...], limit: int | None, form: str | None) -> None:
    """The passages of CASE that hold every word and every "phrase" of QUERY, the most telling first."""
    from detente.store.database import reading
    from detente.store.folders import case_folder
    from detente.store.schema import damaged
    from detente.store.searching import search

    case_folder(case)
    with reading(case) as store:
        if store is None:
            raise NotACase(
                "the case has not been run yet", where=str(case), hint=f"`detente run {case}` reads its sources"
            )
        hits = search(store, " ".join(query), limit=limit)
        files = dict(store.connection.execute("SELECT id, path FROM documents").fetchall())
        if any(hit.passage.span.document not in files for hit in hits):
            raise damaged(store.database, "a passage lies in no source")
    items = [
        {
            "source": str(hit.passage.span.document),
            "file": files[hit.passage.span.document],
            "number": hit.number,
            "kind": hit.kind,
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "quote": hit.passage.quote,
            "hits": [
                {
                    "source": str(word.span.document),
                    "file": files[word.span.document],
                    "start": word.span.start,
                    "end": word.span.end,
                    "quote": word.quote,
                }
                for word in hit.words
            ],
        }
        for hit in hits
    ]
    header = ("source", "file", "number", "kind", "start", "end", "quote", "hits")
    emit(items, form, columns=COLUMNS, header=header, empty="nothing found")


def _around(item: Mapping[str, Any]) -> str:
    """The words around the first hit."""
    if not item["hits"]:
        return shorten(item["quote"], 2 * CONTEXT)
    at = item["hits"][0]["start"] - item["start"]
    end = item["hits"][0]["end"] - item["start"]
    before, after = max(0, at - CONTEXT), end + CONTEXT
    words = " ".join(item["quote"][before:after].split())
    return ("…" if before else "") + words + ("…" if after < len(item["quote"]) else "")


COLUMNS = {
    "where": lambda item: f"{item['source']} ¶{item['number']}",
    "kind": lambda item: item["kind"],
    "words": _around,
}


@click.command("show", epilog="Example: detente show mycase 004 ; detente show mycase 004:5 ; detente show mycase ev-1")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("wanted", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def show_command(case: Path, wanted: str, as_json: bool) -> None:
    """One item of CASE with its passages in context: a source, SOURCE:3 (a passage), a statement, event, option …"""
    from detente.report.lookup import find
    from detente.store.opening import open_case

    opened = open_case(case)
    if opened.stale:
        remark(f"as of the last run: {opened.stale}; `detente run {case}` brings the case up to date")
    shown = find(opened, wanted)
    if as_json:
        write(json.dumps(shown.to_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    write(f"{shown.kind} {harmless(wanted)}\n")
    for key, value in shown.item.items():
        if key not in ("boilerplate", "quote", "marks", "citations", "passages") and value not in (None, "", [], ()):
            write(f"  {key}: {harmless(_words(value))}\n")
    for passage in shown.passages:
        label = "" if passage["kind"] == "body" else f" [{passage['kind']}]"
        write(f"\n{harmless(str(passage['source']))} ¶{passage['number']}{label}\n")
        write(_marked(passage) + "\n")


def _words(value: object) -> str:
    from detente.report.tables import plain

    return plain(value)


def _marked(passage: Mapping[str, Any]) -> str:
    """The passage's words with what the item cites set off."""
    bold = sys.stdout.isatty() and not _no_color()
    begin, end = ("\x1b[1m", "\x1b[0m") if bold else ("«", "»")
    text, start = passage["quote"], passage["start"]
    opens = {mark["start"] - start for mark in passage["marks"]}
    closes = {mark["end"] - start for mark in passage["marks"]}
    out, depth = [], 0
    for position in range(len(text) + 1):
        if position in closes and depth:
            out.append(end)
            depth = 0
        if position in opens and not depth:
            out.append(begin)
            depth = 1
        if position < len(text):
            out.append(harmless(text[position], keep_lines=True))
    return "".join([*out, end if depth else ""])


def _no_color() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR"))
