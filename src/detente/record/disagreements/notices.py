"""Letters and messages that are sent: whoever is sent one has been told of something."""

from detente.record.clauses import Syntax

__all__ = ["INFORMING", "messages_sent"]

INFORMING = frozenset({"inform", "warn"})
"""The senses of what is done to whoever a message reaches."""
MESSAGES = frozenset(
    "letter message notice warning email e-mail mail telegram cable fax note memo memorandum notification alert "
    "circular text bulletin dispatch communication".split()
)
SENDING = frozenset("send hand deliver reach arrive post mail email fax cable give issue receive get transmit".split())


def messages_sent(syntax: Syntax, at: int) -> list[int]:
    """The letters, messages or notices that a verb tells to be sent, handed in, or to reach somebody."""
    if syntax.lemma(at) not in SENDING:
        return []
    return [i for i in (*syntax.patients(at), *syntax.subjects(at)) if syntax.lemma(i) in MESSAGES]
