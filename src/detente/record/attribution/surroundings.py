"""Surroundings: the sentence that a reporting clause is set behind or into ("…, she said, …")."""

from detente.record.attribution.bounds import content_end
from detente.record.attribution.hearers import is_lead_in
from detente.record.attribution.lexicon import Cues
from detente.record.attribution.ranges import has_verb, has_word, rest_of, trimmed
from detente.record.attribution.spans import Nodes
from detente.record.attribution.syntax import Tree

__all__ = ["as_said_rest", "clause_pieces", "content_behind", "sentence_around", "through_colon"]


def clause_pieces(tree: Tree, verb: int, clause: int, words: Cues) -> tuple[Nodes, ...]:
    """The pieces of a reported clause: behind the verb, before it, or on both sides of it."""
    low, high = tree.extent(clause)
    subject = tree.subject(verb)
    if low > verb:
        behind = (_skip_marks(tree, low), content_end(tree, low, high, words, verb))
        interposed = tree.tokens[low - 1].text == "," and tree.tokens[low - 2].text != ":"
        ahead = sentence_around(tree, verb, subject, words) if interposed and subject is not None else ()
        return (*ahead[:1], behind)
    around = sentence_around(tree, verb, subject if subject is not None else verb, words, inside=(low, high))
    if not around and low < verb < high and subject is not None and low < tree.extent(subject)[0] < verb:
        behind = (verb + 1, content_end(tree, verb + 1, high, words, verb))
        return ((low, tree.extent(subject)[0] - 1), behind)
    return around


def sentence_around(
    tree: Tree, verb: int, subject: int, words: Cues, *, inside: Nodes | None = None
) -> tuple[Nodes, ...]:
    """The sentence that a reporting clause is set behind or into: what stands before it and, if it goes on, behind.

    Nothing where no comma or quotation mark sets the clause apart.
    """
    clause_low = min(verb, tree.verb_group(verb)[0], *([tree.extent(subject)[0]] if abs(subject - verb) < 12 else []))
    clause_high = _clause_end(tree, verb, subject)
    pieces: list[Nodes] = []
    if clause_low > 0:
        mark = tree.tokens[clause_low - 1].text
        relative = mark == "," and tree.tokens[subject].tag in {"WP", "WDT"}
        apart = not relative and mark in {",", "”", '"', "''", "’", "'", "?", "!", "—", "–", "-"}
        if apart:
            begin = max(_clause_begin(tree, verb, clause_low, inside), _quote_begin(tree, clause_low))
            before = trimmed(tree, begin, clause_low - 1)
            set_in = tree.tokens[verb].dep == "parataxis" and clause_high + 1 < len(tree.tokens)
            leads_in = before is not None and is_lead_in(tree, before[0], verb)
            if (
                before is not None
                and not leads_in
                and (set_in or has_verb(tree, before) or mark not in {",", "—", "–", "-"})
            ):
                pieces.append(before)
    if clause_high < len(tree.tokens) - 1 and pieces:
        behind = trimmed(tree, clause_high + 1, len(tree.tokens) - 1)
        if behind is not None and has_word(tree, behind) and _goes_on(tree, verb, clause_high, inside):
            pieces.append(behind)
    return tuple(pieces)


def as_said_rest(tree: Tree, verb: int) -> tuple[Nodes, ...]:
    """The rest of the sentence in "As the paper reported, …"."""
    mark = tree.child(verb, "mark", "advmod")
    if mark is None or tree.tokens[mark].text.lower() != "as" or tree.tokens[verb].dep != "advcl":
        return ()
    return rest_of(tree, *tree.extent(verb))


def content_behind(tree: Tree, verb: int, subject: int) -> tuple[Nodes, ...]:
    """What follows a reporting clause without a mark, where it holds a finite verb: content the parser did not see."""
    high = _clause_end(tree, verb, subject)
    if (
        subject > verb
        or high + 2 >= len(tree.tokens)
        or tree.tokens[verb].dep not in {"ROOT", "conj", "ccomp", "advcl"}
    ):
        return ()
    behind = trimmed(tree, high + 1, len(tree.tokens) - 1)
    if behind is None or tree.tokens[high + 1].text in {",", ";", "."} or not has_verb(tree, behind):
        return ()
    return (behind,)


def through_colon(tree: Tree, verb: int, pieces: tuple[Nodes, ...], quoted: frozenset[int]) -> tuple[Nodes, ...]:
    """Words reported behind a verb, with the clause that a colon sets behind them: "told them that nothing had changed:
    who owns the islands must be settled first"."""
    if len(pieces) != 1 or pieces[0][0] < verb:
        return pieces
    low, high = pieces[0]
    if high + 2 >= len(tree.tokens) or tree.tokens[high + 1].text != ":" or high + 2 in quoted:
        return pieces
    behind = trimmed(tree, high + 2, len(tree.tokens) - 1)
    return ((low, behind[1]),) if behind is not None and has_verb(tree, behind) else pieces


def _skip_marks(tree: Tree, low: int) -> int:
    """Behind a comma or colon that opens a clause, and behind a time that belongs to the reporting word."""
    last = len(tree.tokens) - 1
    while low < last and tree.tokens[low].text in {",", ":", "-", "–", "—"}:
        low += 1
    first = low + 1 if tree.tokens[low].text.lower() in {"on", "late", "early"} and low < last else low
    days = (e for e in tree.sentence.entities if e.label in {"DATE", "TIME"} and e.start == tree.tokens[first].start)
    behind = next((n for e in days for n in range(first, last + 1) if tree.tokens[n].start >= e.end), low)
    return behind if behind - low <= 3 and tree.tokens[behind].text not in {",", "'s", "’s"} else low


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
