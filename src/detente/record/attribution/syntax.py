"""A sentence's dependency tree as the attribution rules look at it: children, subtrees, subjects."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from detente.record.reading import Sentence, Token

__all__ = ["Tree"]

_AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})


class Tree:
    """The tree of one sentence; nodes are indices of its tokens.

    `adopted` maps verbs to those whose subject they share, `subjects` verbs to a subject the parser did not give them.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.adopted: dict[int, int] = {}
        self.subjects: dict[int, int] = {}
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self._children[token.head].append(index)

    def children(self, node: int, *labels: str) -> list[int]:
        """The dependents of a node, all or those with one of the labels, in the order of the text."""
        found = self._children[node]
        return [child for child in found if self.tokens[child].dep in labels] if labels else list(found)

    def child(self, node: int, *labels: str) -> int | None:
        """The first dependent with one of the labels."""
        return next(iter(self.children(node, *labels)), None)

    @cached_property
    def _extents(self) -> list[tuple[int, int]]:
        """For each node, the first and last token of its subtree."""
        extents = [(index, index) for index in range(len(self.tokens))]
        for index in sorted(range(len(self.tokens)), key=self.depth, reverse=True):
            head = self.tokens[index].head
            if head != index:
                low, high = extents[head]
                extents[head] = (min(low, extents[index][0]), max(high, extents[index][1]))
        return extents

    def extent(self, node: int) -> tuple[int, int]:
        """The first and the last token of a subtree."""
        return self._extents[node]

    def depth(self, node: int) -> int:
        """How many steps a node is below its root."""
        return self._depths[node]

    @cached_property
    def _depths(self) -> list[int]:
        depths = []
        for index in range(len(self.tokens)):
            steps, node = 0, index
            while self.tokens[node].head != node and steps < len(self.tokens):
                node, steps = self.tokens[node].head, steps + 1
            depths.append(steps)
        return depths

    def subtree(self, node: int) -> Iterator[int]:
        """A node and everything below it, in no particular order."""
        todo = [node]
        while todo:
            top = todo.pop()
            yield top
            todo.extend(self._children[top])

    def is_below(self, node: int, ancestor: int) -> bool:
        """Whether a node stands in the subtree of another."""
        steps = 0
        while node != ancestor:
            head = self.tokens[node].head
            if head == node or steps > len(self.tokens):
                return False
            node, steps = head, steps + 1
        return True

    def text(self, nodes: Iterable[int]) -> str:
        """The words of some nodes, for tests of wording."""
        return " ".join(self.tokens[node].text.lower() for node in nodes)

    def token(self, node: int) -> Token:
        """The token of a node."""
        return self.tokens[node]

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: by its auxiliary or subject, or as a bare participle with an agent."""
        if self.children(verb, "auxpass", "nsubjpass", "csubjpass"):
            return True
        return self.tokens[verb].tag in {"VBN", "VBD"} and bool(self.children(verb, "agent"))

    def verb_group(self, verb: int) -> tuple[int, int]:
        """The first and last token of a verb with the auxiliaries, negation and particle beside it."""
        low = high = verb
        beside = {c for c in self.children(verb) if self.tokens[c].dep in _AUXILIARY or self.tokens[c].dep == "advmod"}
        while low - 1 in beside:
            low -= 1
        while high + 1 in beside and self.tokens[high + 1].dep == "prt":
            high += 1
        while low < verb and self.tokens[low].dep == "advmod":
            low += 1
        return low, high

    def subject(self, verb: int) -> int | None:
        """Who does what a verb says: its own subject, else that of the clause it hangs on.

        A participle or infinitive behind a noun has that noun as its subject; one behind a verb has the verb's subject,
        or the verb's object where the verb tells somebody to do something. A verb that was cut off another's content
        (`adopted`) shares that other's subject.
        """
        if verb in self.subjects:
            return self.subjects[verb]
        if verb in self.adopted and self.adopted[verb] != verb:
            return self.subject(self.adopted[verb])
        node = verb
        for _ in range(len(self.tokens)):
            own = self.child(node, "nsubj", "csubj", "expl") if node != verb else self.child(node, "nsubj", "expl")
            if own is not None:
                return own
            if node != verb:
                passive = self.child(node, "nsubjpass")
                if passive is not None:
                    return passive
            head, label = self.tokens[node].head, self.tokens[node].dep
            if head == node:
                return None
            if label in {"acl", "relcl"} and self.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
                return head
            if label == "xcomp" and node == verb:
                told = self.child(head, "dobj", "dative")
                if told is not None and self.tokens[told].start < self.tokens[node].start:
                    return told
            if label in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis", "acomp", "attr", "oprd"}:
                node = head
            else:
                return None
        return None
