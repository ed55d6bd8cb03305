"""Two versions of a dispute side by side: which lines changed, on which evidence, and what followed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import compiled, difference
from detente.dispute.model import DisputeModel, Epoch, Preferences, PreferenceStatement
from detente.errors import Cancelled, DetenteError
from detente.evidence import Basis, Reference, references_of

__all__ = ["Comparison", "LineChange", "compare", "lines_apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line of the model that differs.

    `what` is the kind of line (title, option, statement, …), `id` which one it is, `change` added, removed, changed,
    moved or rebased (other evidence for the same words); `before` and `after` its words, None where there is none.
    `sources` are the sources quoted by the newer basis and not by the older: what may have led to the change.
    """

    what: str
    id: str
    change: str
    before: str | None
    after: str | None
    epoch: str = ""
    sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "what": self.what,
            "id": self.id,
            "epoch": self.epoch,
            "change": self.change,
            "before": self.before,
            "after": self.after,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two versions: lines, the results of epochs both have, and the sources they quote."""

    lines: tuple[LineChange, ...]
    results: Mapping[str, Mapping[str, object]]
    sources_added: tuple[str, ...]
    sources_removed: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.lines

    def to_dict(self) -> dict[str, object]:
        """The `diff --json` document."""
        return {
            "lines": [line.to_dict() for line in self.lines],
            "results": {epoch: dict(found) for epoch, found in self.results.items()},
            "sources_added": list(self.sources_added),
            "sources_removed": list(self.sources_removed),
        }


def compare(
    before: DisputeModel,
    after: DisputeModel,
    *,
    concepts: Sequence[str] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Comparison:
    """What changed from one version of a model to the next.

    Results are compared for epochs that both have and that can be solved; equilibria are named by state label.
    """
    old, new = _sources(before), _sources(after)
    return Comparison(
        lines=lines_apart(before, after),
        results=dict(_results(before, after, concepts, cancel)),
        sources_added=tuple(source for source in new if source not in old),
        sources_removed=tuple(source for source in old if source not in new),
    )


def lines_apart(before: DisputeModel, after: DisputeModel) -> tuple[LineChange, ...]:
    """The lines in which two models differ, nothing solved."""
    return tuple(_lines(before, after))


Key = tuple[str, str, str]
"""(kind of line, epoch, which one)."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of one version: its words, its basis, its place among its like (-1 where order says nothing)."""

    text: str
    basis: Basis | None = None
    place: int = -1


def _lines(before: DisputeModel, after: DisputeModel) -> Iterator[LineChange]:
    """The differences, in the order of the newer file's sections."""
    old, new = dict(_listed(before)), dict(_listed(after))
    old_order, new_order = _order(old, new), _order(new, old)
    for key in [*new, *(key for key in old if key not in new)]:
        what, epoch, identifier = key
        changed = _change(old.get(key), new.get(key), is_moved=old_order.get(key) != new_order.get(key))
        if changed is not None:
            was, now = old.get(key), new.get(key)
            yield LineChange(
                what=what,
                id=identifier,
                epoch=epoch,
                change=changed,
                before=None if was is None else _told(was),
                after=None if now is None else _told(now),
                sources=_fresh(was, now),
            )


def _order(lines: Mapping[Key, _Line], others: Mapping[Key, _Line]) -> dict[Key, int]:
    """The place of each ordered line among those that both versions have, so that a new one moves no other."""
    counts: dict[tuple[str, str], int] = {}
    order: dict[Key, int] = {}
    for key, line in lines.items():
        if line.place >= 0 and key in others:
            group = (key[1], key[2].partition(":")[0])
            order[key] = counts[group] = counts.get(group, -1) + 1
    return order


def _change(was: _Line | None, now: _Line | None, *, is_moved: bool) -> str | None:
    if was is None or now is None:
        return "added" if was is None else "removed"
    if was.text != now.text:
        return "changed"
    if is_moved:
        return "moved"
    return "rebased" if was.basis != now.basis else None


def _told(line: _Line) -> str:
    return line.text if line.place < 0 else f"{line.place + 1}. {line.text}"


def _fresh(was: _Line | None, now: _Line | None) -> tuple[str, ...]:
    """The sources that only the newer basis quotes; for a line that went, those it had quoted."""
    if now is None:
        return _names(references_of(was.basis)) if was is not None else ()
    old = _names(references_of(was.basis)) if was is not None else ()
    return tuple(source for source in _names(references_of(now.basis)) if source not in old)


def _names(references: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reference.source for reference in references))


def _listed(model: DisputeModel) -> Iterator[tuple[Key, _Line]]:
    """Every line of a model by a key that it keeps from version to version."""
    yield ("title", "", ""), _Line(model.title)
    for dm in model.decision_makers:
        yield ("decision maker", "", dm.id), _Line(dm.name)
    for option in model.options:
        identifier = f"{option.decision_maker}.{option.id}"
        words = option.name if option.direction == "both" else f"{option.name} ({option.direction})"
        yield ("option", "", identifier), _Line(words, option.basis)
    for line in model.infeasible:
        yield ("infeasible", "", line.when), _Line(line.when, line.basis)
    for way in model.irreversible:
        yield ("irreversible", "", way.option), _Line(way.direction, way.basis)
    for outcome in model.outcomes:
        yield ("outcome", "", outcome.id), _Line(outcome.condition)
    if model.states:
        yield ("states", "", ""), _Line(", ".join(model.states))
    if model.moves is not None:
        yield ("moves", "", ""), _Line(str({party: list(pairs) for party, pairs in model.moves.items()}))
    for view in model.views:
        yield ("view", "", view.decision_maker), _Line(str((view.options, view.preferences, view.epochs)))
    for epoch in model.epochs:
        yield from _of_epoch(epoch)


def _of_epoch(epoch: Epoch) -> Iterator[tuple[Key, _Line]]:
    since = epoch.since.phrase if epoch.since is not None else ""
    yield ("epoch", epoch.id, ""), _Line(" ".join(part for part in (epoch.name, since) if part) or epoch.id)
    if epoch.observed is not None:
        yield ("observed", epoch.id, ""), _Line(epoch.observed, epoch.basis)
    if epoch.decision_makers:
        yield ("in play", epoch.id, ""), _Line(", ".join(epoch.decision_makers))
    for line in epoch.infeasible:
        yield ("infeasible", epoch.id, line.when), _Line(line.when, line.basis)
    for way in epoch.irreversible:
        yield ("irreversible", epoch.id, way.option), _Line(way.direction, way.basis)
    for party, wanted in epoch.preferences.items():
        yield from _of_party(epoch.id, party, wanted)


def _of_party(epoch: str, party: str, wanted: Preferences) -> Iterator[tuple[Key, _Line]]:
    """A statement is told by its condition, and by how often that stood before it in the list."""
    for place, line in enumerate(wanted.statements):
        again = [other.want for other in wanted.statements[:place]].count(line.want)
        name = f"{party}: {line.want}" + (f" ({again + 1})" if again else "")
        yield ("statement", epoch, name), _Line(_words(line), line.basis, place)
    if wanted.ranking or wanted.ranks:
        yield ("ranking", epoch, party), _Line(str(wanted.ranking or wanted.ranks))
    if wanted.unknown:
        yield ("unknown", epoch, party), _Line(str(wanted.unknown))


def _words(line: PreferenceStatement) -> str:
    return line.want if line.says == line.want else f"{line.want} ({line.says})"


def _results(
    before: DisputeModel,
    after: DisputeModel,
    concepts: Sequence[str] | None,
    cancel: Callable[[], bool] | None,
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What follows otherwise, by epoch; an epoch that cannot be solved in one version says why."""
    ids = [epoch.id for epoch in before.epochs]
    for epoch in after.epochs:
        if epoch.id not in ids:
            continue
        try:
            old = analyse_graph(compiled(before, epoch.id), concepts=concepts, cancel=cancel)
            new = analyse_graph(compiled(after, epoch.id), concepts=concepts, cancel=cancel)
        except Cancelled:
            raise
        except DetenteError as problem:
            yield epoch.id, {"error": str(problem)}
            continue
        yield epoch.id, difference(old, new)


def _sources(model: DisputeModel) -> tuple[str, ...]:
    """The sources a model quotes, in the order of its lines."""
    return tuple(
        dict.fromkeys(reference.source for _, line in _listed(model) for reference in references_of(line.basis))
    )
