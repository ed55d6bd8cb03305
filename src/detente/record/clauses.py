"""The grammar of one sentence, as far as the record needs it: who does what to whom, and whether it is asserted.

With a dependency parse the answers follow its arcs; without one (the rule-only tier) they follow word order. Both
answer the same questions, so extractors need not know which tier they work on.
"""

from detente.record.reading import Reading, Sentence, Token

__all__ = ["ENDED", "Grammar", "Syntax"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "dative"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
ENDED = "no longer"
"""What tells of a change: it was so, and is so no more; it contradicts nobody who tells how it was."""
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit", "clear", "blame", "criticise", "criticize", "praise"})
"""Verbs of which the object is who did it: "accused them of leaving"."""
MODALS = frozenset(
    {"will", "would", "shall", "should", "may", "might", "could", "can", "must", "'ll", "’ll", "'d", "’d"}
)
RELATIVES = frozenset({"who", "which", "that", "whom"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
ADVERBIAL = frozenset({"advcl", "relcl", "acl", "ccomp", "parataxis", "conj"})
PHRASAL = frozenset({"prt", "advmod", "prep"})
PARTICLES = frozenset({"out", "off", "up", "down", "back", "for", "on", "away", "over", "through"})


class Syntax:
    """One sentence's arcs, asked by token index.

    `parsed` tells whether there are arcs to follow; `children` holds the dependents of each token, in order.
    """

    __slots__ = ("_below", "_lemmas", "children", "parsed", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.parsed = any(token.dep for token in self.tokens)
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self._below: list[list[tuple[int, str]]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index and 0 <= token.head < len(self._below):
                self._below[token.head].append((index, token.dep))
        self.children = tuple(tuple(index for index, _ in below) for below in self._below)

    def child(self, at: int, *deps: str) -> list[int]:
        """The dependents of `at` with one of these labels."""
        below = self._below[at]  # of most words none: this is asked more often than anything else
        return [index for index, dep in below if dep in deps] if below else []

    def subtree(self, at: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """`at` and all below it, in order; branches whose label is in `without` are left out."""
        found, stack = [], [at]
        while stack:
            index = stack.pop()
            found.append(index)
            stack += [child for child, dep in self._below[index] if dep not in without]
        return sorted(found)

    def lemma(self, at: int) -> str:
        """The lemma in lower case."""
        return self._lemmas[at]

    def particle(self, at: int) -> str:
        """The particle or preposition that makes a phrasal verb of `at` (`out` of "pull out"), or ""."""
        following = at + 1
        if following < len(self.tokens):
            token = self.tokens[following]
            if token.text.lower() in PARTICLES and (not self.parsed or token.dep in PHRASAL):
                return token.text.lower()
        late = [index for index in self.child(at, "prt") if self.tokens[index].text.lower() in PARTICLES]
        return self.tokens[late[0]].text.lower() if late else ""

    def is_passive(self, at: int) -> bool:
        """Whether the predicate's subject undergoes it."""
        if self.parsed:
            if self.child(at, "nsubjpass", "auxpass", "csubjpass"):
                return True
            token = self.tokens[at]
            perfect = any(self.lemma(i) == "have" for i in self.child(at, "aux"))
            return token.tag == "VBN" and token.dep == "acl" and not perfect
        before = [token.text.lower() for token in self.tokens[max(0, at - 3) : at]]
        return self.tokens[at].text.lower().endswith(("ed", "en")) and bool(
            {"was", "were", "been", "is", "are", "be"} & set(before)
        )

    def governor(self, at: int) -> tuple[int, str] | None:
        """The word this clause hangs on and the label of the arc; a conjunct hangs where its first conjunct does."""
        seen = {at}
        while True:
            token = self.tokens[at]
            if token.head in seen or token.head == at or not token.dep:
                return None
            if token.dep == "conj":
                seen.add(at)
                at = token.head
                continue
            return token.head, token.dep

    def conjuncts(self, at: int) -> list[int]:
        """`at` with what is coordinated to it."""
        found, index = [at], 0
        while index < len(found):
            found += self.child(found[index], "conj")
            index += 1
        return sorted(found)

    def subjects(self, at: int) -> list[int]:
        """The heads of the phrases that name the predicate's grammatical subject, coordinated ones one by one."""
        if not self.parsed:
            return self._nearest(at, -1)
        return self._subjects(at, depth=0)

    def _subjects(self, at: int, depth: int) -> list[int]:
        own = self.child(at, *SUBJECTS)
        token = self.tokens[at]
        if own:
            found = [index for subject in own for index in self.conjuncts(subject)]
            relative = all(self.tokens[index].tag in {"WDT", "WP"} for index in found)
            return self.conjuncts(token.head) if relative and token.dep == "relcl" else found
        if depth > 6 or token.head == at:
            left = [i for i in self.child(at, "nmod", "compound") if i < at and self.tokens[i].pos == "PROPN"]
            return [index for subject in left for index in self.conjuncts(subject)]
        if token.dep == "conj":
            return self._subjects(token.head, depth + 1)
        if token.dep == "acl":
            above = self.tokens[token.head]
            if token.tag == "VB" and above.dep == "dobj" and self.tokens[above.head].pos == "VERB":
                return self._subjects(above.head, depth + 1)  # "they indicated an intent to meet"
            return self.conjuncts(token.head)
        if token.dep == "xcomp":
            objects = self.child(token.head, "dobj", "dative")
            if self.tokens[token.head].pos == "NOUN" and not self.child(token.head, *SUBJECTS):
                owners = self.child(
                    token.head, "nmod", "compound", "poss"
                )  # a verb read as a noun: "they plan to meet"
                return [index for owner in owners for index in self.conjuncts(owner)]
            return self.conjuncts(objects[0]) if objects else self._subjects(token.head, depth + 1)
        if token.dep == "advcl" or (token.dep == "ccomp" and token.tag in {"VBG", "VB"}):
            return self._subjects(token.head, depth + 1)
        if token.dep == "pcomp":
            return self._above_preposition(token.head, depth)
        return []

    def _above_preposition(self, preposition: int, depth: int) -> list[int]:
        """The subject of "by proposing": that of the clause the preposition belongs to."""
        above = self.tokens[preposition].head
        if above == preposition:
            return []
        if self.tokens[above].pos in {"VERB", "AUX"}:
            accused = self.child(above, "dobj") if self.lemma(above) in ACCUSING else []
            return (self.subjects(above) if self.is_passive(above) else accused) or self._subjects(above, depth + 1)
        owners = self.child(above, "poss")
        return owners or ([above] if self.tokens[above].pos == "PROPN" else [])

    def agents(self, at: int) -> list[int]:
        """Who does it: the subject, or in the passive the phrase after "by"."""
        if not self.is_passive(at):
            return self.subjects(at)
        if not self.parsed:
            return self._after(at, "by")
        marks = self.child(at, "agent") or [i for i in self.child(at, "prep") if self.tokens[i].text.lower() == "by"]
        return [index for mark in marks for noun in self.child(mark, "pobj") for index in self.conjuncts(noun)]

    def patients(self, at: int) -> list[int]:
        """To whom or what it is done: the objects, or in the passive the subject."""
        if self.is_passive(at):
            return self.subjects(at)
        if not self.parsed:
            return self._nearest(at, 1)
        direct = [index for noun in self.child(at, *OBJECTS) for index in self.conjuncts(noun)]
        if direct:
            return direct
        token = self.tokens[at]
        if token.dep == "relcl":  # "the treaty that they signed": the noun is what was signed
            marks = [i for i in self.child(at, "dobj", "pobj") if self.tokens[i].text.lower() in RELATIVES]
            if marks or not self._subject_is_relative(at):
                return [token.head]
        return direct

    def _subject_is_relative(self, at: int) -> bool:
        return any(self.tokens[i].text.lower() in RELATIVES for i in self.child(at, *SUBJECTS))

    def obliques(self, at: int) -> list[tuple[str, int]]:
        """(preposition, head of its phrase) for each phrase that hangs on the predicate or noun, one level down."""
        found = []
        for mark in self.child(at, "prep", "agent", "dative"):
            if self.tokens[mark].text.lower() == "according":
                continue  # whose word it is takes no part in it
            for noun in self.child(mark, "pobj"):
                found += [(self.tokens[mark].text.lower(), index) for index in self.conjuncts(noun)]
            for deeper in self.child(mark, "prep"):  # "out of the deal"
                for noun in self.child(deeper, "pobj"):
                    found += [(self.tokens[deeper].text.lower(), index) for index in self.conjuncts(noun)]
        return found

    def negation(self, at: int) -> str:
        """The word that negates the predicate itself, or ""."""
        before = range(max(0, at - 4), at)
        marks = self.child(at, "neg", "advmod", "cc", "preconj") if self.parsed else list(before)
        for index in marks:
            if self.tokens[index].text.lower() in NEGATIONS:
                return self.tokens[index].text
        for noun in [*self.child(at, "dobj", "attr", "nsubjpass", "nsubj")]:
            if self.tokens[noun].text.lower() in NOBODY:
                return self.tokens[noun].text
            for index in self.child(noun, "det", "neg", "advmod", "amod"):
                if self.tokens[index].text.lower() in {"no", "neither"} or self._is_not_one(noun, index):
                    return self.tokens[index].text
        return ""

    def ending(self, at: int) -> str:
        """ "no longer" beside the predicate: what was so, and is so no more; else ""."""
        for index in self.child(at, "advmod") if self.parsed else range(max(0, at - 2), at):
            if index and [t.text.lower() for t in self.tokens[index - 1 : index + 1]] == ENDED.split():
                return ENDED
        return ""

    def _is_not_one(self, noun: int, mark: int) -> bool:
        """Whether a mark makes a noun "not one", "not a single one"."""
        counted = {self.tokens[i].text.lower() for i in (noun, *self.child(noun, "det", "nummod", "amod"))}
        return self.tokens[mark].text.lower() == "not" and bool(counted & {"single", "one"})

    def modal(self, at: int) -> str:
        """The modal verb of the predicate, lower case, or ""."""
        marks = self.child(at, "aux", "auxpass") if self.parsed else list(range(max(0, at - 3), at))
        found = [
            self.tokens[i].text.lower()
            for i in marks
            if self.tokens[i].tag == "MD" or self.tokens[i].text.lower() in MODALS
        ]
        return found[0] if found else ""

    def is_past(self, at: int) -> bool:
        """Whether the predicate is told as past or perfect."""
        token = self.tokens[at]
        aux = [self.tokens[i] for i in self.child(at, "aux", "auxpass")]
        if any(a.tag == "VBD" or a.lemma.lower() == "have" for a in aux):
            return True
        return token.tag == "VBD" or (token.tag == "VBN" and not aux)

    def is_finite(self, at: int) -> bool:
        """Whether the predicate has a tense of its own."""
        token = self.tokens[at]
        if token.tag in {"VBD", "VBP", "VBZ", "MD"}:
            return True
        return any(self.tokens[i].tag in {"VBD", "VBP", "VBZ", "MD"} for i in self.child(at, "aux", "auxpass"))

    def mark(self, at: int) -> str:
        """The word that introduces the clause (since, after, if, to, …), lower case, or ""."""
        found = [self.tokens[i].text.lower() for i in self.child(at, "mark")]
        return found[0] if found else ""

    def clause(self, at: int) -> tuple[int, int]:
        """Offsets of the words that tell the predicate: its branch of the tree without clauses beside it."""
        if not self.parsed:
            return self.sentence.start, self.sentence.end
        token = self.tokens[at]
        inside = [i for i in self.subtree(at, without=frozenset({"parataxis"})) if self.tokens[i].pos != "SPACE"]
        for subject in self.subjects(at):
            if token.dep in {"conj", "xcomp", "acl", "pcomp", "advcl", "relcl"} and subject < at:
                break
        while (
            inside
            and self.tokens[inside[-1]].pos == "PUNCT"
            and self.tokens[inside[-1]].text not in {"”", '"', "’", ")"}
        ):
            inside.pop()
        while (
            inside
            and self.tokens[inside[0]].pos in {"PUNCT", "CCONJ"}
            and self.tokens[inside[0]].text not in {"“", '"', "‘", "("}
        ):
            inside.pop(0)
        if not inside:
            return token.start, token.end
        return self.tokens[inside[0]].start, self.tokens[inside[-1]].end

    def phrase(self, at: int) -> tuple[int, int]:
        """Offsets of a noun phrase without the clauses that hang on it."""
        inside = self.subtree(at, without=ADVERBIAL | {"prep", "appos", "cc", "punct"}) if self.parsed else [at]
        near = [i for i in inside if abs(i - at) < 12]
        return self.tokens[near[0]].start, self.tokens[near[-1]].end

    def _nearest(self, at: int, step: int) -> list[int]:
        """Without arcs: the nearest capitalised word or noun on one side."""
        index = at + step
        while 0 <= index < len(self.tokens) and abs(index - at) < 8:
            token = self.tokens[index]
            if token.pos in NOMINAL or (not token.pos and token.text[:1].isupper()):
                return [index]
            index += step
        return []

    def _after(self, at: int, word: str) -> list[int]:
        """Without arcs: what follows `word` after `at`."""
        for index in range(at + 1, min(at + 6, len(self.tokens))):
            if self.tokens[index].text.lower() == word:
                return self._nearest(index, 1)
        return []


class Grammar:
    """The syntax of one article's sentences, each worked out when a rule first asks for it.

    `Reading.once` hands all rules the same one: `reading.once(Grammar).of(sentence)`.
    """

    __slots__ = ("_known",)

    def __init__(self, reading: Reading) -> None:
        self._known: dict[int, Syntax] = {}

    def of(self, sentence: Sentence) -> Syntax:
        """The syntax of one of the article's sentences."""
        found = self._known.get(sentence.start)
        if found is None or found.sentence is not sentence:
            found = self._known[sentence.start] = Syntax(sentence)
        return found
