"""References: pronouns, offices and descriptions that stand for somebody named elsewhere in the article."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from detente.record.actors.antecedents import Antecedent, Named, antecedents, is_leading, start_of
from detente.record.actors.bodies import Bodies, body_meant, is_body
from detente.record.actors.facts import Known
from detente.record.actors.impressions import nouns_for_bodies
from detente.record.actors.names import Name, NameTable, apposition, is_former, role_of, roles
from detente.record.actors.quoted import Quoted
from detente.record.actors.unnamed import unnamed_people
from detente.record.attribution.lexicon import cues
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token
from detente.record.stretches import first_behind, sentence_at

__all__ = ["genders", "references"]

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REFLEXIVE = frozenset({"himself", "herself"})
_WORDS = word_lists("naming.txt")


def genders(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known]
) -> Iterator[tuple[ActorId, str]]:
    """(person, gender) for each pronoun that can mean only one person: the only one its sentence and the last name.

    Where an office stands there without a name ("told the prime minister"), the pronoun can mean whoever holds it.
    """
    quoted = reading.once(Quoted)
    people = [a for a in antecedents(reading, mentions, known, quoted) if not a.quoted]
    named = {offset for m in mentions for offset in range(m.citation.span.start, m.citation.span.end)}
    for number, sentence in enumerate(reading.sentences):
        unnamed = [t.start for s in reading.sentences[max(0, number - 1) : number + 1] for t in _offices(s, named)]
        for token in sentence.tokens:
            gender = _PRONOUNS.get(token.text.lower())
            if gender is None or token.start in quoted:
                continue
            first = bisect_left(people, number - 1, key=lambda a: a.sentence)
            near = {a.actor for a in people[first : bisect_left(people, token.start, key=start_of)]}
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
    quoted = reading.once(Quoted)
    people = antecedents(reading, mentions, known, quoted)
    bodies = Bodies([(m.citation.span.start, m.actor) for m in mentions if is_body(m.actor, known)], known)
    tails = {name.lower().split()[-1] for actor in bodies.actors for name in known[actor].names}
    named = Named(people, known)
    for number, sentence in enumerate(reading.sentences):
        for index, token in enumerate(sentence.tokens):
            if token.start in taken:
                continue
            small, subject = token.text.lower(), token.dep in {"nsubj", "nsubjpass"}
            if small in _PRONOUNS:
                actor = _meant(token, number, reading.sentences, named, known, quoted)
                if actor and not _means_unnamed(reading, token, number, named, known):
                    leads = subject and is_leading(token, sentence)
                    named.add(Antecedent(actor, token.start, number, subject, token.start in quoted, leads))
                    yield Mention(actor=actor, citation=reading.document.cite(token.start, token.end), how="pronoun")
            elif (small,) in _heads():
                description = _described(reading, sentence, index, named, demonyms)
                if description:
                    start, end, actor = description
                    actor = _set_beside(reading, end, people) or actor
                    leads = subject and is_leading(token, sentence)
                    named.add(Antecedent(actor, start, number, subject, token.start in quoted, leads))
                    yield Mention(actor=actor, citation=reading.document.cite(start, end), how="title")
            if small in nouns_for_bodies() or (small in tails and token.text[:1].isupper()):
                begin = _begin(sentence.tokens, index)
                actor = body_meant(small, sentence, index, begin, bodies) if begin is not None else None
                if (
                    actor
                    and begin is not None
                    and not taken.intersection(range(sentence.tokens[begin].start, token.end))
                ):
                    cited = reading.document.cite(sentence.tokens[begin].start, token.end)
                    bodies.add(token.start, actor)
                    yield Mention(actor=actor, citation=cited, how="title")


def _set_beside(reading: Reading, end: int, people: Sequence[Antecedent]) -> ActorId | None:
    """The person whose name stands right behind a description and a comma: "the port's director, Dr Ada Orr"."""
    opened = apposition().match(reading.document.text, end)
    beside = bisect_left(people, opened.end(), key=start_of) if opened else len(people)
    found = beside < len(people) and opened is not None and people[beside].start == opened.end()
    return people[beside].actor if found else None


def _is_behind_its_report(token: Token, sentence: Sentence) -> bool:
    """Whether a pronoun's clause is put behind what it reports, or into it: "the lorry was Orr's, she said"."""
    tokens, index = sentence.tokens, first_behind(sentence.tokens, token.start)
    if not 0 < index < len(tokens) - 2 or tokens[index].dep != "nsubj" or tokens[index - 1].text != ",":
        return False
    verb, following = tokens[index + 1], tokens[index + 2]
    subordinate = tokens[0].dep == "mark" or tokens[0].text.lower() in {"when", "while", "after", "as"}
    closes = following.pos == "PUNCT" and not subordinate
    return closes and tokens[index].head == index + 1 and cues().reports_speech(verb.lemma.lower())


def _meant(
    token: Token,
    number: int,
    sentences: Sequence[Sentence],
    named: Named,
    known: Mapping[ActorId, Known],
    quoted: Quoted,
) -> ActorId | None:
    """The person a pronoun means: the best of those before it, within four sentences.

    Nobody calls himself by his name: within a quotation its speaker is not meant, and behind what is quoted or reported
    nobody whom it names ("“Hale gave me the key,” he said"); whoever is told of in quotations alone reports nothing.
    """
    small = token.text.lower()
    gender, around = _PRONOUNS[small], quoted.around(token.start)
    inside = around is not None
    speaker = _speaker_of(around, gender, sentences, named) if around is not None else None
    behind = _is_behind_its_report(token, sentences[number])
    reports = not inside and _reports(token, sentences[number])
    reach = 0 if small in _REFLEXIVE else 2 if inside else 4
    best: tuple[float, int] | None = None
    chosen: ActorId | None = None
    before = bisect_left(named.all, token.start, key=start_of)
    for person in named.all[bisect_left(named.all, number - reach, hi=before, key=lambda a: a.sentence) : before]:
        theirs = known[person.actor].gender
        if (theirs and theirs != gender) or person.actor == speaker:
            continue
        if (behind or (person.quoted and not inside)) and person.sentence == number:
            continue
        if person.quoted and reports:
            continue
        score = -1.6 * (number - person.sentence) + (1.0 if person.subject else 0.0)
        score -= 2.0 if person.quoted and not inside else 0.0
        score += 0.9 if theirs == gender else 0.0
        if best is None or (score, person.start) >= best:
            best, chosen = (score, person.start), person.actor
    return chosen


def _reports(token: Token, sentence: Sentence) -> bool:
    """Whether a pronoun is the subject of a word that reports speech."""
    return token.dep == "nsubj" and cues().reports_speech(sentence.tokens[token.head].lemma.lower())


def _means_unnamed(reading: Reading, token: Token, number: int, named: Named, known: Mapping[ActorId, Known]) -> bool:
    """Whether "she said" means the one person without a name who is the subject right before it: nobody who could be
    "she" is named so near, and nobody further back is known to be a woman."""
    if token.start in reading.once(Quoted) or not _reports(token, reading.sentences[number]):
        return False
    gender = _PRONOUNS[token.text.lower()]
    found = unnamed_people(reading, token.text.lower(), token.start, gender)
    if len(found) != 1 or not found[0].leads:
        return False
    unnamed = found[0]
    near = sentence_at(reading.sentences, unnamed.start)
    before = bisect_left(named.all, token.start, key=start_of)
    for person in named.all[bisect_left(named.all, number - 4, hi=before, key=lambda a: a.sentence) : before]:
        theirs = known[person.actor].gender
        if theirs == gender or person.start in {unnamed.start, unnamed.head}:
            return False
        if not theirs and not person.quoted and person.sentence >= near:
            return False
    return True


def _speaker_of(quotation: tuple[int, int], gender: str, sentences: Sequence[Sentence], named: Named) -> ActorId | None:
    """Whom a pronoun within a quotation cannot mean, since he speaks it: the subject of the main clause behind it in
    its last sentence, else of the last one before it; nobody where a pronoun of the other gender speaks it."""
    start, end = quotation
    first, last = max(0, sentence_at(sentences, start)), sentence_at(sentences, end)
    behind = named.leading(since=end, before=sentences[last].end)
    if behind is not None:
        return behind.actor
    clause = [t for t in sentences[last].tokens if t.start >= end and t.dep == "nsubj"]
    if clause and _PRONOUNS.get(clause[0].text.lower(), gender) != gender:
        return None
    before = named.leading(since=sentences[max(0, first - 1)].start, before=start)
    return before.actor if before is not None else None


@cache
def _heads() -> frozenset[tuple[str, ...]]:
    """The last words of all offices."""
    return frozenset((words[-1],) for words in roles() if len(words[-1]) > 1) | {("counterpart",)}


def _described(
    reading: Reading,
    sentence: Sentence,
    index: int,
    named: Named,
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
    fits = named.fitting(wanted, state, former=counterpart or is_former(text[start:stop]))
    if not fits or (counterpart and state is None) or (state is None and len(named.rivals(fits, start)) > 1):
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
