"""A proposal as commented YAML: a case.yaml that says of each line how sure the drafter is, and what it would ask."""

from detente.dispute.formats.native_writing import write
from detente.drafting.proposal import Proposal

__all__ = ["to_yaml"]


def to_yaml(proposal: Proposal) -> str:
    """The proposed case.yaml, with its questions and what was left out at the top."""
    header = [
        "A draft made from the record. Nothing in it counts until you have read it;",
        "check each line against its quotation.",
    ]
    if proposal.questions:
        header += ["", "Questions to you:", *(f"  - {' '.join(question.split())}" for question in proposal.questions)]
    if proposal.left_out:
        header += [
            "",
            "Seen and left out, as too thinly attested:",
            *(f"  - {' '.join(words.split())}" for words in proposal.left_out),
        ]
    because = "nothing in the coverage says it"
    return write(proposal.model, by="draft", because=because, comments=proposal.support, header=header)
