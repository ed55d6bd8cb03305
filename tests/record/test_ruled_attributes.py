"""Rules on words, remembered: every token has the attributes that spaCy gives it."""

from typing import Any

import pytest

from detente.record.analyzer import SpacyAnalyzer, best_analyzer
from detente.record.ruled_attributes import remember_rules

spacy = pytest.importorskip("spacy")

TEXTS = (
    "The port is shut, and it isn't clear whether the union that struck will strike again.",
    "I'm gonna tell y'all nothin' of it; let's go, c'mon, you gotta see. Ain't it so? Ain't they?",
    "There is one. There's another, there're some. Nothing but rain, but the boats sailed.",
    "Ada Orr, who does the books, did not do what she'd do if she had to have done it.",
    "You saw it. It saw you. They told me that it was his.   Then , two  blanks.\n\nAnd a line.",
    "Not that the minister had been asked to resign; some do, none did, and all of them have.",
    "",
)


@pytest.fixture(scope="module")
def plain() -> Any:
    """The pipeline as spaCy loads it."""
    analyzer = best_analyzer()
    if not isinstance(analyzer, SpacyAnalyzer):
        pytest.skip("no English model is installed")
    return spacy.load(analyzer.model)


@pytest.fixture(scope="module")
def remembering() -> Any:
    """The same, with its rules remembered."""
    analyzer = best_analyzer()
    if not isinstance(analyzer, SpacyAnalyzer):
        pytest.skip("no English model is installed")
    nlp = spacy.load(analyzer.model)
    remember_rules(nlp)
    return nlp


def read(nlp: Any, text: str) -> list[tuple[object, ...]]:
    """What a pipeline tells of each token."""
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, str(t.morph), t.head.i, t.ent_type_) for t in nlp(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_is_as_it_was(plain: Any, remembering: Any, text: str) -> None:
    """The first time, when the rules are tried, and the second, when they are remembered."""
    expected = read(plain, text)

    assert expected == read(remembering, text)
    assert expected == read(remembering, text)


def test_a_kind_of_token_is_asked_of_once(remembering: Any) -> None:
    """Words that no rule names are of one kind where tag and dependency are one."""
    matcher = remembering.get_pipe("attribute_ruler").matcher
    asked: list[str] = []
    whole = matcher._whole

    class Watched:
        def __call__(self, span: Any, **given: object) -> object:
            asked.append(span.text)
            return whole(span, **given)

    matcher._whole = Watched()
    matcher._held.clear()
    try:
        remembering("The dockers struck.")
        first = list(asked)
        remembering("The bakers slept.")
    finally:
        matcher._whole = whole

    assert ["The", "dockers", "struck", "."] == first
    assert first == asked


@pytest.mark.parametrize(
    ("pattern", "is_remembered"),
    [
        ([{"LOWER": "port", "TAG": {"NOT_IN": ["NN"]}}], True),
        ([{"LOWER": {"REGEX": "^porti?$"}}], True),
        ([{"LOWER": {"NOT_IN": ["port"]}, "TAG": "NN"}], True),
        ([{"TAG": "DT"}, {"LOWER": {"IN": ["port", "porti"]}}], True),
        ([{"ORTH": "Port"}], False),
        ([{"LOWER": {"FUZZY": "port"}}], False),
        ([{"LOWER": {"IN": ["the"]}}, {"LENGTH": 4}], False),
    ],
)
def test_rules_that_ask_for_other_things_are_tried_as_before(
    pattern: list[dict[str, Any]], is_remembered: bool
) -> None:
    """A pipeline with such a rule stays spaCy's own; either way the rule holds where it should, and nowhere else."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([pattern], {"LEMMA": "harbour"}, index=-1)
    before, expected = ruler.matcher, lemmas(nlp)
    remember_rules(nlp)

    assert is_remembered == (ruler.matcher is not before)
    assert expected == lemmas(nlp) == lemmas(nlp)
    assert 0 < expected.count("harbour") < len(expected)


def lemmas(nlp: Any) -> list[str]:
    """The lemmas that the rules of a pipeline give to a tagged text."""
    words, tags = "The Port and the port of Porti".split(), "DT NNP CC DT NN IN NN".split()
    doc = spacy.tokens.Doc(nlp.vocab, words=words, tags=tags)
    return [token.lemma_ for token in nlp.get_pipe("attribute_ruler")(doc)]


def test_a_pipeline_without_rules_is_left_alone() -> None:
    """Nothing to remember."""
    nlp = spacy.blank("en")
    remember_rules(nlp)

    assert nlp.pipe_names == []
