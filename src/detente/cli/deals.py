"""What would change the answer: the command deal."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.output import quietly, tell, write
from detente.cli.reasons import compiled
from detente.cli.target import model_of, open_target
from detente.cli.telling import label_words, names_of, state_words
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import counted, listed, ordinal

if TYPE_CHECKING:
    from detente.analysis.inverse import Change, Deal, Edit
    from detente.analysis.restructuring import Restructuring, Structural

__all__ = ["deal_command"]

MOST_EDITS = 5

WAYS = {"no": "; nobody can get there", "joint": "; reached only by a joint move", "moves": "; reached by moves"}
"""How a state that would hold is reached, where not by improvements."""


@click.command(
    "deal",
    epilog="Example: detente deal mycase --outcome treaty ; detente deal mycase --state s9 --epoch 2018-11 --json",
)
@click.argument("target", metavar="CASE|FILE")
@click.option("--state", metavar="S", help="The state that is to hold.")
@click.option("--outcome", metavar="NAME", help="The outcome, or the condition, that is to hold.")
@click.option("--concept", "-c", default="SEQ", show_default=True, metavar="C", help="Under which it is to be stable.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def deal_command(
    target: str, state: str | None, outcome: str | None, concept: str, epoch: str | None, as_json: bool
) -> int:
    """The smallest changes of preferences that make an outcome hold, measured in adjacent swaps of wishes.

    Then the fewest changes of what can be done, with the wishes as they are: an option that cannot be taken back or is
    off the table, an exclusion lifted, a move blocked or added. Exit code 1 when no reordering of the wishes does it.
    """
    from detente.analysis.inverse import deal
    from detente.analysis.restructuring import restructure

    if (state is None) == (outcome is None):
        raise click.UsageError("Say what is to hold: --state S or --outcome NAME.")
    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    wanted = f"s{graph.find(state) + 1}" if state is not None else outcome
    assert wanted is not None
    found = deal(model, target=wanted, epoch=graph.epoch, concept=concept.strip().upper())
    structural = restructure(model, target=wanted, epoch=graph.epoch, concept=found.concept)
    if as_json:
        target_words = state if state is not None else outcome
        document = {**found.to_dict(), "target": target_words, "structural": structural.to_dict()}
        write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        tell((*_deal(model, found), *_structural(model, graph, structural)))
    return 0 if found.found else 1


def _deal(model: DisputeModel, found: "Deal") -> Iterator[str]:
    names = names_of(model)
    where = f" in {found.epoch}" if found.epoch else ""
    if found.minimum == 0:
        states = ", ".join(state_words(found.graph, s) for s in found.edits[0].states) if found.edits else ""
        yield f"{found.target} holds already{where} under {found.concept}: {states}"
        return
    if found.minimum is None:
        proved = "no order of the stated wishes" if found.none_by_reordering else "no order that was tried"
        yield f"{proved} makes {found.target} hold{where} under {found.concept}"
    else:
        swaps = counted(found.minimum, "adjacent swap") + " of wishes"
        if found.measure == "rank-reversals":
            swaps = counted(found.minimum, "reversed comparison") + " of two states"
        ways = f"{len(found.edits)} way{'s' if len(found.edits) > 1 else ''}"
        yield f"{found.target} holds{where} under {found.concept} after {swaps}{_proof(found)}; {ways}"
        for number, edit in enumerate(found.edits[:MOST_EDITS], start=1):
            yield from _edit(found, names, number, edit)
        if len(found.edits) > MOST_EDITS:
            yield f"  … and {len(found.edits) - MOST_EDITS} more; --json gives all"
    if found.singles and found.minimum is None:
        yield "single changes of another kind that do it:"
        for number, edit in enumerate(found.singles[:MOST_EDITS], start=1):
            yield from _edit(found, names, number, edit)
        if len(found.singles) > MOST_EDITS:
            yield f"  … and {len(found.singles) - MOST_EDITS} more; --json gives all"


def _structural(model: DisputeModel, graph: GraphModel, found: "Restructuring") -> Iterator[str]:
    """The fewest changes of what can be done."""
    if found.minimum == 0 or found.tried_up_to < 1:
        return
    if found.minimum is None:
        few = "no single change" if found.tried_up_to == 1 else f"no {found.tried_up_to} changes"
        yield f"with the wishes as they are, {few} of what can be done {'does' if found.tried_up_to == 1 else 'do'} it"
        return
    ways = f"{len(found.edits)} way{'s' if len(found.edits) > 1 else ''}"
    changes = f"{counted(found.minimum, 'change')} of what can be done"
    make = "makes" if found.minimum == 1 else "make"
    yield f"with the wishes as they are, {changes} {make} it hold, and no fewer do; {ways}"
    for number, edit in enumerate(found.edits[:MOST_EDITS], start=1):
        yield f"  {number}. {listed([_change_words(model, graph, change) for change in edit.changes])}"
        states = listed([label_words(shown_ids(graph.options), label) for label in edit.labels[:3]])
        gone = "; what is observed could not be" if edit.reachable is None and graph.status_quo is not None else ""
        hold = "hold" if len(edit.labels) > 1 else "holds"
        yield f"     then {states} {hold}{WAYS.get(edit.reachable or '', '')}{gone}"
    if len(found.edits) > MOST_EDITS:
        yield f"  … and {len(found.edits) - MOST_EDITS} more; --json gives all"


def _change_words(model: DisputeModel, graph: GraphModel, change: "Structural") -> str:
    """A structural change as a clause."""
    names = names_of(model)
    if change.kind in ("block", "add"):
        assert change.start is not None
        assert change.end is not None
        can = "can no longer" if change.kind == "block" else "can"
        ends = (state_words(graph, change.start), state_words(graph, change.end))
        return f"{names[change.decision_maker]} {can} go from {ends[0]} to {ends[1]}"
    if change.kind == "allow":
        return f"“{change.condition}” is no longer excluded"
    option = next(o for o in model.options if (o.decision_maker, o.id) == (change.decision_maker, change.option))
    fate = {
        "exclude": "is off the table",
        "reversible": "can be taken back",
        "irreversible": "cannot be taken back" if change.direction == "forward" else "cannot be taken up anew",
    }
    return f"“{option.name or option.id}” ({names[change.decision_maker]}) {fate[change.kind]}"


def _proof(found: "Deal") -> str:
    return ", and no fewer do it" if found.proved else " (no fewer were found; the search was cut short)"


def _edit(found: "Deal", names: dict[str, str], number: int, edit: "Edit") -> Iterator[str]:
    """One way: what each party would rank otherwise, and what then holds."""
    begin = f"  {number}. "
    for party in dict.fromkeys(change.decision_maker for change in edit.changes):
        own = [change for change in edit.changes if change.decision_maker == party]
        yield f"{begin}{names[party]} {_reranked(own)}"
        begin = " " * len(begin)
    states = listed([state_words(found.graph, state) for state in edit.states[:3]])
    yield f"{begin}then {states} {'hold' if len(edit.states) > 1 else 'holds'}{WAYS.get(edit.reachable or '', '')}"


def _reranked(changes: "Sequence[Change]") -> str:
    """One party's changes in words.

    A swap of neighbours is told as one wish above another, a longer reordering by the new places, and anything else
    one change after another.
    """
    if {change.kind for change in changes} != {"reorder"}:
        return listed([_single(change) for change in changes])
    raised = [change for change in changes if (change.end or 0) < (change.start or 0)]
    if len(changes) == 2 and len(raised) == 1 and raised[0].start == (raised[0].end or 0) + 1:
        other = next(change for change in changes if change is not raised[0])
        return f"ranks {_wish(raised[0])} above {_wish(other)}"
    order = sorted(changes, key=lambda change: change.end or 0)
    return "ranks " + ", ".join(f"{(change.end or 0) + 1}. {_wish(change)}" for change in order)


def _wish(change: "Change") -> str:
    was = "" if change.start is None else f" (now {ordinal(change.start + 1)})"
    return f"“{change.says or change.statement}”{was}"


def _single(change: "Change") -> str:
    """Dropping, adding or moving one wish, or one state of a ranking."""
    words = f"“{change.says or change.statement}”"
    match change.kind:
        case "drop":
            return f"drops {words}, its {ordinal((change.start or 0) + 1)} wish"
        case "add":
            return f"takes up {words} as its {ordinal((change.end or 0) + 1)} wish"
        case _ if change.says.startswith("likes "):
            return f"{change.says}: place {(change.end or 0) + 1} of its ranking, not {(change.start or 0) + 1}"
        case _:
            return f"puts {words} {ordinal((change.end or 0) + 1)}, not {ordinal((change.start or 0) + 1)}"
