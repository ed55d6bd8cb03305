"""Verbs that report: active, passive, asked about, quoting another, and those the model took for nouns."""

from detente.record.attribution.bounds import content_end
from detente.record.attribution.clefts import affirmed
from detente.record.attribution.complements import complement, that_clause, unmarked_clause
from detente.record.attribution.hearers import before_answer, has_object, is_hearer, question_quoted
from detente.record.attribution.lexicon import Cues
from detente.record.attribution.ranges import has_word, noun_phrase, trimmed
from detente.record.attribution.spans import Found, Nodes
from detente.record.attribution.subjects import antecedent, may_speak, noun_beside, source_of, teller
from detente.record.attribution.surroundings import as_said_rest, content_behind, sentence_around, through_colon
from detente.record.attribution.syntax import Tree

__all__ = ["by_mistagged", "by_verb", "is_mistagged"]

_BARRED = frozenset({"unable", "able", "authorised", "authorized", "permitted", "allowed", "authorise", "authorize"})


def is_mistagged(tree: Tree, node: int, words: Cues) -> bool:
    """Whether a noun is a verb in truth: "Orr hopes the talks …" in a sentence without a finite verb before it."""
    token = tree.tokens[node]
    if token.tag != "NNS" or node == 0 or node + 2 >= len(tree.tokens) or not words.takes(token.lemma, "c"):
        return False
    behind = tree.tokens[node + 1]
    opens = behind.tag in {"DT", "PRP", "PRP$", "IN", "TO", "NNP"} and behind.text.lower() not in {"of", "for"}
    return tree.tokens[node - 1].pos == "PROPN" and opens


def by_mistagged(tree: Tree, node: int) -> Found | None:
    """The attribution of a verb that the model took for a noun."""
    low = node - 1
    while low > 0 and tree.tokens[low - 1].pos in {"PROPN", "ADJ", "DET"}:
        low -= 1
    piece = trimmed(tree, node + 1, len(tree.tokens) - 1)
    if piece is None:
        return None
    return Found(
        cue=(node, node),
        verb=node,
        source=(low, node - 1),
        head=node - 1,
        pieces=(piece,),
        kind="thought",
        lemma=tree.tokens[node].lemma,
        depth=0,
    )


def by_verb(tree: Tree, verb: int, words: Cues, quoted: frozenset[int]) -> Found | None:
    """An attribution whose reporting word is a verb."""
    lemma = tree.tokens[verb].lemma.lower()
    if lemma not in words.verbs and lemma not in words.prepositional and lemma not in words.phrasal:
        return None
    question = question_quoted(tree, verb, quoted)
    if tree.is_passive(verb) and question is None:
        return _by_passive(tree, verb, lemma, words)
    if question is not None or is_hearer(tree, verb):
        return _asked(tree, verb, lemma, words, question)
    subject = tree.subject(verb)
    if subject is not None and subject in quoted:
        own = [node for node in tree.children(verb, "nsubj") if node not in quoted]
        subject = own[-1] if own else noun_beside(tree, verb, quoted)
    if subject is not None:
        subject = affirmed(tree, teller(tree, verb, subject, words))
    lemma = _phrasal(tree, verb, lemma, words)
    quoting = _quoted_as_saying(tree, verb, lemma, words) or _behind_a_role(tree, verb, subject, lemma, words)
    if quoting is not None:
        return quoting
    governed = complement(tree, verb, lemma, words)
    open_ = False
    if governed is None and words.takes(lemma, "q") and subject is not None:
        pieces = (
            as_said_rest(tree, verb)
            or (() if has_object(tree, verb, words) else sentence_around(tree, verb, subject, words))
            or content_behind(tree, verb, subject)
            or that_clause(tree, verb, words)
            or unmarked_clause(tree, verb, lemma, words)
        )
        open_ = not pieces
        governed = (verb, pieces, "speech") if pieces or _speaks(tree, verb) else None
    if governed is None:
        return None
    cue_end, pieces, kind = governed
    if subject is None or not may_speak(tree, subject, kind, words, lemma):
        return None
    if (pieces and not any(has_word(tree, piece) for piece in pieces)) or _is_unable(tree, verb):
        return None
    if kind == "speech":
        pieces = through_colon(tree, verb, pieces, quoted)
    low, high = tree.verb_group(verb)
    return Found(
        cue=(low, max(high, cue_end)),
        verb=verb,
        source=source_of(tree, subject, verb),
        head=antecedent(tree, subject),
        pieces=pieces,
        kind=kind,
        lemma=lemma,
        depth=tree.depth(verb),
        open=open_,
    )


def _quoted_as_saying(tree: Tree, verb: int, lemma: str, words: Cues) -> Found | None:
    """ "The agency quoted Orr as saying that …": Orr said it, and the agency relays it."""
    named = tree.child(verb, "dobj")
    if lemma not in {"quote", "cite"} or named is None:
        return None
    saying = next((n for n in range(named + 1, len(tree.tokens) - 1) if tree.tokens[n].text.lower() == "as"), None)
    if saying is None or not words.takes(tree.tokens[saying + 1].lemma, "q"):
        return None
    behind = trimmed(tree, saying + 2, len(tree.tokens) - 1)
    subject = tree.subject(verb)
    low = tree.extent(subject)[0] if subject is not None else verb
    ahead = trimmed(tree, 0, low - 1) if low > 0 else None
    piece = behind if behind is not None and has_word(tree, behind) else ahead
    if piece is None:
        return None
    return Found(
        cue=(saying + 1, saying + 1),
        verb=verb,
        source=noun_phrase(tree, named) if noun_phrase(tree, named)[1] < saying else (named, named),
        head=named,
        pieces=(piece,),
        kind="speech",
        lemma=tree.tokens[saying + 1].lemma,
        depth=-1,
        relay=noun_phrase(tree, subject) if subject is not None else None,
    )


def _behind_a_role(tree: Tree, verb: int, subject: int | None, lemma: str, words: Cues) -> Found | None:
    """ "55 percent came, a spokeswoman for the port, Ada Orr, said.": where the parse
    makes the figure the speaker, or finds none."""
    tokens = tree.tokens
    is_last = verb + 1 == len(tokens) or tokens[verb + 1].text in {".", ";"}
    if not (is_last and words.takes(lemma, "q") and verb > 1 and tokens[verb - 1].text == ","):
        return None
    name = _borders(tree, verb - 1)
    role = _borders(tree, name - 1)
    named = all(tokens[n].pos == "PROPN" for n in range(name, verb - 1))
    titled = any(tokens[n].lemma.lower() in words.people for n in range(role, min(role + _TITLE, name)))
    if not (named and titled and role > 1) or (subject is not None and subject >= role):
        return None
    piece = trimmed(tree, 0, role - 2)
    if piece is None or not has_word(tree, piece):
        return None
    return Found(
        cue=(verb, verb),
        verb=verb,
        source=(role, verb - 2),
        head=verb - 2,
        pieces=(piece,),
        kind="speech",
        lemma=lemma,
        depth=tree.depth(verb),
    )


_TITLE = 5
"""Tokens within which a role is named: "a deputy spokeswoman for …"."""


def _borders(tree: Tree, comma: int) -> int:
    """The first token of what a comma ends: behind the comma before it, or the sentence's first."""
    return next((n + 1 for n in range(comma - 1, -1, -1) if tree.tokens[n].text == ","), 0)


def _asked(tree: Tree, verb: int, lemma: str, words: Cues, question: Nodes | None) -> Found | None:
    """A bare participle that reports a question, quoted or not, or a telling; nobody is named who asked."""
    if not words.addresses(lemma):
        return None
    governed = (verb, (question,), "speech") if question is not None else complement(tree, verb, lemma, words)
    if governed is None:
        return None
    cue_end, pieces, kind = governed
    pieces = tuple((low, high) for low, end in pieces if low <= (high := before_answer(tree, verb, end, words)))
    if not pieces:
        return None
    return Found(
        cue=(verb, max(verb, cue_end)),
        verb=verb,
        source=None,
        head=None,
        pieces=pieces,
        kind=kind,
        lemma=lemma,
        depth=tree.depth(verb),
    )


def _is_unable(tree: Tree, verb: int) -> bool:
    """Whether somebody could not or may not say it: "was unable to respond", "not authorised to discuss it"."""
    head = tree.tokens[verb].head
    barred = tree.tokens[head].lemma.lower() in _BARRED or tree.tokens[head].text.lower() in _BARRED
    return tree.tokens[verb].dep == "xcomp" and barred


def _phrasal(tree: Tree, verb: int, lemma: str, words: Cues) -> str:
    """The verb's lemma; "say" where it and the words behind it mean that ("point out", "put it")."""
    behind = words.phrasal.get(lemma, frozenset())
    near = (n for n in range(verb + 1, min(verb + 4, len(tree.tokens))) if tree.tokens[n].head == verb)
    return "say" if any(tree.tokens[n].text.lower() in behind for n in near) else lemma


def _speaks(tree: Tree, verb: int) -> bool:
    """Whether a verb without content may introduce a quotation, behind a colon or in another sentence."""
    behind = tree.extent(verb)[1] + 1
    colons = [*tree.children(verb, "punct"), *([behind] if behind < len(tree.tokens) else [])]
    return not tree.children(verb, "dobj", "ccomp", "xcomp") or any(tree.tokens[n].text == ":" for n in colons)


def _by_passive(tree: Tree, verb: int, lemma: str, words: Cues) -> Found | None:
    """A passive: "X was criticised by Y", "it is said that", "X is expected to"; without an agent nobody is named."""
    agent = tree.child(verb, "agent")
    named = tree.child(agent, "pobj") if agent is not None else None
    subject = tree.child(verb, "nsubjpass", "csubjpass", "nsubj")
    clause = tree.child(verb, "ccomp", "xcomp", "oprd")
    if lemma in {"quote", "cite"} and any(tree.tokens[c].text.lower() == "as" for c in tree.children(verb, "prep")):
        return None
    if lemma not in words.verbs or any(_says_itself(tree, c, words) for c in tree.children(verb, "xcomp")):
        return None
    pieces: list[Nodes] = []
    expletive = subject is not None and tree.tokens[subject].text.lower() in {"it", "there"}
    hearer = words.addresses(lemma) and clause is not None
    if subject is not None and not expletive and not hearer:
        pieces.append(noun_phrase(tree, subject))
    if clause is not None:
        low, high = tree.extent(clause)
        pieces.append((low, content_end(tree, low, high, words)))
    elif named is None and tree.tokens[verb].dep != "ROOT":
        return None
    if named is None and (clause is None or not (words.takes(lemma, "c") or words.takes(lemma, "i"))):
        return None
    if named is None and words.takes(lemma, "q") and _is_negated(tree, verb):
        return None
    if named is not None and not may_speak(tree, named, "stance", words, lemma):
        return None
    if not pieces:
        return None
    low, high = tree.verb_group(verb)
    return Found(
        cue=(low, high),
        verb=verb,
        source=noun_phrase(tree, named) if named is not None else None,
        head=named,
        pieces=tuple(sorted(pieces)),
        kind="thought",
        lemma=lemma,
        depth=tree.depth(verb),
    )


def _is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb is said not to happen, or no longer: "was not asked", "is no longer even asked"."""
    low = min(tree.children(verb, "aux", "auxpass", "neg"), default=verb)
    return any(token.dep == "neg" for token in tree.tokens[low:verb])


def _says_itself(tree: Tree, clause: int, words: Cues) -> bool:
    """Whether what is reported of somebody is that they spoke: "is reported to have said"."""
    token = tree.tokens[clause]
    perfect = any(tree.tokens[c].lemma == "have" for c in tree.children(clause, "aux"))
    return perfect and words.takes(token.lemma, "q") and not tree.is_passive(clause)
