"""Rival explanations of one dispute, side by side: the command rivals."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.models import known_epoch
from detente.cli.output import quietly, tell, write
from detente.cli.progress import progress
from detente.cli.target import model_of, open_target
from detente.cli.telling import epoch_heading, label_words, state_words
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import counted, listed, party_name, plural

if TYPE_CHECKING:
    from detente.analysis.comparison import LineChange
    from detente.analysis.partings import Parting, Trial
    from detente.analysis.rivals import RivalEpoch, Rivals, Standing
    from detente.dispute.graph import GraphModel

__all__ = ["edit_words", "rivals_command"]

MOST = 3
"""How many what-ifs, trials and equilibria are told; --json gives all."""

MOST_LINES = 12


@click.command(
    "rivals",
    epilog="Example: detente rivals mycase/case.yaml mycase/pressure.yaml --outcome treaty ; "
    "detente rivals 'cession=a.yaml' 'pressure=b.yaml' --epoch 2018-11 --json",
)
@click.argument("targets", metavar="[NAME=]CASE|FILE…", nargs=-1, required=True)
@click.option("--variant", "variants", multiple=True, metavar="NAME=EDIT", help="A rival made by an edit as in whatif.")
@click.option("--outcome", metavar="NAME", help="The outcome, or the condition, that the explanations are about.")
@click.option("--concept", "-c", default="SEQ", show_default=True, metavar="C", help="Under which states are to hold.")
@click.option("--epoch", metavar="ID", help="Only this epoch; --variant edits are made there, by default in the last.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def rivals_command(
    targets: tuple[str, ...],
    variants: tuple[str, ...],
    outcome: str | None,
    concept: str,
    epoch: str | None,
    as_json: bool,
) -> None:
    """Rival explanations of one dispute side by side, and the observation that would tell them apart.

    Give two models or more, such as case.yaml and another file beside it, with the same epochs; or one, and what a
    rival would change with --variant (give the same NAME again for one edit more).

    For every epoch: which of them explains the observed state and on what evidence, where they differ, the smallest
    what-if on which they part, and the moves that would be answered by one and not by another.
    """
    from detente.analysis.rivals import rivals

    models = _models(targets, variants, epoch)
    found = rivals(
        models,
        target=outcome or "",
        concept=concept.strip().upper(),
        epochs=None if epoch is None else (epoch,),
        progress=progress(),
    )
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    tell(_told(models, found))


def _models(targets: Sequence[str], variants: Sequence[str], epoch: str | None) -> dict[str, DisputeModel]:
    """The rivals by name: as given, else the file's or, for a case.yaml, its folder's."""
    from detente.analysis.whatif import apply_edits

    given = [_named(target) for target in targets]
    opened = [model_of(open_target(path)) for _, path in given]
    models: dict[str, DisputeModel] = {}
    for (name, path), model in zip(given, opened, strict=True):
        own = name or _stem(path)
        if own in models:
            raise click.UsageError(f"Two models are called {own!r}; write NAME=FILE.")
        models[own] = model
    first = opened[0]
    edits: dict[str, list[str]] = {}
    for variant in variants:
        name, equals, edit = variant.partition("=")
        if not equals or not name.strip() or not edit.strip():
            raise click.UsageError(f"--variant {variant!r}: write NAME=EDIT, such as 'pressure=japan: swap 1 2'.")
        edits.setdefault(name.strip(), []).append(edit.strip())
    for name, lines in edits.items():
        if name in models:
            raise click.UsageError(f"Two models are called {name!r}.")
        models[name] = apply_edits(first, lines, epoch=known_epoch(first, epoch) if epoch is not None else None)
    if len(models) < 2:
        raise click.UsageError("Rivals are two models or more: name another file, or write --variant NAME=EDIT.")
    return models


def _named(target: str) -> tuple[str, str]:
    """(name, path): the name before `=`, "" where the whole is a path."""
    name, equals, path = target.partition("=")
    return ("", target) if not equals or Path(target).exists() else (name.strip(), path)


def _stem(path: str) -> str:
    """A case's folder, or a file's name without its ending."""
    found = Path(path).resolve()
    if path == "-":
        return "standard input"
    return found.name if found.is_dir() else found.parent.name if found.name == "case.yaml" else found.stem


def _told(models: Mapping[str, DisputeModel], found: "Rivals") -> Iterator[str]:
    yield f"{listed(found.names, 'against')}, under {found.concept}"
    for epoch in found.epochs:
        yield ""
        yield from _epoch(models, found, epoch)


def _epoch(models: Mapping[str, DisputeModel], found: "Rivals", epoch: "RivalEpoch") -> Iterator[str]:
    yield epoch_heading(next(iter(models.values())), epoch.id)
    if not any(epoch.lines.values()) and not epoch.apart and not epoch.what_ifs:
        standing = next(iter(epoch.models.values()))
        holds = "" if standing.fits is None else f"; the observed state {'holds' if standing.fits else 'does not hold'}"
        yield f"  the explanations are the same here{holds}"
        return
    for name, standing in epoch.models.items():
        yield f"  {name}: {_standing(standing, found.target)}"
    yield from _lines(next(iter(models.values())), found.names[0], epoch.lines)
    yield from _what_ifs(models, found, epoch)
    for trial in epoch.trials[:MOST]:
        yield from _trial(models, trial)
    if len(epoch.trials) > MOST:
        yield f"  … and {len(epoch.trials) - MOST} more such moves; --json gives all"
    if not epoch.searched:
        yield "  too many states to look for what would tell them apart"
    elif not epoch.what_ifs and not epoch.trials:
        yield "  nothing that was tried tells them apart here: what would be seen is the same under both"


def _standing(standing: "Standing", target: str) -> str:
    """What one explanation says of one epoch."""
    if standing.fits is None:
        parts = ["no state is observed"]
    else:
        parts = ["explains the observed state" if standing.fits else "does not explain the observed state"]
    if standing.share is not None:
        built_in = ", so it was built in" if standing.share == 1.0 else ""
        parts.append(f"that state holds in {standing.share:.0%} of all orders of its wishes{built_in}")
    total = sum(standing.evidence.values())
    if total:
        parts.append(f"{standing.evidence.get('quoted', 0)} of {total} wishes quoted")
    if standing.target_holds is not None:
        parts.append(f"{target} {'can' if standing.target_holds else 'cannot'} hold")
    return "; ".join(parts)


def _lines(model: DisputeModel, first: str, lines: "Mapping[str, Sequence[LineChange]]") -> Iterator[str]:
    """Where each explanation differs from the first: the lines of each, those of one party's wishes together."""
    for name, changes in lines.items():
        groups: dict[str, list[LineChange]] = {}
        for change in changes:
            if change.what != "title" and change.change != "rebased":
                groups.setdefault(_about(model, change), []).append(change)
        if groups:
            yield f"  where {name} differs from {first}:"
        for about, group in groups.items():
            yield f"    {about}"
            yield f"      {first}: {_sides(change.before for change in group)}"
            yield f"      {name}: {_sides(change.after for change in group)}"


def _about(model: DisputeModel, change: "LineChange") -> str:
    if change.what == "statement":
        return f"the wishes of {party_name(model, change.id.partition(':')[0])}"
    return f"{change.what} {change.id}".rstrip()


def _sides(texts: "Iterator[str | None]") -> str:
    """One side's lines, the most important first."""
    told = sorted((text for text in texts if text is not None), key=lambda text: (len(text.partition(".")[0]), text))
    more = f" and {len(told) - MOST_LINES} more" if len(told) > MOST_LINES else ""
    return "; ".join(told[:MOST_LINES]) + more or "nothing of the kind"


def _what_ifs(models: Mapping[str, DisputeModel], found: "Rivals", epoch: "RivalEpoch") -> Iterator[str]:
    """The smallest what-ifs on which they part, and what to look for."""
    if not epoch.what_ifs:
        return
    model = next(iter(models.values()))
    if not epoch.what_ifs[0].edits:
        yield "  they part as things stand:"
        yield from _expected(models, found, epoch.what_ifs[0])
        return
    size = counted(len(epoch.what_ifs[0].edits), "change")
    yield f"  as things stand they expect the same; what parts them ({size}, the fewest that do):"
    for parting in epoch.what_ifs[:MOST]:
        yield f"    if {listed([edit_words(model, edit) for edit in parting.edits])}"
        yield from _expected(models, found, parting)
    more = len(epoch.what_ifs) - MOST
    if more > 0:
        yield f"    … and {more} other {plural('way', more)} as small; --json gives all"
    yield "  what to look for"
    for parting in epoch.what_ifs[:MOST]:
        yield f"    {_observation(model, found, parting)}"


def _expected(models: Mapping[str, DisputeModel], found: "Rivals", parting: "Parting") -> Iterator[str]:
    """What each explanation expects, first what the others do not."""
    for name, labels in parting.expected.items():
        shared = [label for label in labels if all(label in others for others in parting.expected.values())]
        own = [label for label in labels if label not in shared]
        states = [label_words(shown_ids(models[name].options), label) for label in (*own, *shared)]
        told = ", ".join(states[:MOST]) + (f" and {len(states) - MOST} more" if len(states) > MOST else "")
        verdict = f"{found.target} {'can' if parting.holds[name] else 'cannot'} hold; " if found.target else ""
        yield f"      {name}: {verdict}{f'what holds: {told}' if states else 'no state holds'}"


def _observation(model: DisputeModel, found: "Rivals", parting: "Parting") -> str:
    """The observation in a sentence or two."""
    when = f"a time when {listed([edit_words(model, edit, seen=True) for edit in parting.edits])}"
    if not found.target:
        return f"{when}: what comes to rest then?"
    yes = [name for name, holds in parting.holds.items() if holds]
    no = [name for name, holds in parting.holds.items() if not holds]
    return (
        f"{when}. If {found.target} comes about then and lasts, that speaks for {listed(yes)} and against {listed(no)}"
    )


def _trial(models: Mapping[str, DisputeModel], trial: "Trial") -> Iterator[str]:
    """A move that would be answered by one explanation only."""
    model = next(iter(models.values()))
    first = next(iter(trial.graphs.values()))
    who = party_name(model, trial.decision_maker)
    if trial.steps:
        mover = party_name(model, first.decision_makers[trial.steps[-1].dm])
        yield f"  or see what {who} does once {mover} moves to {state_words(first, trial.state)}:"
    else:
        yield f"  or see what {who} does now, at {state_words(first, trial.state)}:"
    for name, states in trial.answers.items():
        graph: GraphModel = trial.graphs[name]
        told = " or ".join(state_words(graph, state) for state in states[:2])
        more = f" or {len(states) - 2} more" if len(states) > 2 else ""
        yield f"    {name}: {f'moves on to {told}{more}' if states else 'stays'}"


def edit_words(model: DisputeModel, edit: str, *, seen: bool = False) -> str:
    """What an intervention comes to, in words: as a supposition, or with `seen` as something to be observed.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> edit_words(prisoners_in_words, 'infeasible "ann.ann"'), edit_words(prisoners_in_words, "bob: out", seen=True)
    ('“ann” (Ann) were not to be had', 'Bob is out of play')
    """
    party, _, verb = edit.partition(":")
    if verb.strip() == "out":
        return f"{party_name(model, party)} {'is' if seen else 'were'} out of play"
    text = edit.removeprefix("infeasible ").strip('"')
    dm, _, identifier = text.removeprefix("!").partition(".")
    name = next((o.name for o in model.options if (o.decision_maker, o.id) == (dm, identifier)), text)
    if text.startswith("!"):
        fate = "is settled and in force" if seen else "could not be avoided"
    else:
        fate = "is off the table" if seen else "were not to be had"
    return f"“{name}” ({party_name(model, dm)}) {fate}"
