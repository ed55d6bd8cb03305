"""Contested words: where the coverage says what a word means, and to whom.

Two kinds of place tell it. A sentence may say that parties differ over a word ("differ over what a 'handover' would
mean, with A arguing … and B asserting …"); or a party may be said to read it in one way ("A reads 'shared use' as …",
"for B it means …"). A word is contested when different speakers read it differently.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DocumentId
from detente.record.attribution.issuers import issuer_of, letterhead
from detente.record.construing import Form, forms_in
from detente.record.entries import Statement
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence
from detente.record.wordlists import words

__all__ = ["CONSTRUALS", "Construal"]

QUOTED = r"[“\"‘']\s?(?P<word>[A-Za-z][\w’' -]{1,40}?)[,.]?\s?[”\"’']"
DIFFER = (
    r"differ\w*|disagree\w*|divided?|split|at odds|quarrel\w*|clash\w*|dispute\w*|diverge\w*|argu\w+|contest\w*|"
    r"wrangl\w+|interpret\w*|understand\w*|read\w*"
)
DISPUTED_WORD = re.compile(
    rf"\b(?:{DIFFER})\b[^.;]{{0,60}}?"
    r"\b(?:what|meaning|definition|interpretation|reading|sense|scope|word|term|phrase|wording)\b[^.;]{0,40}?" + QUOTED
)
MEANING_OF = re.compile(
    r"\b(?:meaning|definition|interpretation|reading|sense|scope)s?\s+of\s+(?:the\s+(?:word|term|phrase)\s+)?" + QUOTED
)
SAYS = (
    r"(?:arg|assert|insist|say|said|contend|maintain|claim|hold|held|believ|stat|explain|counter|repl|stress|tak|took|"
    r"read|interpret|understand|understood|see|saw|construe|treat|regard|defin)"
)
SAYING = re.compile(rf"\s*(?:’s|'s)?[^.;:“”\"]{{0,25}}?\b(?P<verb>{SAYS}\w*)\b\s*,?\s*")
MEANING = (
    r"(?:means?|meant|entails?|entailed|implies|implied|covers?|covered|includes?|included|refers? to|amounts? to|"
    r"involves?|signifies)"
)
ASKED = re.compile(r"\bwhat\s+(?:do|does|did|would|is\s+meant\s+by)\b[^?.“”\"]{0,30}?" + QUOTED, re.IGNORECASE)
TOPICAL = (
    rf"(?:(?:would |should |must |can only |could only |does |only )?{MEANING}\s+(?:that\s+)?|"
    r"(?P<modal>(?:might|may|could|can|must|would|need) (?:not |only |also )?be (?=(?:an?|the|nothing|no)\b)))"
    r"(?P<reading>[^.;:]+)"
)
FOR_ACTOR = re.compile(r"(?:\b(?:for|to|in)\s+(?:the\s+)?)$", re.IGNORECASE)
NEXT_SPEAKER = re.compile(
    r"\s*,?\s*(?:\band\b|\bwhile\b|\bwhereas\b|\bbut\b|;)\s+(?:for\s+|to\s+|with\s+|that\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
BARE_QUOTE = re.compile(r"[“\"](?P<word>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,3})[,.]?[”\"]")
BACK = re.compile(r"^(?:it|this|that|them|the (?:same )?(?:word|term|phrase))$", re.IGNORECASE)
QUOTED_WORD = re.compile(r"[“\"‘']([^“”\"‘’']{2,40}?)[,.]?[”\"’']")
NAME_AT_END = re.compile(
    r"((?:\b(?:the|our|its|their) )?[A-Z][\w’'-]*(?: (?:of (?:the )?)?[A-Z][\w’'-]*){0,4}|"
    r"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir) [a-z]+(?: [a-z]+)?)\s*$"
)
DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed))(?: that)?\s*$")
OTHERS = "others"
"""Who holds a reading that a text only says somebody rejects."""

QUOTE_MARK = re.compile(r"[“\"‘']")
REMEMBERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Construal:
    """One party's reading of a word: the word, who reads it so, the words of the reading, and where the word stands.

    `bare` marks a word without quotation marks, which is contested only where another text quotes it.
    """

    word: str
    speaker: str
    reading: Citation
    use: Citation
    document: DocumentId
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The word whose meaning an article is about."""

    word: str
    use: Citation


@dataclass(slots=True)
class Memory:
    """The contested word a text has in hand, for the sentences that go on about it."""

    word: str = ""
    use: Citation | None = None
    age: int = 0
    disputed: bool = False
    own: bool = False


def construals(reading: Reading) -> Iterator[Construal]:
    """Every reading of a word that an article gives to somebody, in order."""
    cast, memory = Cast(reading), Memory()
    said = [statement for statement in reading.gleaned.get("statements", ()) if statement.speaker.name]
    topic: Topic | None = None
    for sentence in reading.sentences:
        if sentence.passage.kind == "headline":
            topic = topic or topic_of(sentence, reading)
            continue
        found = list(sentence_construals(sentence, cast, memory, said))
        yield from found
        if topic is not None and not found:
            yield from topical(sentence, cast, topic, said)
        memory.age += 1
        if memory.age > REMEMBERED:
            memory.word, memory.disputed = "", False


CONSTRUALS = Gleaner("construals", Construal, construals)


def topic_of(sentence: Sentence, reading: Reading) -> Topic | None:
    """The word whose meaning a headline asks for."""
    text = reading.document.text[sentence.start : sentence.end]
    match = ASKED.search(text) or DISPUTED_WORD.search(text) or MEANING_OF.search(text)
    if match is None:
        return None
    start, end = match.span("word")
    word = word_key(match.group("word"))
    return Topic(word=word, use=reading.document.cite(sentence.start + start, sentence.start + end))


def topical(sentence: Sentence, cast: Cast, topic: Topic, said: Sequence[Statement]) -> Iterator[Construal]:
    """ "A argues that a handover means …", "A handover might be …": readings of the word the headline asks for.

    A sentence without a speaker goes on with the view of the one before it in its paragraph.
    """
    text = cast.reading.document.text[sentence.start : sentence.end]
    word = r"[\s-]?".join(re.escape(part) for part in topic.word.split())
    for match in re.finditer(rf"\b(?:an?|the|any|such an?|[“\"‘'])\s*{word}[”\"’']?\s+{TOPICAL}", text, re.IGNORECASE):
        name = whose(text, match.start(), sentence, cast, said) or view_before(sentence, cast, said)
        modal, start = match.start("modal"), match.start("reading")
        reading = trim(text, modal if modal >= 0 else start, match.end("reading"))
        if name is not None and reading is not None:
            yield construal(topic.word, name, reading, topic.use, sentence, cast)


def view_before(sentence: Sentence, cast: Cast, said: Sequence[Statement]) -> str | None:
    """The one speaker of the sentence right before, in the same passage."""
    earlier = [s for s in cast.reading.sentences if s.passage == sentence.passage and s.end <= sentence.start]
    if not earlier:
        return None
    last = earlier[-1]
    held = {speaker_of(one, cast) for one in said if last.start <= one.content.span.start < last.end}
    return held.pop() if len(held) == 1 else None


def sentence_construals(
    sentence: Sentence, cast: Cast, memory: Memory, said: Sequence[Statement]
) -> Iterator[Construal]:
    """The readings one sentence gives; a word it disputes stays in hand."""
    document = cast.reading.document
    text = document.text[sentence.start : sentence.end]
    if not memory.word and not QUOTE_MARK.search(text):
        yield from explicit(text, sentence, cast, memory, said)
        return
    disputed = DISPUTED_WORD.search(text) or MEANING_OF.search(text)
    after, remembered = 0, None
    if disputed is not None:
        start, end = disputed.span("word")
        memory.word, memory.age, memory.disputed = word_key(disputed.group("word")), 0, True
        memory.use = document.cite(sentence.start + start, sentence.start + end)
        after = disputed.end()
    elif (phrase := BARE_QUOTE.search(text)) is not None and not memory.disputed:
        start, end = phrase.span("word")
        remembered = word_key(phrase.group("word")), document.cite(sentence.start + start, sentence.start + end)
    held = list(argued(text, after, sentence, cast, memory)) if memory.disputed and memory.word else []
    several = len({construal.speaker for construal in held}) > 1
    found = held if several else list(explicit(text, sentence, cast, memory, said)) or held
    if remembered is not None and not found:
        (memory.word, memory.use), memory.age = remembered, 0
    yield from found


def word_key(word: str) -> str:
    """A word as its term is listed."""
    return " ".join(word.strip(" ,.").casefold().split())


def argued(text: str, after: int, sentence: Sentence, cast: Cast, memory: Memory) -> Iterator[Construal]:
    """ "with A arguing … and B asserting …" behind the disputed word, or in the sentences that follow it."""
    starts: list[tuple[str, int, int]] = []
    for name, begin, end in voices(sentence, cast):
        cue = SAYING.match(text, end) if begin >= after else None
        if cue is not None and (not starts or begin >= starts[-1][2]):
            starts.append((name, begin, cue.end()))
    for number, (speaker, _, begin) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        reading = trim(text, begin, end)
        if reading is not None and memory.use is not None and (after or len(starts) > 1):
            yield construal(memory.word, speaker, reading, memory.use, sentence, cast)


def explicit(
    text: str, sentence: Sentence, cast: Cast, memory: Memory, said: Sequence[Statement]
) -> Iterator[Construal]:
    """ "A reads 'W' as …", "for B it means …", and what a speaker says that a word means."""
    speaking = voices(sentence, cast)
    bounds = [begin for _, begin, _ in speaking]
    own, memory.own = memory.own, False
    for form in forms_in(in_hand(text, memory.word), after_own=own):
        speaker = holder(form, text, speaking, sentence, cast, said)
        use = word_in_hand(form, text, sentence, cast, memory) if speaker is not None else None
        begin = denial_before(text, form.what[0]) if form.kind in ("said", "bare") else None
        start = form.reading[0] if begin is None else begin
        reading = trim(text, start, cut_at_next(text, form.reading[0], form.reading[1], bounds))
        if speaker is not None and use is not None and reading is not None:
            memory.own = form.kind == "own"
            yield construal(memory.word, speaker, reading, use, sentence, cast, bare=form.kind == "bare")


def in_hand(text: str, word: str) -> str:
    """A sentence with "it" for the word in hand where it has no quotation marks; every place stays."""
    if " " not in word:
        return text
    bare = rf"(?<![“\"‘'\w])(?:(?:an?|any|the)\s+)?{re.escape(word)}(?![”\"’'\w])"
    return re.sub(bare, lambda match: "it".ljust(len(match.group())), text, flags=re.IGNORECASE)


def holder(
    form: Form,
    text: str,
    speaking: Sequence[tuple[str, int, int]],
    sentence: Sentence,
    cast: Cast,
    said: Sequence[Statement],
) -> str | None:
    """Who reads a word as a form tells it: an actor or body of its words, else the name they end in."""
    if form.kind == "rejected":
        return OTHERS
    if form.who is None:
        return whose(text, form.what[0], sentence, cast, said)
    inside = [name for name, begin, end in speaking if form.who[0] <= begin and end <= form.who[1]]
    named = NAME_AT_END.search(text, *form.who)
    if inside and (named is None or not inside[-1].startswith("the ")):
        return inside[-1]
    return " ".join(named.group(1).split()) if named else None


def denial_before(text: str, at: int) -> int | None:
    """Where "denies that" begins right before a word."""
    found = DENIES.search(text, 0, at)
    return found.start() if found else None


def word_in_hand(form: Form, text: str, sentence: Sentence, cast: Cast, memory: Memory) -> Citation | None:
    """Where the word stands that a form speaks of; "it" is the word in hand. A quoted word comes into hand."""
    start, end = form.what
    quoted = QUOTED_WORD.search(text, start, end)
    span = quoted.span(1) if quoted else (start, end)
    if quoted is None and form.kind not in ("bare", "defined", "rejected"):
        return memory.use if memory.word else None
    if quoted is None and BACK.match(text[start:end]):
        return memory.use if memory.word else None
    memory.word, memory.age = word_key(text[slice(*span)]), 0
    memory.use = cast.reading.document.cite(sentence.start + span[0], sentence.start + span[1])
    return memory.use


def whose(text: str, at: int, sentence: Sentence, cast: Cast, said: Sequence[Statement]) -> str | None:
    """Whose reading a "means" is: "for A", or whoever says it."""
    before = [voice for voice in voices(sentence, cast) if voice[1] < at]
    for name, begin, end in reversed(before):
        if FOR_ACTOR.search(text, 0, begin) and len(text[end:at].split()) <= 3:
            return name
    here = sentence.start + at
    for statement in said:
        if statement.content.span.start <= here < statement.content.span.end:
            return speaker_of(statement, cast)
    for name, _, end in reversed(before):
        cue = SAYING.match(text, end)
        if cue is not None and cue.end() <= at:
            return name
    issuer = cast.reading.once(issuer_of)
    return name_of(cast, issuer) if issuer is not None else cast.reading.once(letterhead)


def speaker_of(statement: Statement, cast: Cast) -> str:
    """The party behind a speaker, or the speaker's own name where no party is known."""
    actor = statement.speaker.actor
    return name_of(cast, actor) if actor else statement.speaker.name or ""


def voices(sentence: Sentence, cast: Cast) -> list[tuple[str, int, int]]:
    """(name, start, end within the sentence) of all that can hold a reading: actors, and bodies without a name."""
    found = [
        (name_of(cast, m.actor), m.citation.span.start - sentence.start, m.citation.span.end - sentence.start)
        for m in cast.mentions_within(sentence.start, sentence.end)
    ]
    taken = [(begin, end) for _, begin, end in found]
    bodies = words("event_words", "bodies", "words")
    for token in sentence.tokens:
        begin, end = token.start - sentence.start, token.end - sentence.start
        if token.lemma.lower() in bodies and not any(a <= begin < b for a, b in taken):
            found.append((f"the {token.text.lower()}", begin, end))
    return sorted(found, key=lambda voice: voice[1])


def cut_at_next(text: str, start: int, end: int, bounds: Sequence[int]) -> int:
    """Where a reading ends: before ", while B …" or ", and B …"."""
    for bound in bounds:
        if start < bound < end:
            joint = re.search(
                r"\s*[,;]?\s*(?:\band\b|\bwhile\b|\bwhereas\b|\bbut\b|;)\s+(?:for\s+|to\s+)?(?:the\s+)?$",
                text[start:bound],
            )
            if joint is not None:
                return start + joint.start()
    return end


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A reading without the joint behind it, opening "that" or closing punctuation; None when nothing is left."""
    joint = NEXT_SPEAKER.search(text, start, end)
    if joint is not None:
        end = joint.start()
    opening = re.compile(r"\s*(?:that\s+)?").match(text, start, end)
    start = opening.end() if opening else start
    while end > start and text[end - 1] in " ,.;:\n\r\t":
        end -= 1
    return (start, end) if end - start > 3 else None


def construal(
    word: str,
    speaker: str,
    reading: tuple[int, int],
    use: Citation,
    sentence: Sentence,
    cast: Cast,
    *,
    bare: bool = False,
) -> Construal:
    """The construal with its places in the document."""
    document = cast.reading.document
    cited = document.cite(sentence.start + reading[0], sentence.start + reading[1])
    return Construal(word=word, speaker=speaker, reading=cited, use=use, document=document.id, bare=bare)


def name_of(cast: Cast, actor: str) -> str:
    """The name of the party an actor speaks for."""
    root = root_of(actor, cast.reading)
    return cast.reading.actors[root].name if root in cast.reading.actors else root
