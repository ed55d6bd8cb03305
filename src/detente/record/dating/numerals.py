"""Numbers as news writes them: figures, words, halves, and years in words."""

import re

from detente.record.dating.lexicon import CARDINALS, DECADE_WORDS, ORDINALS, QUANTIFIERS

__all__ = ["count_of", "ordinal_of", "year_in_words"]

_FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def count_of(words: tuple[str, ...]) -> float | None:
    """The number that the words spell; None where they give none ("several", "a few").

    >>> count_of(("twenty", "-", "four"))
    24.0
    >>> count_of(("2", "1/2"))
    2.5
    >>> count_of(("a", "couple"))
    2.0
    """
    if "couple" in words:
        return 2.0
    if "dozen" in words and "dozens" not in words and not QUANTIFIERS & set(words):
        return 12.0 * (count_of(tuple(w for w in words if w != "dozen")) or 1.0)
    if QUANTIFIERS & set(words):
        return None
    total, current, seen = 0.0, 0.0, False
    article = 0.0 if "half" in words else 1.0
    for word in words:
        if word in ("a", "an"):
            current, seen = current + article, True
        elif _FIGURES.fullmatch(word):
            if len(word) > 15:
                return None
            current, seen = current + float(word.replace(",", "")), True
        elif "/" in word and word.replace("/", "").isdigit() and int(word.partition("/")[2]):
            top, _, bottom = word.partition("/")
            current, seen = current + int(top) / int(bottom), True
        elif word == "half":
            current, seen = current + 0.5, True
        elif word == "hundred":
            current, seen = (current or 1) * 100, True
        elif word in ("thousand", "million"):
            total, current, seen = (total + (current or 1)) * CARDINALS[word], 0.0, True
        elif word in CARDINALS:
            current, seen = current + CARDINALS[word], True
        elif word not in ("-", "and", "the", "of"):
            return None
    return total + current if seen else None


def ordinal_of(words: tuple[str, ...]) -> int | None:
    """The number that an ordinal spells.

    >>> ordinal_of(("twenty", "-", "first"))
    21
    """
    total = 0
    for word in words:
        digits = word.rstrip("stndrh")
        if digits.isdigit() and len(digits) <= 4:
            total += int(digits)
        elif word in ORDINALS:
            total += ORDINALS[word]
        elif word in CARDINALS:
            total += CARDINALS[word]
    return total or None


def year_in_words(words: tuple[str, ...]) -> int | None:
    """The year that the words spell, None when they spell no year from 1500 to 2099.

    >>> year_in_words(("nineteen", "ninety", "-", "six"))
    1996
    >>> year_in_words(("two", "thousand", "four"))
    2004
    """
    plain = [word for word in words if word not in ("-", "and")]
    if not plain:
        return None
    if "thousand" in plain or "hundred" in plain:
        number = count_of(tuple(plain))
        year = int(number) if number is not None else 0
    else:
        century, rest = CARDINALS.get(plain[0], 0), [CARDINALS.get(word, 0) for word in plain[1:]]
        if not 15 <= century <= 20 or not rest or not 10 <= sum(rest) <= 99 or len(rest) > 2:
            return None
        if len(rest) == 2 and (rest[0] < 20 or rest[0] % 10 or not 1 <= rest[1] <= 9):
            return None
        year = century * 100 + sum(rest)
    return year if 1500 <= year <= 2099 else None


def decade_in_words(word: str) -> int | None:
    """The first year of "the nineties"; the century is the twentieth."""
    return 1900 + DECADE_WORDS[word] if word in DECADE_WORDS else None
