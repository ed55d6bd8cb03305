"""The commands that look at a dispute with other eyes: coalitions, who act together, and views, the parties' own."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.models import codes_of
from detente.cli.output import quietly, tell, write
from detente.cli.reasons import compiled
from detente.cli.target import model_of, open_target
from detente.cli.telling import epoch_heading, label_words, names_of, some, state_words
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import listed

if TYPE_CHECKING:
    from detente.analysis.hypergame import Hypergame
    from detente.analysis.upsets import Upset, Upsets

__all__ = ["coalitions_command", "views_command"]

MOST_STATES = 20
MOST_WAYS = 4
MOST_STEPS = 4


@click.command(
    "coalitions", epilog="Example: detente coalitions mycase ; detente coalitions model.json --concept NASH --json"
)
@click.argument("target", metavar="CASE|FILE")
@click.option("--state", metavar="S", help="Only this state; by default the observed one and every equilibrium.")
@click.option("--concept", "-c", default="SEQ", show_default=True, metavar="C", help="NASH, GMR, SMR or SEQ.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def coalitions_command(target: str, state: str | None, concept: str, epoch: str | None, as_json: bool) -> None:
    """Which parties could together upset what holds, and where they would go.

    A coalition leaves a state for another that all its members prefer, move by move, unless somebody outside could
    answer so that one of them is no better off.
    """
    from detente.analysis.upsets import upsets

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    found = upsets(graph, concept=concept.strip().upper(), states=None if state is None else (int(graph.find(state)),))
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    tell(_coalitions(model, found))


def _coalitions(model: DisputeModel, found: "Upsets") -> Iterator[str]:
    names = names_of(model)
    yield f"{epoch_heading(model, found.graph.epoch)}, under {found.concept}"
    if not found.states:
        yield "  no state holds, so there is none to upset"
    for state in found.states[:MOST_STATES]:
        observed = ", observed" if state == found.graph.status_quo else ""
        upset = found.of(state)
        firm = "" if upset else ": no coalition upsets it"
        yield f"  {state_words(found.graph, state)}{observed}{firm}"
        for one in upset:
            yield from _upset(names, found, one, upset)
    if len(found.states) > MOST_STATES:
        yield f"  … and {len(found.states) - MOST_STATES} more states; --json gives all"


def _upset(names: dict[str, str], found: "Upsets", upset: "Upset", others: "Sequence[Upset]") -> Iterator[str]:
    """Where a coalition would go, what some of its members would do without the rest left out."""
    graph = found.graph
    smaller = [other for other in others if set(other.members) < set(upset.members)]
    known = {departure.to for other in smaller for departure in other.departures}
    new = [departure for departure in upset.departures if departure.to not in known]
    members = [names[graph.decision_makers[dm]] for dm in upset.members]
    together = "together would rather go to" if len(members) > 1 else "alone would rather go to"
    for departure in new[:MOST_WAYS]:
        yield f"    {listed(members)} {together} {state_words(graph, departure.to)}"
        if len(departure.steps) > MOST_STEPS:
            yield f"      by {len(departure.steps)} moves, one after another; --json gives them"
        elif len(departure.steps) > 1:
            for step in departure.steps:
                yield f"      {names[graph.decision_makers[step.dm]]} moves to {state_words(graph, step.end)}"
    if len(new) > MOST_WAYS:
        yield f"    … and {len(new) - MOST_WAYS} more that {listed(members)} would go to; --json gives all"


@click.command("views", epilog="Example: detente views mycase ; detente views mycase --epoch 2018-11 --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--concept", "-c", "concepts", metavar="C[,C…]", help="Only these concepts; on a terminal NASH,SEQ.")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def views_command(target: str, concepts: str | None, epoch: str | None, as_json: bool) -> None:
    """Each party's own game, from the model's `views`, and the game as it is played.

    What holds only in somebody's eyes, what somebody does not see coming, and which states nobody would leave, each
    party by what it sees.
    """
    from detente.analysis.hypergame import hypergame

    model = model_of(open_target(target))
    graph = compiled(model, epoch)
    codes = codes_of(concepts)
    found = hypergame(model, epoch=graph.epoch, concepts=codes if as_json else codes or ("NASH", "SEQ"))
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    tell(_views(model, found))


def _views(model: DisputeModel, found: "Hypergame") -> Iterator[str]:
    graph = found.played.graph
    names = names_of(model)
    yield epoch_heading(model, graph.epoch)
    seen_by = [view for view in model.views if not view.epochs or graph.epoch in view.epochs]
    if not seen_by:
        yield "  the model gives nobody a view of its own, so everybody plays the same game; `views` in case.yaml does"
        return
    options = shown_ids(graph.options)
    for view in seen_by:
        party = view.decision_maker
        if party not in found.games:
            continue
        yield f"  {names[party]}"
        yield from (f"    {line}" for line in _view(model, found, party, options))
    for code, states in found.stable.items():
        held = some((state_words(graph, state) for state in states), MOST_WAYS)
        told = f"nobody leaves {held}" if states else "every state is left by somebody"
        yield f"  {code}: each acting on what it sees, {told}"


def _view(model: DisputeModel, found: "Hypergame", party: str, options: Sequence[str]) -> Iterator[str]:
    """What one party does not see, and what it gets wrong."""
    names = names_of(model)
    view = next(each for each in model.views if each.decision_maker == party)
    own = found.games[party].graph
    if found.unseen[party]:
        yield f"does not see {len(found.unseen[party])} of {found.played.graph.n_states} states: it sees {own.n_states}"
    if view.preferences:
        yield f"ascribes other wishes to {listed([names.get(other, other) for other in view.preferences])}"
    for code in found.stable:
        imagined, unforeseen = found.imagined[party][code], found.unforeseen[party][code]
        if imagined:
            told = some((label_words(options, label) for label in imagined), MOST_WAYS)
            yield f"{code}: holds only in its eyes: {told}"
        if unforeseen:
            told = some((label_words(options, label) for label in unforeseen), MOST_WAYS)
            yield f"{code}: holds, and it does not expect it to: {told}"
        if not imagined and not unforeseen:
            yield f"{code}: sees the same equilibria as there are"
