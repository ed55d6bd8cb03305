"""The senses of words: which verbs and nouns can tell one and the same act."""

from collections.abc import Iterable, Mapping
from functools import cache

from detente.record.clauses import Syntax
from detente.record.lexicons import lines, sections

__all__ = [
    "REPEATED",
    "companions",
    "entailed",
    "is_once",
    "once_words",
    "root",
    "senses_at",
    "senses_of",
    "tells_an_act",
    "undone",
    "worded",
    "words_with",
]

FILE = "senses.txt"
REPEATED = frozenset(
    "say tell meet attack fire board inspect visit call ask inform warn promise threaten pay propose accuse protest "
    "search order vote talk speak write announc attend add send supply cut raise cross use appear telephone".split()
)
"""Acts that are done on many days."""
NOUNS = "nouns:"
SHORTEST_ROOT = 3
ACTS = (
    ("ification", "ify"),
    ("isation", "ise"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ution", "ute"),
    ("ission", "it"),
    ("nsion", "nd"),
    ("ction", "ct"),
    ("ption", "pt"),
    ("ition", "ite"),
    ("ment", ""),
    ("ance", ""),
    ("ence", ""),
    ("usal", "use"),
    ("oval", "ove"),
    ("ival", "ive"),
)
"""The endings of nouns for acts, with what stands in the verb instead."""
VERBS = (("ify", "if"), ("ize", "is"), ("ise", "is"), ("ate", ""), ("ite", "it"), ("e", ""))
"""The endings of verbs that fall away before another ending."""
UNDONE = {
    "paid": "pay", "sold": "sell", "sent": "send", "built": "build", "found": "find", "told": "tell", "won": "win",
    "begun": "begin", "used": "use", "shot": "shoot", "hurt": "hurt", "given": "give", "taken": "take",
    "chosen": "choose", "bought": "buy", "lent": "lend", "read": "read", "broken": "break", "met": "meet",
}  # fmt: skip
"""Irregular participles of what can be left undone."""
LOST = ("lose", "sink")
"""What "was lost" tells of a ship, and of nothing else."""


@cache
def _senses(part: str) -> Mapping[str, frozenset[str]]:
    """word → its senses as a verb or as a noun."""
    found: dict[str, frozenset[str]] = {}
    for heading, held in sections(FILE):
        for line in held:
            is_nouns = line.startswith(NOUNS)
            if is_nouns == (part == "nouns") and not heading.startswith("entails "):
                for word in filter(None, map(str.strip, line.removeprefix(NOUNS).split(";"))):
                    found[word] = found.get(word, frozenset()) | {heading.removesuffix(" once")}
    return found


@cache
def _once() -> frozenset[str]:
    """The senses of acts that are done once to a thing."""
    return frozenset(heading.removesuffix(" once") for heading, _ in sections(FILE) if heading.endswith(" once"))


@cache
def _entailments() -> Mapping[str, frozenset[str]]:
    """sense → the senses of what must also have happened."""
    found: dict[str, frozenset[str]] = {}
    for line in lines(FILE):
        words = line.strip("[]").split()
        if words[0] == "entails":
            found[words[1]] = found.get(words[1], frozenset()) | {words[2]}
    return found


@cache
def _phrasal() -> frozenset[str]:
    """The verbs that have senses of their own with another word."""
    return frozenset(verb for words in _senses("verbs") if (verb := words.partition(" ")[0]) != words)


def senses_at(syntax: Syntax, at: int) -> frozenset[str]:
    """The senses of a verb with its particle, or of a noun; a word without one stands for itself.

    A phrasal verb ("go down") has the senses of the phrase; "was lost" without a doer is what befalls a ship.
    """
    lemma = syntax.lemma(at)
    if syntax.tokens[at].pos not in {"VERB", "AUX"}:
        return _senses("nouns").get(lemma) or frozenset({lemma} if (act := act_of(lemma)) is None else acts(act))
    known = _senses("verbs")
    found = known.get(lemma) or frozenset({root(lemma)})
    if lemma in _phrasal():
        phrases = (f"{lemma} {word}" for word in companions(syntax, at))
        found = next((known[phrase] for phrase in phrases if phrase in known), found)
    if lemma == LOST[0] and syntax.is_passive(at) and not syntax.agents(at):
        found |= {LOST[1]}
    return found


def acts(rooted: str) -> frozenset[str]:
    """The senses of the verb with a root, or the root."""
    return _by_root().get(rooted) or frozenset({rooted})


@cache
def _by_root() -> Mapping[str, frozenset[str]]:
    """root → the senses of the verbs with it."""
    found: dict[str, frozenset[str]] = {}
    for verb, senses in _senses("verbs").items():
        found[root(verb)] = found.get(root(verb), frozenset()) | senses
    return found


def tells_an_act(syntax: Syntax, at: int) -> bool:
    """Whether a noun tells what somebody does: one of the lexicon, or one made from a verb."""
    lemma = syntax.lemma(at)
    return lemma in _senses("nouns") or act_of(lemma) is not None


def act_of(noun: str) -> str | None:
    """The root of a verb in a noun with an ending for acts: "ratification", "deployment"; None without one.

    >>> act_of("ratification") == root("ratify"), act_of("invitation") == root("invite"), act_of("nation")
    (True, True, None)
    """
    for ending, instead in ACTS:
        if noun.endswith(ending) and len(noun) - len(ending) >= SHORTEST_ROOT:
            return root(noun[: -len(ending)] + instead)
    return None


def root(verb: str) -> str:
    """A verb as the nouns made from it begin: "invit", "deploy"; words without a known ending stay."""
    for ending, instead in VERBS:
        if verb.endswith(ending) and len(verb) - len(ending) >= SHORTEST_ROOT:
            return verb[: -len(ending)] + instead
    return verb


@cache
def undone(word: str) -> frozenset[str]:
    """The senses of what was not done to a thing that is so: "unsigned", "unpaid"; none of other words.

    >>> sorted(undone("unsigned")), undone("unhappy"), undone("under")
    (['sign'], frozenset(), frozenset())
    """
    if not word.startswith("un") or len(word) - 2 <= SHORTEST_ROOT:
        return frozenset()
    done = word[2:]
    made = [UNDONE[done]] if done in UNDONE else [done[:-2], done[:-1], done[:-3]] if done.endswith("ed") else []
    return next((found for verb in made if (found := _senses("verbs").get(verb))), frozenset())


def worded(sense: str, text: str) -> str:
    """The word of a text that has a sense, or the sense."""
    words = (word.strip(".,;:?!()“”\"'’").casefold() for word in text.split())
    return next((word for word in words if sense != word and word.startswith(sense)), sense)


def companions(syntax: Syntax, at: int) -> list[str]:
    """The words that may make a phrase of a verb: its particle, its preposition, and what it takes or goes into."""
    found = [particle] if (particle := syntax.particle(at)) else []
    found += [syntax.tokens[i].text.lower() for i in syntax.child(at, "prt", "prep", "advmod")]
    found += [syntax.lemma(i) for i in syntax.child(at, "dobj")]
    return found + [syntax.lemma(noun) for mark, noun in syntax.obliques(at) if mark == "into"]


def senses_of(syntax: Syntax, tokens: Iterable[int]) -> frozenset[str]:
    """What some words of a sentence are about: their senses, and each word without one as it stands."""
    return frozenset(sense for index in tokens for sense in senses_at(syntax, index))


def entailed(senses: Iterable[str]) -> frozenset[str]:
    """The senses with those that follow from them."""
    table = _entailments()
    given = frozenset(senses)
    return given | frozenset(more for sense in given for more in table.get(sense, ()))


def is_once(sense: str) -> bool:
    """Whether a given thing undergoes such an act once."""
    return sense in _once()


@cache
def once_words() -> frozenset[str]:
    """The first words of all acts that are done once."""
    return words_with(_once())


def words_with(senses_wanted: Iterable[str]) -> frozenset[str]:
    """The first words of all that can tell one of some senses, or what entails one."""
    wanted = frozenset(senses_wanted)
    table = _entailments()
    wanted |= {sense for sense, more in table.items() if more & wanted}
    held = [*_senses("verbs").items(), *_senses("nouns").items()]
    return wanted | frozenset(word.split()[0] for word, senses in held if senses & wanted)
