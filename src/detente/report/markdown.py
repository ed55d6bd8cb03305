"""The report as Markdown: the twin of the page, and the brief with footnotes that Pandoc turns into a Word file."""

import re
from collections.abc import Iterable, Iterator

from detente.evidence import Basis, Citation
from detente.report.epochs import EpochView
from detente.report.firmness import firm
from detente.report.phrases import (
    AS_FAR_AS_FOUND,
    about_words,
    corroboration,
    counted,
    date_text,
    days_written_out,
    listed,
    ordinal,
    reason_text,
    some,
    state_name,
    state_words,
)
from detente.report.selection import left_out_words
from detente.report.tables import harmless
from detente.report.unsticking import edit_line, move_words, reach_words, size_words, way_words, worded_deals
from detente.report.view import ReportView, basis_view
from detente.report.words import Line, when_of

__all__ = ["brief", "report"]

SYMBOLS = {"quoted": "●", "inferred": "◐", "assumed": "○", "missing": "–"}


def report(view: ReportView) -> str:
    """The whole report, section by section as the page has it."""
    writer = _Writer(view)
    sections = (
        writer.opening(), writer.chronology(), writer.statements(), writer.disagreements(), writer.positions(),
        writer.terms(), writer.model(), writer.outcomes(), writer.why(), writer.change(),
        writer.hypotheses(), writer.gaps(), writer.sources(),
    )  # fmt: skip
    return "\n".join(line for section in sections for line in section) + "\n"


def brief(view: ReportView) -> str:
    """The two-page brief: answer, key judgements with their support, dissent; every citation a footnote."""
    writer = _Writer(view, footnotes=True)
    lines = [*writer.opening(), "", *writer.notes()]
    return "\n".join(lines) + "\n"


def plain(text: object) -> str:
    """Foreign text on one line, with what Markdown and HTML would obey escaped."""
    shown = harmless(" ".join(str(text).split()))
    return re.sub(r"([\\`*_{}\[\]<>#|~^$])", r"\\\1", shown)


class _Writer:
    """Writes sections; with footnotes, a citation is numbered where it first occurs."""

    def __init__(self, view: ReportView, *, footnotes: bool = False) -> None:
        self.view = view
        self.footnotes = footnotes
        self.numbers: dict[Citation, int] = {}

    def opening(self) -> Iterator[str]:
        """The title, the answer, the judgements, the dissent."""
        view = self.view
        yield f"# {plain(view.title)}"
        yield ""
        yield "*A diagnosis of the sources named, not a prediction.*"
        yield from self.heading("Answer")
        yield from self.bullets(self.line(line) for line in view.answer)
        if view.judgements:
            yield from self.heading("Key judgements")
            for i, judgement in enumerate(view.judgements, 1):
                yield f"{i}. {self.line(judgement.line)}" + (f" *{plain(judgement.note)}*" if judgement.note else "")
        if view.dissent:
            yield from self.heading("Dissent")
            yield from ("> " + line for line in self.bullets(self.line(line) for line in view.dissent))
        if view.problems:
            yield from self.heading("The model has problems")
            yield from self.bullets(plain(problem) for problem in view.problems)

    def notes(self) -> Iterator[str]:
        """The footnotes."""
        library = self.view.case.library
        for citation, number in self.numbers.items():
            document = library.document(citation.span.document)
            published = date_text(self.view.case.published(document.id))
            parts = [document.title, document.outlet, published, document.url, document.file]
            named = ", ".join(plain(part) for part in parts if part)
            place = self.view.places.of(citation).label
            origin = plain(library.origin_of(document.id))
            yield f"[^{number}]: {plain(place)}: “{plain(citation.quote)}” {named}; origin {origin}."
            yield ""

    def chronology(self) -> Iterator[str]:
        """Events in order."""
        if not self.view.chronology:
            return
        yield from self.heading("Chronology")
        yield from self.rest("events")
        for row in self.view.chronology:
            event = row.event
            seen = corroboration(row.sources, row.origins)
            reason = reason_text(event.when.reason)
            facts = (event.kind, event.status, ", ".join(event.participants), event.place, seen, reason)
            yield (
                f"{row.number}. **{plain(date_text(event.when))}** {plain(event.summary)}"
                f"{self.some(event.cited.citations)} {_small(facts)}"
            )

    def statements(self) -> Iterator[str]:
        """Who said what, with the chain."""
        if not self.view.speakers:
            return
        yield from self.heading("Who said what")
        yield from self.rest("statements")
        for group in self.view.speakers:
            yield from self.heading(group.name or "Speaker not named", 3)
            yield from self.bullets(
                f"{plain(date_text(said.said))}: “{plain(said.content.quote)}”{self.some(said.cited.citations)} "
                f"{_small((said.mode, said.polarity, said.modality, ' → '.join(said.via)))}"
                for said in group.statements
            )

    def disagreements(self) -> Iterator[str]:
        """A question, then the accounts."""
        if not self.view.disagreements:
            return
        yield from self.heading("Where the sources disagree")
        yield AS_FAR_AS_FOUND
        yield ""
        yield from self.rest("disagreements")
        for dispute in self.view.disagreements:
            yield from self.heading(dispute.question, 3)
            why = self.view.selection.reasons(dispute.why)
            yield f"*{plain(dispute.verdict)}, {plain(dispute.severity)}, {plain(dispute.kind)}: {plain(why)}*"
            yield ""
            few = self.view.selection.few
            for account in self.view.selection.accounts(dispute.accounts):
                alone = " (stands alone)" if account.outlier else ""
                yield f"- **{plain(account.value)}**{alone}"
                yield from (f"  - {self.quote(citation)}" for citation in few(account.cited.citations))

    def positions(self) -> Iterator[str]:
        """Who held what since when."""
        if not self.view.positions:
            return
        yield from self.heading("Positions over time")
        yield from self.rest("positions")
        for group in self.view.positions:
            yield from self.heading(f"{group.actor} on {group.issue}", 3)
            yield from self.bullets(
                f"{plain(date_text(held.as_of))}: {plain(held.stance)}{self.some(held.cited.citations)}"
                + (f" *changed from {plain(held.changed_from)}*" if held.changed_from else "")
                for held in group.positions
            )

    def terms(self) -> Iterator[str]:
        """Rival names and rival readings."""
        if not self.view.terms:
            return
        yield from self.heading("Terms")
        yield from self.rest("terms")
        for term in self.view.terms:
            yield from self.heading(term.concept.replace("_", " "), 3)
            yield from self.bullets(
                f"reads it as **{plain(reading.reading)}** ({plain(some(reading.speakers))})"
                f"{self.some(reading.cited.citations)}"
                for reading in self.view.selection.accounts(term.contested_readings)
            )
            yield from self.bullets(
                f"**{plain(variant.term)}** {plain(some(variant.speakers))}{self.some(variant.cited.citations)}"
                for variant in self.view.selection.accounts(term.variants)
            )

    def model(self) -> Iterator[str]:
        """Every line with its basis."""
        model = self.view.model
        if model is None:
            return
        yield from self.heading("The model, line by line")
        yield "● quoted, ◐ inferred, ○ assumed, – no basis given"
        for name, options in model.options:
            yield from self.heading(name, 3)
            yield from self.bullets(
                f"`{option.id}` {plain(option.name)} {self.basis(option.basis)}" for option, _ in options
            )
        if model.exclusions:
            yield from self.heading("What cannot be", 3)
            yield from self.bullets(
                f"`{limit.when}` " + (f"follows from {limit.group}" if limit.group else self.basis(limit.basis))
                for limit, _ in model.exclusions
            )
        if model.irreversible:
            yield from self.heading("What cannot be taken back", 3)
            yield from self.bullets(f"`{x.option}` {x.direction} {self.basis(x.basis)}" for x, _ in model.irreversible)
        if model.outcomes:
            yield from self.heading("Outcomes people speak of", 3)
            yield from self.bullets(f"**{plain(name)}** `{condition}`" for name, condition in model.outcomes)
        for epoch in self.view.epochs:
            yield from self.epoch(epoch)

    def epoch(self, epoch: EpochView) -> Iterator[str]:
        """What was observed, and what each party wants."""
        standing = epoch.standing
        yield from self.heading(when_of(standing), 3)
        if standing.observed is not None:
            yield f"Observed: {plain(state_words(standing.graph, standing.observed))} {self.basis(epoch.basis)}"
            yield ""
        yield from self.bullets(f"cannot be here: `{x.when}` {self.basis(x.basis)}" for x in epoch.exclusions)
        for party in epoch.parties:
            yield from self.heading(party.name, 4)
            for rank, statement in enumerate(party.statements, 1):
                yield f"{rank}. {plain(statement.says)} (`{statement.want}`) {self.basis(statement.basis)}"
            for tied in party.ranking:
                yield f"- `{' = '.join(tied)}`"

    def outcomes(self) -> Iterator[str]:
        """The states of every epoch with ranks and concepts."""
        if not self.view.epochs:
            return
        yield from self.heading("Outcomes")
        for epoch in self.view.epochs:
            standing = epoch.standing
            yield from self.heading(when_of(standing), 3)
            heads = ["State", "Options taken", *(plain(p.name) for p in epoch.parties), *standing.concepts, "Note"]
            yield "| " + " | ".join(heads) + " |"
            yield "|" + " --- |" * len(heads)
            for row in epoch.rows:
                note = [word for word, holds in (("observed", row.is_observed), ("target", row.is_target)) if holds]
                cells = [f"s{row.state + 1}", plain(state_name(standing.graph, row.state)), *map(str, row.ranks)]
                cells += ["✓" if code in row.concepts else "" for code in standing.concepts]
                yield "| " + " | ".join([*cells, ", ".join(note)]) + " |"
            if epoch.omitted:
                yield f"\n{counted(epoch.omitted, 'state')} neither observed, stable nor a target: not listed."

    def why(self) -> Iterator[str]:
        """Move by move, why the observed state is not left."""
        if not self.view.epochs:
            return
        yield from self.heading("Why it holds, move by move")
        for epoch in reversed(self.view.epochs):
            standing = epoch.standing
            if standing.observed is None:
                continue
            yield from self.heading(when_of(standing), 3)
            yield from (f"{self.line(line)}." for line in firm(self.view.case, standing))
            for party in epoch.parties:
                yield from self.heading(f"{party.name}: {party.verdict}", 4)
                for move in party.moves:
                    words = f"- {plain(move_words(standing.graph, standing.observed, move.to))}: "
                    if move.statement is None:
                        yield words + "no difference to this party"
                        continue
                    verb = "liked better, gains" if move.is_improvement else "loses"
                    says = f"{verb} “{plain(move.statement.says)}”, ranked {ordinal(move.rank)}"
                    yield f"{words}{says} {self.basis(move.statement.basis)}"

    def change(self) -> Iterator[str]:
        """Paths, and the smallest changes."""
        view = self.view
        target = view.situation.target
        if not view.epochs or target is None:
            return
        yield from self.heading("Paths")
        now = view.epochs[-1].standing
        for way in now.ways:
            assert way.goal is not None
            name = f"s{way.goal + 1} {state_name(now.graph, way.goal)}"
            yield f"- to {plain(name)}: {plain(way_words(view.situation, now.graph, way))}"
        for before, after in zip(view.epochs, view.epochs[1:], strict=False):
            if before.standing.to_next is not None:
                words = way_words(view.situation, before.standing.graph, before.standing.to_next)
                yield f"- {plain(when_of(before.standing))} → {plain(when_of(after.standing))}: {plain(words)}"
        yield from self.heading(f"What would make “{target}” hold")
        for epoch in view.epochs:
            for codes, found in worded_deals(view.case, epoch.standing.deals):
                yield f"- **{plain(when_of(epoch.standing))}, {listed(codes)}**: {plain(size_words(found))}"
                if found.minimum:
                    for edit in found.edits:
                        reach = reach_words(edit.reachable)
                        yield f"  - {self.line(edit_line(view.case, found, edit))} *{plain(reach)}*"

    def hypotheses(self) -> Iterator[str]:
        """Explanations in rows, evidence in columns, and the evidence in words."""
        table = self.view.hypotheses
        if table is None:
            return
        yield from self.heading("Hypotheses against evidence")
        signs = "+ consistent, − inconsistent, · silent, ? for you to judge"
        yield f"{plain(table.epoch)}: {signs}; nothing is counted up."
        yield ""
        yield " | ".join(["| explanation", *(column.id for column in table.columns)]) + " |"
        yield "|" + "---|" * (len(table.columns) + 1)
        for row in table.rows:
            name = f"| {row.id} {plain(row.party)}: {plain(row.says)} ({row.basis})"
            yield " | ".join([name, *(sign for sign, _, _ in row.cells)]) + " |"
        yield ""
        yield from self.bullets(
            f"{column.id} {plain(column.who)} {plain(column.kind)}: {self.quote(column.citation)} "
            + _small((column.when, column.how, "tells explanations apart" if column.tells_apart else ""))
            for column in table.columns
        )
        if table.left_out:
            yield f"- {counted(table.left_out, 'piece')} of evidence more: `detente hypotheses CASE --csv`"

    def gaps(self) -> Iterator[str]:
        """What the sources do not tell."""
        if self.view.gaps:
            yield from self.heading("What the sources do not tell")
            yield from self.rest("gaps")
            yield from self.bullets(
                f"{plain(gap.kind)}: {self.dated(about)} *{self.dated(gap.why)}*{self.some(gap.citations)}"
                for gap in self.view.gaps
                for about in [about_words(gap.about, self.view.names)]
            )

    def sources(self) -> Iterator[str]:
        """The sources with their cited passages."""
        yield from self.heading("Sources")
        shown, every = len(self.view.sources), len(self.view.case.library.documents)
        if shown < every:
            yield f"*{shown} of {counted(every, 'article')}: those that something shown here cites.*"
        for source in self.view.sources:
            document = source.document
            yield from self.heading(f"{self.view.places.short(document.id)} {document.title or document.file}", 3)
            how = "stated" if source.stated else f"inferred: {source.published.reason}"
            facts = [
                f"outlet {document.outlet}" if document.outlet else "outlet not stated",
                f"published {date_text(source.published)} ({how})",
                f"origin {source.origin}",
                *(f"nearly the same text as {twin.id}" for twin in source.near_duplicates),
                document.url or "",
                document.file,
                f"SHA-256 {document.sha256}",
            ]
            yield from self.bullets(plain(fact) for fact in facts if fact)
            yield from self.bullets(f"{plain(c.code)}: {plain(c.message)}" for c in source.caveats)
            for passage in source.passages:
                text = "".join(part for _, parts in passage.stretches for part, _ in parts)
                yield f"\n> ¶{passage.number} {plain(text)}"

    def dated(self, text: str) -> str:
        """Text with its days written out and events named by their numbers in the chronology."""
        numbers = self.view.numbers
        return plain(
            re.sub(
                r"\bev-\d+\b",
                lambda found: f"event {numbers[found[0]]}" if found[0] in numbers else found[0],
                days_written_out(text),
            )
        )

    def heading(self, words: str, level: int = 2) -> Iterator[str]:
        """A heading with the blank lines that Markdown wants."""
        yield ""
        yield f"{'#' * level} {plain(words)}"
        yield ""

    def bullets(self, lines: Iterable[str]) -> Iterator[str]:
        """One item per line."""
        return (f"- {line}" for line in lines)

    def line(self, line: Line) -> str:
        """A line, its citations in their place."""
        parts: list[str] = []
        waiting: list[Citation] = []
        for part in (*line, ""):
            if isinstance(part, Citation):
                waiting.append(part)
                continue
            parts += [self.cites(waiting), plain(part) if part.strip() == part else _spaced(part)]
            waiting = []
        return "".join(parts)

    def rest(self, name: str) -> Iterator[str]:
        """What is shown of a list of which something is left out."""
        for part in self.view.selection.left_out:
            if part.name == name:
                yield f"*{plain(left_out_words(part))} All of them: `detente {name} CASE --csv`.*"
                yield ""

    def cites(self, citations: Iterable[Citation], more: int = 0) -> str:
        """Citations: footnote marks, or labels in brackets, and how many there are more."""
        found = list(dict.fromkeys(citations))
        if self.footnotes:
            return "".join(f"[^{self.numbers.setdefault(c, len(self.numbers) + 1)}]" for c in found)
        labels = dict.fromkeys(self.view.places.of(citation).label for citation in found)
        rest = f" and {more} more" if more else ""
        return f" \\[{plain('; '.join(labels))}{rest}\\]" if labels else ""

    def some(self, citations: Iterable[Citation]) -> str:
        """The citations of an entry of the record, as many as the report shows."""
        given = tuple(dict.fromkeys(citations))
        shown = self.view.selection.few(given)
        return self.cites(shown, len(given) - len(shown))

    def quote(self, citation: Citation) -> str:
        """The words and their place."""
        return f"“{plain(citation.quote)}”{self.cites([citation])}"

    def basis(self, basis: Basis | None) -> str:
        """The chip, the rule or the reason, the citations with their words."""
        shown = basis_view(self.view.case, basis)
        note = f" {plain(shown.note)}" if shown.note else ""
        quotes = "; ".join(self.quote(citation) for citation in shown.citations)
        return f"{SYMBOLS[shown.kind]}{note}{' ' + quotes if quotes else ''}"


def _small(facts: Iterable[str | None]) -> str:
    """Facts in small print."""
    return f"*{plain('; '.join(fact for fact in facts if fact))}*"


def _spaced(part: str) -> str:
    """The part escaped, its outer spaces kept."""
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return f"{before}{plain(part)}{after}"
