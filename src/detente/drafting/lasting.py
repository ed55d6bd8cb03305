"""What stays done: deeds that their doer cannot take back by doing the opposite, by a short list of general English."""

import re

__all__ = ["LASTING", "lasts"]

LASTING = frozenset(
    (
        "demolish destroy raze burn sink scuttle scrap dismantle resign dissolve dismiss annex execute kill sack sell "
        "auction repeal revoke terminate denounce abolish disband expel privatise privatize"
    ).split()
)
"""Signing is not among them: a signature can be left unratified, and where it is final every signed state holds for
that reason alone."""
LEAVING = frozenset({"withdraw", "quit", "leave", "exit", "pull"})
BODIES = re.compile(
    r"\b(?:treaty|pact|agreement|accord|convention|protocol|council|union|commission|alliance|organi[sz]ation|league|"
    r"bloc|committee|consortium|partnership|coalition)\b(?!\s+(?:talk|negotiation|discussion|meeting|process|summit))",
    re.I,
)
"""What a party leaves for good: to be in again others have to let it in."""


def lasts(verb: str, matter: str) -> bool:
    """Whether a deed stays done.

    >>> lasts("withdraw", "from the Lake Council"), lasts("withdraw", "from the treaty talks")
    (True, False)
    """
    return verb in LASTING or (verb in LEAVING and BODIES.search(matter) is not None)
