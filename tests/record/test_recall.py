"""What is kept of articles from run to run: the record is the same whatever is kept of it, damaged or not."""

import json
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from detente.evidence import Citation, DateRange, DocumentId
from detente.record import Record, Vocabulary, VocabularyActor, prose
from detente.record.analyzer import best_analyzer, rule_analyzer
from detente.record.build import build_record
from detente.record.compact import packed, unpacked
from detente.record.entries import Actor, Statement
from detente.record.gleanings import KINDS, Acquaintance
from detente.record.mentions import EventMention
from detente.record.reading import Reading
from detente.record.recall import DAMAGED, Recall
from detente.sources.document import Document
from record.river_articles import RIVER, article, library_of, record_of

ARTICLES = (
    article("a", "Norland shuts the lock\n\nNorland closed the Tarn lock on Monday, Karin Falk said. “We had to.”"),
    article("b", "Sudland rejected Norland's offer on 3 May 2031.\n\nThe flood killed 14 people in Corrada, police said."),
    article("c", "The Orvian president, Ada Brink, met Tomas Rell on Tuesday. She called the talks useful.", None),
    article("d", "Orvia's government says 140 people were killed by the flood. Orvia has never asked for help.", "2031-05-12"),
    article("e", "Ada Brink of Orvia asked for help on 4 May 2031. What does “help” mean? For Norland it means loans."),
    article("f", "Norland closed the Tarn lock on Tuesday, Karin Falk said. “We had to.” Ms. Brink disagreed.", "2031-05-10"),
)  # fmt: skip
PILE = library_of(*ARTICLES)
COLD = build_record(PILE, RIVER, analyzer=rule_analyzer())

Kept = dict[str, bytes]


def built(*articles: Document, kept: Kept, vocabulary: Vocabulary = RIVER) -> Record:
    """The record of some articles by the rule-only tier, with what is kept."""
    return build_record(library_of(*articles), vocabulary, analyzer=rule_analyzer(), kept=kept)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_kept_the_record_is_the_same(seed: int) -> None:
    """Articles added in any order, some taken away between, with any part of what was kept: one record."""
    rng = np.random.default_rng(seed)
    kept: Kept = {}
    for _ in range(3):
        some = rng.permutation(len(ARTICLES))[: int(rng.integers(1, len(ARTICLES)))]
        built(*(ARTICLES[number] for number in some), kept=kept)
        lost = [key for key in sorted(kept) if rng.random() < 0.3]
        for key in lost:
            del kept[key]

    assert COLD == built(*ARTICLES, kept=kept)


CHANGED = (
    article("a", "Norland shuts the lock\n\nNorland never closed the Tarn lock, Karin Falk said. “It is open.”"),
    article("b", "Sudland accepted Norland's offer on 4 May 2031.\n\nThe flood killed 41 people in Corrada, police said."),
    article("c", "Tomas Rell met the Orvian president, Ada Brink, on Friday. He called the talks useful.", "2031-05-10"),
    article("e", "Ada Brink of Sudland asked for help on 6 May 2031.", None),
)  # fmt: skip
WORDS = (
    RIVER,
    Vocabulary(),
    Vocabulary(
        actors=(VocabularyActor("norland", "The Realm", ("Norland", "Vessby"), ("Ada Brink",)),),
        terms={"lock": ("the Tarn lock", "the flood")},
        issues={"lock": "Is the lock open?"},
    ),
)


@pytest.mark.parametrize("seed", range(6))
def test_a_pile_that_was_worked_on_gives_the_record_made_afresh(seed: int) -> None:
    """Articles added, deleted and changed, and the case's words exchanged: each record is that of a pile never seen."""
    rng = np.random.default_rng(seed)
    kept: Kept = {}
    texts = {str(one.id): (one,) for one in ARTICLES}
    for one in CHANGED:
        texts[str(one.id)] += (one,)
    for _ in range(4):
        there = sorted(texts)[: int(rng.integers(1, len(texts) + 1))]
        pile = [texts[id][int(rng.integers(len(texts[id])))] for id in there if rng.random() < 0.8]
        words = WORDS[int(rng.integers(len(WORDS)))]

        assert built(*pile, kept={}, vocabulary=words) == built(*pile, kept=kept, vocabulary=words)


def test_the_best_analyzer_gives_the_same_from_kept_results() -> None:
    """With syntax, entities and parses that are kept as well."""
    kept: Kept = {}
    cache: Kept = {}
    analyzer = best_analyzer()
    build_record(library_of(*ARTICLES[:4]), RIVER, analyzer=analyzer, cache=cache, kept=kept)
    grown = build_record(PILE, RIVER, analyzer=analyzer, cache=cache, kept=kept)
    warm = build_record(PILE, RIVER, analyzer=analyzer, cache={}, kept=kept)

    assert grown == warm == build_record(PILE, RIVER, analyzer=analyzer)


def damages(kept: Kept) -> Iterator[Kept]:
    """What is kept, spoiled in every way: cut, flipped, emptied, exchanged, well packed but of another shape."""
    keys = sorted(kept)
    yield {key: kept[key][: len(kept[key]) // 2] for key in keys}
    yield {key: kept[key][:-3] + b"\x00\x00\x00" for key in keys}
    yield dict.fromkeys(keys, b"")
    yield dict(zip(keys, [kept[key] for key in (*keys[1:], keys[0])], strict=True))
    for odd in (None, {}, [[]], [[0, 1, 2]], "text", 7):
        yield {key: zlib.compress(json.dumps([key, odd]).encode()) for key in keys}
    yield {key: zlib.compress(b" " * (1 << 27)) for key in keys[:2]}


def test_damage_is_made_anew_and_never_believed() -> None:
    """Whatever stands where a result was kept, the record is the same and the damage is mended."""
    kept: Kept = {}
    built(*ARTICLES[:3], kept=kept)
    expected = built(*ARTICLES[:3], kept={})
    for spoiled in damages(kept):
        assert expected == built(*ARTICLES[:3], kept=spoiled)
        assert {key: kept[key] for key in spoiled} == {key: spoiled[key] for key in spoiled}


@pytest.mark.parametrize("odd", [None, {}, [[]], [[0, 1, 2]], "text", 7, [[None] * 18]])
def test_a_part_of_another_shape_is_made_anew(odd: object) -> None:
    """Parts are unfolded only when they are asked for: one that is whole, but is not what was kept, is not believed."""
    kept: Kept = {}
    built(*ARTICLES[:3], kept=kept)
    expected = built(*ARTICLES[:3], kept={})
    for key in kept:
        count = len(zlib.decompress(kept[key]).split(b"\n")) - 1
        part = json.dumps(odd).encode()
        head = json.dumps([key, *[len(part)] * count]).encode()
        kept[key] = zlib.compress(b"\n".join([head, *[part] * count]))

    assert expected == built(*ARTICLES[:3], kept=kept)


def test_an_article_that_nothing_touches_is_not_read_again() -> None:
    """An article about others adds only what is its own."""
    kept: Kept = {}
    built(*ARTICLES[:2], kept=kept)
    before = set(kept)
    built(*ARTICLES[:2], article("z", "Two ferries met at dawn. Nobody was hurt."), kept=kept)
    new = [key.split(":")[0] for key in sorted(set(kept) - before)]

    assert {"gleanings": 1, "impression": 1} == {stage: new.count(stage) for stage in ("gleanings", "impression")}


def test_an_article_whose_actors_change_is_read_again() -> None:
    """The case's own words about a party reach every article that names it."""
    kept: Kept = {}
    built(*ARTICLES, kept=kept)
    renamed = Vocabulary(actors=(VocabularyActor("norland", "The Realm", ("Norland", "Vessby"), ("Karin Falk",)),))

    assert record_of_rules(renamed) == built(*ARTICLES, kept=kept, vocabulary=renamed) != COLD


def record_of_rules(vocabulary: Vocabulary) -> Record:
    """The record by the rule-only tier with nothing kept."""
    return build_record(PILE, vocabulary, analyzer=rule_analyzer())


def test_an_extractor_is_handed_the_actors_of_its_article() -> None:
    """Those it names, whom they act for, whose adjective it uses and who wrote it, cited within it; nobody else."""
    (people, readings) = who_is_who("The Orvian envoy met Karin Falk.", "Westland waits for Norland. Orvia is far.")
    acquaintance = Acquaintance(people)

    assert {"karin_falk", "norland", "orvia"} == set(acquaintance.to(readings["x"]))
    assert {"x"} == {
        c.span.document for actor in acquaintance.to(readings["x"]).values() for c in actor.cited.citations
    }


def who_is_who(*texts: str) -> tuple[tuple[Actor, ...], Mapping[str, Reading]]:
    """The actors of a few articles named x, y, …, and each article's reading with its mentions."""
    library = library_of(*(article(id, text) for id, text in zip("xyz", texts, strict=False)))
    vocabulary = Vocabulary(actors=(*RIVER.actors, VocabularyActor("orvia", "Orvia")))
    record = build_record(library, vocabulary, analyzer=rule_analyzer())
    readings = {
        str(d.id): Reading(
            document=d,
            passages=library.passages_of(d.id),
            sentences=(),
            mentions=tuple(m for m in record.mentions if m.citation.span.document == d.id),
        )
        for d in library.documents
    }
    return record.actors, readings


def test_what_is_kept_quotes_the_text_itself() -> None:
    """A citation is kept as its offsets: another text gives other words, never words that do not stand there."""
    record = record_of(ARTICLES[0])
    document = PILE.document(DocumentId("a"))
    plain = json.loads(json.dumps(packed(record.statements, tuple[Statement, ...], document)))

    assert record.statements == unpacked(plain, tuple[Statement, ...], document)
    assert "We had to" not in json.dumps(plain)


def test_every_kind_of_gleaning_can_be_kept() -> None:
    """Whatever the rules take from an article comes back equal."""
    kept: Kept = {}
    built(*ARTICLES, kept=kept)
    stages = {key.split(":")[0] for key in kept}

    assert {"statements", "events", "quantities", "caveats"} <= set(KINDS)
    assert {"gleanings", "genders", "impression", "look", "meant", "named", "pile", "story"} == stages


def test_a_mention_without_anything_optional_comes_back() -> None:
    """None, empty tuples, numbers and dates survive."""
    document = article("a", "They met.")
    cited = document.cite(5, 8)
    mention = EventMention(
        document=document.id,
        kind="meeting",
        status="happened",
        lemma="meet",
        trigger=cited,
        clause=document.cite(0, 9),
        when=DateRange(earliest=None, latest=None),
        ordinal=25,
    )

    assert mention == unpacked(packed(mention, EventMention, document), EventMention, document)


def test_nothing_kept_asks_for_no_key() -> None:
    """Without a place to keep results, work is only done."""
    document = article("a", "They met.")
    found = Recall().each(lambda one: one.text, [document], str, stage="text", what="reading", document=lambda one: one)

    assert ["They met."] == list(found)


def test_a_citation_that_cannot_stand_there_is_refused() -> None:
    """Offsets of another shape, or behind the end of the text, are damage and never a quotation."""
    document = article("a", "They met.")
    refused = 0
    for odd in ([5, 900], [-4, 8], [8, 5], [5, 5], [True, 4], ["5", "8"], [5.0, 8.0], [None, 8], [5], [], {}, "58", 7):
        try:
            cited = unpacked(odd, Citation, document)
        except DAMAGED:
            refused += 1
        else:
            assert (odd, cited) == ([True, 4], document.cite(1, 4))

    assert 12 == refused


def test_halves_of_characters_are_kept() -> None:
    """A text from a broken file can have halves of characters, which few readers of JSON take."""
    kept: Kept = {}
    names = ("odd \ud800 half", "Küste", "\U0001f6a2")
    document = article("a", "They met.")
    recall = Recall(kept, keys={"a": "a"})
    for _ in range(2):
        found = recall.each(
            lambda one: names, [document], tuple[str, ...], stage="names", what="reading", document=lambda one: one
        )

        assert [names] == list(found)


@pytest.mark.parametrize("told", [None, {}, [], {"a": 7}, {"a": [7]}, {"a": ["parse-2:gone"]}, "text"])
def test_what_is_known_of_parses_is_only_where_to_look(told: object) -> None:
    """Whatever is kept of where parses stand, every article is read."""
    analyzer = best_analyzer()
    kept: Kept = {}
    parses: Kept = {}
    expected = build_record(library_of(*ARTICLES[:2]), RIVER, analyzer=analyzer, cache=parses, kept=kept)
    Recall(kept).keep_of_pile(prose.PARSES, told)
    for key in [key for key in kept if not key.startswith("pile:")]:
        del kept[key]

    assert expected == build_record(library_of(*ARTICLES[:2]), RIVER, analyzer=analyzer, cache={}, kept=kept)
