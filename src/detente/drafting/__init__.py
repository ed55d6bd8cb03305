"""Record → proposed model; every element says what it rests on."""

from detente.drafting.proposal import Proposal, draft
from detente.drafting.writing import to_yaml

__all__ = ["Proposal", "draft", "to_yaml"]
