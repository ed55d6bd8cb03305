"""The commands that follow a dispute through its epochs: epochs, and premises, what each outcome rests on."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from detente.cli.models import codes_of, known_epoch
from detente.cli.output import quietly, shorten, tell, write
from detente.cli.target import model_of, open_target
from detente.cli.telling import epoch_heading, label_words, names_of
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import counted, listed

if TYPE_CHECKING:
    from detente.analysis.premises import EpochPremises
    from detente.analysis.succession import Passage, Succession

__all__ = ["epochs_command", "premises_command"]

MOST_CHANGES = 8


@click.command("epochs", epilog="Example: detente epochs mycase ; detente epochs mycase --concept SEQ --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--concept", "-c", "concepts", metavar="C[,C…]", help="Under these concepts; by default NASH,SEQ.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def epochs_command(target: str, concepts: str | None, as_json: bool) -> None:
    """The dispute through time: what held in each epoch, what changed to the next, and who could have known.

    From each epoch to the next: how the one observed state could lead to the other, which wishes changed and on which
    sources, and whether the wishes of before, carried forward, would have made the later state hold.
    """
    from detente.analysis.succession import succession

    model = model_of(open_target(target))
    found = succession(model, concepts=codes_of(concepts) or ("NASH", "SEQ"))
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        return
    tell(_epochs(found))


def _epochs(found: "Succession") -> Iterator[str]:
    model = found.model
    for number, epoch in enumerate(model.epochs):
        if number:
            yield from _passage(model, found.passages[number - 1])
            yield ""
        observed = found.observed[epoch.id]
        told = "no state is observed" if observed is None else _words(model, observed)
        yield f"{epoch_heading(model, epoch.id)}: {told}{_verdict(found.holds[epoch.id])}"


def _words(model: DisputeModel, label: str) -> str:
    return label_words(shown_ids(model.options), label)


def _verdict(holds: "dict[str, bool] | object") -> str:
    """Under which concepts a state holds."""
    if not isinstance(holds, dict) or not holds:
        return ""
    under = [code for code, held in holds.items() if held]
    return f"; holds under {listed(under)}" if under else f"; does not hold under {listed(list(holds), 'or')}"


WAYS = {
    "same": "the same state was observed",
    "improvements": "could be reached by improvements alone",
    "moves": "could be reached, but some move on the way was against its mover's wishes of the time",
    "joint": "could be reached only by several parties moving at once",
    "no": "could not be reached",
    "impossible": "was no possible state before",
}

CHANGES = {"added": "new", "removed": "gone", "moved": "moved", "changed": "now"}


def _passage(model: DisputeModel, passage: "Passage") -> Iterator[str]:
    yield f"  on the way to {epoch_heading(model, passage.after)}"
    if passage.way is not None:
        yield f"    the observed state: {WAYS[passage.way]}"
    yield f"    the wishes of before, carried forward: {_forecast(passage)}"
    told = [change for change in passage.changes if change.change in CHANGES]
    nothing = "nothing but evidence" if passage.changes else "nothing"
    yield f"    what changed: {counted(len(told), 'line') if told else nothing}"
    for change in told[:MOST_CHANGES]:
        who, _, what = change.id.partition(": ")
        words = change.after if change.after is not None else change.before
        by = f" [{', '.join(change.sources)}]" if change.sources else ""
        name = names_of(model).get(who, who) if change.what == "statement" else f"{change.what} {change.id}".rstrip()
        yield f"      {name}, {CHANGES[change.change]}: {shorten(words or what)}{by}"
    if len(told) > MOST_CHANGES:
        yield f"      … and {len(told) - MOST_CHANGES} more; --json gives all"


def _forecast(passage: "Passage") -> str:
    """What carrying the earlier preferences forward would have said of the later state."""
    if not passage.carried:
        return "cannot be judged: no state is observed then, or the states are others"
    right = [code for code, held in passage.carried.items() if held]
    if not right:
        return f"would not have made it hold, under {listed(list(passage.carried), 'or')}"
    return f"would have made it hold too, under {listed(right)}"


@click.command("premises", epilog="Example: detente premises mycase ; detente premises mycase --quoted --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--quoted", is_flag=True, help="Count only what is quoted as supported, and not what is inferred.")
@click.option("--epoch", metavar="ID", help="Only this epoch.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@quietly
def premises_command(target: str, quoted: bool, epoch: str | None, as_json: bool) -> int:
    """What the observed states rest on: the missing premises, without which the sources do not explain them.

    For each epoch the smallest set of unsupported wishes that the observed state needs to hold under NASH, and whether
    it was built in: would hold whatever the order of the wishes. Exit code 1 if some outcome is not explained.
    """
    from detente.analysis.premises import ASSUMED, UNQUOTED, premises
    from detente.analysis.robustness import robustness

    model = model_of(open_target(target))
    epochs = None if epoch is None else (known_epoch(model, epoch),)
    found = premises(model, epochs=epochs, unsupported=UNQUOTED if quoted else ASSUMED)
    firm = {
        each.id: each.built_in for each in robustness(model, epochs=[one.id for one in found], concepts=["NASH"]).epochs
    }
    if as_json:
        document = [{**one.to_dict(), "built_in": "NASH" in firm[one.id]} for one in found]
        write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        for one in found:
            tell(_premises(model, one, built_in="NASH" in firm[one.id], quoted=quoted))
        if not found:
            write("no epoch has an observed state and wishes to explain it by, in few enough states to look\n")
    return 1 if any(not one.explained for one in found) else 0


def _premises(model: DisputeModel, found: "EpochPremises", *, built_in: bool, quoted: bool) -> Iterator[str]:
    names = names_of(model)
    supported = "quoted" if quoted else "quoted or inferred"
    holds = "" if found.holds else "; in the model as it stands it does not hold"
    built = "; holds under every order of the wishes: it was built in" if built_in else ""
    if found.explained:
        yield f"{epoch_heading(model, found.id)}: explained by what is {supported}{holds}{built}"
        return
    yield f"{epoch_heading(model, found.id)}: not explained by what is {supported}{holds}{built}"
    for party, statement in found.missing:
        yield f"  missing premise: “{statement.says or statement.want}” ({names[party]})"
    if found.others:
        yield f"  or {found.others} other {'set' if found.others == 1 else 'sets'} as small"
    for party in found.unexplained:
        yield f"  no wish of {names[party]}, with or without support, keeps it from leaving"
