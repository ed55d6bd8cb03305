"""The commands that ask what matters: options, to the equilibria, and unknown, the comparisons nobody knows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.output import quietly, tell, write
from detente.cli.reasons import compiled
from detente.cli.target import model_of, open_target
from detente.cli.telling import epoch_heading, label_words, names_of, some, state_words
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import counted, party_name

if TYPE_CHECKING:
    from detente.analysis.effectiveness import Effect, Effectiveness
    from detente.analysis.pivots import Pivot

__all__ = ["options_command", "unknown_command"]

MOST = 5
MOST_PIVOTS = 20


@click.command("options", epilog="Example: detente options mycase --outcome treaty ; detente options model.json --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--outcome", metavar="NAME", help="Say for each option whether this outcome, or condition, can hold.")
@click.option("--concept", "-c", default="SEQ", show_default=True, metavar="C", help="Under which states are to hold.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def options_command(target: str, outcome: str | None, concept: str, epoch: str | None, as_json: bool) -> None:
    """What hangs on each option: which states hold if it is not to be had, and if it cannot be avoided.

    With --outcome, first the options that could make it hold.
    """
    from detente.analysis.effectiveness import effectiveness

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    found = effectiveness(model, epoch=graph.epoch, concept=concept.strip().upper(), target=outcome or "")
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    tell(_options(model, graph, found, outcome or ""))


def _options(model: DisputeModel, graph: GraphModel, found: "Effectiveness", outcome: str) -> Iterator[str]:
    yield f"{epoch_heading(model, found.epoch)}, under {found.concept}"
    if not model.options:
        yield "  the model has no options: its moves are listed, and nothing can be ruled out or forced"
        return
    held = [state for group in found.consensus for state in group]
    yield f"  as things stand: {some((state_words(graph, state) for state in sorted(held)), MOST) or 'no state holds'}"
    names = {
        f"{o.decision_maker}.{o.id}": f"“{o.name or o.id}” ({party_name(model, o.decision_maker)})"
        for o in model.options
    }
    if outcome:
        yield from _levers(names, found, outcome)
    idle = []
    for option, name in names.items():
        told = [
            effect for effect in found.effects if effect.option == option and (effect.matters or not effect.feasible)
        ]
        if not told:
            idle.append(name)
            continue
        yield f"  {name}"
        for effect in told:
            if_so = "if it cannot be avoided" if effect.taken else "if it is not to be had"
            yield f"    {if_so}: {_effect(shown_ids(model.options), effect)}"
    if idle:
        yield f"  the same states hold with and without: {some(idle, 12)}"


def _levers(names: Mapping[str, str], found: "Effectiveness", outcome: str) -> Iterator[str]:
    """Which options, ruled out or forced, let the outcome hold that does not, or keep it from holding."""
    holding = [effect for effect in found.effects if effect.feasible and effect.target]
    yield f"  {outcome} {'can' if found.target else 'cannot'} hold as things stand; it could"
    if not holding:
        yield "    with no single option ruled out or forced"
    for effect in holding:
        yield f"    if {names[effect.option]} {'could not be avoided' if effect.taken else 'were not to be had'}"


def _effect(options: Sequence[str], effect: "Effect") -> str:
    if not effect.feasible:
        return "no state would be left"
    gained = some((label_words(options, label) for label in effect.gained), MOST)
    lost = some((label_words(options, label) for label in effect.lost), MOST)
    parts = [f"now holds {gained}"] if gained else []
    parts += [f"no longer {lost}"] if lost else []
    return "; ".join(parts)


@click.command("unknown", epilog="Example: detente unknown mycase ; detente unknown model.json --concept NASH --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--concept", "-c", default="SEQ", show_default=True, metavar="C", help="NASH, GMR, SMR or SEQ.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def unknown_command(target: str, concept: str, epoch: str | None, as_json: bool) -> None:
    """Which unknown comparisons matter: those whose answer would change what holds.

    Each pair of states that a party's `unknown` names is answered in its three ways, the others left open. What holds
    is told cautiously (a: whoever might gain leaves, only what is surely no better deters) and boldly (d: the reverse).
    """
    from detente.analysis.pivots import pivots

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    code = concept.strip().upper()
    found = pivots(graph, concept=code)
    if as_json:
        document = {
            "epoch": graph.epoch,
            "concept": code,
            "states": list(graph.labels),
            "comparisons": [pivot.to_dict() for pivot in found],
        }
        write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    tell(_unknown(model, graph, code, found))


def _unknown(model: DisputeModel, graph: GraphModel, code: str, found: "tuple[Pivot, ...]") -> Iterator[str]:
    names = names_of(model)
    yield f"{epoch_heading(model, graph.epoch)}, under {code}"
    matter = [pivot for pivot in found if pivot.matters]
    if not found:
        yield "  the model leaves no comparison unknown; `unknown` beside a party's wishes does"
        return
    yield f"  {counted(len(found), 'unknown comparison')}; {len(matter) or 'none'} would change what holds"
    for pivot in matter[:MOST_PIVOTS]:
        first, second = (state_words(graph, state) for state in pivot.pair)
        yield f"  {names[pivot.decision_maker]}: {first} or {second}?"
        for answer, by_variant in pivot.answers.items():
            told = "; ".join(
                f"{variant} {some((f's{state + 1}' for state in states), 8) or 'nothing'}"
                for variant, states in by_variant.items()
            )
            yield f"    if {answer}: {told}"
    if len(matter) > MOST_PIVOTS:
        yield f"  … and {len(matter) - MOST_PIVOTS} more; --json gives all"
