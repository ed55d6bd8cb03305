"""The sentences about what would unstick it: the smallest change, the evidence for and against it, the way there.

The measure is named every time, because the measure decides the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.inverse import Deal, Edit
from detente.analysis.sequences import Steps
from detente.case import Case
from detente.dispute.graph import GraphModel
from detente.dispute.model import shown_ids
from detente.evidence import Citation
from detente.report.impasse import changes_of
from detente.report.phrases import capital, listed, number, party_name, plural, state_name
from detente.report.prospects import CONCEPTS, Passing, Way, passings
from detente.report.situation import Situation, Standing
from detente.report.words import Line, evidence, when_of

__all__ = [
    "edit_line",
    "move_words",
    "nearest",
    "nearest_told",
    "reach_words",
    "size_words",
    "way_words",
    "worded_deals",
]


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The epoch of the least reordering, the edit shown for it, and what is as near."""

    standing: Standing
    deal: Deal
    edit: Edit
    concept: str
    rivals: int
    also: tuple[str, ...]


def nearest(situation: Situation) -> list[Line]:
    """The epoch in which the least reordering makes the outcome hold, under the first concept that has one."""
    target = situation.target
    found = _nearest(situation)
    if found is not None:
        also = (
            f"; {number(found.rivals)} other {plural('change', found.rivals)} as small" if found.rivals else "",
            f"; as near in {listed(found.also)}" if found.also else "",
        )
        where = f"Nearest to a deal (“{target}” under {found.concept}): {when_of(found.standing)}"
        return [(f"{where}, {size_words(found.deal)}: ", *edit_line(situation.case, found.deal, found.edit), *also)]
    if _none_anywhere(situation):
        return [(f"Nearest to a deal: no reordering of the stated preferences makes “{target}” hold in any epoch",)]
    return []


def nearest_told(situation: Situation) -> list[Line]:
    """The same as a sentence: what would have had to be otherwise, and what would then hold."""
    target = situation.target
    found = _nearest(situation)
    if found is not None:
        swaps = found.deal.minimum or 0
        nearest_is = f"Nearest to “{target}” is {when_of(found.standing)}"
        size = f"{number(swaps)} adjacent {plural('swap', swaps)} of ranked statements"
        held = {"NASH": "no party would gain by leaving", "SEQ": "no party would dare to leave"}[found.concept]
        return [
            (
                f"{nearest_is}, {size} away. If ",
                *edit_line(situation.case, found.deal, found.edit, told=True),
                f", {held} a state with “{target}”. {_REACHED.get(found.edit.reachable or '', '')}",
                _as_near(found),
            )
        ]
    if _none_anywhere(situation):
        return [(f"No reordering of the stated preferences makes “{target}” hold in any epoch.",)]
    return []


def _as_near(found: _Nearest) -> str:
    """The changes and the epochs that are as near, as sentences."""
    words = ""
    if found.rivals:
        words += f" {capital(number(found.rivals))} other {plural('change', found.rivals)} there"
        words += " is as small." if found.rivals == 1 else " are as small."
    if found.also:
        words += f" {listed(found.also)} {'is' if len(found.also) == 1 else 'are'} as near."
    return words


def _nearest(situation: Situation) -> _Nearest | None:
    """The least reordering over all epochs; None where the outcome is attained or none was found."""
    now = situation.now
    if situation.case.model is None or situation.target is None or (now and now.impasse and now.impasse.is_attained):
        return None
    for concept in CONCEPTS:
        found = [(s, s.deals[concept]) for s in situation.standings if concept in s.deals]
        open_ones = [(d.minimum, s, d) for s, d in found if d.minimum is not None and d.minimum > 0]
        if open_ones:
            least = min(minimum for minimum, _, _ in open_ones)
            best = [(s, d) for minimum, s, d in open_ones if minimum == least]
            standing, chosen = best[0]
            return _Nearest(
                standing=standing,
                deal=chosen,
                edit=min(chosen.edits, key=lambda e: (_REACH.index(e.reachable or "no"), len(e.changes))),
                concept=concept,
                rivals=len(chosen.edits) - 1,
                also=tuple(when_of(s) for s, _ in best[1:]),
            )
    return None


def _none_anywhere(situation: Situation) -> bool:
    """Whether it is proved that no reordering makes the outcome hold, which is not attained either."""
    now = situation.now
    if situation.case.model is None or situation.target is None or (now and now.impasse and now.impasse.is_attained):
        return False
    asked = [d for s in situation.standings for d in s.deals.values()]
    return bool(asked) and all(d.none_by_reordering for d in asked)


def worded_deals(case: Case, deals: Mapping[str, Deal]) -> tuple[tuple[tuple[str, ...], Deal], ...]:
    """(concepts, deal): concepts whose smallest changes are the same stand together."""
    together: dict[object, tuple[list[str], Deal]] = {}
    for code, found in deals.items():
        edits = tuple((edit_line(case, found, edit), edit.reachable) for edit in found.edits)
        together.setdefault((size_words(found), edits), ([], found))[0].append(code)
    return tuple((tuple(codes), found) for codes, found in together.values())


def size_words(found: Deal) -> str:
    """How far a deal is, with its measure."""
    if found.minimum is None:
        return "none by reordering" if found.none_by_reordering else f"none found in {found.tried:,} orders tried"
    if found.minimum == 0:
        return "holds as it is"
    away = "one change away" if found.minimum == 1 else f"{number(found.minimum)} changes away"
    return f"{away} (adjacent {plural('swap', found.minimum)} of ranked statements)"


def edit_line(case: Case, found: Deal, edit: Edit, *, told: bool = False) -> Line:
    """An edit in words, with the evidence for the statements that rise and against, for those they pass.

    `told` words it as a condition within a sentence: what follows an "if".
    """
    assert case.model is not None
    parts: list[str | Citation] = []
    for i, passing in enumerate(passings(case.model, found, edit)):
        parts += [(" and " if told else "; ") if i else "", *_passing(case, passing, told)]
    return tuple(parts)


def _passing(case: Case, passing: Passing, told: bool) -> Line:
    assert case.model is not None
    name = party_name(case.model, passing.decision_maker)
    others = listed([f"“{statement.says}”" for statement in passing.others])
    where = "above" if passing.rises else "below"
    risen = (passing.moved,) if passing.rises else passing.others
    sunk = passing.others if passing.rises else (passing.moved,)
    words: list[str | Citation] = [f"{name} {'ranked' if told else 'ranks'} “{passing.moved.says}” {where} {others}"]
    before, between, after = (" (", "; ", ")") if told else (" – ", " – ", "")
    for lead, label, statements in ((before, "for", risen), (between, "against", sunk)):
        cited = [part for statement in statements for part in evidence(case, statement, most=1)]
        citations = [part for part in cited if isinstance(part, Citation)]
        words += [f"{lead}{label}:", *(citations or (" nobody is quoted",))]
    return (*words, after)


_REACH = ["improvements", "moves", "joint", "no"]


_REACHED = {
    "improvements": "From the observed state each mover would gain on the way there.",
    "moves": "The way there takes moves that a mover has no reason to make alone.",
    "joint": "No sequence of single moves leads there: it takes a simultaneous, brokered move.",
    "no": "No move leads there from the observed state.",
}


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
            return "no move is needed: the same state is observed"
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
    names = dict(zip(graph.options, shown_ids(graph.options), strict=True))
    taken = _ids([names[option] for option, is_taken in changes if is_taken])
    dropped = _ids([names[option] for option, is_taken in changes if not is_taken])
    return ", ".join(word for word in (taken and f"takes {taken}", dropped and f"drops {dropped}") if word)


def _ids(options: Sequence[str]) -> str:
    return " + ".join(option.replace("_", "-") for option in options)
