"""Figures in their clauses: all that decides whether two numbers are of the same thing on the same occasion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record import anchoring
from detente.record.assertion import Assertion, assertion_of
from detente.record.clauses import Syntax
from detente.record.entries import ActorId, Quantity
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words_by_kind

__all__ = ["Figure", "figures", "sentence_bounds", "unit_of"]

SAME_UNIT = {
    "kilometre": "km",
    "kilometer": "km",
    "percent": "%",
    "meter": "metre",
    "kilogram": "kg",
    "mw": "megawatt",
    "gw": "gigawatt",
    "ton": "tonne",
    "liter": "litre",
}
EMPTY = frozenset("be have do say make take year month day week percent number total more than least about".split())
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
PERIODS = frozenset({"day", "week", "month", "year", "hour", "minute", "head", "person", "tonne", "ton"})
REPORTING = frozenset("say tell add report note announce claim".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity in its clause.

    `head` is the noun counted or measured and `modifiers` what describes it; `verb` the predicate over it, `family` the
    group of verbs that put a number to the same thing; `object` what those counted do it to; `per` the rate ("a day").
    `lasting` marks states and plans, which hold beyond the day they are told. `context` are the sentence's other
    content words, `named` the parties it names.
    """

    quantity: Quantity
    head: str
    modifiers: frozenset[str]
    verb: str
    family: str
    object: str
    per: str
    agents: frozenset[ActorId]
    named: frozenset[ActorId]
    context: frozenset[str]
    status: str
    lasting: bool
    when: DateRange
    published: DateRange
    clause: Citation
    document: str


def unit_of(quantity: Quantity) -> str:
    """The unit under one of its names."""
    return SAME_UNIT.get(quantity.unit, quantity.unit)


def figures(reading: Reading, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """One article's figures with their context."""
    cast = Cast(reading)
    sentences = iter(reading.sentences)
    sentence: Sentence | None = next(sentences, None)
    syntax: Syntax | None = None
    for quantity in quantities:
        start = quantity.citation.span.start
        while sentence is not None and sentence.end <= start:
            sentence, syntax = next(sentences, None), None
        if sentence is None:
            return
        syntax = syntax or Syntax(sentence)
        if syntax.parsed and (figure := figure_of(quantity, syntax, cast)) is not None:
            yield figure


def figure_of(quantity: Quantity, syntax: Syntax, cast: Cast) -> Figure | None:
    """A quantity in its clause; None where it stands in no clause, or the clause denies or doubts it."""
    reading, sentence = cast.reading, syntax.sentence
    at = next((i for i, t in enumerate(syntax.tokens) if t.start >= quantity.citation.span.start), None)
    verb = predicate_over(syntax, at) if at is not None else None
    if at is None or verb is None:
        return None
    assertion = assertion_of(syntax, verb) if is_verb(syntax, verb) else Assertion()
    if assertion.hedged or assertion.status in {"denied", "proposed"}:
        return None
    parts = quantity.of.split()
    head = parts[-1] if parts else ("" if not quantity.unit else subject_noun(syntax, verb))
    if not head and not quantity.unit:
        return None
    start, end = sentence_bounds(reading, sentence)
    word = syntax.lemma(verb)
    return Figure(
        quantity=quantity,
        head=head,
        modifiers=frozenset(parts[:-1]),
        verb=word,
        family=words_by_kind("figures", "families").get(word, "" if word in REPORTING else word),
        object=object_noun(syntax, verb, at),
        per=rate(syntax, at, quantity),
        agents=frozenset(root_of(a, reading) for a in cast.all_of(syntax, syntax.agents(verb))),
        named=frozenset(root_of(m.actor, reading) for m in cast.mentions_within(sentence.start, sentence.end)),
        context=context(syntax, cast, head),
        status=assertion.status,
        lasting=is_lasting(syntax, verb, assertion),
        when=anchoring.when(sentence, syntax.tokens[verb].start, reading),
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def sentence_bounds(reading: Reading, sentence: Sentence) -> tuple[int, int]:
    """A sentence's offsets without white space around it."""
    words = reading.document.text[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return start, max(start + 1, start + len(words.strip()))


def is_verb(syntax: Syntax, at: int) -> bool:
    """Whether a token is a predicate and not a noun that holds a number ("savings of 7 million")."""
    return syntax.tokens[at].pos in {"VERB", "AUX"}


def predicate_over(syntax: Syntax, at: int) -> int | None:
    """The predicate, or the noun like "savings" or "cost", that a number stands under."""
    families = words_by_kind("figures", "families")
    for _ in range(12):
        token = syntax.tokens[at]
        if is_verb(syntax, at):
            return at
        head = token.head
        if head == at:
            return None
        above = syntax.tokens[head]
        if token.dep == "prep" and above.pos == "NOUN" and token.text.lower() == "of" and above.lemma.lower() in families:
            return head
        at = head
    return None


def subject_noun(syntax: Syntax, verb: int) -> str:
    """The thing that costs, measures or holds so much."""
    heads = syntax.child(verb, "nsubj", "nsubjpass") if is_verb(syntax, verb) else []
    nouns = [syntax.lemma(i) for i in heads if syntax.tokens[i].pos == "NOUN"]
    return nouns[0] if nouns else ""


def object_noun(syntax: Syntax, verb: int, at: int) -> str:
    """What those counted do, told by the object: "stopped work", "signed the letter"; "" where the number is in it."""
    if not is_verb(syntax, verb):
        return ""
    for index in syntax.child(verb, "dobj", "attr"):
        if at not in syntax.subtree(index):
            return syntax.lemma(index)
    return ""


def rate(syntax: Syntax, at: int, quantity: Quantity) -> str:
    """The unit of time or other unit that a number is counted by: "a day", "per tonne"; "" where there is none."""
    end = quantity.citation.span.end
    following = [i for i, t in enumerate(syntax.tokens) if t.start >= end][:3]
    words = [syntax.tokens[i].text.lower() for i in following]
    if len(words) >= 2 and words[0] in {"a", "an", "per", "each", "every"} and syntax.lemma(following[1]) in PERIODS:
        return syntax.lemma(following[1])
    if words[:1] in (["daily"], ["annually"], ["yearly"], ["weekly"], ["monthly"]):
        return {"daily": "day", "weekly": "week", "monthly": "month"}.get(words[0], "year")
    return ""


def context(syntax: Syntax, cast: Cast, head: str) -> frozenset[str]:
    """The sentence's content words, the verb among them."""
    families = words_by_kind("figures", "families")
    lemmas = {
        (families.get(lemma, lemma) if t.pos == "VERB" else lemma)
        for t in syntax.tokens
        if t.pos in CONTENT and t.text[:1].isalpha() and (lemma := t.lemma.lower()) and not cast.is_date(t.start)
    }
    return frozenset(lemmas - EMPTY - REPORTING - {head})


def is_lasting(syntax: Syntax, verb: int, assertion: Assertion) -> bool:
    """Whether a clause tells a state, a habit or a plan rather than an act of one day."""
    if not is_verb(syntax, verb) or assertion.status == "planned":
        return True
    if syntax.tokens[verb].tag in {"VBZ", "VBP"}:
        return True
    aux = [syntax.tokens[i].tag for i in syntax.child(verb, "aux", "auxpass")]
    return any(tag in {"VBZ", "VBP"} for tag in aux)
