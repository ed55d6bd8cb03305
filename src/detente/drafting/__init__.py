"""Record → proposed model; every element says what it rests on."""

from detente.drafting.changes import Change, Changes
from detente.drafting.proposal import Proposal, changes, draft
from detente.drafting.writing import to_yaml

__all__ = ["Change", "Changes", "Proposal", "changes", "draft", "to_yaml"]
