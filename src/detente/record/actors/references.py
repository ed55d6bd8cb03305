"""References: pronouns, offices and descriptions that stand for somebody named elsewhere in the article."""

import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from detente.record.actors.impressions import is_same_sort, nouns_for_bodies, sorts_of
from detente.record.actors.names import Name, NameTable, apposition, role_of, roles
from detente.record.attribution.lexicon import cues
from detente.record.attribution.quotes import quotes
from detente.record.attribution.transcripts import utterances
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token

__all__ = ["Known", "genders", "references"]

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_OUTLETS = word_lists("speaking.txt")["outlets"]
_REFLEXIVE = frozenset({"himself", "herself"})
_WORDS = word_lists("naming.txt")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an actor that a description can appeal to."""

    kind: str
    acts_for: ActorId | None
    roles: tuple[str, ...] = ()
    gender: str = ""
    names: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """A person named in the article: where, in which sentence, whether as a subject and whether within a quotation.

    `leads` tells that the person is the subject of the sentence's main clause.
    """

    actor: ActorId
    start: int
    sentence: int
    subject: bool
    quoted: bool
    leads: bool = False


class _Quoted:
    """The stretches of an article that stand in quotation marks."""

    def __init__(self, reading: Reading) -> None:
        spans: dict[tuple[int, int], None] = {}
        for passage in dict.fromkeys((s.passage.span.start, s.passage.span.end) for s in reading.sentences):
            spans.update(
                dict.fromkeys((q.start, q.end) for q in quotes(reading.document.text, *passage) if q.is_speech)
            )
        spans.update(dict.fromkeys(piece for spoken in utterances(reading) for piece in spoken.pieces))
        self._spans = sorted(spans)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._spans, (offset, sys.maxsize)) - 1
        return at >= 0 and self._spans[at][0] <= offset < self._spans[at][1]


def genders(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known]
) -> Iterator[tuple[ActorId, str]]:
    """(person, gender) for each pronoun that can mean only one person: the only one its sentence and the last name.

    Where an office stands there without a name ("told the prime minister"), the pronoun can mean whoever holds it.
    """
    quoted = _Quoted(reading)
    people = [a for a in _antecedents(reading, mentions, known, quoted) if not a.quoted]
    named = {offset for m in mentions for offset in range(m.citation.span.start, m.citation.span.end)}
    for number, sentence in enumerate(reading.sentences):
        unnamed = [t.start for s in reading.sentences[max(0, number - 1) : number + 1] for t in _offices(s, named)]
        for token in sentence.tokens:
            gender = _PRONOUNS.get(token.text.lower())
            if gender is None or token.start in quoted:
                continue
            first = bisect_left(people, number - 1, key=lambda a: a.sentence)
            near = {a.actor for a in people[first : bisect_left(people, token.start, key=_start)]}
            if len(near) == 1 and not any(start < token.start for start in unnamed):
                yield near.pop(), gender


def _offices(sentence: Sentence, named: Container[int]) -> Iterator[Token]:
    """The nouns of a sentence that name an office or a kinsman, and stand beside no name."""
    for index, token in enumerate(sentence.tokens):
        behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else token
        beside = behind.start in named or (behind.text == "," and behind.end + 1 in named)
        small = token.text.lower()
        if token.start not in named and not beside and ((small,) in _heads() or small in _WORDS["kin"]):
            yield token


def references(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known], demonyms: NameTable
) -> Iterator[Mention]:
    """The pronouns and descriptions of an article that mean somebody named in it.

    A pronoun means the nearest person before it whose gender can fit, a subject before others; a description
    ("the Norlandic president", "the former head of the government") the nearest person of that office and state, one
    of a body ("the company") the nearest body of that sort.
    """
    taken = {offset for m in mentions for offset in range(m.citation.span.start, m.citation.span.end)}
    quoted = _Quoted(reading)
    people = _antecedents(reading, mentions, known, quoted)
    bodies = _Bodies([(m.citation.span.start, m.actor) for m in mentions if _is_body(m.actor, known)], known)
    tails = {name.lower().split()[-1] for actor in bodies.actors for name in known[actor].names}
    named = _Named(people, known)
    for number, sentence in enumerate(reading.sentences):
        for index, token in enumerate(sentence.tokens):
            if token.start in taken:
                continue
            small, subject = token.text.lower(), token.dep in {"nsubj", "nsubjpass"}
            if small in _PRONOUNS:
                behind = _is_behind_its_report(index, sentence)
                actor = _meant(token, number, named, known, quoted, behind=behind)
                if actor:
                    leads = subject and _leads(token, sentence)
                    named.add(_Antecedent(actor, token.start, number, subject, token.start in quoted, leads))
                    yield Mention(actor=actor, citation=reading.document.cite(token.start, token.end), how="pronoun")
            elif (small,) in _heads():
                description = _described(reading, sentence, index, named, demonyms)
                if description:
                    start, end, actor = description
                    actor = _set_beside(reading, end, people) or actor
                    leads = subject and _leads(token, sentence)
                    named.add(_Antecedent(actor, start, number, subject, token.start in quoted, leads))
                    yield Mention(actor=actor, citation=reading.document.cite(start, end), how="title")
            if small in nouns_for_bodies() or (small in tails and token.text[:1].isupper()):
                begin = _begin(sentence.tokens, index)
                actor = _body(small, sentence, index, begin, bodies) if begin is not None else None
                if (
                    actor
                    and begin is not None
                    and not taken.intersection(range(sentence.tokens[begin].start, token.end))
                ):
                    cited = reading.document.cite(sentence.tokens[begin].start, token.end)
                    bodies.add(token.start, actor)
                    yield Mention(actor=actor, citation=cited, how="title")


def _set_beside(reading: Reading, end: int, people: Sequence["_Antecedent"]) -> ActorId | None:
    """The person whose name stands right behind a description and a comma: "the port's director, Dr Ada Orr"."""
    opened = apposition().match(reading.document.text, end)
    beside = bisect_left(people, opened.end(), key=_start) if opened else len(people)
    found = beside < len(people) and opened is not None and people[beside].start == opened.end()
    return people[beside].actor if found else None


def _start(antecedent: _Antecedent) -> int:
    """Where somebody is named."""
    return antecedent.start


class _Named:
    """The people named in an article, and those whom its pronouns and descriptions were found to mean so far."""

    def __init__(self, people: Sequence[_Antecedent], known: Mapping[ActorId, Known]) -> None:
        self.people = people
        self.meant: list[_Antecedent] = []
        self.all = sorted(people, key=_start)
        self.leading = next((p for p in reversed(self.all) if p.leads and not p.quoted), None)
        self._known = known
        self._fitting: dict[tuple[str | None, ActorId | None], frozenset[ActorId]] = {}

    def add(self, antecedent: _Antecedent) -> None:
        """Take up whom a pronoun or a description means."""
        self.meant.append(antecedent)
        insort(self.all, antecedent, key=_start)
        last = self.leading
        if antecedent.leads and not antecedent.quoted and (last is None or antecedent.start >= last.start):
            self.leading = antecedent

    def fitting(self, wanted: str | None, state: ActorId | None) -> frozenset[ActorId]:
        """Those of the people named who can be meant by an office and a state."""
        if (wanted, state) not in self._fitting:
            actors = dict.fromkeys(p.actor for p in self.people)
            self._fitting[wanted, state] = frozenset(a for a in actors if _fits(self._known[a], wanted, state))
        return self._fitting[wanted, state]

    def last_of(self, actors: frozenset[ActorId], before: int) -> ActorId | None:
        """Who of some was last meant, or else named, before an offset."""
        named = islice(reversed(self.people), len(self.people) - bisect_left(self.people, before, key=_start), None)
        meant = (p.actor for p in reversed(self.meant) if p.actor in actors and p.start < before)
        return next(meant, None) or next((p.actor for p in named if p.actor in actors), None)


def _is_body(actor: ActorId, known: Mapping[ActorId, Known]) -> bool:
    """Whether an actor is a body that a common noun can stand for."""
    return actor in known and known[actor].kind in {"organisation", "office", "party", "people"}


def _body(noun: str, sentence: Sentence, index: int, begin: int, bodies: "_Bodies") -> ActorId | None:
    """The body that "the company" means: the last one named before it that bears the noun, or is called so, or can be.

    A body whose name shows another sort is never meant; where two could be meant that nothing tells apart, the last
    one is.
    """
    tokens = sentence.tokens
    if tokens[begin].text.lower() not in {"the", "this"} or tokens[index].tag == "NNS" or index - begin > 1:
        return None
    if index + 1 < len(tokens) and (
        tokens[index + 1].pos in {"NOUN", "PROPN"} or tokens[index + 1].text.lower() == "of"
    ):
        return None
    bears, called, of_sort, of_no_sort = bodies.fitting(noun)
    for fits in (bears, called, of_sort, of_no_sort):
        found = bodies.last_of(fits, tokens[index].start)
        if found is not None:
            return found
    only = bears | of_sort
    return min(only) if len(only) == 1 else None


class _Bodies:
    """The bodies named in an article, and where common nouns were found to mean them so far."""

    def __init__(self, places: Sequence[tuple[int, ActorId]], known: Mapping[ActorId, Known]) -> None:
        self.actors = tuple(dict.fromkeys(actor for _, actor in places))
        self._places = sorted(places)
        self._known = known
        self._fitting: dict[str, tuple[frozenset[ActorId], ...]] = {}

    def add(self, start: int, actor: ActorId) -> None:
        """Take up a place where a noun means a body."""
        insort(self._places, (start, actor))

    def fitting(self, noun: str) -> tuple[frozenset[ActorId], ...]:
        """The bodies whose name ends in a noun, that are called so, whose name shows the sort, or no sort."""
        if noun not in self._fitting:
            self._fitting[noun] = tuple(
                frozenset(actor for actor in self.actors if fits(self._known[actor], noun))
                for fits in (_bears, _is_called, _is_of_sort, _is_of_no_sort)
            )
        return self._fitting[noun]

    def last_of(self, actors: frozenset[ActorId], before: int) -> ActorId | None:
        """Which of some bodies was last named before an offset."""
        if not actors:
            return None
        near = range(bisect_left(self._places, (before, "")) - 1, -1, -1)
        return next((self._places[place][1] for place in near if self._places[place][1] in actors), None)


def _bears(body: Known, noun: str) -> bool:
    """Whether a body's name ends in a noun."""
    return any(name.lower().split()[-1:] == [noun] for name in body.names)


def _is_called(body: Known, noun: str) -> bool:
    """Whether the coverage sets a noun beside a body's name, or one for the same sort of body."""
    return any(is_same_sort(noun, called) for called in body.called)


def _is_of_sort(body: Known, noun: str) -> bool:
    """Whether a body's name shows a sort that the noun is for."""
    return any(noun in sorts_of(name) for name in body.names)


def _is_of_no_sort(body: Known, noun: str) -> bool:
    """Whether nothing tells of what sort a body is, and the noun is one for firms, as most bodies are."""
    if noun not in {"company", "firm"} or body.called or any(sorts_of(name) for name in body.names):
        return False
    return not any(word.lower() in _OUTLETS for name in body.names for word in name.split())


def _antecedents(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known], quoted: "_Quoted"
) -> list[_Antecedent]:
    """The people named in an article, in order."""
    named = {m.citation.span.start: m for m in mentions if known.get(m.actor) and known[m.actor].kind == "person"}
    found = []
    for number, sentence in enumerate(reading.sentences):
        for token in sentence.tokens:
            mention = named.get(token.start)
            if mention:
                inside = [t for t in sentence.tokens if token.start <= t.start < mention.citation.span.end]
                subject = any(_is_subject(t, sentence) for t in inside)
                leads = any(_is_subject(t, sentence) and _leads(t, sentence) for t in inside)
                found.append(_Antecedent(mention.actor, token.start, number, subject, token.start in quoted, leads))
    return found


def _is_subject(token: Token, sentence: Sentence) -> bool:
    """Whether a token is a subject, or set beside one: "the captain, Ada Orr, said"; or who "according to" names."""
    above = sentence.tokens[token.head] if token.dep == "appos" else token
    return above.dep in {"nsubj", "nsubjpass"} or _is_source(above, sentence)


def _is_source(token: Token, sentence: Sentence) -> bool:
    """Whether a token is whom "according to" names, who speaks in that sentence as a subject would."""
    to = sentence.tokens[token.head]
    return token.dep == "pobj" and to.text.lower() == "to" and sentence.tokens[to.head].text.lower() == "according"


def _leads(token: Token, sentence: Sentence) -> bool:
    """Whether a subject, or what is set beside one, is the main clause's."""
    above = sentence.tokens[token.head] if token.dep == "appos" else token
    return sentence.tokens[above.head].dep == "ROOT"


def _is_behind_its_report(index: int, sentence: Sentence) -> bool:
    """Whether a pronoun's clause is put behind what it reports, or into it: "the lorry was Orr's, she said"."""
    tokens = sentence.tokens
    if not 0 < index < len(tokens) - 2 or tokens[index].dep != "nsubj" or tokens[index - 1].text != ",":
        return False
    verb, following = tokens[index + 1], tokens[index + 2]
    subordinate = tokens[0].dep == "mark" or tokens[0].text.lower() in {"when", "while", "after", "as"}
    closes = following.pos == "PUNCT" and not subordinate
    return closes and tokens[index].head == index + 1 and cues().reports_speech(verb.lemma.lower())


def _meant(
    token: Token,
    sentence: int,
    named: _Named,
    known: Mapping[ActorId, Known],
    quoted: "_Quoted",
    *,
    behind: bool = False,
) -> ActorId | None:
    """The person a pronoun means: the best of those before it, within four sentences.

    Nobody calls himself by his name: within a quotation whoever is named last as a subject outside it is not meant, and
    behind what is quoted or reported (`behind`) nobody whom it names ("“Hale gave me the key,” he said").
    """
    small = token.text.lower()
    gender, inside = _PRONOUNS[small], token.start in quoted
    last = named.leading if inside else None
    speaker = last.actor if last is not None and sentence - last.sentence <= 1 else None
    reach = 0 if small in _REFLEXIVE else 2 if inside else 4
    best: tuple[float, int] | None = None
    chosen: ActorId | None = None
    before = bisect_left(named.all, token.start, key=_start)
    for person in named.all[bisect_left(named.all, sentence - reach, hi=before, key=lambda a: a.sentence) : before]:
        theirs = known[person.actor].gender
        if (theirs and theirs != gender) or person.actor == speaker:
            continue
        if (behind or (person.quoted and not inside)) and person.sentence == sentence:
            continue
        score = -1.6 * (sentence - person.sentence) + (1.0 if person.subject else 0.0)
        score -= 2.0 if person.quoted and not inside else 0.0
        score += 0.9 if theirs == gender else 0.0
        if best is None or (score, person.start) >= best:
            best, chosen = (score, person.start), person.actor
    return chosen


@cache
def _heads() -> frozenset[tuple[str, ...]]:
    """The last words of all offices."""
    return frozenset((words[-1],) for words in roles() if len(words[-1]) > 1) | {("counterpart",)}


def _described(
    reading: Reading,
    sentence: Sentence,
    index: int,
    named: _Named,
    demonyms: NameTable,
) -> tuple[int, int, ActorId] | None:
    """(start, end, actor) of the description whose chief word stands at `index`; None where it means nobody named."""
    tokens = sentence.tokens
    begin = _begin(tokens, index)
    if begin is None:
        return None
    end = _end(tokens, index)
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and behind.text[:1].isupper() and behind.pos in {"PROPN", ""}:
        return None
    start, stop = tokens[begin].start, tokens[end - 1].end
    text = reading.document.text
    state = _state(text, start, stop, demonyms)
    role = role_of(text[start : tokens[index].end]) or role_of(text[start:stop])
    counterpart = tokens[index].text.lower() == "counterpart"
    if not counterpart and (role is None or tokens[begin].text.lower() in {"his", "her", "its", "their"}):
        return None
    wanted = None if counterpart or role is None else _wanted(role.name, text[start:stop].lower())
    fits = named.fitting(wanted, state)
    if not fits or (counterpart and state is None):
        return None
    actor = named.last_of(fits, start)
    if actor is None and (state is not None or len(fits) == 1):
        actor = next(p.actor for p in named.people if p.actor in fits)
    return None if actor is None else (start, tokens[index].end if end == index + 1 else stop, actor)


def _begin(tokens: Sequence[Token], index: int) -> int | None:
    """Where the description that ends at `index` begins: at its determiner; None where it has none."""
    begin = index
    while begin > 0 and index - begin < 6:
        begin -= 1
        token = tokens[begin]
        if token.text.lower() in _WORDS["determiners"]:
            return begin
        if token.pos not in {"ADJ", "NOUN", "PROPN", ""} and token.text not in {"'s", "’s", "-"}:
            return None
        if token.text in {",", ".", ";"}:
            return None
    return None


def _end(tokens: Sequence[Token], index: int) -> int:
    """Where the description ends: behind "of …" where that follows."""
    end = index + 1
    if end < len(tokens) and tokens[end].text.lower() == "of":
        stop = end + 1
        while (
            stop < len(tokens)
            and stop - end < 9
            and (tokens[stop].pos in {"DET", "ADJ", "NOUN", "PROPN"} or tokens[stop].text.lower() in {"the", "of"})
        ):
            stop += 1
        while stop > end and tokens[stop - 1].text.lower() in {"the", "of"}:
            stop -= 1
        if stop > end + 1:
            return stop
    return end


def _state(text: str, start: int, end: int, demonyms: NameTable) -> ActorId | None:
    """The state or party that a description names."""
    found: list[tuple[int, int, Name]] = list(demonyms.find(text, start, end))
    return found[-1][2].actor if found else None


def _wanted(role: str, phrase: str) -> str:
    """The office a description asks for; "head of the government" and the like ask for a leader."""
    if role == "head" and ("government" in phrase or "state" in phrase):
        return "leader"
    return role


def _fits(person: Known, wanted: str | None, state: ActorId | None) -> bool:
    """Whether somebody can be meant by an office and a state."""
    if state is not None and person.acts_for != state:
        return False
    if wanted is None or any(role == wanted or role.endswith(f" {wanted}") for role in person.roles):
        return True
    if wanted in {"leader", "head"}:
        return bool(_WORDS["leaders"] & set(person.roles))
    return not person.roles and state is not None and wanted in _WORDS["leaders"]
