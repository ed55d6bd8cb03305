"""The commands that explain: why and path, and deal, which looks for what would change the answer."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.models import codes_of, known_epoch
from detente.cli.output import quietly, write
from detente.cli.progress import progress
from detente.cli.target import Target, model_of, open_target
from detente.cli.telling import state_words
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import UndefinedOption, UnknownConcept
from detente.report.phrases import counted, listed
from detente.report.tables import harmless

if TYPE_CHECKING:
    from detente.analysis.evolution import Evolution
    from detente.analysis.explanation import Explanation, Reason
    from detente.analysis.inverse import Deal, Edit
    from detente.analysis.robustness import EpochRobustness
    from detente.analysis.sequences import Steps

MOST_EDITS = 12
MOST_REACHED = 20

__all__ = ["compiled", "deal_command", "path_command", "robust_command", "why_command"]


@click.command(
    "why", epilog="Example: detente why mycase s8 --party russia --concept SEQ ; detente why model.json YNNY --json"
)
@click.argument("target", metavar="CASE|FILE")
@click.argument("state")
@click.option("--party", metavar="P", help="Only this party.")
@click.option(
    "--concept",
    "-c",
    metavar="C",
    help="NASH, GMR, SMR, SEQ, SSEQ or SIM; by default NASH and SEQ, for --party with --json SEQ.",
)
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="With --party one object, under SEQ unless --concept names another; without it an array.",
)
@quietly
def why_command(
    target: str, state: str, party: str | None, concept: str | None, epoch: str | None, as_json: bool
) -> None:
    """Why STATE holds or not: for each party its improvements, and the replies that deter them.

    STATE is s7, a pattern such as YNNY, or a condition that holds in exactly one state.

    With --json: one object {state, decision_maker, concept, stable, improvements} when --party is given, under
    --concept or else SEQ; without --party always an array of them, party by party.
    """
    from detente.analysis.explanation import CODES, explain

    opened = open_target(target)
    model = model_of(opened)
    graph = compiled(model, epoch)
    at = graph.find(state)
    is_single = as_json and party is not None
    codes = [concept.strip().upper()] if concept else ["SEQ"] if is_single else ["NASH", "SEQ"]
    for code in codes:
        if code not in CODES:
            raise UnknownConcept(f"no reasons can be given for {code!r}", hint=f"ask for one of {', '.join(CODES)}")
    parties = [_party(graph, party)] if party else list(range(len(graph.decision_makers)))
    found = [
        explain(graph, at, dm, code, statements=statements_of(model, graph, dm)) for dm in parties for code in codes
    ]
    if as_json:
        documents = [explanation.to_dict() for explanation in found]
        write(json.dumps(documents[0] if is_single else documents, ensure_ascii=False) + "\n")
        return
    for line in _why(opened, model, graph, at, found):
        write(harmless(line) + "\n")


def compiled(model: DisputeModel, epoch: str | None) -> GraphModel:
    """The model in the epoch asked for, or the last.

    Raises `UnknownItem` for an epoch that there is not, `InvalidValue` where there is none at all.
    """
    return compile_model(model, known_epoch(model, epoch) if epoch is not None else None)


def statements_of(model: DisputeModel, graph: GraphModel, dm: int) -> Sequence[PreferenceStatement]:
    """What the party wants in the graph's epoch, most important first; () where it gives a ranking instead."""
    preferences = model.epoch(graph.epoch).preferences
    party = graph.decision_makers[dm]
    return preferences[party].statements if party in preferences else ()


def _party(graph: GraphModel, wanted: str) -> int:
    if wanted not in graph.decision_makers:
        raise UndefinedOption(f"no party {wanted!r} is in play", hint=f"there are: {', '.join(graph.decision_makers)}")
    return graph.decision_makers.index(wanted)


def _names(model: DisputeModel) -> dict[str, str]:
    return {dm.id: dm.name for dm in model.decision_makers}


def _why(
    target: Target, model: DisputeModel, graph: GraphModel, state: int, found: "Sequence[Explanation]"
) -> Iterator[str]:
    names = _names(model)
    epoch = model.epoch(graph.epoch)
    heading = " · ".join(part for part in (epoch.id, epoch.name) if part)
    yield f"{heading + ': ' if heading else ''}{state_words(graph, state)}"
    for explanation in found:
        party = graph.decision_makers[explanation.dm]
        yield ""
        yield f"{names[party]}, {explanation.concept}: {_verdict(explanation)}"
        for improvement in explanation.improvements:
            yield f"  would rather go to {state_words(graph, improvement.to)}{_because(target, improvement.reason)}"
            deterred = improvement.deterred_by
            if deterred is None:
                yield "    and nothing that counts under this concept deters it"
                continue
            for step in deterred.path:
                yield f"    then {names[graph.decision_makers[step.dm]]} can move to {state_words(graph, step.end)}"
            yield f"    which is no better{_because(target, deterred.reason)}"
        for refusal in explanation.refusals if explanation.concept == "NASH" else ():
            yield f"  will not go to {state_words(graph, refusal.to)}{_because(target, refusal.reason)}"


def _verdict(explanation: "Explanation") -> str:
    if explanation.immobile:
        return "stable, since it has no move at all"
    if not explanation.improvements:
        return "stable, since no move of its own is an improvement"
    return "stable, since every improvement is deterred" if explanation.stable else "not stable"


def _because(target: Target, reason: "Reason | None") -> str:
    """The statement that decides, its rank, and where it is quoted."""
    if reason is None:
        return ""
    statement = reason.statement
    wish = "" if reason.holds else "giving up "
    words = f": {wish}“{statement.says or statement.want}”, its wish number {reason.position + 1}"
    cited = target.case.cited(statement.basis) if target.case else ()
    places = ", ".join(f"{one.span.document}[{one.span.start}:{one.span.end}]" for one in cited[:2])
    return words + (f" [{places}]" if places else "")


@click.command("path", epilog="Example: detente path mycase --from s2 --to s8 --epoch 2018-11")
@click.argument("target", metavar="CASE|FILE")
@click.option("--from", "start", metavar="S", help="The state to start from; by default the observed one.")
@click.option("--to", "goal", metavar="S", help="The state to get to; without it, where improvements lead.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def path_command(target: str, start: str | None, goal: str | None, epoch: str | None, as_json: bool) -> int:
    """How the dispute can get from one state to another: by improvements, by any moves, or only by a joint move.

    Without --to: where improvements lead, whoever makes them, where they come to rest and where they go round. Exit
    code 1 when there is no way at all.
    """
    from detente.analysis.evolution import find_path

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    if start is None and graph.status_quo is None:
        raise click.UsageError("The model gives no observed state; say where to start: --from S.")
    begin = graph.find(start) if start is not None else graph.status_quo
    assert begin is not None
    if goal is None:
        _show_evolution(model, graph, begin, as_json)
        return 0
    found = find_path(graph, begin, graph.find(goal))
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
    else:
        names = _names(model)
        write(
            harmless(f"from {state_words(graph, found.start)}\nto   {state_words(graph, found.goal)}").replace(
                "\\x0a", "\n"
            )
            + "\n"
        )
        for heading, steps in (("by improvements", found.by_improvements), ("by moves", found.by_moves)):
            for line in _steps(graph, names, heading, steps):
                write(harmless(line) + "\n")
        if found.joint:
            write("only by a joint move: several parties at the same time\n")
    return 1 if found.kind == "no" else 0


def _show_evolution(model: DisputeModel, graph: GraphModel, begin: int, as_json: bool) -> None:
    """Where improvements lead from a state."""
    from detente.analysis.evolution import evolution

    found = evolution(graph, begin)
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    for line in _evolution(model, found):
        write(harmless(line) + "\n")


def _evolution(model: DisputeModel, found: "Evolution") -> Iterator[str]:
    graph, names = found.graph, _names(model)
    yield f"from {state_words(graph, found.start)}"
    if not found.reached:
        yield "nobody can improve on it alone, so it is not left by improvements"
        return
    yield f"improvements lead to {counted(len(found.reached), 'state')}"
    for state, steps in found.reached[:MOST_REACHED]:
        rests = "; there nobody can improve alone" if state in found.traps else ""
        by = listed(list(dict.fromkeys(names[graph.decision_makers[step.dm]] for step in steps)))
        yield f"  {state_words(graph, state)} in {counted(len(steps), 'step')} by {by}{rests}"
    if len(found.reached) > MOST_REACHED:
        yield f"  … and {len(found.reached) - MOST_REACHED} more; --json gives all"
    for cycle in found.cycles[:MOST_REACHED]:
        members = ", ".join(f"s{state + 1}" for state in cycle)
        yield f"and round among {members}: improvements never leave these, and never rest"


def _steps(graph: GraphModel, names: dict[str, str], heading: str, steps: "Steps | None") -> Iterator[str]:
    if steps is None:
        yield f"{heading}: no"
        return
    yield f"{heading}: {len(steps)} step{'s' if len(steps) != 1 else ''}"
    for step in steps:
        yield f"  {names[graph.decision_makers[step.dm]]} moves to {state_words(graph, step.end)}"


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

    Exit code 1 when no reordering of the wishes does it.
    """
    from detente.analysis.inverse import deal

    if (state is None) == (outcome is None):
        raise click.UsageError("Say what is to hold: --state S or --outcome NAME.")
    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    wanted = f"s{graph.find(state) + 1}" if state is not None else outcome
    assert wanted is not None
    found = deal(model, target=wanted, epoch=graph.epoch, concept=concept.strip().upper())
    if as_json:
        document = {**found.to_dict(), "target": state if state is not None else outcome}
        write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        for line in _deal(model, found):
            write(harmless(line) + "\n")
    return 0 if found.found else 1


def _deal(model: DisputeModel, found: "Deal") -> Iterator[str]:
    names = _names(model)
    where = f" in {found.epoch}" if found.epoch else ""
    if found.minimum == 0:
        states = ", ".join(state_words(found.graph, s) for s in found.edits[0].states) if found.edits else ""
        yield f"{found.target} holds already{where} under {found.concept}: {states}"
        return
    if found.minimum is None:
        proved = "no order of the stated wishes" if found.none_by_reordering else "no order that was tried"
        yield f"{proved} makes {found.target} hold{where} under {found.concept}"
    else:
        swaps = f"{found.minimum} adjacent swap{'s' if found.minimum > 1 else ''}"
        ways = f"{len(found.edits)} way{'s' if len(found.edits) > 1 else ''}"
        yield f"{found.target} holds{where} under {found.concept} after {swaps} of wishes{_proof(found)}; {ways}"
        for edit in found.edits[:MOST_EDITS]:
            yield from _edit(found, names, edit)
        if len(found.edits) > MOST_EDITS:
            yield f"… and {len(found.edits) - MOST_EDITS} more; --json gives all"
    if found.singles and found.minimum is None:
        yield "single changes of another kind that do it:"
        for edit in found.singles[:MOST_EDITS]:
            yield from _edit(found, names, edit)


def _proof(found: "Deal") -> str:
    return ", and no fewer do it" if found.proved else " (no fewer were found; the search was cut short)"


def _edit(found: "Deal", names: dict[str, str], edit: "Edit") -> Iterator[str]:
    for change in edit.changes:
        moved = _places(change.start, change.end)
        yield f"  {names[change.decision_maker]}: {change.kind} “{change.says or change.statement}”{moved}"
    states = ", ".join(state_words(found.graph, state) for state in edit.states[:3])
    way = {"no": "; nobody can get there", "joint": "; reached only by a joint move", "moves": "; reached by moves"}
    yield f"    then {states} holds{way.get(edit.reachable or '', '')}"


def _places(start: int | None, end: int | None) -> str:
    if start is not None and end is not None:
        return f" from place {start + 1} to {end + 1}"
    return f" at place {end + 1}" if end is not None else f" (place {start + 1})" if start is not None else ""


@click.command("robust", epilog="Example: detente robust mycase ; detente robust mycase --epoch 2018-11 --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--epoch", metavar="ID", help="Only this epoch.")
@click.option("--concept", "-c", "concepts", metavar="C[,C…]", help="Only these concepts.")
@click.option(
    "--draws", type=click.IntRange(min=1), help="How many orders to draw where there are too many to try all."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draws.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def robust_command(
    target: str, epoch: str | None, concepts: str | None, draws: int | None, seed: int, as_json: bool
) -> None:
    """How firm the verdict on each observed state is.

    In which share of all orders of the wishes the state holds, which single edits break or make it, and what is left
    when assumptions, and then inferences, are left out.
    """
    from detente.analysis.robustness import DRAWS, robustness

    model = model_of(open_target(target))
    found = robustness(
        model,
        epochs=None if epoch is None else (known_epoch(model, epoch),),
        concepts=codes_of(concepts),
        seed=seed,
        draws=draws or DRAWS,
        progress=progress(),
    )
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    for each in found.epochs:
        for line in _robust(model, each):
            write(harmless(line) + "\n")


def _robust(model: DisputeModel, found: "EpochRobustness") -> Iterator[str]:
    names = {epoch.id: epoch.name for epoch in model.epochs}
    heading = " · ".join(part for part in (found.id, names.get(found.id, "")) if part) or model.title
    if found.state is None:
        yield f"{heading}: no state is observed"
        return
    tried = f"{'all' if found.orderings.exhaustive else 'drawn'} {found.orderings.tried:,} orders of the wishes"
    yield f"{heading}: s{found.state + 1}, {tried}; {found.one_edit.tried} single edits"
    for code, stable in found.stable.items():
        share = found.orderings.stable_share.get(code)
        breaking, making = len(found.one_edit.breaking.get(code, ())), len(found.one_edit.making.get(code, ()))
        edits = f"{breaking} edits break it" if stable else f"{making} edits make it hold"
        usual = "" if share is None else f"; it would hold in {share:.1%} of the orders"
        built_in = " (built in: every order gives this)" if code in found.built_in else ""
        yield f"  {code}: {'holds' if stable else 'does not hold'}{built_in}{usual}; {edits}"
    for ablation in found.ablation:
        held = [code for code, holds in ablation.observed.items() if holds]
        under = ", ".join(held) or "none"
        yield f"  without what is {ablation.without} ({ablation.dropped} wishes): holds under {under}"
