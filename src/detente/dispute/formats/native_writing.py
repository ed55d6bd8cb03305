"""Writing a model as case.yaml, so that a model from another format can be read, cited and edited by hand.

Every text stands in double quotes, where YAML and JSON agree and no word changes its type. What the model does not
rest on anything for is marked as assumed, by whom and why, since a case.yaml must say so.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, Exclusion, Irreversibility, Preferences
from detente.evidence import Assumed, Basis, Inferred, Quoted, Reference

__all__ = ["write"]


def write(
    model: DisputeModel, *, by: str, because: str, comments: Mapping[str, str] | None = None, header: Sequence[str] = ()
) -> str:
    """The model as the text of a case.yaml; `by` and `because` stand for every basis that the model does not give.

    `comments` has a remark for each option id, `header` lines of comment for the top. Preferences given as numbers
    become rankings. Raises what `compile_model` raises for such a model.
    """
    top = [f"# {line}".rstrip() for line in header]
    return "\n".join([*top, *_lines(model, Assumed(by=by, because=because), comments or {})]) + "\n"


def _lines(model: DisputeModel, otherwise: Basis, comments: Mapping[str, str]) -> Iterator[str]:
    yield "detente: 1"
    yield f"title: {_text(model.title)}"
    yield from _vocabulary(model.vocabulary)
    yield "decision_makers:" if model.decision_makers else "decision_makers: {}"
    for dm in model.decision_makers:
        yield f"  {dm.id}:"
        yield f"    name: {_text(dm.name)}"
        yield "    options:" if dm.options else "    options: {}"
        for option in dm.options:
            if option.id in comments:
                yield f"      # {' '.join(comments[option.id].split())}"
            yield f"      {option.id}: {{name: {_text(option.name)}, basis: {_basis(option.basis or otherwise)}}}"
    if model.states and not model.options:
        yield f"states: {_texts(model.states)}"
    yield from _exclusions(model.infeasible, otherwise, "")
    yield from _one_way(_directions(model), otherwise, "")
    if model.outcomes:
        yield "outcomes:"
        yield from (f"  {outcome.id}: {_text(outcome.condition)}" for outcome in model.outcomes)
    if model.moves is not None:
        yield "moves:"
        for party, pairs in model.moves.items():
            ends = ", ".join(f"[{_text(model.states[a])}, {_text(model.states[b])}]" for a, b in pairs)
            yield f"  {party}: [{ends}]"
    if model.epochs:
        yield "epochs:"
    for number, epoch in enumerate(model.epochs, 1):
        yield from _epoch(model, epoch, number, otherwise)


def _vocabulary(vocabulary: Mapping[str, object]) -> Iterator[str]:
    """The case's own words: actors, terms, issues."""
    for block in ("actors", "terms", "issues"):
        entries = vocabulary.get(block)
        if isinstance(entries, Mapping) and entries:
            yield f"{block}:"
            yield from (f"  {id}: {_words(entry)}" for id, entry in entries.items())


def _words(entry: object) -> str:
    if isinstance(entry, Mapping):
        return "{" + ", ".join(f"{key}: {_words(value)}" for key, value in entry.items() if value) + "}"
    if isinstance(entry, (list, tuple)):
        return _texts(str(item) for item in entry)
    return _text(str(entry))


def _epoch(model: DisputeModel, epoch: Epoch, number: int, otherwise: Basis) -> Iterator[str]:
    yield f"  - id: {_text(epoch.id or str(number))}"
    if epoch.name:
        yield f"    name: {_text(epoch.name)}"
    if epoch.since is not None and epoch.since.earliest is not None:
        yield f"    from: {epoch.since.earliest.isoformat()}"
    if epoch.observed is not None:
        yield f"    observed: {_text(epoch.observed)}"
        yield f"    basis: {_basis(epoch.basis or otherwise)}"
    if epoch.decision_makers:
        yield f"    decision_makers: [{', '.join(epoch.decision_makers)}]"
    yield from _exclusions(epoch.infeasible, otherwise, "    ")
    yield from _one_way(epoch.irreversible, otherwise, "    ")
    yield "    preferences:"
    for party, wanted in epoch.preferences.items():
        yield from _preferences(model, epoch, party, wanted, otherwise)


def _preferences(model: DisputeModel, epoch: Epoch, party: str, wanted: Preferences, otherwise: Basis) -> Iterator[str]:
    ranking = wanted.ranking or (_ranking(compile_model(model, epoch.id), party) if wanted.ranks else ())
    unknown = [f"[{_text(a)}, {_text(b)}]" for a, b in wanted.unknown]
    if not (ranking or wanted.statements or unknown):
        yield f"      {party}: []"
        return
    yield f"      {party}:"
    indent = "        "
    if ranking:
        yield f"{indent}ranking: [{', '.join(_text(g[0]) if len(g) == 1 else _texts(g) for g in ranking)}]"
    elif wanted.statements:
        yield f"{indent}statements:"
        for statement in wanted.statements:
            says = f", says: {_text(statement.says)}" if statement.says else ""
            yield f"{indent}  - {{want: {_text(statement.want)}{says}, basis: {_basis(statement.basis or otherwise)}}}"
    if unknown:
        yield f"{indent}unknown: [{', '.join(unknown)}]"


def _ranking(graph: GraphModel, party: str) -> tuple[tuple[str, ...], ...]:
    """The states by rank, best first, the tied ones together."""
    if party not in graph.decision_makers:
        return ()
    row = graph.rank_rows[graph.decision_makers.index(party)]
    groups: dict[int, list[str]] = {}
    for state in range(graph.n_states):
        groups.setdefault(int(row[state]), []).append(graph.label(state))
    return tuple(tuple(groups[rank]) for rank in sorted(groups, reverse=True))


def _exclusions(exclusions: Iterable[Exclusion], otherwise: Basis, indent: str) -> Iterator[str]:
    listed = [f"{indent}  - {{when: {_text(e.when)}, basis: {_basis(e.basis or otherwise)}}}" for e in exclusions]
    if listed:
        yield f"{indent}infeasible:"
        yield from listed


def _directions(model: DisputeModel) -> list[Irreversibility]:
    """The one-way lines of the model, those included that a format states at the option."""
    own = [
        Irreversibility(option=f"{option.decision_maker}.{option.id}", direction=option.direction, basis=option.basis)
        for option in model.options
        if option.direction != "both"
    ]
    return [*own, *model.irreversible]


def _one_way(lines: Iterable[Irreversibility], otherwise: Basis, indent: str) -> Iterator[str]:
    listed = [
        f"{indent}  - {{option: {_text(line.option)}, direction: {line.direction}, "
        f"basis: {_basis(line.basis or otherwise)}}}"
        for line in lines
    ]
    if listed:
        yield f"{indent}irreversible:"
        yield from listed


def _basis(basis: Basis) -> str:
    match basis:
        case Quoted(references=references):
            return _references(references)
        case Inferred(rule=rule, premises=premises):
            return f"{{inferred: {_text(rule)}, premises: {_references(premises)}}}"
        case Assumed(by=by, because=because):
            return f"{{assumed: {_text(by)}, because: {_text(because)}}}"


def _references(references: Iterable[Reference]) -> str:
    listed = []
    for reference in references:
        nth = f", nth: {reference.nth}" if reference.nth is not None else ""
        listed.append(f"{{source: {_text(reference.source)}, quote: {_text(reference.quote)}{nth}}}")
    return f"[{', '.join(listed)}]"


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _text(text: str) -> str:
    """A double-quoted scalar; JSON's escapes are YAML's."""
    return (
        json.dumps(text, ensure_ascii=False)
        .replace("\x7f", "\\x7f")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
