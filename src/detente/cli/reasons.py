"""The commands that explain: why and path, and deal, which looks for what would change the answer."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.models import known_epoch
from detente.cli.output import quietly, write
from detente.cli.target import Target, model_of, open_target
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import UndefinedOption, UnknownConcept
from detente.report.tables import harmless

if TYPE_CHECKING:
    from detente.analysis.explanation import Explanation, Reason
    from detente.analysis.sequences import Steps

__all__ = ["path_command", "why_command"]


@click.command(
    "why", epilog="Example: detente why mycase s8 --party russia --concept SEQ ; detente why model.json YNNY --json"
)
@click.argument("target", metavar="CASE|FILE")
@click.argument("state")
@click.option("--party", metavar="P", help="Only this party.")
@click.option("--concept", "-c", metavar="C", help="NASH, GMR, SMR, SEQ, SSEQ or SIM; by default NASH and SEQ.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One object, or an array where several were asked for.")
@quietly
def why_command(
    target: str, state: str, party: str | None, concept: str | None, epoch: str | None, as_json: bool
) -> None:
    """Why STATE holds or not: for each party its improvements, and the replies that deter them.

    STATE is s7, a pattern such as YNNY, or a condition that holds in exactly one state.
    """
    from detente.analysis.explanation import CODES, explain

    opened = open_target(target)
    model = model_of(opened)
    graph = compiled(model, epoch)
    at = graph.find(state)
    codes = [concept.strip().upper()] if concept else ["NASH", "SEQ"]
    for code in codes:
        if code not in CODES:
            raise UnknownConcept(f"no reasons can be given for {code!r}", hint=f"ask for one of {', '.join(CODES)}")
    parties = [_party(graph, party)] if party else list(range(len(graph.decision_makers)))
    found = [
        explain(graph, at, dm, code, statements=statements_of(model, graph, dm)) for dm in parties for code in codes
    ]
    if as_json:
        documents = [explanation.to_dict() for explanation in found]
        single = party is not None and concept is not None
        write(json.dumps(documents[0] if single else documents, ensure_ascii=False) + "\n")
        return
    for line in _why(opened, model, graph, at, found):
        write(harmless(line) + "\n")


def compiled(model: DisputeModel, epoch: str | None) -> GraphModel:
    """The model in the epoch asked for, or the last; raises `UnknownItem` for an epoch that there is not."""
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


def state_words(graph: GraphModel, state: int) -> str:
    """A state for people: its number, its label and the options taken."""
    label = graph.label(state)
    taken = [option.id for option, mark in zip(graph.options, label, strict=False) if mark == "Y"]
    words = f" ({' + '.join(taken) or 'nothing is done'})" if graph.options else ""
    return f"s{state + 1} {label}{words}"


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
@click.option("--to", "goal", metavar="S", required=True, help="The state to get to.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def path_command(target: str, start: str | None, goal: str, epoch: str | None, as_json: bool) -> int:
    """How the dispute can get from one state to another: by improvements, by any moves, or only by a joint move.

    Exit code 1 when there is no way at all.
    """
    from detente.analysis.evolution import find_path

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    if start is None and graph.status_quo is None:
        raise click.UsageError("The model gives no observed state; say where to start: --from S.")
    begin = graph.find(start) if start is not None else graph.status_quo
    assert begin is not None
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


def _steps(graph: GraphModel, names: dict[str, str], heading: str, steps: "Steps | None") -> Iterator[str]:
    if steps is None:
        yield f"{heading}: no"
        return
    yield f"{heading}: {len(steps)} step{'s' if len(steps) != 1 else ''}"
    for step in steps:
        yield f"  {names[graph.decision_makers[step.dm]]} moves to {state_words(graph, step.end)}"
