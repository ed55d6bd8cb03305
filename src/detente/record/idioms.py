"""Idioms: verbs that name an event only together with their object, their particle or who does it.

"Fired two shots" is an attack, "fired the cook" is none; a court that bans a skipper rules, a ministry that bans an
export takes a measure; a coastguard boards a trawler, and so do its passengers, who attack nobody.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from detente.record.clauses import Syntax
from detente.record.wordlists import lists, words

__all__ = ["counts_votes", "idiom_kind", "is_other_sense"]

PEOPLE = frozenset({"he", "she", "they", "him", "her", "them", "who", "whom", "i", "we", "us", "me"})
NUMBER = (
    r"(?:\d[\d,.]*|(?:[a-z]+-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty))"
)
TALLY = re.compile(
    rf"\bby\s+(?:a vote of\s+)?{NUMBER}(?:\s+votes?)?\s*(?:to|against|[-–—])\s*{NUMBER}"
    r"(?=\s*(?:votes?\b|[.,;:)”\"]|$|(?:with|and|in|on|at|after|last|this|but|while|when)\b))"
    rf"|\b{NUMBER}\s+votes?\s+(?:to|against)\s+{NUMBER}\b"
    rf"|\bby\s+{NUMBER}\s+votes?\b",
    re.IGNORECASE,
)
"""How a vote is counted: "by 61 to 38", "51 votes to 49", "by five votes"."""
REACH = 120
TURNING = frozenset({"begin", "start", "end"})
"""Verbs that tell an act of its own where they have a tense: "ended the strike", not "a vote to end the strike"."""
SANCTIONS = frozenset({"fine", "ban", "suspend", "disqualify"})


@cache
def _bodies() -> frozenset[str]:
    """Nouns for people and bodies that act."""
    return words("event_words", "bodies", "words") | words("event_words", "bodies", "hands")


@cache
def _table() -> Mapping[tuple[str, str], tuple[tuple[str, frozenset[str]], ...]]:
    """(verb, particle or "") → the kinds it can name, each with its objects."""
    found: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for key, objects in lists("event_words", "with_objects").items():
        kind, verb, *particle = key.split()
        found.setdefault((verb, "".join(particle)), []).append((kind, objects))
    return MappingProxyType({key: tuple(kinds) for key, kinds in found.items()})


def idiom_kind(syntax: Syntax, at: int) -> str | None:
    """The kind of event a verb names by what stands with it; None where that decides nothing."""
    if not syntax.parsed:
        return None
    lemma, particle = syntax.lemma(at), syntax.particle(at)
    objects = {syntax.lemma(index) for index in syntax.patients(at)}
    if _is_judged(syntax, at, lemma):
        return "ruling"
    for kind, needed in (*_table().get((lemma, particle), ()), *(_table().get((lemma, ""), ()) if particle else ())):
        if (not needed and _has_people(syntax, at)) or (needed & objects and _fits(syntax, at, lemma)):
            return kind
    return _by_company(syntax, at, lemma, objects)


def _fits(syntax: Syntax, at: int, lemma: str) -> bool:
    """Whether doer and object let the idiom stand."""
    if lemma == "board":
        return _boards(syntax, at)
    if lemma == "shake":
        if syntax.negation(at) or syntax.tokens[syntax.tokens[at].head].text.lower() == "without":
            return False  # those who part without a handshake have met
        marks = [mark for mark, _ in syntax.obliques(at)]
        marks += [mark for hand in syntax.patients(at) for mark, _ in syntax.obliques(hand)]
        return "with" in marks or len(syntax.subjects(at)) > 1 or _is_plural(syntax, at)
    return lemma not in TURNING or syntax.is_finite(at)


def _by_company(syntax: Syntax, at: int, lemma: str, objects: set[str]) -> str | None:
    """The kind by doer, adverbs and phrases, for the few verbs of which these decide."""
    places = {(mark, syntax.lemma(noun)) for mark, noun in syntax.obliques(at)}
    if lemma == "board" and objects and _boards(syntax, at):
        return "attack"
    if lemma == "leave" and objects & words("event_words", "rooms", "words") and _breaks_off(syntax, at):
        return "withdrawal"
    if lemma in {"go", "come", "walk"} and ("on", "strike") in places:
        return "measure"
    if lemma == "strike" and not objects and _doers(syntax, at) & _bodies():
        return "measure" if _is_plural(syntax, at) and not syntax.is_passive(at) else None
    if lemma == "let" and _lets_go(syntax, at):
        return "measure"
    if lemma == "hold" and _is_custody(syntax, at, places):
        return "measure"
    if lemma == "pay" and any(_is_money(syntax, index) for index in syntax.patients(at)):
        return "measure"
    if lemma in {"stop", "cease"} and _stops_work(syntax, at):
        return "measure"
    if lemma == "sit" and _sits_with(syntax, at, places):
        return "meeting"
    if lemma == "find" and _finds_guilty(syntax, at):
        return "ruling"
    return "vote" if lemma == "fall" and _falls_short(syntax, at) else None


def counts_votes(syntax: Syntax, at: int) -> bool:
    """Whether what stands behind a verb of deciding counts votes: "was carried by 61 to 38"."""
    lemma = syntax.lemma(at)
    if lemma not in words("event_words", "tally", "verbs"):
        return False
    behind = "".join(_spaced(syntax, at))
    found = TALLY.search(behind[:REACH])
    if found is None or ";" in behind[: found.start()]:
        return False
    told = {syntax.lemma(i) for i in range(len(syntax.tokens))}
    is_ballot = bool(told & words("event_words", "tally", "voting"))
    return is_ballot or lemma not in words("event_words", "tally", "ballots")


def _spaced(syntax: Syntax, at: int) -> list[str]:
    """The words behind a token with the gaps between them, as far as its own clause may reach."""
    found, end = [], syntax.tokens[at].end
    for token in syntax.tokens[at + 1 :]:
        found.append(" " * max(0, token.start - end) + token.text)
        end = token.end
    return found


def is_other_sense(syntax: Syntax, at: int) -> bool:
    """Whether an event noun stands for something else: a press release, a house arrest that lasts, a strike of luck."""
    describing = {syntax.lemma(i) for i in syntax.child(at, "compound", "amod", "nmod")}
    if syntax.lemma(at) == "release":
        return bool(describing & {"press", "news", "media", "data", "toxic", "gas"})
    head = syntax.tokens[syntax.tokens[at].head].text.lower()
    return syntax.lemma(at) in {"arrest", "detention", "strike"} and head in {"under", "in"} and not describing


def _is_judged(syntax: Syntax, at: int, lemma: str) -> bool:
    """Whether a sanction is a court's or a regulator's, or a person's with nobody named who imposed it."""
    if lemma not in words("event_words", "doers", "sanctions"):
        return False
    doers = _doers(syntax, at)
    if doers:
        return bool(doers & words("event_words", "doers", "judging"))
    if lemma not in SANCTIONS or not syntax.is_passive(at):
        return False
    return any(_is_person(syntax, index) for index in syntax.patients(at))


def _doers(syntax: Syntax, at: int) -> set[str]:
    """The lemmas of who does it, with the words set before a name: "Judge Ada Orr"."""
    heads = syntax.agents(at)
    return {syntax.lemma(i) for head in heads for i in (head, *syntax.child(head, "compound"))}


def _is_person(syntax: Syntax, at: int) -> bool:
    """Whether a noun phrase is of people: a name, a pronoun, a noun of the list."""
    token = syntax.tokens[at]
    if token.text.lower() in PEOPLE or syntax.lemma(at) in _bodies():
        return True
    return any(e.start <= token.start < e.end and e.label == "PERSON" for e in syntax.sentence.entities)


def _has_people(syntax: Syntax, at: int) -> bool:
    """Whether anybody named, or any noun at all, undergoes or does it."""
    return bool(syntax.patients(at) or syntax.agents(at))


def _is_plural(syntax: Syntax, at: int) -> bool:
    """Whether the subject is of several."""
    return any(
        syntax.tokens[i].tag in {"NNS", "NNPS"} or syntax.tokens[i].text.lower() in {"they", "we"}
        for i in syntax.subjects(at)
    )


def _boards(syntax: Syntax, at: int) -> bool:
    """Whether a vessel is boarded against its will: by nobody who travels on it, and it is a vessel."""
    doers = _doers(syntax, at)
    vessels = words("event_words", "doers", "vessels")
    if doers & words("event_words", "doers", "riding"):
        return False
    boarded = syntax.patients(at)
    is_vessel = any(syntax.lemma(i) in vessels for i in boarded)
    is_name = any(syntax.tokens[i].pos == "PROPN" for i in boarded)
    if syntax.is_passive(at):
        return is_vessel or is_name
    armed = doers & (_bodies() | vessels)
    counted = any(syntax.child(i, "nummod") for i in syntax.agents(at))
    return (is_vessel or is_name) and bool(armed or counted)


def _breaks_off(syntax: Syntax, at: int) -> bool:
    """Whether those who leave a room do so together, or got up to do it."""
    token = syntax.tokens[at]
    beside = {syntax.lemma(token.head), *(syntax.lemma(i) for i in syntax.child(at, "conj"))}
    if beside & words("event_words", "rooms", "rising") and token.dep in {"conj", "ROOT"}:
        return True
    return bool(
        _doers(syntax, at) & {"delegation", "negotiator", "delegate", "envoy", "side", "team", "representative"}
    )


def _lets_go(syntax: Syntax, at: int) -> bool:
    """Whether people are let go: not "let go of", "let it go ahead", "let it go"."""
    for clause in syntax.child(at, "ccomp", "xcomp"):
        if syntax.lemma(clause) != "go" or any(mark == "of" for mark, _ in syntax.obliques(clause)):
            continue
        who = syntax.child(clause, "nsubj") or syntax.child(at, "dobj")
        if any(_is_person(syntax, i) for i in who) and not syntax.child(clause, "xcomp", "ccomp"):
            after = syntax.tokens[clause + 1].text.lower() if clause + 1 < len(syntax.tokens) else ""
            return after not in {"ahead", "to", "home", "into", "out", "of", "back", "through", "first"}
    return False


def _is_custody(syntax: Syntax, at: int, places: set[tuple[str, str]]) -> bool:
    """Whether people are held: overnight, or in custody, or at a police station."""
    if not syntax.is_passive(at) or not any(_is_person(syntax, i) for i in syntax.patients(at)):
        return False
    beside = {syntax.lemma(i) for i in syntax.child(at, "advmod", "oprd", "acomp", "npadvmod")}
    is_there = any(mark in {"in", "at"} and noun in words("event_words", "custody", "words") for mark, noun in places)
    return is_there or bool(beside & words("event_words", "custody", "conditions"))


def _is_money(syntax: Syntax, at: int) -> bool:
    """Whether a token stands within a sum of money."""
    start = syntax.tokens[at].start
    return any(e.start <= start < e.end and e.label == "MONEY" for e in syntax.sentence.entities)


def _stops_work(syntax: Syntax, at: int) -> bool:
    """Whether somebody stops what he does day by day: "has stopped sending samples"."""
    working = words("event_words", "working", "verbs")
    return any(
        syntax.tokens[i].tag == "VBG" and syntax.lemma(i) in working and syntax.child(i, "dobj", "prep")
        for i in syntax.child(at, "xcomp")
    )


def _sits_with(syntax: Syntax, at: int, places: set[tuple[str, str]]) -> bool:
    """Whether people sit together to talk: "sat across the table from", "sat down with", "sat down together"."""
    marks = {mark for mark, _ in places}
    adverbs = {syntax.tokens[i].text.lower() for i in syntax.child(at, "advmod", "prt", "prep")}
    if ("across", "table") in places or "opposite" in marks:
        return True
    return "down" in adverbs and ("with" in marks or "together" in adverbs)


def _finds_guilty(syntax: Syntax, at: int) -> bool:
    """Whether somebody is found guilty or liable."""
    behind = {syntax.tokens[i].text.lower() for i in range(at + 1, min(at + 6, len(syntax.tokens)))}
    return bool(behind & {"guilty", "liable"}) and not behind & {"not"}


def _falls_short(syntax: Syntax, at: int) -> bool:
    """Whether a motion falls short of the votes that it needs."""
    tokens = syntax.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].text.lower() != "short" or tokens[at + 2].text.lower() != "of":
        return False
    told = {syntax.lemma(i) for i in range(len(tokens))}
    wanted = {syntax.lemma(i) for i in range(at + 3, min(at + 10, len(tokens)))}
    needed = words("event_words", "tally", "thresholds") | {"vote"}
    return bool(wanted & needed and told & words("event_words", "tally", "voting"))
