"""Disputes of any size for measuring: prioritised statements, infeasible patterns, options dealt round the parties."""

from random import Random

from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)

__all__ = ["statement_model"]


def statement_model(
    n_options: int, n_dms: int, *, seed: int = 1, n_statements: int = 12, n_excluded: int = 3, one_way: float = 0.0
) -> DisputeModel:
    """A dispute of 2^n_options states, less those excluded by patterns of four letters."""
    random = Random(seed)
    ids = [f"o{k}" for k in range(n_options)]
    parties = []
    for dm in range(n_dms):
        share = ids[dm * n_options // n_dms : (dm + 1) * n_options // n_dms]
        options = tuple(
            Option(
                id=name,
                decision_maker=f"p{dm}",
                name=name,
                direction="forward" if random.random() < one_way else "both",
            )
            for name in share
        )
        parties.append(DecisionMaker(id=f"p{dm}", name=f"p{dm}", options=options))
    preferences = {party.id: _statements(random, ids, n_statements) for party in parties}
    excluded = tuple(Exclusion(when=_pattern(random, n_options)) for _ in range(n_excluded))
    epoch = Epoch(id="", name="", since=None, observed=None, preferences=preferences)
    return DisputeModel(
        title=f"{n_options} options, {n_dms} parties",
        decision_makers=tuple(parties),
        epochs=(epoch,),
        infeasible=excluded,
    )


def _statements(random: Random, ids: list[str], count: int) -> Preferences:
    wants = []
    for _ in range(count):
        chosen = random.sample(ids, min(len(ids), random.randint(1, 3)))
        terms = [random.choice(["", "!"]) + name for name in chosen]
        wants.append(random.choice([" & ", " | ", " -> "]).join(terms))
    return Preferences(statements=tuple(PreferenceStatement(want=want, says=want) for want in wants))


def _pattern(random: Random, n_options: int) -> str:
    letters = ["-"] * n_options
    for option in random.sample(range(n_options), min(n_options, 4)):
        letters[option] = random.choice("YN")
    return "".join(letters)
