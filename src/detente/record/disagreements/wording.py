"""English of the questions: plurals, ordinals, and quotations cut to a length."""

__all__ = ["ordinal", "plural", "shortened"]

LONGEST = 90

IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "fisherman": "fishermen",
    "policeman": "policemen",
    "foot": "feet",
    "life": "lives",
    "wife": "wives",
}
UNCHANGED = frozenset("people percent km kg mw gw aircraft fish sheep cattle police staff series yen yuan".split())
HISSING = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """A noun's plural: trams, bodies, boxes; a word already in it stays."""
    lower = noun.lower()
    if lower in UNCHANGED or lower in IRREGULAR.values() or (lower.endswith("s") and not lower.endswith("ss")):
        return noun
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if lower.endswith(HISSING) else "s")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 22nd."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def shortened(text: str) -> str:
    """A quotation on one line, cut where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
