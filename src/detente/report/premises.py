"""Missing premises as gaps: what the sources would have to say for an observed state to follow from them."""

from detente.analysis.premises import EpochPremises, premises
from detente.case import Case
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError
from detente.record.entries import Gap
from detente.report.phrases import listed, party_name

__all__ = ["premise_gaps"]

KIND = "unsupported premise"


def premise_gaps(case: Case) -> tuple[Gap, ...]:
    """One gap for each epoch whose observed state needs an assumed statement; none without a model that compiles."""
    model = case.model
    if model is None or case.problems:
        return ()
    try:
        found = premises(model)
    except DetenteError:
        return ()
    return tuple(_gap(model, one) for one in found if one.holds and one.missing)


def _gap(model: DisputeModel, found: EpochPremises) -> Gap:
    epoch = model.epoch(found.id)
    said = [f"“{statement.says}” ({party_name(model, party)})" for party, statement in found.missing]
    others = f", or {found.others} other sets as small" if found.others else ""
    return Gap(
        kind=KIND,
        about=f"why {listed(said)} in {epoch.name or epoch.id}",
        why=f"without {'it' if len(said) == 1 else 'them'} the observed state does not hold, and nothing is quoted for "
        f"{'it' if len(said) == 1 else 'them'}: the smallest set of assumed statements that it needs{others}",
    )
