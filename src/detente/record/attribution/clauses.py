"""Attributions in one sentence, by rules over its dependency tree: who reports what by which word.

The content is what the reporting word governs: a clause, an infinitive, the object of a verb of praise or blame, what a
preposition introduces. Where the word is set behind or into the sentence it reports ("…, she said"), the content is
that sentence.
"""

from collections.abc import Iterator

from detente.record.attribution.lexicon import Cues, cues
from detente.record.attribution.plain import plain_attributions
from detente.record.attribution.spans import Found, Nodes
from detente.record.attribution.syntax import Tree
from detente.record.reading import Sentence

__all__ = ["attributions_in"]

_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "relcl")
_TRAILING = frozenset({"advcl", "npadvmod", "punct", "cc", "conj", "parataxis", "dep", "advmod", "mark", "tmod"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WH = frozenset({"whether", "if", "that", "how", "why", "what", "when", "where", "who", "which"})


def attributions_in(sentence: Sentence, quoted: frozenset[int]) -> tuple[Found, ...]:
    """The attributions of a sentence, outermost first, none within another's content.

    `quoted` are the tokens that stand in quotations: words in somebody's mouth report nothing of their own.
    """
    if not any(token.dep for token in sentence.tokens):
        return tuple(plain_attributions(sentence, quoted))
    tree = Tree(sentence)
    candidates = sorted(_candidates(tree, quoted), key=lambda f: (f.depth, f.verb))
    return tuple(candidates)


def _candidates(tree: Tree, quoted: frozenset[int]) -> Iterator[Found]:
    """Everything that may be an attribution."""
    words = cues()
    trailing = _trailing(tree, quoted, words)
    if trailing is not None:
        yield trailing
    for node, token in enumerate(tree.tokens):
        if node in quoted or (trailing is not None and node == trailing.verb):
            continue
        found = None
        if token.text.lower() == "according":
            found = _according(tree, node)
        elif token.text.lower() in {"in", "from"} and token.dep == "prep":
            found = _in_survey(tree, node)
        elif token.text.lower() in {"reportedly", "allegedly", "supposedly", "purportedly"}:
            found = _hearsay(tree, node)
        elif token.pos in {"VERB", "AUX"} and token.dep not in {"amod", "aux", "auxpass", "compound", "case", "nmod"}:
            found = _by_verb(tree, node, words, quoted)
        elif token.pos == "NOUN" and _is_mistagged(tree, node, words):
            found = _by_mistagged(tree, node)
        elif token.pos == "NOUN" and token.lemma in words.nouns:
            found = _by_noun(tree, node, words)
        elif token.pos in {"ADJ", "VERB"} and token.lemma in words.adjectives and token.dep == "acomp":
            found = _by_adjective(tree, node)
        if found is not None:
            yield found


def _is_mistagged(tree: Tree, node: int, words: Cues) -> bool:
    """Whether a noun is a verb in truth: "Orr hopes the talks …" in a sentence without a finite verb before it."""
    token = tree.tokens[node]
    if token.tag != "NNS" or node == 0 or node + 2 >= len(tree.tokens) or not words.takes(token.lemma, "c"):
        return False
    behind = tree.tokens[node + 1]
    opens = behind.tag in {"DT", "PRP", "PRP$", "IN", "TO", "NNP"} and behind.text.lower() not in {"of", "for"}
    return tree.tokens[node - 1].pos == "PROPN" and opens


def _by_mistagged(tree: Tree, node: int) -> Found | None:
    """The attribution of a verb that the model took for a noun."""
    low = node - 1
    while low > 0 and tree.tokens[low - 1].pos in {"PROPN", "ADJ", "DET"}:
        low -= 1
    piece = _bare(tree, node + 1, len(tree.tokens) - 1)
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


def _trailing(tree: Tree, quoted: frozenset[int], words: Cues) -> Found | None:
    """A reporting clause set behind the whole sentence: "…, the agency reported on Monday."."""
    last = len(tree.tokens) - 1
    comma = next((n for n in range(last, 0, -1) if tree.tokens[n].text == "," and n not in quoted), None)
    if comma is None or comma < 3 or last - comma > 14:
        return None
    verbs = [
        n
        for n in range(comma + 1, last + 1)
        if tree.tokens[n].tag in {"VBD", "VBZ", "VBP"} and words.takes(tree.tokens[n].lemma, "q")
    ]
    if len(verbs) != 1 or not comma + 1 < verbs[0]:
        return None
    verb = verbs[0]
    named = tree.tokens[comma + 1 : verb]
    heads = [n for n in range(comma + 1, verb) if tree.tokens[n].pos in {"NOUN", "PROPN", "PRON"}]
    behind = tree.tokens[verb + 1 : last + 1]
    if (
        not heads
        or any(t.pos not in _NOMINAL for t in named)
        or tree.tokens[comma + 1].tag in {"WP", "WDT", "IN", "CC"}
    ):
        return None
    if any(t.pos in {"VERB", "AUX", "SCONJ"} for t in behind) or len(behind) > 6 or not _has_verb(tree, (0, comma - 1)):
        return None
    pieces = _bare(tree, 0, comma - 1)
    if pieces is None or not _may_speak(tree, heads[-1], "speech", words, tree.tokens[verb].lemma):
        return None
    return Found(
        cue=(verb, verb),
        verb=verb,
        source=(comma + 1, heads[-1]),
        head=heads[-1],
        pieces=(pieces,),
        kind="speech",
        lemma=tree.tokens[verb].lemma,
        depth=-1,
    )


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADV", "ADP"})


def _according(tree: Tree, node: int) -> Found | None:
    """ "According to X, …" and "…, according to X"."""
    to = tree.child(node, "prep")
    named = tree.child(to, "pobj", "pcomp") if to is not None else None
    if to is None or named is None:
        return None
    source = _noun_phrase(tree, named)
    low, high = node, max(source[1], tree.extent(named)[1])
    pieces = _rest(tree, low, high)
    return (
        Found(
            cue=(node, to),
            verb=node,
            source=source,
            head=named,
            pieces=pieces,
            kind="text",
            lemma="according",
            depth=-1,
        )
        if pieces
        else None
    )


def _in_survey(tree: Tree, node: int) -> Found | None:
    """ "In a survey, …" and "… in a poll": the figures are the survey's."""
    named, head = tree.child(node, "pobj"), tree.tokens[node].head
    if (
        named is None
        or tree.tokens[named].lemma not in {"poll", "survey"}
        or tree.tokens[head].pos not in {"VERB", "AUX"}
    ):
        return None
    if not any(e.label in {"PERCENT", "CARDINAL", "ORG", "DATE"} for e in tree.sentence.entities):
        return None
    source = _noun_phrase(tree, named)
    pieces = _rest(tree, node, max(source[1], tree.extent(named)[1]))
    return Found(
        cue=(node, node),
        verb=node,
        source=source,
        head=named,
        pieces=pieces,
        kind="text",
        lemma="in",
        depth=tree.depth(head),
    )


def _hearsay(tree: Tree, node: int) -> Found | None:
    """ "Reportedly": a clause that nobody named vouches for."""
    head = tree.tokens[node].head
    if head == node or tree.tokens[head].pos not in {"VERB", "AUX"}:
        return None
    low, high = tree.extent(head)
    pieces = tuple(p for p in (_bare(tree, low, node - 1), _bare(tree, node + 1, high)) if p is not None)
    return Found(
        cue=(node, node),
        verb=node,
        source=None,
        head=None,
        pieces=pieces,
        kind="text",
        lemma=tree.tokens[node].text.lower(),
        depth=tree.depth(head),
    )


def _rest(tree: Tree, low: int, high: int) -> tuple[Nodes, ...]:
    """What a parenthesis between two tokens leaves of its sentence, without the marks beside it."""
    last = len(tree.tokens) - 1
    while low > 0 and tree.tokens[low - 1].text in {",", "—", "–", "-", "--", "("}:
        low -= 1
    while high < last and tree.tokens[high + 1].text in {",", "—", "–", "-", "--", ")"}:
        high += 1
    pieces = [(0, low - 1), (high + 1, last)]
    if low > 0 and tree.tokens[low - 1].text.lower() == "that":
        pieces = pieces[1:]
    return tuple(p for p in (_bare(tree, *piece) for piece in pieces) if p is not None and _has_word(tree, p))


def _bare(tree: Tree, low: int, high: int) -> Nodes | None:
    """A range without leading conjunctions and commas and without a closing stop or comma."""
    while low <= high and tree.tokens[low].text.lower() in {",", ";", ":", "and", "but", "—", "–", "-", "--"}:
        low += 1
    while high >= low and tree.tokens[high].text in {",", ";", ":", "—", "–", "-", "--", ".", "("}:
        high -= 1
    return (low, high) if low <= high else None


def _has_word(tree: Tree, nodes: Nodes) -> bool:
    """Whether a range holds more than marks and articles."""
    return any(t.text[:1].isalnum() and t.tag != "DT" for t in tree.tokens[nodes[0] : nodes[1] + 1])


def _has_verb(tree: Tree, nodes: Nodes) -> bool:
    """Whether a range holds a finite verb or a quotation, so that it can be what somebody said."""
    tokens = tree.tokens[nodes[0] : nodes[1] + 1]
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} or t.text in {'"', "“", "''"} for t in tokens)


def _noun_phrase(tree: Tree, head: int) -> Nodes:
    """A noun phrase without its relative clauses and what is set behind a comma."""
    low, high = tree.extent(head)
    for child in tree.children(head):
        if (
            child > head
            and tree.tokens[child].dep in {"relcl", "punct", "appos", "cc", "acl"}
            and (tree.tokens[child].dep != "cc")
        ):
            high = min(high, tree.extent(child)[0] - 1)
    while high > head and (
        tree.tokens[high].text in {",", "(", "-", "–", "—", "that", "who"} or tree.tokens[high].tag == "POS"
    ):
        high -= 1
    while low < head and tree.tokens[low].text in {",", "(", "“", '"', "-", "”", "’", "''", "—", "–", "--"}:
        low += 1
    return low, max(high, head)


def _by_verb(tree: Tree, verb: int, words: Cues, quoted: frozenset[int]) -> Found | None:
    """An attribution whose reporting word is a verb."""
    lemma = tree.tokens[verb].lemma.lower()
    if lemma not in words.verbs and lemma not in words.prepositional and lemma not in words.phrasal:
        return None
    if tree.is_passive(verb):
        return _by_passive(tree, verb, lemma, words)
    if _is_asked(tree, verb):
        return _asked(tree, verb, lemma, words)
    subject = tree.subject(verb)
    if subject is not None and subject in quoted:
        subject = _beside(tree, verb, quoted)
    if subject is not None:
        subject = _teller(tree, verb, subject, words)
    lemma = _phrasal(tree, verb, lemma, words)
    quoting = _quoted_as_saying(tree, verb, lemma, words)
    if quoting is not None:
        return quoting
    governed = _governed(tree, verb, lemma, words)
    open_ = False
    if governed is None and words.takes(lemma, "q") and subject is not None:
        pieces = (
            _as_said(tree, verb)
            or _around(tree, verb, subject, words)
            or _behind(tree, verb, subject)
            or _that_clause(tree, verb, words)
            or _unmarked_clause(tree, verb, lemma, words)
        )
        open_ = not pieces
        governed = (verb, pieces, "speech") if pieces or _speaks(tree, verb) else None
    if governed is None:
        return None
    cue_end, pieces, kind = governed
    if subject is None or not _may_speak(tree, subject, kind, words, lemma):
        return None
    if (pieces and not any(_has_word(tree, piece) for piece in pieces)) or _is_unable(tree, verb):
        return None
    low, high = tree.verb_group(verb)
    return Found(
        cue=(low, max(high, cue_end)),
        verb=verb,
        source=_source(tree, subject, verb),
        head=_antecedent(tree, subject),
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
    behind = _bare(tree, saying + 2, len(tree.tokens) - 1)
    subject = tree.subject(verb)
    low = tree.extent(subject)[0] if subject is not None else verb
    ahead = _bare(tree, 0, low - 1) if low > 0 else None
    piece = behind if behind is not None and _has_word(tree, behind) else ahead
    if piece is None:
        return None
    return Found(
        cue=(saying + 1, saying + 1),
        verb=verb,
        source=_noun_phrase(tree, named) if _noun_phrase(tree, named)[1] < saying else (named, named),
        head=named,
        pieces=(piece,),
        kind="speech",
        lemma=tree.tokens[saying + 1].lemma,
        depth=-1,
        relay=_noun_phrase(tree, subject) if subject is not None else None,
    )


def _is_asked(tree: Tree, verb: int) -> bool:
    """Whether a verb is a bare participle: "asked about the lock, she …"."""
    token = tree.tokens[verb]
    return token.tag == "VBN" and token.dep in {"advcl", "acl", "ROOT"} and not tree.children(verb, "aux", "nsubj")


def _asked(tree: Tree, verb: int, lemma: str, words: Cues) -> Found | None:
    """A bare participle that reports a question or a telling; nobody is named who asked."""
    if not words.addresses(lemma):
        return None
    governed = _governed(tree, verb, lemma, words)
    if governed is None:
        return None
    cue_end, pieces, kind = governed
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
    """Whether somebody could not say it: "was unable to respond"."""
    head = tree.tokens[verb].head
    return tree.tokens[verb].dep == "xcomp" and tree.tokens[head].lemma in {"unable", "able"}


def _phrasal(tree: Tree, verb: int, lemma: str, words: Cues) -> str:
    """The verb's lemma; "say" where it and the words behind it mean that ("point out", "put it")."""
    behind = words.phrasal.get(lemma, frozenset())
    near = (n for n in range(verb + 1, min(verb + 4, len(tree.tokens))) if tree.tokens[n].head == verb)
    return "say" if any(tree.tokens[n].text.lower() in behind for n in near) else lemma


def _beside(tree: Tree, verb: int, quoted: frozenset[int]) -> int | None:
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


def _teller(tree: Tree, verb: int, subject: int, words: Cues) -> int:
    """Who speaks behind a grammatical subject.

    A participle set off by a comma ("…, saying") is the main clause's; a text somebody issues ("released a letter
    saying") is its issuer's; a dateline before the sentence is nobody.
    """
    token = tree.tokens[verb]
    if token.tag == "VBG" and verb and tree.tokens[verb - 1].text == "," and words.takes(token.lemma, "q"):
        root = next((n for n, t in enumerate(tree.tokens) if t.head == n and n < verb), None)
        main = tree.child(root, "nsubj") if root is not None else None
        if main is not None and _may_speak(tree, main, "speech", words, token.lemma) and verb not in tree.subjects:
            return main
    named = tree.tokens[_antecedent(tree, subject)]
    issuing = tree.tokens[named.head]
    if named.lemma in words.texts and named.dep == "dobj" and token.dep in {"acl", "relcl"} and issuing.pos == "VERB":
        issuer = tree.subject(named.head)
        if issuer is not None and _may_speak(tree, issuer, "stance", words, token.lemma):
            return issuer
    if named.text.isupper() and len(named.text) > 3 and subject < 4:
        behind = [n for n in range(subject + 1, verb) if tree.tokens[n].text in {"-", "–", "—", "--"}]
        nouns = (
            [n for n in range(behind[0] + 1, verb) if tree.tokens[n].pos in {"PROPN", "NOUN", "PRON"}] if behind else []
        )
        if nouns:
            return next((n for n in nouns if n + 1 not in nouns), nouns[-1])
    return subject


def _speaks(tree: Tree, verb: int) -> bool:
    """Whether a verb without content may introduce a quotation that stands in another sentence."""
    return not tree.children(verb, "dobj", "ccomp", "xcomp") or any(
        tree.tokens[n].text == ":" for n in tree.children(verb, "punct")
    )


def _governed(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[int, tuple[Nodes, ...], str] | None:
    """(end of the cue, pieces, kind) of what an active verb governs; None where it governs nothing reported."""
    clause = _clause(tree, verb, lemma, words)
    if clause is not None:
        return clause
    behind = words.prepositional.get(lemma, frozenset())
    for child in tree.children(verb, "prep", "prt", "advmod", "dative"):
        if child < verb or tree.tokens[child].text.lower() not in behind:
            continue
        named = tree.child(child, "pobj", "pcomp") or (
            tree.child(verb, "dobj") if tree.tokens[child].dep in {"prt", "advmod"} else None
        )
        if named is not None:
            low = min(tree.extent(named)[0], named)
            return max(child, verb), ((low, _shorn(tree, named, _right_end(tree, verb, low))),), "stance"
    for child in tree.children(verb, "advcl", "ccomp", "xcomp"):
        mark = tree.child(child, "mark")
        if mark is not None and child > verb and tree.tokens[mark].text.lower() in behind:
            return mark, ((mark + 1, _cut(tree, mark + 1, tree.extent(child)[1], words)),), "stance"
    if (words.takes(lemma, "n") or lemma == "say") and (named := tree.child(verb, "dobj")) is not None and named > verb:
        if tree.tokens[named].lemma in words.unreported:
            return None
        low = tree.extent(named)[0]
        return verb, ((low, _shorn(tree, named, _right_end(tree, verb, low))),), "stance"
    return None


def _shorn(tree: Tree, named: int, high: int) -> int:
    """The end of an object without the relative clause that a comma sets behind it."""
    for node in range(named + 1, high + 1):
        if tree.tokens[node].dep == "relcl":
            first = tree.extent(node)[0]
            if named < first <= high and tree.tokens[first - 1].text == "," and tree.extent(node)[1] >= high - 1:
                return first - 2
    return high


def _clause(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[int, tuple[Nodes, ...], str] | None:
    """What a verb governs as a clause or an infinitive."""
    object_ = tree.child(verb, "dobj")
    if object_ is not None and words.addresses(lemma) and words.takes(lemma, "c"):
        hung = tree.child(object_, "relcl")
        if hung is not None and tree.children(hung, "nsubj") and tree.extent(hung)[0] == object_ + 1:
            low, high = tree.extent(hung)
            if tree.tokens[low].text.lower() not in _RELATIVE:
                return verb, ((low, _cut(tree, low, high, words, verb)),), "speech"
    near = object_ is not None and object_ > verb and words.takes(lemma, "n") and not words.addresses(lemma)
    for child in sorted(tree.children(verb, "ccomp", "xcomp", "advcl", "parataxis"), key=lambda c: (c < verb, c)):
        if near and object_ is not None and tree.extent(child)[0] > object_ + 1:
            first = tree.extent(child)[0]
            if tree.tokens[first].text == "," or tree.tokens[first - 1].text == ",":
                continue
        label = tree.tokens[child].dep
        infinitive = any(tree.tokens[c].tag == "TO" for c in tree.children(child, "aux"))
        finite = bool(tree.children(child, "nsubj", "nsubjpass", "expl", "csubj")) or label == "ccomp"
        if label == "advcl" and not _is_question(tree, child):
            continue
        if infinitive and not (label == "ccomp" and tree.children(child, "nsubj")):
            if not words.takes(lemma, "i"):
                continue
            low, high = tree.extent(child)
            told = tree.child(verb, "dobj", "dative")
            if told is not None and verb < told < child and words.takes(lemma, "n"):
                low = tree.extent(told)[0]
            return verb, ((low, _cut(tree, low, high, words, verb)),), "intent"
        if finite and (words.takes(lemma, "c") or words.takes(lemma, "q")):
            low, high = tree.extent(child)
            if verb < low and tree.text(range(low, min(low + 3, high))) == "it clear that":
                return low + 1, ((low + 2, _cut(tree, low + 2, high, words, verb)),), "speech"
            return verb, _clause_pieces(tree, verb, child, words), "speech" if words.takes(lemma, "q") else "thought"
        if tree.tokens[child].tag == "VBG" and label == "xcomp" and words.takes(lemma, "g"):
            low, high = tree.extent(child)
            return verb, ((low, _cut(tree, low, high, words)),), "stance"
        if label in {"ccomp", "xcomp"} and words.takes(lemma, "n") and not tree.children(child, "mark"):
            low, high = tree.extent(child)
            if low > verb:
                return verb, ((low, _cut(tree, low, high, words)),), "stance"
    return None


def _is_question(tree: Tree, node: int) -> bool:
    """Whether a clause begins with a word that asks or "that"."""
    return tree.tokens[tree.extent(node)[0]].text.lower() in _WH


def _clause_pieces(tree: Tree, verb: int, clause: int, words: Cues) -> tuple[Nodes, ...]:
    """The pieces of a reported clause: behind the verb, before it, or on both sides of it."""
    low, high = tree.extent(clause)
    subject = tree.subject(verb)
    if low > verb:
        behind = (_skip_marks(tree, low), _cut(tree, low, high, words, verb))
        interposed = tree.tokens[low - 1].text == "," and tree.tokens[low - 2].text != ":"
        ahead = _around(tree, verb, subject, words) if interposed and subject is not None else ()
        return (*ahead[:1], behind)
    around = _around(tree, verb, subject if subject is not None else verb, words, inside=(low, high))
    if not around and low < verb < high and subject is not None and low < tree.extent(subject)[0] < verb:
        behind = (verb + 1, _cut(tree, verb + 1, high, words, verb))
        return ((low, tree.extent(subject)[0] - 1), behind)
    return around


def _skip_marks(tree: Tree, low: int) -> int:
    """Behind a comma or colon that opens a clause, and behind a time that belongs to the reporting word."""
    last = len(tree.tokens) - 1
    while low < last and tree.tokens[low].text in {",", ":", "-", "–", "—"}:
        low += 1
    first = low + 1 if tree.tokens[low].text.lower() in {"on", "late", "early"} and low < last else low
    days = (e for e in tree.sentence.entities if e.label in {"DATE", "TIME"} and e.start == tree.tokens[first].start)
    behind = next((n for e in days for n in range(first, last + 1) if tree.tokens[n].start >= e.end), low)
    return behind if behind - low <= 3 and tree.tokens[behind].text not in {",", "'s", "’s"} else low


def _around(tree: Tree, verb: int, subject: int, words: Cues, *, inside: Nodes | None = None) -> tuple[Nodes, ...]:
    """The sentence that a reporting clause is set behind or into: what stands before it and, if it goes on, behind.

    Nothing where no comma or quotation mark sets the clause apart.
    """
    clause_low = min(verb, tree.verb_group(verb)[0], *([tree.extent(subject)[0]] if abs(subject - verb) < 12 else []))
    clause_high = _clause_end(tree, verb, subject)
    pieces: list[Nodes] = []
    if clause_low > 0:
        mark = tree.tokens[clause_low - 1].text
        apart = mark in {",", "”", '"', "''", "’", "'", "?", "!", "—", "–", "-"}
        if apart:
            begin = max(_clause_begin(tree, verb, clause_low, inside), _quote_begin(tree, clause_low))
            before = _bare(tree, begin, clause_low - 1)
            set_in = tree.tokens[verb].dep == "parataxis" and clause_high + 1 < len(tree.tokens)
            if before is not None and (set_in or _has_verb(tree, before) or mark not in {",", "—", "–", "-"}):
                pieces.append(before)
    if clause_high < len(tree.tokens) - 1 and pieces:
        behind = _bare(tree, clause_high + 1, len(tree.tokens) - 1)
        if behind is not None and _has_word(tree, behind) and _goes_on(tree, verb, clause_high, inside):
            pieces.append(behind)
    return tuple(pieces)


def _that_clause(tree: Tree, verb: int, words: Cues) -> tuple[Nodes, ...]:
    """A clause with "that" that the parser hung on a word between it and the reporting verb."""
    for node in range(verb + 1, len(tree.tokens)):
        if tree.tokens[node].text.lower() == "that" and tree.tokens[node].dep == "mark":
            holder = tree.tokens[tree.tokens[node].head].head
            if tree.is_below(node, verb) and not words.takes(tree.tokens[holder].lemma, "c"):
                return ((node, _cut(tree, node, tree.extent(tree.tokens[node].head)[1], words, verb)),)
    return ()


def _unmarked_clause(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[Nodes, ...]:
    """A clause without "that" behind a hearer and adverbials: "told reporters after the talks they had agreed"."""
    hearer = tree.child(verb, "dobj")
    if hearer is None or hearer < verb or not words.addresses(lemma):
        return ()
    for node in range(hearer + 1, len(tree.tokens)):
        subject = tree.child(node, "nsubj", "nsubjpass", "expl")
        clausal = tree.tokens[node].dep in {"advcl", "ccomp", "relcl"} and subject is not None and subject < node
        if clausal and subject is not None and not tree.children(node, "mark") and tree.is_below(node, verb):
            low = tree.extent(subject)[0]
            if tree.tokens[low].text.lower() not in _WH:
                return ((low, _cut(tree, low, tree.extent(node)[1], words, verb)),)
    return ()


def _as_said(tree: Tree, verb: int) -> tuple[Nodes, ...]:
    """The rest of the sentence in "As the paper reported, …"."""
    mark = tree.child(verb, "mark", "advmod")
    if mark is None or tree.tokens[mark].text.lower() != "as" or tree.tokens[verb].dep != "advcl":
        return ()
    return _rest(tree, *tree.extent(verb))


def _behind(tree: Tree, verb: int, subject: int) -> tuple[Nodes, ...]:
    """What follows a reporting clause without a mark, where it holds a finite verb: content the parser did not see."""
    high = _clause_end(tree, verb, subject)
    if (
        subject > verb
        or high + 2 >= len(tree.tokens)
        or tree.tokens[verb].dep not in {"ROOT", "conj", "ccomp", "advcl"}
    ):
        return ()
    behind = _bare(tree, high + 1, len(tree.tokens) - 1)
    if behind is None or tree.tokens[high + 1].text in {",", ";", "."} or not _has_verb(tree, behind):
        return ()
    return (behind,)


def _quote_begin(tree: Tree, clause_low: int) -> int:
    """Where a quotation that a colon or a stop introduces, and that ends right before a reporting clause, begins."""
    marks = {'"', "''", "“", "”"}
    closed = next((n for n in range(clause_low - 1, max(clause_low - 3, 0), -1) if tree.tokens[n].text in marks), None)
    if closed is None:
        return 0
    opened = next((n for n in range(closed - 1, -1, -1) if tree.tokens[n].text in marks), None)
    introduced = opened is not None and opened > 0 and tree.tokens[opened - 1].text in {":", ".", "?", "!", "—"}
    return opened if introduced and opened is not None else 0


def _clause_begin(tree: Tree, verb: int, clause_low: int, inside: Nodes | None) -> int:
    """Where the sentence before a reporting clause begins: at the start, or where the reported clause does."""
    if inside is None or tree.tokens[verb].head == verb or tree.tokens[verb].dep == "parataxis":
        return 0
    return min(inside[0], clause_low - 1)


def _clause_end(tree: Tree, verb: int, subject: int) -> int:
    """The last token of a reporting clause: subject, hearer and adverbials that follow up to a comma."""
    high = max(verb, tree.extent(subject)[1] if 0 < subject - verb < 8 else verb)
    for child in tree.children(verb, "prep", "npadvmod", "advmod", "dobj", "dative", "prt", "advcl", "tmod"):
        low, end = tree.extent(child)
        if low == high + 1:
            high = max(high, end)
    return high


def _goes_on(tree: Tree, verb: int, clause_high: int, inside: Nodes | None) -> bool:
    """Whether the reported sentence goes on behind the reporting clause."""
    after = tree.tokens[clause_high + 1].text
    if after not in {",", ":", ";", "—", "–", "-"} or clause_high + 2 >= len(tree.tokens):
        return False
    opens = tree.tokens[clause_high + 2].text in {"“", '"', "''", "``", "‘", "'"}
    return opens or tree.tokens[verb].dep == "parataxis" or (inside is not None and inside[1] > clause_high)


def _cut(tree: Tree, low: int, high: int, words: Cues, verb: int | None = None) -> int:
    """The end of a content that runs from `low` to `high`: before a closing stop and before ", adding that …"."""
    for node in range(low + 2, high + 1):
        token = tree.tokens[node]
        behind_comma = tree.tokens[node - 1].text == "," or tree.tokens[node - 2].text == ","
        leads = behind_comma or tree.tokens[node - 1].text.lower() in {"before", "after", "while"}
        participle = token.tag == "VBG" and leads and _reports(tree, node, words)
        if (participle or _takes_up(tree, verb, node, words)) and not tree.children(node, "nsubj"):
            if verb is not None:
                tree.adopted[node] = verb
            high = node - 1
            while high > low and tree.tokens[high].text.lower() in _LINKS:
                high -= 1
            break
    for node in range(low + 3, high + 1):
        begin = _rival(tree, verb, node, words)
        if begin is not None and begin > low:
            high = begin - 1
            break
    while high > low and tree.tokens[high].text in {".", ",", ";", ":"}:
        high -= 1
    return high


def _rival(tree: Tree, verb: int | None, node: int, words: Cues) -> int | None:
    """Where another's report begins within a content: "…, with Orr adding that", "… and Sudland asserting that".

    Only with a subject of its own, behind a comma with "with", "and", "but" or "while", or in the reporting verb's own
    form.
    """
    token = tree.tokens[node]
    subject = tree.child(node, "nsubj")
    if (
        subject is None
        and token.tag == "VBG"
        and tree.tokens[node - 1].pos == "PROPN"
        and tree.tokens[node - 1].dep == "conj"
    ):
        subject = tree.subjects[node] = node - 1
    if verb is None or subject is None or subject > node or not words.takes(token.lemma, "c"):
        return None
    first = tree.extent(subject)[0]
    if first < 2 or token.tag not in {"VBG", "VBD", "VBZ"}:
        return None
    link, mark = tree.tokens[first - 1].text.lower(), tree.tokens[first - 2].text
    if token.tag == "VBG" and link == "with" and mark == ",":
        return first - 2
    same = token.tag == tree.tokens[verb].tag and link in {"and", "but", "while"}
    if same and (token.tag == "VBG" or (mark == "," and words.takes(token.lemma, "q"))):
        return first - 1
    return None


_LINKS = frozenset({"before", "after", "while", "also", "then", "and", "but", "has", "have", "had"})


def _takes_up(tree: Tree, verb: int | None, node: int, words: Cues) -> bool:
    """Whether a verb behind "and" takes up the reporting and not the reported clause, as its tense tells.

    "She says (present) the lock was shut and called (past) for …" would leave "called" to the content; "she said the
    lock is shut and called for …" does not.
    """
    token = tree.tokens[node]
    if verb is None or token.dep != "conj" or not (words.takes(token.lemma, "q") or token.lemma in words.prepositional):
        return False
    tense = _tense(tree, node)
    if tense != _tense(tree, verb) or tense not in {"VBD", "VBZ"}:
        return False
    begin = tree.verb_group(node)[0] - 1
    while begin > 0 and tree.tokens[begin].text.lower() in {"also", "then", "later", "again"}:
        begin -= 1
    if tree.tokens[begin].text.lower() not in {"and", "but"}:
        return False
    return tree.tokens[begin - 1].text == "," or _tense(tree, token.head) != tense


def _tense(tree: Tree, verb: int) -> str:
    """The tag of a verb's first auxiliary, else its own."""
    return next((tree.tokens[c].tag for c in tree.children(verb, "aux", "auxpass")), tree.tokens[verb].tag)


def _reports(tree: Tree, node: int, words: Cues) -> bool:
    """Whether a participle behind a comma takes up the report: "adding that", "referring to", "calling it"."""
    lemma = tree.tokens[node].lemma
    if words.takes(lemma, "q"):
        return True
    behind = words.prepositional.get(lemma, frozenset())
    if any(tree.tokens[c].text.lower() in behind for c in tree.children(node, "prep", "prt")):
        return True
    return words.takes(lemma, "n") and bool(tree.children(node, "dobj"))


def _right_end(tree: Tree, verb: int, low: int) -> int:
    """The end of an object with the phrases behind it that belong to the same verb, without times and later clauses."""
    high = low
    times = {n for e in tree.sentence.entities if e.label in {"DATE", "TIME"} for n in _nodes(tree, e.start, e.end)}
    for child in tree.children(verb):
        first, last = tree.extent(child)
        if last < low or child < verb:
            continue
        label = tree.tokens[child].dep
        infinitive = label in {"advcl", "xcomp", "ccomp"} and any(
            tree.tokens[c].tag == "TO" for c in tree.children(child)
        )
        if label in _TRAILING and first > low and not (infinitive and first == high + 1):
            if label == "advmod" and last == child:
                continue
            break
        if label == "prep" and any(c in times for c in tree.children(child, "pobj")):
            break
        high = max(high, last)
    words = cues()
    return _cut(tree, low, high, words)


def _nodes(tree: Tree, start: int, end: int) -> Iterator[int]:
    """The nodes between two offsets."""
    return (n for n, t in enumerate(tree.tokens) if start <= t.start and t.end <= end)


_PERSONAL = frozenset({"he", "she", "they", "we", "i", "who", "whom", "everyone", "nobody", "somebody", "someone"})
_NEVER = frozenset({"you", "there", "this", "what", "nothing", "everything", "something", "these", "those", "one"})


def _may_speak(tree: Tree, subject: int, kind: str, words: Cues, lemma: str) -> bool:
    """Whether a subject can be a speaker: somebody or some text; for a stance the bar is higher than for speech."""
    token = tree.tokens[_antecedent(tree, subject)]
    small = token.text.lower()
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


def _is_agent_noun(word: str) -> bool:
    """Whether a noun looks like somebody: "farmers", "unionists", "Democrats"."""
    stem = word.removesuffix("s")
    return stem.endswith(("er", "or", "ist", "ian", "ant", "ent", "man", "men", "people", "crat", "eer", "ee"))


def _antecedent(tree: Tree, subject: int) -> int:
    """Whom a relative pronoun stands for; the subject itself otherwise."""
    token = tree.tokens[subject]
    if token.text.lower() in _RELATIVE and token.tag in {"WP", "WDT", "IN", "DT"}:
        node = subject
        for _ in range(len(tree.tokens)):
            head = tree.tokens[node].head
            if tree.tokens[node].dep == "relcl" and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
                return head
            if head == node:
                break
            node = head
    return subject


def _source(tree: Tree, subject: int, verb: int) -> Nodes:
    """The words that name the speaker; a relative pronoun together with the noun right before it."""
    antecedent = _antecedent(tree, subject)
    if antecedent != subject:
        low, high = _noun_phrase(tree, antecedent)
        return (low, subject) if subject - high <= 2 and high < subject else (subject, subject)
    low, high = _noun_phrase(tree, subject)
    return (low, high) if not low <= verb <= high else (subject, subject)


def _by_passive(tree: Tree, verb: int, lemma: str, words: Cues) -> Found | None:
    """A passive: "X was criticised by Y", "it is said that", "X is expected to"; without an agent nobody is named."""
    agent = tree.child(verb, "agent")
    named = tree.child(agent, "pobj") if agent is not None else None
    subject = tree.child(verb, "nsubjpass", "csubjpass", "nsubj")
    clause = tree.child(verb, "ccomp", "xcomp", "oprd")
    if lemma in {"quote", "cite"} and any(tree.tokens[c].text.lower() == "as" for c in tree.children(verb, "prep")):
        return None
    if lemma not in words.verbs:
        return None
    pieces: list[Nodes] = []
    expletive = subject is not None and tree.tokens[subject].text.lower() in {"it", "there"}
    hearer = words.addresses(lemma) and clause is not None
    if subject is not None and not expletive and not hearer:
        pieces.append(_noun_phrase(tree, subject))
    if clause is not None:
        low, high = tree.extent(clause)
        pieces.append((low, _cut(tree, low, high, words)))
    elif named is None and tree.tokens[verb].dep != "ROOT":
        return None
    if named is None and (clause is None or not (words.takes(lemma, "c") or words.takes(lemma, "i"))):
        return None
    if named is not None and not _may_speak(tree, named, "stance", words, lemma):
        return None
    if not pieces:
        return None
    low, high = tree.verb_group(verb)
    return Found(
        cue=(low, high),
        verb=verb,
        source=_noun_phrase(tree, named) if named is not None else None,
        head=named,
        pieces=tuple(sorted(pieces)),
        kind="thought",
        lemma=lemma,
        depth=tree.depth(verb),
    )


def _by_noun(tree: Tree, noun: int, words: Cues) -> Found | None:
    """A noun that reports: "Japan's stance that", "a promise by the union to", "he made the claim that"."""
    content = tree.child(noun, "acl", "ccomp", "relcl")
    if content is not None and tree.tokens[content].dep == "relcl" and not _is_that_clause(tree, content):
        content = None
    if (
        content is not None
        and tree.tokens[content].dep == "acl"
        and not (
            _is_that_clause(tree, content) or any(tree.tokens[c].tag == "TO" for c in tree.children(content, "aux"))
        )
    ):
        content = None
    source = tree.child(noun, "poss")
    by = next((c for c in tree.children(noun, "prep") if tree.tokens[c].text.lower() in {"by", "from"}), None)
    if source is None and by is not None:
        source = tree.child(by, "pobj")
    head = tree.tokens[noun].head
    light = tree.tokens[noun].dep in {"dobj", "pobj", "attr"} and tree.tokens[head].lemma in words.light
    if source is None and light:
        source = tree.subject(head)
    low = high = -1
    if content is not None:
        low, high = tree.extent(content)
    else:
        about = next(
            (
                c
                for c in tree.children(noun, "prep")
                if c > noun
                and tree.tokens[c].text.lower() in {"of", "for", "on", "about", "to", "against", "over", "with"}
            ),
            None,
        )
        named = tree.child(about, "pobj", "pcomp") if about is not None else None
        if about is None or named is None:
            return None
        low, high = tree.extent(named)
    if source is None or low <= noun or not _may_speak(tree, source, "stance", words, "claim"):
        return None
    return Found(
        cue=(noun, noun),
        verb=noun,
        source=_source(tree, source, noun),
        head=_antecedent(tree, source),
        pieces=((low, _cut(tree, low, high, words)),),
        kind="speech" if content is not None else "stance",
        lemma=tree.tokens[noun].lemma,
        depth=tree.depth(noun),
    )


def _is_that_clause(tree: Tree, node: int) -> bool:
    """Whether a clause behind a noun says what the noun is about, and is no relative clause."""
    mark = tree.child(node, "mark")
    return mark is not None and tree.tokens[mark].text.lower() in {"that", "whether"}


def _by_adjective(tree: Tree, node: int) -> Found | None:
    """An adjective that reports: "she is confident that", "they were wary of", "he is willing to"."""
    content = tree.child(node, "ccomp", "xcomp")
    if content is None:
        about = tree.child(node, "prep")
        content = tree.child(about, "pobj", "pcomp") if about is not None else None
    subject = tree.subject(node) if content is not None else None
    words = cues()
    if content is None or subject is None or not _may_speak(tree, subject, "intent", words, "be"):
        return None
    low, high = tree.extent(content)
    if low <= node:
        return None
    return Found(
        cue=(node, node),
        verb=node,
        source=_source(tree, subject, node),
        head=_antecedent(tree, subject),
        pieces=((low, _cut(tree, low, high, words)),),
        kind="thought",
        lemma=tree.tokens[node].lemma,
        depth=tree.depth(node),
    )
