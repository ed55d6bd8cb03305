"""Issuers: whose a text is that speaks for itself, a press release, or a statement that an article quotes.

In "Statement by the port of Kir" it is the port that says "we", and in "the port's statement said" that says it.
"""

import re

from detente.record.attribution.lexicon import cues
from detente.record.entries import Mention
from detente.record.reading import Reading
from detente.record.stretches import beginning_in
from detente.sources.document import Passage

__all__ = ["issuer_of", "letterhead", "owner_of_text"]

_LABEL = re.compile(r"(?i)\b(?:press release|press statement|media release|statement|communiqu[eé]|open letter)\b")
_ADDRESS = re.compile(r"(?i)\s(?:to|for|about|on|(?:seen|obtained|published|reviewed|read) by)\s")
"""What behind the name of a text tells of it and not whose it is: "a letter from Orr [to Hale seen by …]"."""
_SENT = re.compile(r"(?i)(?:an?|the|this)\s+(?:[\w-]+\s+){0,2}?(\w+)\s+(?:to|on|about)\s[^,;]{2,40}?\s(?:by|from)\s+")
"""A text told of before whom it is from: "an email to Orr from Hale"."""
_HEAD = 400
"""Letters at the top of a document within which it says what it is."""
_LONGEST_LABEL = 160
_MOST_WORDS = 9
_JOINTS = frozenset({"of", "the", "for", "and"})


def issuer_of(reading: Reading) -> str | None:
    """The one actor who is named where a document says at its top that it is a statement or a press release.

    A label is a passage of its own, without a verb that reports: "Statement by Norland", "Norland: press release".
    """
    label = _label(reading)
    if label is None:
        return None
    named = list(dict.fromkeys(m.actor for m in _named(reading, label.span.start, label.span.end)))
    return named[0] if len(named) == 1 else None


def letterhead(reading: Reading) -> str | None:
    """The words that stand over the label of a press release or statement: "Government of Norland", "Ferry Board"."""
    label = _label(reading)
    first = reading.passages[0] if label is not None else None
    if label is None or first is None or first == label:
        return None
    words = reading.document.text[first.span.start : first.span.end].strip("#* \n").split()
    if not 1 < len(words) <= _MOST_WORDS or words[-1].endswith((".", "!", "?")):
        return None
    if any(word.lower() in _TELLING or not (word[:1].isupper() or word in _JOINTS) for word in words):
        return None
    small = {word.upper(): word for word in _JOINTS}
    return " ".join(small.get(word, word.title()) if word.isupper() else word for word in words)


def _label(reading: Reading) -> Passage | None:
    """The passage at the top of a document that says that it is a statement or a press release."""
    for passage in reading.passages[:4]:
        start, end = passage.span.start, passage.span.end
        if start > _HEAD or end - start > _LONGEST_LABEL:
            return None
        text = reading.document.text[start:end]
        if _LABEL.search(text) is not None and not any(word.lower() in _TELLING for word in text.split()):
            return passage
    return None


_TELLING = frozenset(
    "says said issues issued rejects rejected calls called denies denied after on over welcomes".split()
)


def _named(reading: Reading, start: int, end: int) -> list[Mention]:
    """The actors named in a stretch of text."""
    inside = (m for m in beginning_in(reading.mentions, start, end) if m.citation.span.end <= end)
    return [m for m in inside if m.actor in reading.actors and m.how != "pronoun"]


def owner_of_text(reading: Reading, start: int, end: int) -> str | None:
    """Whose a text is by the words that name it: "a statement by Norland", "Norland's letter"; None where open."""
    whole = reading.document.text[start:end]
    addressed = _ADDRESS.search(whole)
    words = whole[: addressed.start()] if addressed is not None else whole
    owned = re.fullmatch(r"(?s)(.*?\w)['’]s?\s+(?:[\w-]+\s+){0,2}?(\w+)", words)
    issued = re.match(
        r"(?:(?:a|an|the|this|its|their|his|her)\s+)?(?:[\w-]+\s+){0,2}?(\w+)\s+(?:by|from)\s+", words, re.I
    )
    if owned is not None and owned[2].lower() in cues().texts:
        named = _named(reading, start, start + owned.end(1))
    elif issued is not None and issued[1].lower() in cues().texts:
        named = _named(reading, start + issued.end(), start + len(words))[:1]
    elif (sent := _SENT.match(whole)) is not None and sent[1].lower() in cues().texts:
        named = [m for m in _named(reading, start + sent.end(), end) if m.citation.span.start == start + sent.end()]
    else:
        return None
    actors = list(dict.fromkeys(m.actor for m in named))
    return actors[0] if len(actors) == 1 else None
