"""How firm a stability claim is: its base rate over orderings, the single edits that break it, its evidence.

That the observed state is stable says little alone. A claim never stands without these three.
"""

from detente.analysis.inverse import Change
from detente.analysis.robustness import EpochRobustness
from detente.case import Case
from detente.dispute.model import DisputeModel
from detente.report.phrases import counted, listed, number, party_name
from detente.report.situation import Standing
from detente.report.words import Line

__all__ = ["breaking", "breaking_words", "firm"]


def firm(case: Case, standing: Standing, *, with_quoted: bool = True) -> list[Line]:
    """What the claim that the observed state holds, or does not, is worth; nothing where that was not computed.

    The share of quoted statements is left out where it was just said (`with_quoted`).
    """
    found, support = standing.firmness, standing.support
    if found is None:
        return []
    parts = [_base_rate(found), _fragility(found)]
    quoted = f"{support.quoted} of {counted(support.total, 'statement')} in force are quoted"
    if found.immobile and case.model is not None:
        names = [party_name(case.model, party) for party in found.immobile]
        parts.append(f"{listed(names)} {'has' if len(names) == 1 else 'have'} no move at all")
    return [("How firm: " + "; ".join([*parts, quoted] if with_quoted else parts),)]


def _base_rate(found: EpochRobustness) -> str:
    """In how many orderings of the same statements the state is an equilibrium, by concept."""
    orderings = found.orderings
    if orderings.tried == 1 and orderings.exhaustive:
        return "no party has two statements that could change places, so there is no other ordering to compare with"
    which = "" if orderings.exhaustive else " drawn"
    words = []
    for code, share in orderings.stable_share.items():
        words.append(f"{round(share * orderings.tried):,} ({code})")
    if len(set(orderings.stable_share.values())) == 1:
        share = next(iter(orderings.stable_share.values()))
        held = "all" if share == 1.0 else "none" if share == 0.0 else f"{round(share * orderings.tried):,}"
        of = f"{held} {orderings.tried:,}" if share == 1.0 else f"{held} of {orderings.tried:,}"
        rate = f"the observed state holds under {of}{which} orderings of the same statements"
    else:
        rate = f"of {orderings.tried:,}{which} orderings of the same statements it holds under {listed(words)}"
    if found.built_in:
        return f"{rate}, so it was built in by the choice of statements"
    return rate


def _fragility(found: EpochRobustness) -> str:
    """How many single edits undo it."""
    edit = found.one_edit
    breaking = {code: len(changes) for code, changes in edit.breaking.items() if found.stable.get(code)}
    if not breaking:
        return "it is stable under neither concept, so there is nothing to break"
    if not any(breaking.values()):
        return f"no single edit of {edit.tried:,} breaks it"
    words = [f"{number(count)} ({code})" for code, count in breaking.items()]
    return f"of {edit.tried:,} single edits {listed(words)} break it"


def breaking_words(model: DisputeModel, change: Change) -> str:
    """A single edit as a condition: `Norland did not hold “the lock stays shut”`."""
    name = party_name(model, change.decision_maker)
    if change.kind == "drop":
        return f"{name} did not hold “{change.says}”"
    rises = change.start is not None and change.end is not None and change.end < change.start
    return f"{name} ranked “{change.says}” one place {'higher' if rises else 'lower'}"


def breaking(model: DisputeModel, found: EpochRobustness) -> tuple[tuple[tuple[str, ...], str], ...]:
    """(concepts, what would break them), concepts that the same edits break together; those that nothing breaks not."""
    by_words: dict[str, list[str]] = {}
    for code, changes in found.one_edit.breaking.items():
        words = listed([breaking_words(model, change) for change in changes], "or if")
        if words and found.stable.get(code):
            by_words.setdefault(words, []).append(code)
    return tuple((tuple(codes), words) for words, codes in by_words.items())
