"""People: where the coverage names them, which names are one person's, and what stands around the names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from detente.record.actors.names import Role, agencies, roles, slug, words_of
from detente.record.actors.offices import office_in, office_told
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token

__all__ = ["Person", "Sighting", "apposed_title", "gather_people", "is_same_person", "sightings"]

_WORDS = word_lists("naming.txt")
_HONORIFICS = _WORDS["honorifics"]
_JOINED = re.compile(r"\b(?:and|with|or)\b|[;,]")
"""What stands between a person and the title of another: "Ms Hale and Ada Orr"."""
_OWNER = re.compile(r".*['’]s\s", re.DOTALL)
"""Whose somebody is: "Mrs Orr's deputy" says nothing of the deputy's own title."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a person is named, with the words before the name that title them and those set behind it.

    `words` are the name's without hyphens, `shown` the name as it is written; `apposed` are words before a comma that
    describe the person ("the ferry's captain, Ada Orr,"), `home` a body the name is tied to ("Ada Orr of the Lock
    Institute").
    """

    document: str
    start: int
    end: int
    words: tuple[str, ...]
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    role: Role | None
    gender: str
    acting: bool
    shown: str = ""
    apposed: tuple[int, int] | None = None
    home: tuple[int, int] | None = None


@dataclass(slots=True)
class Person:
    """A person: every name used, offices held now and before, and gender as far as titles tell it ("m", "f" or "")."""

    id: str
    words: tuple[str, ...]
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    roles: dict[str, None] = field(default_factory=dict)
    past: dict[str, None] = field(default_factory=dict)
    genders: Counter[str] = field(default_factory=Counter)
    documents: dict[str, None] = field(default_factory=dict)
    shown: str = ""

    @property
    def name(self) -> str:
        """The name as people read it."""
        return self.shown or " ".join(self.words)

    @property
    def gender(self) -> str:
        """The gender most titles give."""
        return max(self.genders, key=lambda g: (self.genders[g], g)) if self.genders else ""


def gather_people(
    seen: Sequence[Sighting], known: Mapping[tuple[str, ...], str]
) -> tuple[dict[str, Person], dict[tuple[str, int], str]]:
    """Everybody named, and who each sighting is: (document, start) → person.

    `known` are the people of the case's vocabulary, by the words of their names.
    A surname alone is the person of that surname named in full in the article, else the only one in the pile; a single
    word that is nobody's name elsewhere, has no title and never acts is taken for no person.
    """
    acting = {s.words for s in seen if s.acting or s.role or s.gender}
    full = {word for s in seen if len(s.words) > 1 for word in s.words} | {w for words in known for w in words}
    seen = [s for s in seen if len(s.words) > 1 or s.words in acting or s.words[0] in full]
    people = {id_: Person(id_, words) for words, id_ in known.items()}
    by_surname: dict[str, list[Person]] = {}
    for person in people.values():
        by_surname.setdefault(_surname(person.words), []).append(person)
    owner: dict[tuple[str, int], str] = {}
    for sighting in sorted(seen, key=lambda s: (-len(s.words), s.document, s.start)):
        if len(sighting.words) > 1:
            person = _full_name(sighting, people, by_surname)
            owner[sighting.document, sighting.start] = person.id
            _note(person, sighting)
    for sighting in seen:
        if len(sighting.words) == 1:
            person = _short_name(sighting, people, by_surname)
            owner[sighting.document, sighting.start] = person.id
            _note(person, sighting)
    return people, owner


def _full_name(sighting: Sighting, people: dict[str, Person], by_surname: dict[str, list[Person]]) -> Person:
    """The person a name of two words or more names; a new one where nobody fits."""
    keys = dict.fromkeys((_surname(sighting.words), sighting.words[0].casefold()))
    for key in keys:
        for person in by_surname.get(key, ()):
            if is_same_person(person.words, sighting.words):
                if " ".join(person.words).isupper() and not " ".join(sighting.words).isupper():
                    person.words, person.shown = sighting.words, sighting.shown
                return person
    person = Person(_free_id(slug(" ".join(sighting.words)), people), sighting.words, shown=sighting.shown)
    people[person.id] = person
    for key in dict.fromkeys((_surname(person.words), person.words[0].casefold())):
        by_surname.setdefault(key, []).append(person)
    return person


def _short_name(sighting: Sighting, people: dict[str, Person], by_surname: dict[str, list[Person]]) -> Person:
    """The person a surname or a given name alone means."""
    fits = [p for p in by_surname.get(sighting.words[0].casefold(), ()) if _agree(p.gender, sighting.gender)]
    here = [p for p in fits if sighting.document in p.documents]
    for candidates in (here, fits):
        if len(candidates) == 1:
            return candidates[0]
        if len(candidates) > 1:
            surname = [p for p in candidates if _surname(p.words) == sighting.words[0].casefold()] or candidates
            return max(surname, key=lambda p: (sum(p.names.values()), p.id))
    person = Person(_free_id(slug(sighting.words[0]), people), sighting.words)
    people[person.id] = person
    by_surname.setdefault(sighting.words[0].casefold(), []).append(person)
    return person


def _note(person: Person, sighting: Sighting) -> None:
    """Remember one sighting of a person."""
    person.names[sighting.words] += 1
    person.documents[sighting.document] = None
    if sighting.role:
        (person.past if sighting.role.former else person.roles)[sighting.role.name] = None
    if sighting.gender:
        person.genders[sighting.gender] += 1


def _free_id(wanted: str, people: Mapping[str, Person]) -> str:
    """An id nobody has."""
    number, free = 2, wanted
    while free in people:
        free, number = f"{wanted}_{number}", number + 1
    return free


def _agree(one: str, other: str) -> bool:
    """Whether two genders can be one person's."""
    return not one or not other or one == other


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: the same words, in any order or with some left out, or an initial.

    A surname may stand alone with its particle ("al-Orr").

    >>> is_same_person(("Ada", "Orr"), ("Ada", "Maria", "Orr")), is_same_person(("Ada", "Orr"), ("Orr", "Ada"))
    (True, True)
    >>> is_same_person(("Ada", "Orr"), ("Ben", "Orr")), is_same_person(("A.", "Orr"), ("Ada", "Orr"))
    (False, True)
    """
    a, b = [w.casefold() for w in one], [w.casefold() for w in other]
    if sorted(a) == sorted(b):
        return True
    short, long = sorted((a, b), key=len)
    if short[-1] != long[-1]:
        return False
    if short[0] in _WORDS["particles"] and long[-len(short) :] == short:
        return True
    if short[0] == long[0]:
        return len(short) == 2 or set(short) <= set(long)
    initials = len(short[0].rstrip(".")) == 1 or len(long[0].rstrip(".")) == 1
    return initials and short[0][0] == long[0][0]


def _surname(words: tuple[str, ...]) -> str:
    """The word by which a person is called for short."""
    return words[-1].casefold()


def sightings(
    reading: Reading,
    taken: Sequence[tuple[int, int]],
    names: frozenset[tuple[str, ...]] = frozenset(),
    places: frozenset[tuple[str, ...]] = frozenset(),
) -> Iterator[Sighting]:
    """The places where people are named: the analyzer's person entities, and capitalised words behind a title.

    `names` are further names that the pile shows to be people's, `places` such as only places bear.
    """
    blocked: set[int] = set()
    for start, end in taken:
        blocked.update(range(start, end))
    for sentence in reading.sentences:
        runs = _label_runs(sentence)
        more = [*_entity_runs(sentence), *_titled_runs(sentence), *_apposed_runs(sentence), *_described_runs(sentence)]
        for run in [*more, *_named_runs(sentence, names)]:
            if not any(a < run[1] and run[0] < b for a, b in runs):
                runs = [*runs, run]
        for first, last in sorted(runs):
            tokens = _trimmed(sentence.tokens[first:last])
            if tuple(t.text for t in tokens) in places:
                continue
            if tokens and not any(t.start in blocked for t in tokens):
                yield _sighting(reading, sentence, tokens)


def _entity_runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Token ranges of the person entities of a sentence."""
    runs = []
    for entity in sentence.entities:
        if entity.label == "PERSON":
            inside = [i for i, t in enumerate(sentence.tokens) if entity.start <= t.start and t.end <= entity.end]
            if inside:
                runs.append((inside[0], inside[-1] + 1))
    return runs


def _titled_runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Token ranges of capitalised words that follow a title or an office: "Prime Minister Ada Orr"."""
    tokens, runs, position = sentence.tokens, list[tuple[int, int]](), 0
    while position < len(tokens) - 1:
        word = tokens[position].text
        if word.lower() in _HONORIFICS or (word[:1].isupper() and _ends_role(word)):
            end = position + 1
            while end < len(tokens) and _can_be_name(tokens[end].text) and end - position <= 4:
                end += 1
            while end > position + 1 and tokens[end - 1].text.casefold() in _WORDS["particles"]:
                end -= 1
            if end > position + 1:
                runs.append((position + 1, end))
                position = end
        position += 1
    return runs


def _apposed_runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Token ranges of names set behind what describes a person: "her brother, Sajo,", "a teacher known as Rem"."""
    tokens, runs = sentence.tokens, list[tuple[int, int]]()
    for first in range(1, len(tokens)):
        end = first
        while end < len(tokens) and end - first < 4 and tokens[end].pos == "PROPN" and _can_be_name(tokens[end].text):
            end += 1
        if end == first:
            continue
        known_as = first > 2 and [t.text.lower() for t in tokens[first - 2 : first]] == ["known", "as"]
        if (known_as and _is_person_noun(tokens[first - 3].text)) or apposed_title(tokens, first, end - 1) is not None:
            runs.append((first, end))
    return runs


def _described_runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Token ranges of full names behind which an office is set: "Ada Orr, Norland's foreign minister,"."""
    tokens, runs, first = sentence.tokens, list[tuple[int, int]](), 0
    while first < len(tokens):
        end = first
        while end < len(tokens) and end - first < 5 and tokens[end].pos == "PROPN" and _can_be_name(tokens[end].text):
            end += 1
        if end - first > 1 and _is_office_behind(tokens, end):
            runs.append((first, end))
        first = max(end, first + 1)
    return runs


def _is_office_behind(tokens: Sequence[Token], behind: int) -> bool:
    """Whether an office stands between commas behind a name."""
    if _apposition(tokens, behind) is None:
        return False
    last = next(
        (i for i in range(behind + 1, len(tokens)) if tokens[i].text in {",", ".", ";", ")"} or tokens[i].pos == "ADP"),
        0,
    )
    return last > behind + 1 and tokens[last - 1].pos in {"NOUN", "PROPN"} and _is_person_noun(tokens[last - 1].text)


def _label_runs(sentence: Sentence) -> list[tuple[int, int]]:
    """The token range of a name in capitals that a transcript sets before a colon: "MINISTER ADA ORR:"."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[:8]) if t.text == ":"), 0)
    first = colon
    while first > 0 and tokens[first - 1].text.isupper() and (tokens[first - 1].text.lower(),) not in _last_words():
        first -= 1
    name = [t.text for t in tokens[first:colon]]
    named = len(name) > 1 and all(len(word) > 1 and word.isalpha() for word in name)
    return [(first, colon)] if named and all(t.text.isupper() for t in tokens[:colon]) else []


def _named_runs(sentence: Sentence, names: frozenset[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Token ranges of names known to be people's."""
    tokens, runs = sentence.tokens, list[tuple[int, int]]()
    firsts = {name[0] for name in names}
    for first, token in enumerate(tokens):
        if token.text in firsts:
            for end in range(min(first + 5, len(tokens)), first, -1):
                if tuple(t.text for t in tokens[first:end]) in names:
                    runs.append((first, end))
                    break
    return runs


def apposed_title(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The token range of what describes a person before a comma: "the ferry's captain, Ada Orr,"; None without it."""
    if first < 2 or tokens[first - 1].text != ",":
        return None
    follows = tokens[last + 1].text if last + 1 < len(tokens) else "."
    if follows not in {",", ".", ";", ":", ")", "—"} or (follows != "," and last == first):
        return None
    begin = first - 1
    while begin > 0 and first - begin < 14 and _can_describe(tokens[begin - 1]):
        begin -= 1
    while begin < first - 1 and tokens[begin].pos in {"ADP", "PART", "PUNCT"}:
        begin += 1
    ends = [i for i in range(begin, first - 1) if tokens[i].pos == "ADP"]
    head = (ends[0] if ends else first - 1) - 1
    if head < begin or tokens[begin].text.lower() in _WORDS["determiners"] - {"the", "his", "her", "its", "their"}:
        return None
    return (begin, first - 1) if _is_person_noun(tokens[head].text) else None


def _can_describe(token: Token) -> bool:
    """Whether a token can be part of the description of a person."""
    is_nominal = token.pos in {"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "ADP"}
    return is_nominal or token.tag == "PRP$" or token.text == "-"


def _is_person_noun(word: str) -> bool:
    """Whether a common noun is an office's or a kinsman's."""
    small = word.lower()
    return small in _WORDS["kin"] or (small,) in _last_words() or (small,) in roles()


def _ends_role(word: str) -> bool:
    """Whether a capitalised word can be the last of an office that stands before a name."""
    return (word.lower(),) in _last_words()


@cache
def _last_words() -> frozenset[tuple[str, ...]]:
    """The last words of all offices."""
    return frozenset((words[-1],) for words in roles() if len(words[-1]) > 3)


@cache
def _role_words() -> frozenset[str]:
    """Every word of every office."""
    return frozenset(word for words in roles() for word in words)


def _can_be_name(word: str) -> bool:
    """Whether a word can be part of a person's name."""
    if word.casefold() in _WORDS["not names"] or word in agencies():
        return False
    if word.casefold() in _WORDS["particles"]:
        return True
    return word[:1].isupper() and any(c.islower() for c in word) and word.lower() not in _role_words()


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a name without titles before and possessives, suffixes and stray marks behind."""
    kept = list(tokens)
    while kept and (kept[0].text.lower() in _HONORIFICS or not kept[0].text[:1].isalpha() or _ends_role(kept[0].text)):
        kept.pop(0)
    while kept and (
        kept[-1].text in {"'s", "’s", "'", "’"} or kept[-1].text.rstrip(".").casefold() in _WORDS["suffixes"]
    ):
        kept.pop()
    while kept and not kept[-1].text[-1:].isalnum() and not kept[-1].text.endswith("."):
        kept.pop()
    names = [t for t in kept if t.text[:1].isupper()]
    if not names or len(kept) > 5 or any(c.isdigit() for t in kept for c in t.text):
        return []
    if any(t.text.casefold() in _WORDS["not names"] for t in kept) or (len(kept) == 1 and len(kept[0].text) < 2):
        return []
    return [] if _names_no_person([t.text.casefold() for t in kept]) else kept


def _names_no_person(words: Sequence[str]) -> bool:
    """Whether words name a body or a place by their form: "Hallgate Institute", "Region of Tarn", "Upper Tarn"."""
    if len(words) < 2:
        return False
    return "of" in words or words[-1] in _WORDS["bodies"] | _WORDS["offices"] or words[0] in _WORDS["parts of lands"]


def _sighting(reading: Reading, sentence: Sentence, tokens: Sequence[Token]) -> Sighting:
    """A sighting with the title before it and the apposition behind it."""
    index = {t.start: i for i, t in enumerate(sentence.tokens)}
    first, last = index[tokens[0].start], index[tokens[-1].start]
    before = _title_before(sentence.tokens, first)
    after = _apposition(sentence.tokens, last + 1)
    text = reading.document.text
    described = apposed_title(sentence.tokens, first, last) if before is None else None
    apposed = (sentence.tokens[described[0]].start, sentence.tokens[described[1] - 1].end) if described else None
    role = next((r for span in (before, apposed, after) if span and (r := office_in(text[slice(*span)]))), None)
    role = role or office_told(text[tokens[-1].end : sentence.end])
    beside = [_JOINED.split(text[slice(*span)])[-1] for span in (before, apposed) if span]
    around = words_of(" ".join(_OWNER.sub("", words) for words in beside).lower())
    around += [f"{word}." for word in around]
    male, female = bool(_WORDS["male"] & set(around)), bool(_WORDS["female"] & set(around))
    words = tuple(t.text for t in tokens if t.text not in {"-", ",", '"', "“", "”"})
    written = " ".join(text[tokens[0].start : tokens[-1].end].split())
    if len(words) > 1 and all(word.isupper() for word in words):
        words, written = tuple(word.title() for word in words), written.title()
    return Sighting(
        document=reading.document.id,
        start=tokens[0].start,
        end=tokens[-1].end,
        words=words,
        before=before,
        after=after,
        role=role,
        gender="m" if male and not female else "f" if female and not male else "",
        acting=any(t.dep == "nsubj" for t in tokens) or apposed is not None,
        shown=written if written.replace("-", " ").split() == list(words) else "",
        apposed=apposed,
        home=_home(sentence.tokens, last + 1),
    )


def _home(tokens: Sequence[Token], behind: int) -> tuple[int, int] | None:
    """The body a name is tied to right behind it: "Ada Orr of the Lock Institute"."""
    if behind + 1 >= len(tokens) or tokens[behind].text.lower() not in {"of", "from", "at"}:
        return None
    end = behind + 1
    while end < len(tokens) and end - behind < 8 and tokens[end].pos in {"DET", "ADJ", "NOUN", "PROPN", "PART"}:
        end += 1
    named = any(t.pos == "PROPN" for t in tokens[behind + 1 : end])
    return (tokens[behind + 1].start, tokens[end - 1].end) if named else None


def _title_before(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The words that title the name at `first`: nouns, adjectives and possessives with no mark between."""
    begin = first
    while begin > 0 and first - begin < 8:
        token = tokens[begin - 1]
        small = token.text.lower()
        if (
            token.text in {"'s", "’s", "-", "’", "'"}
            or small.strip("-") in _WORDS["title words"]
            or token.pos in {"NOUN", "PROPN", "ADJ"}
        ) or (not token.pos and (token.text[:1].isupper() or (small,) in roles() or (small,) in _last_words())):
            begin -= 1
        else:
            break
    while begin < first and tokens[begin].text.lower() in {"of", "for", "and", "-", "'s", "’s", "’", "'"}:
        begin += 1
    return (tokens[begin].start, tokens[first - 1].end) if begin < first else None


def _apposition(tokens: Sequence[Token], behind: int) -> tuple[int, int] | None:
    """The words set behind a name between commas: ", the foreign minister of Norland,"."""
    if behind + 1 >= len(tokens) or tokens[behind].text not in {",", "("}:
        return None
    opener = tokens[behind + 1].text.lower()
    noun = tokens[behind + 1].pos in {"DET", "NOUN", "ADJ", "PROPN", "ADV"} or opener in {
        "the",
        "a",
        "an",
        "then",
        "former",
    }
    if not noun or opener in {"who", "which", "and"}:
        return None
    end = behind + 1
    while end < len(tokens) and end - behind < 14 and tokens[end].text not in {",", ")", ";", ".", "—", "–"}:
        if tokens[end].pos in {"VERB", "AUX"} and tokens[end].tag in {"VBD", "VBZ", "VBP"}:
            return None
        end += 1
    return (tokens[behind + 1].start, tokens[end - 1].end) if end > behind + 1 else None
