"""The page that sets two models side by side: another file of the case, an earlier version, or the model edited.

What differs line by line, what follows differently, and, where both have the epoch, which of them explains what was
observed, on what evidence, and what would tell them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.analysis.comparison import Comparison, compare
from detente.analysis.explanation import CODES
from detente.analysis.rivals import RivalEpoch, rivals
from detente.analysis.whatif import apply_edits
from detente.dispute.loading import load_model, read_model
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError, InvalidModel, UnknownItem
from detente.report.phrases import listed
from detente.report.solution_changes import difference_lines
from detente.store import MODEL
from detente.store.database import reading
from detente.store.versions import text_of
from detente.web.desk import Sheet
from detente.web.games import NO_MODEL, Choice, epochs_of
from detente.web.listing import Query, View, one

__all__ = ["compared"]

SUFFIXES = {".yaml", ".yml", ".json", ".gmcr"}
FILE, LOG = "file:", "log:"
MOST_STATES = 4096
"""Explanations are set side by side in models of up to so many states; above, the lines and the results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one model says of the epoch, in words."""

    name: str
    lines: tuple[str, ...]


def compared(sheet: Sheet, query: Query) -> View:
    """case.yaml beside the model that `with` or `edits` names."""
    model = sheet.case.model
    if model is None:
        return NO_MODEL
    chosen, edits = one(query, "with"), one(query, "edits").strip()
    epoch = one(query, "epoch") or (model.epochs[-1].id if model.epochs else "")
    target = one(query, "target", model.outcomes[0].id if model.outcomes else "").strip()
    concept = one(query, "concept", "SEQ").upper()
    values: dict[str, object] = {
        **epochs_of(sheet, epoch), "others": _others(sheet), "chosen": chosen, "edits": edits, "target": target,
        "concept": concept if concept in CODES else "SEQ", "codes": CODES, "problem": None, "found": None,
        "rival": None, "sides": (), "results": (), "name": "",
    }  # fmt: skip
    twin: object = None
    if chosen or edits:
        try:
            name, other = _other(sheet, model, chosen, edits, epoch)
            found = compare(model, other)
            rival = _rival({MODEL: model, name: other}, epoch, target, str(values["concept"]))
        except DetenteError as error:
            values["problem"] = error
        else:
            values |= {"found": found, "name": name, "results": _results(found), "rival": rival}
            values["sides"] = _sides(rival, target)
            values["partings"] = _partings(rival, model)
            twin = {"with": name, **found.to_dict(), "rivals": rival.to_dict() if rival else None}
    return View(template="compare.html", values=values, twin=twin)


def _others(sheet: Sheet) -> list[Choice]:
    """The models there are to compare with: files beside case.yaml, and the versions that the log has kept."""
    files = [Choice(f"{FILE}{path.name}", path.name) for path in _files(sheet.case.folder)]
    return files + [Choice(f"{LOG}{v.number}", f"before {v.number}: {v.summary} ({v.at[:10]})") for v in sheet.versions]


def _files(folder: Path) -> list[Path]:
    """The models that lie beside case.yaml."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in SUFFIXES and path.name != MODEL and path.is_file() and not path.is_symlink()
    )


def _other(sheet: Sheet, model: DisputeModel, chosen: str, edits: str, epoch: str) -> tuple[str, DisputeModel]:
    """(name, model) of what case.yaml is to be compared with."""
    name, other = _chosen(sheet, model, chosen)
    if not edits:
        return name, other
    lines = [line.strip() for line in edits.splitlines() if line.strip()]
    edited = apply_edits(other, lines, epoch=epoch or None)
    return (f"{name}, edited" if chosen else "edited"), edited


def _chosen(sheet: Sheet, model: DisputeModel, chosen: str) -> tuple[str, DisputeModel]:
    if not chosen:
        return MODEL, model
    files = {f"{FILE}{path.name}": path for path in _files(sheet.case.folder)}
    if chosen in files:
        return files[chosen].name, load_model(files[chosen])
    number = chosen.removeprefix(LOG)
    text = None
    if chosen.startswith(LOG) and number.isascii() and number.isdigit() and len(number) < 12:
        with reading(sheet.case.folder) as store:
            text = text_of(store, int(number)) if store else None
    if text is None:
        raise UnknownItem(f"there is no model {chosen!r}", hint="choose one from the list")
    found, problems = read_model(text, name=f"{MODEL} before {number}")
    if found is None:
        raise InvalidModel(tuple(problems), where=MODEL)
    return f"before {number}", found


def _rival(models: Mapping[str, DisputeModel], epoch: str, target: str, concept: str) -> RivalEpoch | None:
    """The two models in one epoch; None where one of them lacks it, or they are too large."""
    if any(epoch not in {own.id for own in model.epochs} for model in models.values()):
        return None
    if any(2 ** len(model.options) > MOST_STATES for model in models.values()):
        return None
    return rivals(models, target=target, concept=concept, epochs=[epoch]).epochs[0]


def _results(found: Comparison) -> list[tuple[str, list[str]]]:
    """(epoch, what follows differently there), epochs without a difference left out."""
    told = [(epoch, difference_lines(changes)) for epoch, changes in found.results.items()]
    return [(epoch, [line.strip() for line in lines]) for epoch, lines in told if lines]


def _sides(rival: RivalEpoch | None, target: str) -> tuple[Side, ...]:
    """What each model says of the epoch."""
    if rival is None:
        return ()
    sides = []
    for name, standing in rival.models.items():
        if standing.fits is None:
            lines = ["no state is observed"]
        else:
            lines = ["explains what was observed" if standing.fits else "does not explain what was observed"]
        if standing.share is not None:
            lines.append(f"the observed state holds in {standing.share:.0%} of all orders of its statements")
        total = sum(standing.evidence.values())
        lines.append(f"{standing.evidence.get('quoted', 0)} of {total} statements are quoted")
        if standing.target_holds is not None:
            lines.append(f"“{target}” {'can' if standing.target_holds else 'cannot'} hold")
        sides.append(Side(name=name, lines=tuple(lines)))
    return tuple(sides)


def _partings(rival: RivalEpoch | None, model: DisputeModel) -> list[tuple[str, list[tuple[str, str]]]]:
    """(what-if, by model what would hold then) for the smallest what-ifs on which the two part."""
    if rival is None:
        return []
    return [
        (
            listed([f"“{edit}”" for edit in parting.edits]),
            [(name, _held(labels, model)) for name, labels in parting.expected.items()],
        )
        for parting in rival.what_ifs
    ]


def _held(labels: Sequence[str], model: DisputeModel) -> str:
    """States in the names of the options taken, three at most."""
    states = [_state(label, model) for label in labels]
    more = f", and {len(states) - 3} more" if len(states) > 3 else ""
    return ("; or ".join(states[:3]) + more) if states else "nothing"


def _state(label: str, model: DisputeModel) -> str:
    if len(label) != len(model.options) or set(label) - {"Y", "N"}:
        return label
    return listed([option.name for option, is_taken in zip(model.options, label, strict=True) if is_taken == "Y"]) or (
        "no option is taken"
    )
