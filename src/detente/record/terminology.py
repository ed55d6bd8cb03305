"""Terminology: rival names of one thing, by source and by speaker, and words that two parties read differently."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.evidence import Citation, Cited, DocumentId
from detente.record import contested
from detente.record.entries import ContestedReading, Statement, Term, TermVariant
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading

__all__ = ["NAMINGS", "Naming", "find_terms"]

NAME = r"(?:the\s+)?[“\"‘']?[A-Z][\w’'.-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'.-]*){0,4}[”\"’']?"
CALLS = r"(?:calls?|terms?|names?|knows?|refers?\s+to|styles?)"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:known|referred\s+to|described)\s+(?:as\s+)?(?P<a>{NAME})\s+(?:in|by|to|among)\s+(?P<who_a>{NAME})\s*,?\s+(?:and|but|or)\s+(?:as\s+)?(?P<b>{NAME})\s+(?:in|by|to|among)\s+(?P<who_b>{NAME})",
        rf"known\s+(?:in|to)\s+(?P<who_a>{NAME})\s+as\s+(?P<a>{NAME})\s*,?\s+(?:and|but)\s+(?:in|to)\s+(?P<who_b>{NAME})\s+as\s+(?P<b>{NAME})",
        rf"(?P<who_a>{NAME})\s+{CALLS}\s+(?:it|them|this|these)?\s*(?P<a>{NAME})\s*,?\s+(?:and|but|while|whereas)\s+(?P<who_b>{NAME})\s+{CALLS}\s+(?:it|them|this|these)?\s*(?P<b>{NAME})",
        rf"(?:called|named|termed)\s+(?P<a>{NAME})\s+(?:by|in)\s+(?P<who_a>{NAME})\s*,?\s+(?:and|but)\s+(?P<b>{NAME})\s+(?:by|in)\s+(?P<who_b>{NAME})",
        rf"(?P<a>{NAME})\s*,\s+(?:which|whom|what)\s+(?P<who_b>{NAME})\s+{CALLS}\s+(?P<b>{NAME})",
    )
)
NAMING_CUE = re.compile(r"\b(?:known|call(?:s|ed)?|named|names|term(?:s|ed)|refer(?:s|red)|described|styles?)\b")
SLASH = re.compile(r"(?P<a>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){1,3})\s?/\s?(?P<b>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){1,3})")
GENERIC = frozenset(
    "island islands river sea lake mountain mountains strait bay territory region city port canal area "
    "valley dam bridge act agreement treaty".split()
)
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where the text itself says that two names are of one thing, and who uses which."""

    document: DocumentId
    names: tuple[Citation, ...]
    users: tuple[str | None, ...]
    users_cited: tuple[Citation | None, ...] = ()


def find_terms(readings: Sequence[Reading], statements: Sequence[Statement]) -> tuple[Term, ...]:
    """The terms of a case: its own, those the coverage explains, and its contested words; by concept."""
    vocabulary: Mapping[str, tuple[str, ...]] = readings[0].vocabulary.terms if readings else {}
    concepts = {concept: list(names) for concept, names in sorted(vocabulary.items())}
    users: dict[str, set[str]] = {}
    for naming in (naming for reading in readings for naming in NAMINGS.of(reading)):
        join(concepts, [trimmed(citation.quote) for citation in naming.names])
        for citation, user in zip(naming.names, naming.users, strict=True):
            if user is not None:
                users.setdefault(key(citation.quote), set()).add(user)
    rivals = [
        term for concept, names in concepts.items() if (term := term_of(concept, names, users, readings, statements))
    ]
    return tuple(with_readings(rivals, list(contested_terms(readings))))


def with_readings(rivals: Sequence[Term], disputed: Sequence[Term]) -> Iterator[Term]:
    """The terms; a contested word that is a name of one of them gives that term its readings."""
    left = list(disputed)
    for term in rivals:
        names = {compact(variant.term) for variant in term.variants}
        match = next((word for word in left if compact(word.concept) in names), None)
        if match is None:
            yield term
        else:
            left.remove(match)
            yield replace(term, contested_readings=match.contested_readings)
    yield from left


def compact(word: str) -> str:
    """A word without spaces and hyphens: "hand over" and "handover" are one."""
    return re.sub(r"[\s-]+", "", word).casefold()


def namings(reading: Reading) -> Iterator[Naming]:
    """Where one article says "known as X in A and Y in B", or writes "X/Y"."""
    text = reading.document.text
    cast = Cast(reading)
    for sentence in reading.sentences:
        words = text[sentence.start : sentence.end]
        if "/" in words:
            for match in SLASH.finditer(words):
                yield naming_of(reading, match, sentence.start, (None, None))
        if not NAMING_CUE.search(words):
            continue
        for pattern in PATTERNS:
            for match in pattern.finditer(words):
                groups = match.groupdict()
                found = tuple(
                    user_name(cast, reading, match, sentence.start, who) if groups.get(who) else None
                    for who in ("who_a", "who_b")
                )
                if all(user is None or user for user in found):
                    yield naming_of(reading, match, sentence.start, found)


NAMINGS = Gleaner("namings", Naming, namings)


def user_name(cast: Cast, reading: Reading, match: re.Match[str], offset: int, group: str) -> str | None:
    """The actor whose name a thing bears, or the words themselves where no actor is known."""
    start, end = match.span(group)
    for mention in cast.mentions_within(offset + start, offset + end):
        if mention.actor in reading.actors:
            return reading.actors[mention.actor].name
    return trimmed(match.group(group))


def naming_of(reading: Reading, match: re.Match[str], offset: int, users: tuple[str | None, ...]) -> Naming:
    """The naming a pattern found."""
    cited = tuple(cite_trimmed(reading, offset + match.start(g), offset + match.end(g)) for g in ("a", "b"))
    return Naming(document=reading.document.id, names=cited, users=users)


def cite_trimmed(reading: Reading, start: int, end: int) -> Citation:
    """A name without its article and quote marks."""
    text = reading.document.text
    while start < end and (text[start] in "“\"‘' " or text[start : start + 4].lower() == "the "):
        start += 4 if text[start : start + 4].lower() == "the " else 1
    while end - 1 > start and text[end - 1] in "”\"’' ,.":
        end -= 1
    return reading.document.cite(start, end)


def trimmed(name: str) -> str:
    """A name's words without article and quote marks."""
    bare = " ".join(name.strip("“”\"‘’' ,.").split())
    return bare.removeprefix("the ").removeprefix("The ")


def key(name: str) -> str:
    """What names of one thing share when only a generic noun or an ending differs."""
    kept = [word.removesuffix("s") for word in trimmed(name).casefold().split() if word not in GENERIC]
    return " ".join(kept) or trimmed(name).casefold()


def join(concepts: dict[str, list[str]], names: Sequence[str]) -> None:
    """Add names that are of one thing: to the concept that has one of them, else as a new concept."""
    keys = {key(name) for name in names}
    if len(keys) < 2:
        return
    home = next((c for c, known in concepts.items() if keys & {key(name) for name in known}), None)
    known = concepts.setdefault(home or names[0], [])
    known += [name for name in names if key(name) not in {key(other) for other in known}]


def term_of(
    concept: str,
    names: Iterable[str],
    users: Mapping[str, set[str]],
    readings: Sequence[Reading],
    statements: Sequence[Statement],
) -> Term | None:
    """The term with each of its names, where it stands and who uses it; None when it stands nowhere."""
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.content.span.document, []).append(statement)
    variants = []
    for name in names:
        citations = [citation for reading in readings for citation in occurrences(reading, name)]
        if not citations:
            continue
        spoken = {name for citation in citations for name in speakers_of(citation, by_document)}
        variants.append(
            TermVariant(
                term=name,
                sources=tuple(dict.fromkeys(c.span.document for c in citations)),
                speakers=tuple(sorted(spoken | users.get(key(name), set()))),
                cited=Cited(tuple(citations)),
            )
        )
    return Term(concept=concept, variants=tuple(variants)) if variants else None


def speakers_of(citation: Citation, by_document: Mapping[str, Sequence[Statement]]) -> Iterator[str]:
    """Whose words a name stands in."""
    for statement in by_document.get(citation.span.document, ()):
        if statement.speaker.name and statement.content.span.contains(citation.span):
            yield statement.speaker.name


def occurrences(reading: Reading, name: str) -> Iterator[Citation]:
    """Where a name stands in the prose, with or without its generic noun, singular or plural."""
    kept = [word for word in name.split() if word.casefold() not in GENERIC] or name.split()
    if sum(map(len, kept)) < SHORTEST_NAME:
        return
    stem = r"\s+".join(re.escape(word.removesuffix("s")) + r"s?" for word in kept)
    flags = re.IGNORECASE if not name[:1].isupper() or len(kept) > 1 else re.NOFLAG
    generic = "|".join(sorted(GENERIC | {word.capitalize() for word in GENERIC}))
    pattern = re.compile(rf"\b{stem}\b(?:\s+(?:{generic})\b)?", flags)
    for passage in reading.passages:
        if passage.is_prose:
            for match in pattern.finditer(reading.document.text, passage.span.start, passage.span.end):
                yield reading.document.cite(*match.span())


def is_one_reading(found: Sequence[contested.Construal]) -> bool:
    """Whether all that is said of a word is the same."""
    return len({" ".join(re.findall(r"\w+", one.reading.quote.casefold())) for one in found}) < 2


def contested_terms(readings: Sequence[Reading]) -> Iterator[Term]:
    """Words with at least two readings by different speakers, each with its words."""
    by_word: dict[str, list[contested.Construal]] = {}
    for construal in (c for reading in readings for c in contested.CONSTRUALS.of(reading)):
        by_word.setdefault(construal.word, []).append(construal)
    for word, found in sorted(by_word.items()):
        by_speaker: dict[str, list[contested.Construal]] = {}
        for construal in found:
            by_speaker.setdefault(construal.speaker, []).append(construal)
        if len(by_speaker) < 2 or all(construal.bare for construal in found) or is_one_reading(found):
            continue
        uses = tuple(dict.fromkeys(construal.use for construal in found))
        yield Term(
            concept=word,
            variants=(
                TermVariant(
                    term=word,
                    sources=tuple(dict.fromkeys(use.span.document for use in uses)),
                    speakers=tuple(by_speaker),
                    cited=Cited(uses),
                ),
            ),
            contested_readings=tuple(
                ContestedReading(
                    reading=" ".join(held[0].reading.quote.split()),
                    speakers=(speaker,),
                    cited=Cited(tuple(dict.fromkeys(c.reading for c in held))),
                )
                for speaker, held in by_speaker.items()
            ),
        )
