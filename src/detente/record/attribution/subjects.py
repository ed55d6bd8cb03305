"""Subjects: the words of a sentence that name who speaks, and whether they can name a speaker at all."""

from detente.record.attribution.clefts import affirmed, cleft_noun, without_denied
from detente.record.attribution.lexicon import Cues
from detente.record.attribution.ranges import noun_phrase
from detente.record.attribution.spans import Nodes
from detente.record.attribution.syntax import Tree

__all__ = ["RELATIVE", "antecedent", "may_speak", "noun_beside", "source_of", "teller"]

RELATIVE = frozenset({"who", "which", "that", "whom"})
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "everyone", "nobody", "somebody", "someone"})
_NEVER = frozenset("who whom you there this what nothing everything something these those one".split())

_SETTLING = frozenset({"decide", "determine"})
_SETTLED_BY = frozenset(
    "word question vote ballot election referendum result outcome factor thing figure number price cost money weather "
    "fate future history time size length".split()
)
"""What settles a matter and says nothing: "two words decide whether they can sign"."""

_ISSUING = frozenset(
    "adopt air approve author broadcast circulate compose deliver draft file give issue make post print publish record "
    "release send sign submit text tweet upload write".split()
)
"""What somebody does with a text of their own, and not with another's ("received a letter saying")."""


def noun_beside(tree: Tree, verb: int, quoted: frozenset[int]) -> int | None:
    """The noun right beside a verb that stands outside the quotation: "“…,” says Orr", "“…,” Orr says"."""
    for step in (1, -1):
        node = verb + step
        while 0 <= node < len(tree.tokens) and node not in quoted and abs(node - verb) < 8:
            token = tree.tokens[node]
            if token.text in {",", ".", ";", ":", '"', "“", "”"}:
                break
            if token.pos in {"PROPN", "NOUN", "PRON"}:
                while node + 1 < len(tree.tokens) and node + 1 not in quoted and tree.tokens[node + 1].pos == "PROPN":
                    node += 1
                return node
            node += step
    return None


def teller(tree: Tree, verb: int, subject: int, words: Cues) -> int:
    """Who speaks behind a grammatical subject.

    A participle set off by a comma ("…, saying") is the main clause's; a text ("released a letter saying") is whom it
    is said to be from, else whoever issues it; what somebody hears is whom they hear it from; a dateline before the
    sentence is nobody.
    """
    token = tree.tokens[verb]
    heard = _from_whom(tree, verb) if token.lemma in {"hear", "learn"} else None
    if heard is not None:
        return heard
    if token.tag == "VBG" and verb and tree.tokens[verb - 1].text == "," and words.takes(token.lemma, "q"):
        root = next((n for n, t in enumerate(tree.tokens) if t.head == n and n < verb), None)
        main = tree.child(root, "nsubj") if root is not None else None
        if main is not None and may_speak(tree, main, "speech", words, token.lemma) and verb not in tree.subjects:
            return main
    text = _text_behind(tree, verb, words) or antecedent(tree, subject)
    named = tree.tokens[text]
    issuing = tree.tokens[named.head]
    if (
        named.lemma in words.texts
        and named.dep == "dobj"
        and token.dep in {"acl", "relcl", "advcl"}
        and issuing.pos == "VERB"
    ):
        author = _from_whom(tree, text) or _from_whom(tree, named.head)
        if author is not None and author < verb:
            return author
        issuer = tree.subject(named.head) if issuing.lemma in _ISSUING else None
        if issuer is not None and may_speak(tree, issuer, "stance", words, token.lemma):
            return issuer
        subject = text
    if named.text.isupper() and len(named.text) > 3 and subject < 4:
        behind = [n for n in range(subject + 1, verb) if tree.tokens[n].text in {"-", "–", "—", "--"}]
        nouns = (
            [n for n in range(behind[0] + 1, verb) if tree.tokens[n].pos in {"PROPN", "NOUN", "PRON"}] if behind else []
        )
        if nouns:
            return next((n for n in nouns if n + 1 not in nouns), nouns[-1])
    return subject


def _text_behind(tree: Tree, verb: int, words: Cues) -> int | None:
    """The text that a participle tells of which the parser hung on the verb: "received a [letter] from Orr saying"."""
    token = tree.tokens[verb]
    if token.tag != "VBG" or token.dep != "advcl" or token.head > verb or tree.tokens[verb - 1].text == ",":
        return None
    held = tree.child(token.head, "dobj")
    return held if held is not None and held < verb and tree.tokens[held].lemma in words.texts else None


def _from_whom(tree: Tree, node: int) -> int | None:
    """Whom words or a text come from: "a letter [from Orr]", "[Orr's] letter", "heard [from Orr]"."""
    owner = tree.child(node, "poss")
    if owner is not None:
        return owner if tree.tokens[owner].pos != "PRON" else None
    links = (
        n for n in tree.children(node, "prep", "agent") if n > node and tree.tokens[n].text.lower() in {"from", "by"}
    )
    return next((named for named in (tree.child(n, "pobj") for n in links) if named is not None), None)


def may_speak(tree: Tree, subject: int, kind: str, words: Cues, lemma: str) -> bool:
    """Whether a subject can be a speaker: somebody or some text; for a stance the bar is higher than for speech."""
    token = tree.tokens[antecedent(tree, subject)]
    small = token.text.lower()
    if lemma in _SETTLING and token.lemma.lower() in _SETTLED_BY:
        return False
    if token.dep == "expl" or small in _NEVER:
        return small in {"those", "one"} and kind == "speech"
    if small in {"it", "that", "which"}:
        spoken = kind == "speech" and words.takes(lemma, "q")
        return spoken or (small == "it" and kind in {"stance", "intent"})
    if small in _PERSONAL or token.pos == "PROPN":
        return True
    if token.lemma.lower() in words.people or token.lemma.lower() in words.texts or token.lemma.lower() in words.media:
        return True
    if any(
        e.start <= token.start < e.end and e.label in {"PERSON", "ORG", "GPE", "NORP"} for e in tree.sentence.entities
    ):
        return True
    if kind == "stance" or kind == "intent":
        return small == "two" or (token.pos == "NOUN" and _is_agent_noun(small))
    return token.pos in {"NOUN", "PRON", "ADJ", "NUM", "DET"} and not (lemma in {"mean", "show"} and token.pos == "DET")


def antecedent(tree: Tree, subject: int) -> int:
    """Whom a relative pronoun stands for; the subject itself otherwise."""
    token = tree.tokens[subject]
    if token.text.lower() in RELATIVE and token.tag in {"WP", "WDT", "IN", "DT"}:
        singled = cleft_noun(tree, token.head)
        if singled is not None:
            return affirmed(tree, singled)
        node = subject
        for _ in range(len(tree.tokens)):
            head = tree.tokens[node].head
            if tree.tokens[node].dep == "relcl" and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
                return head
            if head == node:
                break
            node = head
    return subject


def source_of(tree: Tree, subject: int, verb: int) -> Nodes:
    """The words that name the speaker; a relative pronoun together with the noun right before it."""
    noun = antecedent(tree, subject)
    if noun != subject:
        low, high = noun_phrase(tree, noun)
        high = without_denied(tree, noun, high)
        if tree.tokens[noun].pos == "PRON":
            return noun, noun
        return (low, subject) if subject - high <= 2 and high < subject else (subject, subject)
    low, high = noun_phrase(tree, subject)
    return (low, high) if not low <= verb <= high else (subject, subject)


def _is_agent_noun(word: str) -> bool:
    """Whether a noun looks like somebody: "farmers", "unionists", "Democrats"."""
    stem = word.removesuffix("s")
    return stem.endswith(("er", "or", "ist", "ian", "ant", "ent", "man", "men", "people", "crat", "eer", "ee"))
