"""What would follow if one line of the model were otherwise: edits in words, applied, solved and compared.

The language of edits, one per argument; positions of statements count from 1, as people see them::

    PARTY: swap I J                     two statements change places
    PARTY: move I to J                  one statement goes elsewhere
    PARTY: drop I                       one statement less
    PARTY: add "CONDITION" [at I]       one more, the least important unless said where
    PARTY: replace I "CONDITION"        another in its place
    PARTY: out                          no longer in play
    infeasible "CONDITION"              states that cannot be
    -infeasible "CONDITION"             an exclusion less, as written or by its number
    OPTION forward | backward           one way only: N to Y, Y to N
    OPTION -irreversible                both ways again
    observed "CONDITION"                another state to start from
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from detente.analysis.findings import EpochFindings
from detente.analysis.solving import analyse_graph
from detente.dispute import conditions
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, Exclusion, Irreversibility, Preferences, PreferenceStatement
from detente.errors import InvalidSyntax, InvalidValue, ModelError, NoObservedState, UndefinedOption
from detente.evidence import Assumed

__all__ = ["WhatIf", "apply_edits", "compiled", "difference", "whatif"]

WHO = "what-if"
"""In whose name an edit assumes what it adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """An epoch as it stands and as it would be."""

    edits: tuple[str, ...]
    before: EpochFindings
    after: EpochFindings
    model: DisputeModel
    """The edited model."""

    def to_dict(self) -> dict[str, object]:
        """The `whatif --json` document."""
        return {
            "epoch": self.before.id,
            "edits": list(self.edits),
            "states": {"before": list(self.before.graph.labels), "after": list(self.after.graph.labels)},
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "difference": difference(self.before, self.after),
        }


def whatif(
    model: DisputeModel,
    edits: Sequence[str],
    *,
    epoch: str | None = None,
    concepts: Sequence[str] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> WhatIf:
    """Solve one epoch (None: the last) with the edits and without.

    Raises `InvalidSyntax` and other `ModelError`s that name the edit, and what solving raises.
    """
    now = model.epoch(epoch)
    edited = apply_edits(model, edits, epoch=now.id)
    return WhatIf(
        edits=tuple(edits),
        before=analyse_graph(compile_model(model, now.id), concepts=concepts, cancel=cancel),
        after=analyse_graph(compiled(edited, now.id), concepts=concepts, cancel=cancel),
        model=edited,
    )


def compiled(model: DisputeModel, epoch: str) -> GraphModel:
    """The epoch compiled; without an observed state where an edit has made the one stated impossible."""
    try:
        return compile_model(model, epoch)
    except NoObservedState:
        return compile_model(_with_epoch(model, replace(model.epoch(epoch), observed=None)), epoch)


def apply_edits(model: DisputeModel, edits: Sequence[str], *, epoch: str | None = None) -> DisputeModel:
    """The model with the edits made in one epoch (None: the last), the others as they were.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> edited = apply_edits(prisoners_in_words, ["ann: swap 1 2"])
    >>> [statement.want for statement in edited.epochs[0].preferences["ann"].statements]
    ['ann', '!bob']
    """
    name = model.epoch(epoch).id
    for number, edit in enumerate(edits, start=1):
        try:
            model = _edited(model, model.epoch(name), edit)
        except ModelError as problem:
            problem.where = f"edit {number}, {edit!r}"
            raise
    return model


def difference(before: EpochFindings, after: EpochFindings) -> dict[str, object]:
    """What changed between two findings, states named by their labels since their numbers may differ."""
    old, new = before.graph.labels, after.graph.labels
    concepts = [code for code in before.equilibria if code in after.equilibria]
    changes: dict[str, object] = {
        "states_lost": [label for label in old if label not in set(new)],
        "states_gained": [label for label in new if label not in set(old)],
        "equilibria": {
            code: _lost_and_gained(
                [old[s] for s in before.equilibria[code]],
                [new[s] for s in after.equilibria[code]],
            )
            for code in concepts
        },
    }
    if before.status_quo is not None and after.status_quo is not None:
        changes["observed"] = {
            "before": {code: before.status_quo in before.equilibria[code] for code in concepts},
            "after": {code: after.status_quo in after.equilibria[code] for code in concepts},
        }
    return changes


def _lost_and_gained(before: Sequence[str], after: Sequence[str]) -> dict[str, list[str]]:
    return {
        "lost": [label for label in before if label not in after],
        "gained": [label for label in after if label not in before],
    }


Edit = Callable[[DisputeModel, Epoch, Mapping[str, str]], DisputeModel]

_PARTY = r"(?P<party>[A-Za-z_][A-Za-z0-9_]*)\s*:\s*"
_OPTION = r"(?P<option>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)\s+"
_CONDITION = r"(?P<quote>[\"']?)(?P<condition>.+?)(?P=quote)"


def _edited(model: DisputeModel, epoch: Epoch, edit: str) -> DisputeModel:
    """The model with one edit."""
    for pattern, make in _EDITS:
        match = re.fullmatch(pattern, edit.strip())
        if match is not None:
            return make(model, epoch, {key: value for key, value in match.groupdict().items() if value is not None})
    verbs = ["swap", "move", "drop", "add", "replace", "out", "infeasible", "-infeasible", "observed", "-irreversible"]
    near = [found for word in edit.split() for found in get_close_matches(word, verbs, n=1)]
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise InvalidSyntax(
        f"{edit!r} is no edit", hint=hint + "write for example 'PARTY: swap 1 2' or 'infeasible \"a & b\"'"
    )


def _swap(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    lines = _statements(model, epoch, given["party"])
    i, j = _position(given["i"], lines), _position(given["j"], lines)
    lines[i], lines[j] = lines[j], lines[i]
    return _with_statements(model, epoch, given["party"], lines)


def _move(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    lines = _statements(model, epoch, given["party"])
    i, j = _position(given["i"], lines), _position(given["j"], lines)
    lines.insert(j, lines.pop(i))
    return _with_statements(model, epoch, given["party"], lines)


def _drop(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    lines = _statements(model, epoch, given["party"])
    del lines[_position(given["i"], lines)]
    return _with_statements(model, epoch, given["party"], lines)


def _add(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    lines = _statements(model, epoch, given["party"])
    at = _position(given["i"], [*lines, None]) if "i" in given else len(lines)
    lines.insert(at, _supposed(model, given["condition"]))
    return _with_statements(model, epoch, given["party"], lines)


def _replace(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    lines = _statements(model, epoch, given["party"])
    lines[_position(given["i"], lines)] = _supposed(model, given["condition"])
    return _with_statements(model, epoch, given["party"], lines)


def _out(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    party = _party(model, given["party"])
    in_play = epoch.decision_makers or tuple(dm.id for dm in model.decision_makers)
    left = tuple(other for other in in_play if other != party)
    if not left:
        raise InvalidValue("nobody would be left in play", hint="leave at least one party")
    return _with_epoch(model, replace(epoch, decision_makers=left))


def _infeasible(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    text = given["condition"]
    conditions.parse(text, conditions.scope_of(model))
    model = _by_label(model, epoch)
    epoch = model.epoch(epoch.id)
    added = Exclusion(when=text, basis=Assumed(by=WHO, because="supposed"))
    return _with_epoch(model, replace(epoch, infeasible=(*epoch.infeasible, added)))


def _feasible(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    model = _by_label(model, epoch)
    epoch = model.epoch(epoch.id)
    text = given["condition"].strip()
    lines = [*model.infeasible, *epoch.infeasible]
    number = int(text) - 1 if text.isdigit() else -1
    matching = [i for i, line in enumerate(lines) if i == number or _same(line.when, text)]
    if not matching:
        near = get_close_matches(text, [line.when for line in lines], n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {len(lines)}"
        raise InvalidValue(f"no exclusion {text!r}", hint=hint)
    # The model's own exclusions hold in every epoch: one that goes here must be kept in the others.
    shared = [line for i, line in enumerate(model.infeasible) if i in matching]
    others = tuple(
        other if other.id == epoch.id else replace(other, infeasible=(*shared, *other.infeasible))
        for other in model.epochs
    )
    own = tuple(line for i, line in enumerate(epoch.infeasible, start=len(model.infeasible)) if i not in matching)
    kept = tuple(line for i, line in enumerate(model.infeasible) if i not in matching)
    return _with_epoch(replace(model, infeasible=kept, epochs=others), replace(epoch, infeasible=own))


def _by_label(model: DisputeModel, epoch: Epoch) -> DisputeModel:
    """The same model with states told by what they are and not by their number, which an exclusion would change."""
    if not model.options or not _numbers_states(epoch):
        return model
    graph = compiled(model, epoch.id)

    def named(text: str) -> str:
        return graph.label(graph.find(text)) if _NUMBER.fullmatch(text.strip()) else text

    def told(wanted: Preferences) -> Preferences:
        return replace(
            wanted,
            statements=tuple(replace(line, want=named(line.want)) for line in wanted.statements),
            ranking=tuple(tuple(map(named, group)) for group in wanted.ranking),
            unknown=tuple((named(left), named(right)) for left, right in wanted.unknown),
        )

    observed = epoch.observed if epoch.observed is None else named(epoch.observed)
    preferences = {party: told(wanted) for party, wanted in epoch.preferences.items()}
    model = _with_epoch(model, replace(epoch, observed=observed, preferences=preferences))
    ranked = any(wanted.ranks for wanted in epoch.preferences.values())
    return replace(model, states=graph.labels) if ranked and not model.states else model


_NUMBER = re.compile(r"[sS][1-9][0-9]*")


def _numbers_states(epoch: Epoch) -> bool:
    """Whether anything in the epoch speaks of a state by its number."""
    texts = [epoch.observed or ""]
    for wanted in epoch.preferences.values():
        texts += [line.want for line in wanted.statements]
        texts += [text for group in (*wanted.ranking, *wanted.unknown) for text in group]
    return any(wanted.ranks for wanted in epoch.preferences.values()) or any(
        _NUMBER.fullmatch(text.strip()) for text in texts
    )


def _one_way(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    _option(model, given["option"])
    free = _both_ways(model, epoch, given)
    now = free.epoch(epoch.id)
    basis = Assumed(by=WHO, because="supposed")
    line = Irreversibility(option=given["option"], direction=given["direction"], basis=basis)
    return _with_epoch(free, replace(now, irreversible=(*now.irreversible, line)))


def _both_ways(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    option = _option(model, given["option"])
    scope = conditions.scope_of(model)

    def meant(line: Irreversibility) -> bool:
        return conditions.parse(line.option, scope, where=line.where) == conditions.Taken(option)

    shared = tuple(line for line in model.irreversible if meant(line))
    own = model.options[option]
    if own.direction != "both":
        line = Irreversibility(option=f"{own.decision_maker}.{own.id}", direction=own.direction, basis=own.basis)
        shared = (*shared, line)
        makers = tuple(
            replace(dm, options=tuple(replace(o, direction="both") if o == own else o for o in dm.options))
            for dm in model.decision_makers
        )
        model = replace(model, decision_makers=makers)
    epochs = tuple(
        other if other.id == epoch.id else replace(other, irreversible=(*shared, *other.irreversible))
        for other in model.epochs
    )
    kept = tuple(line for line in model.irreversible if not meant(line))
    now = replace(epoch, irreversible=tuple(line for line in epoch.irreversible if not meant(line)))
    return _with_epoch(replace(model, irreversible=kept, epochs=epochs), now)


def _observed(model: DisputeModel, epoch: Epoch, given: Mapping[str, str]) -> DisputeModel:
    return _with_epoch(model, replace(epoch, observed=given["condition"], basis=Assumed(by=WHO, because="supposed")))


_EDITS: tuple[tuple[str, Edit], ...] = (
    (_PARTY + r"swap\s+(?P<i>\d+)\s+(?:and\s+)?(?P<j>\d+)", _swap),
    (_PARTY + r"move\s+(?P<i>\d+)\s+to\s+(?P<j>\d+)", _move),
    (_PARTY + r"drop\s+(?P<i>\d+)", _drop),
    (_PARTY + r"add\s+" + _CONDITION + r"(?:\s+at\s+(?P<i>\d+))?", _add),
    (_PARTY + r"replace\s+(?P<i>\d+)\s+(?:by\s+|with\s+)?" + _CONDITION, _replace),
    (_PARTY + r"out", _out),
    (r"infeasible\s+" + _CONDITION, _infeasible),
    (r"-\s*infeasible\s+" + _CONDITION, _feasible),
    (r"observed\s+" + _CONDITION, _observed),
    (_OPTION + r"-\s*irreversible", _both_ways),
    (_OPTION + r"(?:irreversible\s+)?(?P<direction>forward|backward)", _one_way),
)


def _party(model: DisputeModel, party: str) -> str:
    ids = [dm.id for dm in model.decision_makers]
    if party in ids:
        return party
    near = get_close_matches(party, ids, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "there are " + ", ".join(ids)
    raise UndefinedOption(f"no decision maker {party!r}", hint=hint)


def _option(model: DisputeModel, text: str) -> int:
    found = conditions.parse(text, conditions.scope_of(model))
    if isinstance(found, conditions.Taken):
        return found.option
    raise UndefinedOption(f"{text!r} is no option", hint="name one option")


def _statements(model: DisputeModel, epoch: Epoch, party: str) -> list[PreferenceStatement]:
    wanted = epoch.preferences.get(_party(model, party), Preferences())
    if wanted.ranks or wanted.ranking:
        raise InvalidValue(f"{party!r} has a ranking, not statements", hint="edits of statements do not apply")
    return list(wanted.statements)


def _position(text: str, lines: Sequence[object]) -> int:
    number = int(text)
    if not 1 <= number <= len(lines):
        raise InvalidValue(f"no position {number}", hint=f"positions run from 1 to {len(lines)}")
    return number - 1


def _supposed(model: DisputeModel, text: str) -> PreferenceStatement:
    conditions.parse(text, conditions.scope_of(model))
    return PreferenceStatement(want=text, says=text, basis=Assumed(by=WHO, because="supposed"))


def _with_statements(
    model: DisputeModel, epoch: Epoch, party: str, lines: Sequence[PreferenceStatement]
) -> DisputeModel:
    wanted = replace(epoch.preferences.get(party, Preferences()), statements=tuple(lines))
    return _with_epoch(model, replace(epoch, preferences={**epoch.preferences, party: wanted}))


def _with_epoch(model: DisputeModel, epoch: Epoch) -> DisputeModel:
    return replace(model, epochs=tuple(epoch if other.id == epoch.id else other for other in model.epochs))


def _same(left: str, right: str) -> bool:
    return "".join(left.split()) == "".join(right.split())
