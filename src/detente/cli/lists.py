"""The lists of the record: one command each, the same options, the JSON of `detente.report.listing`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli.output import emit, formats, joined, quietly, remark, shorten

__all__ = [
    "dates_command",
    "disagreements_command",
    "events_command",
    "gaps_command",
    "positions_command",
    "sources_command",
    "statements_command",
    "terms_command",
]


def days(when: Any) -> str:
    """A date range for people: one day, a span, or what is known of it."""
    if not isinstance(when, Mapping):
        return ""
    earliest, latest = when.get("earliest"), when.get("latest")
    if earliest == latest:
        return str(earliest) if earliest else "unknown"
    return f"{earliest or '…'} – {latest or '…'}"


def place(cited: Any) -> str:
    """Where a citation stands: source[start:end]."""
    return f"{cited['source']}[{cited['start']}:{cited['end']}]" if isinstance(cited, Mapping) else ""


def places(item: Any, most: int = 2) -> str:
    """Where the first citations of an item stand."""
    return joined((place(cited) for cited in item["citations"]), most)


COLUMNS: dict[str, dict[str, Callable[[Any], str]]] = {
    "sources": {
        "id": lambda item: item["id"],
        "published": lambda item: days(item["published"]) + ("" if item["published"]["stated"] else " (inferred)"),
        "outlet": lambda item: item["outlet"] or "",
        "agencies": lambda item: joined(item["agencies"]),
        "origin": lambda item: item["origin"],
        "near-duplicates": lambda item: joined(item["near_duplicates"]),
        "title": lambda item: shorten(item["title"] or "", 60),
        "caveats": lambda item: joined(caveat["code"] for caveat in item["caveats"]),
    },
    "dates": {
        "words": lambda item: shorten(item["citation"]["quote"], 40),
        "type": lambda item: item["type"],
        "value": lambda item: item["value"],
        "days": days,
        "where": lambda item: place(item["citation"]),
        "reason": lambda item: shorten(item["reason"], 60),
    },
    "statements": {
        "id": lambda item: item["id"],
        "speaker": lambda item: item["speaker"]["name"] or "unknown",
        "via": lambda item: shorten(" → ".join(item["via"]), 40),
        "mode": lambda item: item["mode"],
        "said": lambda item: days(item["said"]),
        "words": lambda item: shorten(item["content"]["quote"], 80),
        "where": lambda item: place(item["content"]),
    },
    "events": {
        "id": lambda item: item["id"],
        "when": lambda item: days(item["when"]),
        "status": lambda item: item["status"],
        "kind": lambda item: item["kind"],
        "who": lambda item: joined(item["participants"]),
        "what": lambda item: shorten(item["summary"], 80),
        "origins": lambda item: str(item["origins"]),
        "where": places,
    },
    "positions": {
        "actor": lambda item: item["actor"],
        "issue": lambda item: item["issue"],
        "as of": lambda item: days(item["as_of"]),
        "stance": lambda item: shorten(item["stance"], 80),
        "changed from": lambda item: shorten(item["changed_from"] or "", 40),
        "where": places,
    },
    "terms": {
        "concept": lambda item: item["concept"],
        "names": lambda item: "; ".join(f"{v['term']} ({len(v['sources'])})" for v in item["variants"]),
        "contested readings": lambda item: "; ".join(r["reading"] for r in item["contested_readings"]),
    },
    "disagreements": {
        "id": lambda item: item["id"],
        "question": lambda item: shorten(item["question"], 60),
        "kind": lambda item: item["kind"],
        "verdict": lambda item: item["decided"]["verdict"] if item["decided"] else item["verdict"],
        "severity": lambda item: item["severity"],
        "accounts": lambda item: "; ".join(
            f"{shorten(a['value'], 40)} [{joined(a['sources'])}]" for a in item["accounts"]
        ),
    },
    "gaps": {
        "kind": lambda item: item["kind"],
        "about": lambda item: shorten(item["about"], 60),
        "why": lambda item: shorten(item["why"], 100),
    },
}
"""What a table for people shows of each list."""

HEADERS = {
    "sources": "id file title outlet published agencies url origin near_duplicates boilerplate caveats sha256",
    "dates": "citation type value earliest latest reason",
    "statements": "id speaker via cue mode said content citations",
    "events": "id kind status when participants place summary citations sources origins",
    "positions": "actor issue stance as_of citations changed_from",
    "terms": "concept variants contested_readings",
    "disagreements": "id question kind verdict severity accounts why",
    "gaps": "kind about why citations",
}
"""The columns of an empty spreadsheet."""


def print_list(folder: Path, name: str, form: str | None) -> None:
    """Print one list of the case as the last run left it, and say when it is stale."""
    from detente.report.listing import items, rows
    from detente.store import open_case

    case = open_case(folder)
    if case.stale:
        remark(f"the {name} are those of the last run: {case.stale}; `detente run {folder}` brings them up to date")
    flat = form not in (None, "json", "nl")
    emit(
        items(case, name),
        form,
        columns=COLUMNS[name],
        header=HEADERS[name].split(),
        rows=rows(case, name) if flat else None,
        empty=f"no {name}",
    )


def list_command(name: str, about: str) -> click.Command:
    """The command that prints the list `name`."""

    @click.command(name, help=about, epilog=f"Example: detente {name} mycase ; detente {name} mycase --json")
    @click.argument("case", type=click.Path(path_type=Path))
    @formats
    @quietly
    def command(case: Path, form: str | None) -> None:
        print_list(case, name, form)

    return command


sources_command = list_command("sources", "The articles of CASE: outlet, date, origin, near-duplicates, caveats.")
statements_command = list_command("statements", "Who said what, through whom, and where it stands.")
events_command = list_command("events", "What happened, was planned, proposed or denied, and when.")
positions_command = list_command("positions", "What each party holds on each issue, over time.")
terms_command = list_command("terms", "Rival names of one thing, and readings of a word that are contested.")
disagreements_command = list_command("disagreements", "Questions that the sources answer differently.")
gaps_command = list_command("gaps", "What the sources do not tell.")


@click.command("dates", epilog="Example: detente dates mycase ; detente dates article.txt --published 2019-01-04")
@click.argument("case", metavar="CASE|FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DAY", help="For one FILE: the day it was printed (YYYY-MM-DD).")
@formats
@quietly
def dates_command(case: Path, published: str | None, form: str | None) -> None:
    """Every expression of CASE, or of one FILE, that names a time, with the days it can mean.

    On one file nothing is masked: dates in boilerplate are listed too.
    """
    if case.is_dir():
        if published is not None:
            raise click.UsageError("--published goes with one FILE; a case works out its own dates.")
        print_list(case, "dates", form)
        return
    from detente.cli.single import dates_of

    listed = dates_of(case, published)
    emit(listed, form, columns=COLUMNS["dates"], header=HEADERS["dates"].split(), empty="no dates")
