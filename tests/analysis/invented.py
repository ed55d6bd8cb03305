"""Small invented disputes of ranked statements, reproducible from a seed."""

from dataclasses import replace
from random import Random

from detente.dispute.graph import compile_model
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)
from detente.errors import NoFeasibleState


def invented(seed: int) -> DisputeModel:
    """Two or three parties with two to three statements each over three to five options, some state feasible."""
    random = Random(seed)
    while True:
        model = drawn(random)
        try:
            compile_model(model)
        except NoFeasibleState:
            continue
        return model


def drawn(random: Random) -> DisputeModel:
    """One draw, perhaps without a feasible state."""
    n_dms = random.choice([2, 2, 3])
    owners = [*range(n_dms), *(random.randrange(n_dms) for _ in range(random.randint(1, 2)))]
    options = [Option(id=f"o{k}", decision_maker=f"p{i}", name="") for k, i in enumerate(owners)]
    options = [replace(o, direction=random.choice(["both"] * 4 + ["forward", "backward"])) for o in options]

    def condition() -> str:
        words = [random.choice(["", "!"]) + f"o{k}" for k in random.sample(range(len(owners)), random.randint(1, 2))]
        return random.choice([" & ", " | ", " <-> "]).join(words)

    def statements() -> tuple[PreferenceStatement, ...]:
        wants = [condition() for _ in range(random.randint(2, 3))]
        return tuple(PreferenceStatement(want=want, says=want) for want in wants)

    parties = tuple(
        DecisionMaker(id=f"p{i}", name="", options=tuple(o for o in options if o.decision_maker == f"p{i}"))
        for i in range(n_dms)
    )
    wants = {party.id: Preferences(statements=statements()) for party in parties}
    return DisputeModel(
        title="invented",
        decision_makers=parties,
        epochs=(Epoch(id="", name="", since=None, observed="s1", preferences=wants),),
        infeasible=tuple(Exclusion(when=condition()) for _ in range(random.choice([0, 0, 1]))),
    )


def many_statements(seed: int, count: int) -> DisputeModel:
    """Three parties with two options and so many statements each: far too many orders to try."""
    random = Random(seed)
    names = [f"o{k}" for k in range(6)]

    def want() -> str:
        chosen = random.sample(names, random.randint(1, 3))
        return random.choice([" & ", " | ", " -> "]).join(random.choice(["", "!"]) + name for name in chosen)

    parties = tuple(
        DecisionMaker(
            id=f"p{i}",
            name="",
            options=tuple(Option(id=name, decision_maker=f"p{i}", name="") for name in names[2 * i : 2 * i + 2]),
        )
        for i in range(3)
    )
    wants = {
        party.id: Preferences(statements=tuple(PreferenceStatement(want=want(), says="") for _ in range(count)))
        for party in parties
    }
    return DisputeModel(
        title="many statements",
        decision_makers=parties,
        epochs=(Epoch(id="", name="", since=None, observed="s1", preferences=wants),),
        infeasible=(Exclusion(when="o0 & o2 & !o5"),),
    )


def reordered(model: DisputeModel, orders) -> DisputeModel:
    """The model with each party's statements in another order."""
    epoch = model.epochs[0]
    wants = {
        party: Preferences(statements=tuple(stated.statements[i] for i in order))
        for (party, stated), order in zip(epoch.preferences.items(), orders, strict=True)
    }
    return replace(model, epochs=(replace(epoch, preferences=wants),))
