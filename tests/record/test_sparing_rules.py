"""What rules leave out to be quick: never anything that changes what they find."""

from collections import Counter
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from random import Random

import pytest

from detente.evidence import Citation, DateRange, DocumentId, Span
from detente.record.disagreements import LONGEST, copies, found_by
from detente.record.disagreements.amounts import ENOUGH, MOST_SHARED, Pile, signs_at_best, weighed
from detente.record.disagreements.figures import Figure
from detente.record.disagreements.findings import Finding, Told, adding, joined
from detente.record.disagreements.matters import Key, Matters
from detente.record.entries import Quantity
from detente.record.recall import Alone

WORDS = "the gate of lock was not shut on Monday Tuesday 12 14 by river board unable able crew for boats".split()


def cite(document: str, start: int, text: str = "seven") -> Citation:
    """Some words of a document."""
    return Citation(span=Span(document=DocumentId(document), start=start, end=start + len(text)), quote=text)


def finding(draw: Random) -> Finding:
    """One of few questions with answers out of few."""
    answers = tuple(
        Told(draw.choice("abc"), tuple(cite("one", draw.randrange(4)) for _ in range(draw.randrange(1, 3))))
        for _ in range(draw.randrange(1, 4))
    )
    key = (draw.choice("xy"),)
    return Finding(
        key=key, question="How many?", kind="numeric", verdict="conflict", severity="minor", accounts=answers,
        why=draw.choice(["two apart", "apart", "far apart"]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_what_adds_nothing_changes_nothing_joined(seed: int) -> None:
    """The findings of a question that are left out are those whose places, answers and reasons are told already."""
    draw = Random(seed)
    whole = [finding(draw) for _ in range(draw.randrange(1, 40))]
    kept = list(adding(whole))
    for key in {one.key for one in whole}:
        mine, rest = ([one for one in some if one.key == key] for some in (whole, kept))
        assert (joined(mine), len(mine) == 1) == (joined(rest), len(rest) == 1)


def test_a_finding_told_thrice_is_handed_on_twice() -> None:
    """What was found a third time adds nothing; another reason does."""
    one = finding(Random(1))
    other = replace(one, why="for another reason")
    assert [one, one, other] == list(adding([one, one, one, other, other, one]))


@pytest.mark.parametrize("seed", range(60))
def test_no_slip_stands_where_none_is_looked_for(seed: int) -> None:
    """Two sentences that are not held against each other word by word have no slip that is told."""
    draw = Random(seed)
    ours = [draw.choice(WORDS) for _ in range(draw.randrange(8, 14))]
    theirs = list(ours)
    for _ in range(draw.randrange(1, 4)):
        theirs[draw.randrange(len(theirs))] = draw.choice(WORDS)
    if draw.random() < 0.5:
        theirs.insert(draw.randrange(len(theirs)), draw.choice(WORDS))
    own, other = (worded(words) for words in (ours, theirs))
    if not copies.may_have_slipped(own, other):
        steps = [s for s in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if s[0] != "equal"]
        changed = copies.change(ours, theirs, steps) if copies.are_close(own, other) else None
        assert changed is None or not is_slip(*changed)
        assert changed is not None or ours == theirs or copies.turned(ours, theirs, steps) is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("the crew shut the gate by the river on Monday", "the crew shut the gate by the river on Tuesday"),
        ("the crew shut 12 gates of lock by the river", "the crew shut 14 gates of lock by the river"),
        ("the crew was able to shut the gate by hand", "the crew was unable to shut the gate by hand"),
        ("the crew did shut the gate of the lock then", "the crew did not shut the gate of the lock then"),
        ("the crew cannot shut the gate of the lock now", "the crew can shut the gate of the lock now"),
    ],
)
def test_what_can_be_a_slip_is_looked_at(ours: str, theirs: str) -> None:
    """A weekday, a figure, a prefix that denies and a denial are words that copying gets wrong, either way round."""
    own, other = worded(ours.split()), worded(theirs.split())
    assert (True, True) == (copies.may_have_slipped(own, other), copies.may_have_slipped(other, own))


def worded(words: list[str]) -> copies.Worded:
    """A sentence of these words, in an article without dates."""
    small = frozenset(word.lower() for word in words)
    slipping = frozenset(word for word in words if word.lower() in copies.WEEKDAYS or word[0].isdigit())
    return copies.Worded(copies.Stretch(0, 1), words, frozenset(words), small, copies.bared(small), slipping)


def is_slip(a: str, b: str) -> bool:
    """Whether two words are two weekdays or two figures."""
    return {a.lower(), b.lower()} <= copies.WEEKDAYS or (a.isdigit() and b.isdigit() and a != b)


class Counted(Matters):
    """Matters that count how often they are asked what two sentences share."""

    asked = 0

    def ties(self, a: Key, b: Key, *given: object) -> float:
        """The same for two sentences each time, and another for others."""
        self.asked += 1
        return float(a[1] * b[1] % 5)


def figure(draw: Random, number: int) -> Figure:
    """A number of boats, told somehow."""
    quote, day = str(draw.choice([3, 12, 14, 120, 900])), DateRange(earliest=date(2019, 5, 2), latest=date(2019, 5, 2))
    cited = cite(f"article-{number % 8}", number, quote)
    quantity = Quantity(value=float(quote), unit="", of="boat", citation=cited)
    empty: frozenset[str] = frozenset()
    verb = draw.choice(["sink", "close"])
    agents = frozenset(draw.sample(["storm", "crew"], draw.randrange(2)))
    return Figure(
        quantity=quantity, head="boat", modifiers=empty, verb=verb, family=verb, families=frozenset({verb}), object="",
        per="", agents=agents, speaker=draw.choice(["", "mayor"]), proposers=None, is_new=False, is_part=False, is_duty=False,
        named=frozenset(), context=empty, beside=empty, measure="", status=draw.choice(["happened", "planned"]),
        hedged=False, scope=empty, lasting=False, places=empty, when=day, dated=draw.random() < 0.5, days=(), published=day,
        clause=cited, document=f"article-{number % 8}",
    )  # fmt: skip


def test_dear_signs_are_asked_for_only_where_they_decide() -> None:
    """Two figures are of one thing by all signs or by those that are looked at; the pile is asked for fewer."""
    draw = Random(7)
    figures = [figure(draw, number) for number in range(24)]
    told = Pile(figures, spare := Counted(()))
    decided: Counter[tuple[bool, bool]] = Counter()
    for a, b in combinations(figures, 2):
        spare.asked, sure = 0, draw.random() < 0.5
        found = told.are_likely_one(a, b, is_sure=sure)
        asked, spare.asked = spare.asked, 0
        signs = signs_at_best(a, b) | {"one question": float(sure), "shared": min(MOST_SHARED, told.shared(a, b))}
        signs["one scene"] = float(told.is_one_scene(a, b))
        if weighed(signs_at_best(a, b) | {"one question": float(sure)}) < ENOUGH:
            assert (False, 0) == (found, asked)
        signs["better elsewhere"] = float(told.rivals(a, b))
        assert (weighed(signs) >= ENOUGH) == found
        decided[found, told.rivals(a, b) > 0] += 1
    assert 4 == len(decided)


def test_the_longest_rules_come_first_and_findings_in_the_order_of_rules() -> None:
    """Whoever shares the rules out gets the longest first, under the names they have in the table."""
    handed: list[str] = []

    class Crew(Alone):
        def each(self, function, items, what, *, size=8):  # type: ignore[no-untyped-def]
            handed.extend(items)
            return super().each(function, items, what, size=size)

    rules = {name: (lambda: ()) for name in ("polarity", "datings", "amounts", "copies")}
    assert {name: [] for name in rules} == found_by(rules, Crew())
    assert [*LONGEST, "polarity", "copies"] == handed
