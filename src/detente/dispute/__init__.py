"""The formal dispute model: decision makers, options, states, preferences, epochs. Knows nothing about news."""

from detente.dispute.loading import load_model, read_model
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Irreversibility,
    Option,
    Outcome,
    Preferences,
    PreferenceStatement,
    View,
)

__all__ = [
    "DecisionMaker",
    "DisputeModel",
    "Epoch",
    "Exclusion",
    "Irreversibility",
    "Option",
    "Outcome",
    "PreferenceStatement",
    "Preferences",
    "View",
    "load_model",
    "read_model",
]
