"""The commands that explain what is: why and path, and robust, which asks how firm it is."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.models import codes_of, known_epoch
from detente.cli.output import quietly, tell, write
from detente.cli.progress import progress
from detente.cli.target import Target, model_of, open_target
from detente.cli.telling import state_words
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import UndefinedOption, UnknownConcept
from detente.report.phrases import counted, listed, ordinal
from detente.report.places import Places

if TYPE_CHECKING:
    from detente.analysis.evolution import Evolution
    from detente.analysis.explanation import Explanation, Reason
    from detente.analysis.robustness import EpochRobustness
    from detente.analysis.sequences import Steps

MOST_REACHED = 20

__all__ = ["compiled", "path_command", "robust_command", "why_command"]


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
    tell(_why(opened, model, graph, at, found))


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
    settled = {each.dm for each in found if each.concept == "NASH" and each.stable}
    for explanation in found:
        party = graph.decision_makers[explanation.dm]
        if explanation.dm in settled and explanation.concept != "NASH":
            continue
        yield ""
        yield f"{names[party]}, {explanation.concept} ({FORESIGHT[explanation.concept]}): {_verdict(explanation)}"
        for improvement in explanation.improvements:
            yield f"  would rather go to {state_words(graph, improvement.to)}{_because(target, improvement.reason)}"
            deterred = improvement.deterred_by
            if deterred is None:
                yield from UNANSWERED.get(explanation.concept, ())
                continue
            for step in deterred.path:
                yield f"    then {names[graph.decision_makers[step.dm]]} can move to {state_words(graph, step.end)}"
            yield f"    which is no better{_because(target, deterred.reason)}"
        for refusal in explanation.refusals if explanation.concept == "NASH" else ():
            wanted = "gains nothing by going" if _is_equal(explanation, refusal.to) else "does not want to go"
            yield f"  {wanted} to {state_words(graph, refusal.to)}{_because(target, refusal.reason)}"


FORESIGHT = {
    "NASH": "looking at its own moves only",
    "GMR": "fearing whatever the others could do next",
    "SMR": "fearing what the others could do next, where it could not escape from it",
    "SEQ": "expecting the others to answer where that pays them",
    "SSEQ": "expecting the others to answer where that pays them, and counting its own escapes",
    "SIM": "expecting the others to improve at the same moment",
}
"""How far a party looks, by concept."""


UNANSWERED = {
    "GMR": ("    and no reply of the others takes that gain away",),
    "SMR": ("    and no reply that it could not escape from takes that gain away",),
    "SEQ": ("    and no reply that pays those who give it takes that gain away",),
    "SSEQ": ("    and no reply that pays those who give it, and that it could not escape from, takes that gain away",),
    "SIM": ("    and no improvements of the others at the same moment take that gain away",),
}
"""Why an improvement is not deterred, by concept; under NASH nobody asks for replies."""


def _is_equal(explanation: "Explanation", end: int) -> bool:
    """Whether a move ends in a state that the party likes as well as the one it is in."""
    ranks = explanation.graph.rank_rows[explanation.dm]
    return bool(ranks[end] == ranks[explanation.state])


def _verdict(explanation: "Explanation") -> str:
    if explanation.immobile:
        return "stable, since it has no move at all"
    if not explanation.improvements:
        every = ", and so under every concept" if explanation.concept == "NASH" else ""
        return f"stable, since no move of its own is an improvement{every}"
    return "stable, since every improvement is deterred" if explanation.stable else "not stable"


def _because(target: Target, reason: "Reason | None") -> str:
    """The statement that decides, its rank, and where it is quoted."""
    if reason is None:
        return ""
    statement = reason.statement
    verb = "gains" if reason.holds else "gives up"
    words = f": that {verb} “{statement.says or statement.want}”, its {ordinal(reason.position + 1)} wish"
    cited = target.case.cited(statement.basis) if target.case else ()
    places = (
        ", ".join(place.label for place in Places(library=target.case.library).all(cited[:2])) if target.case else ""
    )
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
        tell([f"from {state_words(graph, found.start)}", f"to   {state_words(graph, found.goal)}"])
        for heading, steps in (("by improvements", found.by_improvements), ("by moves", found.by_moves)):
            tell(_steps(graph, names, heading, steps))
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
    tell(_evolution(model, found))


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
        tell(_robust(model, each))


def _robust(model: DisputeModel, found: "EpochRobustness") -> Iterator[str]:
    names = {epoch.id: epoch.name for epoch in model.epochs}
    heading = " · ".join(part for part in (found.id, names.get(found.id, "")) if part) or model.title
    if found.state is None:
        yield f"{heading}: no state is observed"
        return
    tried = f"{'all' if found.orderings.exhaustive else 'drawn'} {found.orderings.tried:,} orders of the wishes"
    words = state_words(compiled(model, found.id), found.state)
    yield f"{heading}: {words}; {tried}, {found.one_edit.tried} single edits"
    told: dict[str, list[str]] = {}
    for code in found.stable:
        told.setdefault(_firmness(found, code), []).append(code)
    for verdict, codes in told.items():
        yield f"  {', '.join(codes)}: {verdict}"
    for ablation in found.ablation:
        held = [code for code, holds in ablation.observed.items() if holds]
        under = ", ".join(held) or "none"
        yield f"  without what is {ablation.without} ({counted(ablation.dropped, 'wish')}): holds under {under}"


def _firmness(found: "EpochRobustness", code: str) -> str:
    """What one concept says of the observed state, and what its verdict hangs on."""
    holds = found.stable[code]
    verdict = "holds" if holds else "does not hold"
    share = found.orderings.stable_share.get(code)
    if code in found.built_in:
        verdict += ", and would under every order: it was built in"
    elif share is not None:
        verdict += f"; under {share:.1%} of the orders it would"
    edits = len((found.one_edit.breaking if holds else found.one_edit.making).get(code, ()))
    if not edits:
        return f"{verdict}; no single edit changes that"
    change = "break it" if holds else "make it hold"
    if edits == 1:
        change = change.replace("break", "breaks").replace("make", "makes")
    return f"{verdict}; {counted(edits, 'single edit')} {change}"
