"""The sentences about what would unstick it: the smallest change, the evidence for and against it, the way there.

The measure is named every time, because the measure decides the answer.
"""

from collections.abc import Sequence

from detente.analysis.inverse import Deal, Edit
from detente.analysis.sequences import Steps
from detente.case import Case
from detente.dispute.graph import GraphModel
from detente.evidence import Citation
from detente.report.impasse import changes_of
from detente.report.phrases import listed, number, party_name, plural, state_name
from detente.report.prospects import CONCEPTS, Passing, Way, passings
from detente.report.situation import Situation, Standing
from detente.report.words import Line, evidence, when_of

__all__ = ["edit_line", "move_words", "nearest", "reach_words", "size_words", "way_words"]


def nearest(situation: Situation) -> list[Line]:
    """The epoch in which the least reordering makes the outcome hold, under the first concept that has one."""
    case, target = situation.case, situation.target
    now = situation.now
    if case.model is None or target is None or (now and now.impasse and now.impasse.is_attained):
        return []
    for concept in CONCEPTS:
        found = [(s, s.deals[concept]) for s in situation.standings if concept in s.deals]
        open_ones = [(s, d) for s, d in found if d.minimum is not None and d.minimum > 0]
        if open_ones:
            return [_nearest(situation, concept, open_ones)]
    asked = [d for s in situation.standings for d in s.deals.values()]
    if asked and all(d.none_by_reordering for d in asked):
        return [(f"Nearest to a deal: no reordering of the stated preferences makes “{target}” hold in any epoch",)]
    return []


def _nearest(situation: Situation, concept: str, found: list[tuple[Standing, Deal]]) -> Line:
    case = situation.case
    least = min(d.minimum for _, d in found if d.minimum is not None)
    best = [(s, d) for s, d in found if d.minimum == least]
    standing, chosen = best[0]
    edit = min(chosen.edits, key=lambda e: (_REACH.index(e.reachable or "no"), len(e.changes)))
    also = [when_of(s) for s, _ in best[1:]]
    rivals = len(chosen.edits) - 1
    return (
        f"Nearest to a deal (“{situation.target}” under {concept}): {when_of(standing)}, {size_words(chosen)}: ",
        *edit_line(case, chosen, edit),
        f"; {number(rivals)} other {plural('change', rivals)} as small" if rivals else "",
        f"; as near in {listed(also)}" if also else "",
    )


def size_words(found: Deal) -> str:
    """How far a deal is, with its measure."""
    if found.minimum is None:
        return "none by reordering" if found.none_by_reordering else f"none found in {found.tried:,} orders tried"
    if found.minimum == 0:
        return "holds as it is"
    away = "one change away" if found.minimum == 1 else f"{number(found.minimum)} changes away"
    return f"{away} (adjacent {plural('swap', found.minimum)} of ranked statements)"


def edit_line(case: Case, found: Deal, edit: Edit) -> Line:
    """An edit in words, with the evidence for the statements that rise and against, for those they pass."""
    assert case.model is not None
    parts: list[str | Citation] = []
    for i, passing in enumerate(passings(case.model, found, edit)):
        parts += ["; " if i else "", *_passing(case, passing)]
    return tuple(parts)


def _passing(case: Case, passing: Passing) -> Line:
    assert case.model is not None
    name = party_name(case.model, passing.decision_maker)
    others = listed([f"“{statement.says}”" for statement in passing.others])
    where = "above" if passing.rises else "below"
    risen = (passing.moved,) if passing.rises else passing.others
    sunk = passing.others if passing.rises else (passing.moved,)
    words: list[str | Citation] = [f"{name} ranks “{passing.moved.says}” {where} {others}"]
    for label, statements in (("for", risen), ("against", sunk)):
        cited = [part for statement in statements for part in evidence(case, statement, most=1)]
        citations = [part for part in cited if isinstance(part, Citation)]
        words += [f" – {label}:", *(citations or (" nobody is quoted",))]
    return tuple(words)


_REACH = ["improvements", "moves", "joint", "no"]


def reach_words(reachable: str | None) -> str:
    """Whether an outcome would be reached from the observed state, or would only hold."""
    return {
        "improvements": "and from the observed state each mover would gain on the way there",
        "moves": "but only by way of moves that a mover has no reason to make alone",
        "joint": "but no sequence of single moves leads there: it takes a simultaneous, brokered move",
        "no": "but no move leads there from the observed state",
    }.get(reachable or "", "")


def way_words(situation: Situation, graph: GraphModel, way: Way) -> str:
    """A way between two states, step by step, or why there is none."""
    if way.goal is None or way.path is None:
        return "the next observed state was not feasible then"
    path = way.path
    if path.by_improvements is not None:
        if not path.by_improvements:
            return "it is the observed state"
        return f"each mover gains: {_steps(situation, graph, path.by_improvements)}"
    if path.by_moves is not None:
        return f"not by improvements alone; shortest way by moves: {_steps(situation, graph, path.by_moves)}"
    return reach_words("joint" if path.joint else "no").removeprefix("but ")


def _steps(situation: Situation, graph: GraphModel, steps: Steps) -> str:
    model = situation.case.model
    assert model is not None
    words = []
    for step in steps:
        mover = party_name(model, graph.decision_makers[step.dm])
        words.append(f"{mover} {move_words(graph, step.start, step.end)}")
    return ", then ".join(words)


def move_words(graph: GraphModel, start: int, end: int) -> str:
    """What a move changes: `takes two-islands + title, drops walk-out`."""
    changes = changes_of(graph, start, end)
    if not changes:
        return f"moves to {state_name(graph, end)}"
    taken = _ids([option.id for option, is_taken in changes if is_taken])
    dropped = _ids([option.id for option, is_taken in changes if not is_taken])
    return ", ".join(word for word in (taken and f"takes {taken}", dropped and f"drops {dropped}") if word)


def _ids(options: Sequence[str]) -> str:
    return " + ".join(option.replace("_", "-") for option in options)
