"""Who said what, in invented coverage: modes, bounds, speakers, headlines, negation, dates of saying."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence import DateRange, verify
from detente.record.analyzer import rule_analyzer
from detente.record.attribution.quotes import quotes
from detente.record.entries import Statement
from detente.record.reading import Vocabulary, VocabularyActor
from record.prose import said

RIVER = Vocabulary(
    actors=(
        VocabularyActor("norland", "Norland", ("Port Vell",), ("Ada Orr",)),
        VocabularyActor("sudland", "Sudland", ("Castle Hill",), ("Ben Hale",)),
    )
)


def told(*texts: str, **options: object) -> list[tuple[str | None, str]]:
    """(speaker, content) of the statements found."""
    return [(s.speaker.name, s.content.quote) for s in said(*texts, **options)]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "mode"),
    [
        ("“We will not pay,” Ada Orr said.", "Ada Orr", "“We will not pay,”", "direct"),
        ("\"We will not pay,\" said Ada Orr.", "Ada Orr", '"We will not pay,"', "direct"),
        ("Ada Orr said: “We will not pay.”", "Ada Orr", "“We will not pay.”", "direct"),
        ("Ada Orr said that the toll was lawful.", "Ada Orr", "that the toll was lawful", "indirect"),
        ("Ada Orr said the toll was “a tax on bread”.", "Ada Orr", "the toll was “a tax on bread”", "mixed"),
        ("The toll was lawful, according to Ada Orr.", "Ada Orr", "The toll was lawful", "indirect"),
        ("According to Ada Orr, the toll was lawful.", "Ada Orr", "the toll was lawful", "indirect"),
        ("The toll, Ada Orr said, was lawful.", "Ada Orr", "The toll, Ada Orr said, was lawful", "indirect"),
        ("Ada Orr wants to reopen the lock.", "Ada Orr", "to reopen the lock", "indirect"),
        ("Ada Orr believes that the dam is safe.", "Ada Orr", "that the dam is safe", "indirect"),
        ("Ada Orr hopes the talks will resume.", "Ada Orr", "the talks will resume", "indirect"),
        ("Ada Orr is confident that the dam is safe.", "Ada Orr", "that the dam is safe", "indirect"),
        ("Ada Orr rejected the offer.", "Ada Orr", "the offer", "indirect"),
        ("Ada Orr called for new talks.", "Ada Orr", "new talks", "indirect"),
        ("Ada Orr repeated Norland's stance that the river is shared.", "Ada Orr", "Norland's stance that the river is shared", "indirect"),
        ("Ada Orr made a promise to reopen the lock.", "Ada Orr", "to reopen the lock", "indirect"),
        ("Ada Orr made it clear that the lock would stay shut.", "Ada Orr", "that the lock would stay shut", "indirect"),
    ],
)  # fmt: skip
def test_one_sentence(text: str, speaker: str, content: str, mode: str) -> None:
    """Speaker, words and mode for each way of reporting."""
    found = [(s.speaker.name, s.content.quote, s.mode) for s in said(text)]

    assert [(speaker, content, mode)] == [f for f in found if f[0] == speaker][:1]


def test_a_passive_without_agent_has_no_speaker() -> None:
    """ "Is believed to" names nobody: neither its subject nor anybody else said it."""
    (statement,) = said("The Norlandic leader is believed to be planning a visit.")

    assert (None, None, None) == (statement.speaker.name, statement.speaker.actor, statement.speaker.citation)
    assert "to be planning a visit" in statement.content.quote


def test_an_agent_is_the_speaker() -> None:
    """ "Was rejected by Orr" is Orr's."""
    assert [("Ada Orr", "The offer")] == told("The offer was rejected by Ada Orr.")


def test_unnamed_people_are_named_as_the_text_names_them() -> None:
    """ "Some experts" speak under those words and are no actor."""
    (statement,) = said("The dam may break, some experts say.")

    assert ("some experts", None) == (statement.speaker.name, statement.speaker.actor)


def test_officials_speak_for_their_state() -> None:
    """ "Norlandic officials" have no name of their own but act for Norland."""
    vocabulary = Vocabulary(actors=(VocabularyActor("norland", "Norland", ("Norlandic",), ()),))
    (statement,) = said("Officials in Norland's government said the lock was shut.", vocabulary=vocabulary)

    assert statement.speaker.actor == "norland"


def test_a_quotation_goes_on_behind_the_reporting_clause() -> None:
    """The speaker of a quotation is carried over to the sentences that continue it."""
    (statement,) = said("“It is over,” Ada Orr said. “We have nothing more to offer them.”")

    assert ["“It is over,”", "“We have nothing more to offer them.”"] == [c.quote for c in statement.parts]
    assert statement.mode == "direct"


def test_a_quotation_runs_on_into_the_next_paragraph() -> None:
    """A paragraph that is all quotation belongs to the speaker of the one before."""
    statements = said("“It is over,” Ada Orr said.\n\n“We have nothing more to offer them.”")

    assert ["Ada Orr"] == [s.speaker.name for s in statements]
    assert len(statements[0].parts) == 2


def test_several_verbs_share_a_speaker() -> None:
    """ "Said …, adding …" are two statements of one speaker."""
    assert [("Ada Orr", "the lock was shut"), ("Ada Orr", "that it would stay so")] == told(
        "Ada Orr said the lock was shut, adding that it would stay so."
    )


def test_rivals_in_one_sentence_keep_their_own_words() -> None:
    """ "With X arguing … and Y asserting …" are two statements by two speakers."""
    found = told(
        "The two differ over the lease, with Norland arguing that it has lapsed and Sudland asserting that it still runs.",
        vocabulary=RIVER,
    )

    assert ("Norland", "that it has lapsed") in found
    assert ("Sudland", "that it still runs") in found


def test_the_day_of_speaking_is_no_part_of_the_words() -> None:
    """ "Said on Friday he …": the content begins behind the day, which dates the saying."""
    (statement, *_) = said("Ada Orr said on Friday she will close the lock.", published=DateRange.day(date(2019, 1, 5)))

    assert statement.content.quote == "she will close the lock"
    assert (date(2019, 1, 4), date(2019, 1, 4)) == (statement.said.earliest, statement.said.latest)


def test_a_date_within_the_words_does_not_date_the_saying() -> None:
    """What was said about 1956 was not said in 1956."""
    (statement,) = said("Ada Orr maintains that the lease lapsed in 1956.", published=DateRange.day(date(2019, 1, 5)))

    assert statement.said.latest == date(2019, 1, 5)
    assert statement.said.earliest != date(1956, 1, 1)


def test_titles_and_pronouns_are_resolved_within_the_article() -> None:
    """ "The former minister" and "she" are the person named before."""
    text = (
        "Kenyan Water Minister Grace Otieno opened the talks. She said the river was low. "
        "The Kenyan minister added that rain was due."
    )

    assert {"Grace Otieno"} == {s.speaker.name for s in said(text)}


def test_those_who_speak_together_are_named_together() -> None:
    """Two people who agree are both the speaker."""
    (statement,) = said("Ada Orr and Ben Hale agreed to resume the talks.", vocabulary=RIVER)

    assert statement.speaker.name == "Ada Orr and Ben Hale"


def test_a_headline_joins_the_statement_it_announces() -> None:
    """The headline's claim is a further citation of the body's statement, and no statement of its own."""
    found = said(
        "Lock to stay shut until spring, Orr says\n\nAda Orr said on Monday that the lock would stay shut until spring.",
        headline=True,
    )

    assert len(found) == 1
    assert found[0].cited.citations[-1].quote == "Lock to stay shut until spring, Orr says"


def test_a_headline_that_announces_nothing_said_is_left_alone() -> None:
    """A topic is no claim of the statement below it."""
    found = said("Island row\n\nAda Orr said the lock would stay shut.", headline=True)

    assert [1] == [len(s.cited.citations) for s in found]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Orr said the lock was shut.", "affirmed"),
        ("Ada Orr said the lock was not shut.", "negated"),
        ("Ada Orr denied that the lock was shut.", "negated"),
        ("Ada Orr denied that the lock was not shut.", "affirmed"),
        ("Ada Orr refused to sign the lease.", "negated"),
        ("Ada Orr did not promise to sign the lease.", "negated"),
    ],
)
def test_polarity_is_the_contents(text: str, polarity: str) -> None:
    """A negated content, a denial, and the denial of a negation."""
    assert [polarity] == [s.polarity for s in said(text)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ada Orr said the lock was shut.", ""),
        ("Ada Orr said the lock may open.", "may"),
        ("Ada Orr said the lock must open.", "must"),
        ("Ada Orr vowed to open the lock.", "vow"),
    ],
)
def test_modality_is_the_contents(text: str, modality: str) -> None:
    """The content's own hedge, else what the reporting verb intends."""
    assert [modality] == [s.modality for s in said(text)]


def test_words_in_a_quotation_report_nothing_of_their_own() -> None:
    """ "I think" in somebody's mouth is part of what they said."""
    assert [("Ada Orr", "“I think they hope to win,”")] == told("“I think they hope to win,” Ada Orr said.")


def test_a_name_behind_a_dash_signs_the_quotation() -> None:
    """A pull quote's speaker stands behind a dash."""
    assert [("Ada Orr", "“The river has two banks.”")] == told("“The river has two banks.” — Ada Orr, water minister")


def test_a_word_held_at_arms_length_is_no_quotation() -> None:
    """Scare quotes are nobody's speech."""
    assert told("The “temporary” gate stands since 1956.") == []


def test_statements_are_numbered_within_their_article() -> None:
    """Ids count from 1 in the order of the text, in each article."""
    found = said("Ada Orr said it rained. Ben Hale said it was dry.", "Ada Orr said the lock was shut.")

    assert ["st-a1-1", "st-a1-2", "st-a2-1"] == [s.id for s in found]


def test_the_rules_alone_find_quotations_and_plain_reports() -> None:
    """Without a model, direct speech and "said that" still have speakers and words."""
    found = told(
        "“We will not pay,” Ada Orr said. Mr Ben Hale said that the toll was lawful. According to Ada Orr, it rained.",
        analyzer=rule_analyzer(),
    )

    assert [
        ("Ada Orr", "“We will not pay,”"),
        ("Ben Hale", "that the toll was lawful"),
        ("Ada Orr", "it rained"),
    ] == found


def test_the_tier_is_named() -> None:
    """Each statement says which analyzer made it."""
    assert {"rules"} == {s.tier for s in said("Ada Orr said that it rained.", analyzer=rule_analyzer())}


def citations(statement: Statement) -> list[object]:
    """All citations of a statement."""
    ends = [c for c in (statement.cue, statement.speaker.citation, statement.content) if c is not None]
    return [*ends, *statement.parts, *statement.cited.citations]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("“”\"'‘’ \r\n.,:Aa said Orr that 🙂é—")), max_size=120))
def test_arbitrary_text_gives_statements_that_verify(text: str) -> None:
    """Whatever the text, nothing is raised and every citation stands where it says."""
    for analyzer in (None, rule_analyzer()):
        for statement in said(text, analyzer=analyzer):
            for citation in citations(statement):
                verify(citation, text)  # type: ignore[arg-type]


def test_an_unrelated_passage_only_moves_offsets() -> None:
    """A paragraph put in front shifts the statements and changes nothing else."""
    body = "Ada Orr told reporters that the lock was shut. “It stays so,” she said."
    plain, moved = said(body), said("The weather was fine.\r\n\r\n" + body)
    shift = len("The weather was fine.\r\n\r\n")

    assert [(s.speaker.name, s.content.quote, s.content.span.start + shift) for s in plain] == [
        (s.speaker.name, s.content.quote, s.content.span.start) for s in moved
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Never,” she said. “Not now.”", ["“Never,”", "“Not now.”"]),
        ('"Never," she said.', ['"Never,"']),
        ("''Never,'' she said.", ["''Never,''"]),
        ("‘The dockers’ fund is empty,’ he said.", ["‘The dockers’ fund is empty,’"]),
        ("It's the dockers' fund.", []),
        ('“It is over," she said.', ['“It is over,"']),
        ("“It runs on.", ["“It runs on."]),
        ('a 5" pipe and a 6" pipe', []),
    ],
)
def test_quote_marks_pair_as_readers_pair_them(text: str, inside: list[str]) -> None:
    """Curly, straight, doubled and single marks; apostrophes and inches are none."""
    assert inside == [text[q.start : q.end] for q in quotes(text, 0, len(text))]


def test_who_is_set_behind_a_title_speaks() -> None:
    """The mayor who is named behind a comma is the speaker, with the words of both."""
    (one,) = said("The city's mayor, Tomas Reyle, urged both sides to return to the table.")

    assert ("Tomas Reyle", "The city's mayor, Tomas Reyle") == (one.speaker.name, one.speaker.citation.quote)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "According to documents seen by the Gazette, the ferry's board discussed fewer crews.",
            "the ferry's board discussed fewer crews",
        ),
        (
            "According to Ada Orr, quoting a report, the engineer is held apart because he is ill.",
            "the engineer is held apart because he is ill",
        ),
        (
            "Ruth Calder threatened on Tuesday to impose a tariff on steel.",
            "to impose a tariff on steel",
        ),
        (
            "Norland accused Sudland on Wednesday of secretly filling the dam.",
            "Sudland on Wednesday of secretly filling the dam",
        ),
        ("Ada Orr expects a deal before the summer.", "a deal before the summer"),
        ("Ada Orr called her vote for the war a mistake.", "her vote for the war a mistake"),
    ],
)
def test_a_time_or_a_source_between_does_not_cut_the_content(text: str, content: str) -> None:
    """What stands between the reporting word and its content leaves the content whole."""
    assert [content] == [s.content.quote for s in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Two officials asked not to be named.",
        "He was not authorised to discuss the talks.",
        "The group, which calls itself the Front, left.",
        "Dov Karas laughs when this is put to him.",
    ],
)
def test_words_about_speaking_are_no_statement(text: str) -> None:
    """Keeping one's name back, being barred from talking and laughing report nothing."""
    assert () == said(text)


def test_whom_a_medium_cites_is_the_speaker_and_the_medium_passes_it_on() -> None:
    """The agency's report is the engineer's where it cites one."""
    (one,) = said("The River Courier, citing an unnamed engineer, reported that the water had risen.")

    assert ("unnamed engineer", ("River Courier",)) == (one.speaker.name, one.via)


def test_it_is_said_once_what_somebody_is_reported_to_have_said() -> None:
    """The passive only tells that the words are hearsay: the speaker is whoever said them."""
    (one,) = said("Ada Orr waited. ‘They eat what we eat,’ she is reported to have said.")

    assert ("Ada Orr", "‘They eat what we eat,’") == (one.speaker.name, one.content.quote)


def test_a_name_that_closes_its_title_speaks() -> None:
    """The envoy speaks himself, although his state stands in his title."""
    (one,) = said("Kenya's ambassador to Brazil, Oru Malik, called the offer small.")

    assert "Oru Malik" == one.speaker.name


def test_a_medium_that_belongs_to_a_state_is_not_named_by_half_a_word() -> None:
    """The national news agency has no name of its own, and its state is none."""
    (one,) = said("Kenya's national news agency, citing an unnamed engineer, reported that the water had risen.")

    assert "unnamed engineer" == one.speaker.name
    assert not [name for name in one.via if name in {"Keny", "Kenya"}]


def test_two_negations_affirm() -> None:
    """Who does not deny a call does not deny it."""
    assert ["affirmed", "negated"] == [
        s.polarity for s in said("Orr did not deny that a call took place. Hale denied that a call took place.")
    ]


def test_the_articles_own_outlet_goes_by_its_full_name() -> None:
    """Told to "the Post" is told to the paper that prints it, once."""
    (one,) = said("Ada Orr told the Post that the lock was shut.", outlet="The River Post")

    assert ("The River Post",) == one.via


def test_a_headline_is_no_statement_where_there_is_a_body() -> None:
    """What only the headline says in other words joins the statement it announces."""
    found = said(
        "Archbishop warns of schism\n\nThe archbishop has warned that the church could split within months. "
        "His office was calm.",
        headline=True,
    )

    assert [("that the church could split within months", 2)] == [
        (s.content.quote, len(s.cited.citations)) for s in found
    ]


HISTORY = "In 1956 the premiers signed a treaty.\n\n"
MAY = DateRange.day(date(2031, 5, 9))


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        (HISTORY + "Ada Orr underscored that the lock is shut.", date(2031, 5, 9)),
        (HISTORY + "The lock is shut.\n\nAda Orr wanted to reopen it.", date(2031, 5, 9)),
        (HISTORY + "Ada Orr wanted to reopen the lock.", None),
    ],
)
def test_a_story_comes_back_from_history(text: str, earliest: date | None) -> None:
    """What somebody says is news, and so is what follows a sentence in the present; other sayings stay in the past."""
    statement = said(text, published=MAY)[-1]

    assert earliest == statement.said.settled().earliest


def test_what_a_saying_is_about_is_no_saying_of_its_own() -> None:
    """ "Speaking about the lock" introduces what is said of it."""
    found = told("Speaking about the lock, Ada Orr mentioned “rising costs”.")

    assert [("Ada Orr", "“rising costs”")] == found


def test_the_occasion_of_a_saying_is_no_part_of_it() -> None:
    """ "While at a session" tells where it was said."""
    found = told("Ada Orr said Norland would open the lock first while at a session of the forum in Lund.")

    assert [("Ada Orr", "Norland would open the lock first")] == found


def test_what_came_later_lies_after_the_time_told_before() -> None:
    """ "Later" counts from what the sentence before dates, to publication."""
    statement = said("Sudland made an offer in March.\n\nAda Orr later rejected the offer.", published=MAY)[-1]

    assert (date(2031, 3, 1), date(2031, 5, 9)) == (statement.said.earliest, statement.said.latest)


def test_a_label_before_a_colon_is_no_speaker() -> None:
    """ "Note: Ada Orr announced …" is said by Ada Orr."""
    (found,) = told("Note: Ada Orr of Norland announced on Monday that the last lock was full.")

    assert "Ada Orr" == found[0]


def test_a_copy_passes_on_what_somebody_said() -> None:
    """ "He said, according to a transcript": he speaks, and the transcript is a hop of the chain."""
    text = 'Ada Orr of Norland left. "The lock stays shut," she said, according to a transcript of the talks.'
    (found,) = told(text)

    assert ("Ada Orr", '"The lock stays shut,"') == found


@pytest.mark.parametrize(
    "text",
    [
        "“This is a law of equal chances,” Ada Orr told the chamber. “A child who cannot write is a child we have failed.”",
        "“Nobody asked us,” said Norland's envoy, Ada Orr. “We read the bill in the newspaper like everyone else.”",
    ],
)
def test_a_quotation_that_goes_on_behind_its_speaker_is_one(text: str) -> None:
    """Neither half is left out where only the reporting clause stands between them."""
    assert [("Ada Orr", text, "direct")] == [(s.speaker.name, s.content.quote, s.mode) for s in said(text)]


def test_a_quotation_that_goes_on_much_later_is_two() -> None:
    """What stands between is not the speaker's, and neither half is left out."""
    text = (
        "“The doctor gave me the tablet,” Ada Orr said, naming a man whom she had met in the hotel above the harbour that "
        "night. “It was for the headache, and it helped.”"
    )

    assert [
        ("Ada Orr", "“The doctor gave me the tablet,”"),
        ("Ada Orr", "“It was for the headache, and it helped.”"),
    ] == told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army shelled the convoy, Ada Orr said; the shots had come from the ridge.", "Ada Orr"),
        (
            "The exchange was carried out on Wednesday, 18 May, before midnight, says Ada Orr, by the light of two lorries.",
            "Ada Orr",
        ),
        ("The lieutenant refused to go home, the envoy, Ada Orr, said by telephone: he wished to stay.", "Ada Orr"),
    ],
)
def test_a_report_set_into_its_sentence_holds_all_of_it(text: str, speaker: str) -> None:
    """What stands before the reporting clause is said as well as what follows; a date beside it is nobody."""
    found = told(text, vocabulary=RIVER)

    assert [(speaker, text.removesuffix("."))] == found


def test_a_reporting_clause_is_nothing_that_is_said() -> None:
    """ "Reckoned …, she said": nobody reckoned that she said."""
    text = "Ada Orr came to Port Vell. The ministry had reckoned with 310 lost posts because of the law, she said, all by retirement."

    assert all(content != "she said" for _, content in told(text, vocabulary=RIVER))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norland promised by Wednesday to answer.", date(2019, 1, 4)),
        ("Norland promised on Wednesday to answer.", date(2019, 1, 2)),
    ],
)
def test_a_term_is_no_day_of_a_saying(text: str, day: date) -> None:
    """ "Promised by Wednesday" says by when, not when it was promised."""
    (statement,) = said(text, published=DateRange.day(date(2019, 1, 4)))

    assert day == statement.said.latest


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("“Stone does not forget,” Ada Orr, who heads the union, told the crowd.", "Ada Orr", ()),
        ("Ada Orr, who heads the union, told the crowd: “Stone does not forget.”", "Ada Orr", ()),
        ("“Stone does not forget,” a crowd of miners told Ada Orr, who heads the union.", "crowd of miners", ()),
        ("“Stone does not forget,” Ada Orr told the envoys, according to her office.", "Ada Orr", ("her office",)),
        ("“Stone does not forget,” Ada Orr said, according to two guests.", "Ada Orr", ("two guests",)),
    ],
)
def test_who_is_told_and_who_vouches_did_not_say_it(text: str, speaker: str, via: tuple[str, ...]) -> None:
    """The noun behind "told" hears it, and "according to" behind a quotation names from whom it is known."""
    (statement,) = said(text, vocabulary=RIVER)

    assert (speaker, "direct") == (statement.speaker.name, statement.mode)
    assert via == statement.via[: len(via)]
