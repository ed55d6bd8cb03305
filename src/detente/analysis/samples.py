"""Tiny disputes with known answers, for examples in docstrings and documentation."""

from dataclasses import replace

from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Option, Preferences, PreferenceStatement

__all__ = ["chicken", "dispute_of_ranks", "doubtful", "prisoners", "prisoners_in_words"]


def dispute_of_ranks(title: str, **ranks: tuple[int, ...]) -> DisputeModel:
    """A dispute in which each party has one option of its own name, and a rank for each state, ascending."""
    parties = tuple(
        DecisionMaker(id=name, name=name, options=(Option(id=name, decision_maker=name, name=name),)) for name in ranks
    )
    preferences = {name: Preferences(ranks=row) for name, row in ranks.items()}
    epoch = Epoch(id="", name="", since=None, observed=None, preferences=preferences)
    return DisputeModel(title=title, decision_makers=parties, epochs=(epoch,))


prisoners: GraphModel = compile_model(dispute_of_ranks("Prisoners' dilemma", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2)))
"""Two prisoners; Y is to confess. States NN, YN, NY, YY."""

chicken: GraphModel = compile_model(dispute_of_ranks("Chicken", ann=(3, 4, 2, 1), bob=(3, 2, 4, 1)))
"""Two drivers; Y is to go straight on. States NN, YN, NY, YY."""

doubtful: GraphModel = replace(prisoners, unknown=(((0, 1),), ()))
"""The same prisoners, where nobody knows whether Ann would rather confess alone than that neither does."""


prisoners_in_words: DisputeModel = replace(
    dispute_of_ranks("Prisoners' dilemma", ann=(), bob=()),
    epochs=(
        Epoch(
            id="",
            name="",
            since=None,
            observed="!ann & !bob",
            preferences={
                "ann": Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ("!bob", "ann"))),
                "bob": Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ("!ann", "bob"))),
            },
        ),
    ),
)
"""The same prisoners, who first want the other's silence and then their own confession."""
