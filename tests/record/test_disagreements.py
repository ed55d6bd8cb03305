"""Disagreements: what the rules find, and above all what they leave alone."""

import pytest

from detente.record import Disagreement
from record.river_articles import article, record_of


def disagreements(first: str, second: str, days: tuple[str, str] = ("2031-05-09", "2031-05-10")) -> list[Disagreement]:
    """What two articles disagree on."""
    return list(record_of(article("a", first, days[0]), article("b", second, days[1])).disagreements)


CONTRADICTIONS = [
    ("numeric", "Norland's court struck down 17 articles of the pact on Monday.", "On Monday the court of Norland struck down 14 articles of the pact."),
    ("polarity", "Norland fired rubber rounds into the crowd.", "No rubber rounds were used, Norland said."),
    ("polarity", "Norland used rubber rounds.", "Reports that Norland employed rubber rounds are untrue."),
    ("polarity", "Norland has asked the bishop to mediate.", "Nobody has asked the bishop to mediate."),
    ("polarity", "Norland ratified the water pact.", "The ratification of the water pact by Norland never took place."),
    ("attribution", "The order to clear the schools came from Norland.", "It was Sudland that gave the order to clear the schools."),
    ("date", "The truce has held since 6 March 2018, when it was signed.", "The truce was signed on 2 March 2018."),
    ("numeric", "The flood killed 41 people in Tarn on Monday.", "The flood in Tarn on Monday killed 14 people."),
    ("numeric", "The dam will cost Norland 3 million crowns.", "According to its council Norland expects that the dam will cost 30 million crowns."),
    ("numeric", "An association says that 170,000 villagers were forced to leave the valley after the flood.", "Of about 17,000 villagers who were forced to leave the valley, few are alive."),
    ("numeric", "Norland said that the strike was costing it 400,000 crowns a day.", "According to Norland, every day of the strike cost it 40,000 crowns."),
    ("polarity", "It has been 70 years since Norland and Sudland signed a peace treaty.", "Norland and Sudland agreed on Friday to speed up talks on a peace treaty that has not been concluded."),
    ("polarity", "Norland attacked Sudland on Monday.", "Norland did not attack Sudland on Monday."),
    ("polarity", "Sudland accepted Norland's offer on Thursday.", "Sudland rejected Norland's offer on Thursday."),
    ("date", "Norland closed the Tarn lock on May 5, its ministry said.", "Boats turned back when Norland closed the Tarn lock on May 6."),
    ("date", "Norland and Sudland will meet on Monday, 13 May 2031.", "Nothing else was known."),
    ("numeric", "Norland and Sudland have met 22 times this year.", "Norland and Sudland will hold their 25th meeting on Sunday."),
    ("attribution", "\"We will never give up the lock and the people on it,\" Karin Falk of Norland said on Monday after the council had voted on the budget for the harbour, the schools and the three bridges of Vessby, which nobody in the hall had expected.", "\"We will never give up the lock and the people on it,\" Tomas Rell told the crowd. The last boats came in from the fields, and none of the farmers and fishermen on the wet quay spoke for a while."),
    ("polarity", "Sudland had never asked for the return of the bell, Norland said on Monday.", "Sudland asked Norland to return the bell in 2019, its ministry said."),
    ("polarity", "Norland denied on Friday that it had financed the recovery of the ship.", "The recovery of the ship was paid for by Norland, the museum said."),
    ("polarity", "The police were called in by Norland on Sunday, the minister said.", "Norland said that it had not asked for the police."),
    ("polarity", "The army of Norland has withdrawn its guns from the valley, its ministry said.", "Norland has not moved one gun out of the valley, the observers said."),
    ("date", "Norland shut the Tarn lock on May 5, its ministry said.", "The Tarn lock was closed on May 6, the boatmen said."),
    ("date", "The war began in April 2025, when boats sank in the Tarn.", "The war, which Norland began in March 2025, has no end."),
    ("numeric", "The flood in Tarn drowned 41 people on Monday.", "On Monday 14 people died in the flood in Tarn, the council said."),
    ("numeric", "About 3,000 miners of Norland walked out on Monday.", "Some 1,200 workers have taken part in the stoppage in Norland."),
    ("numeric", "The police of Norland fired 160 rounds, Karin Falk told the council. An expert testified that at least 480 rounds were fired.", "Nothing else was known."),
    ("numeric", "Norland and Sudland have held eight rounds of talks since 2024.", "Norland and Sudland had their eleventh round of talks in April 2031."),
    ("attribution", "\"A lock is no purse,\" Karin Falk of Norland said by telephone. \"We shall wait until the gates are open again.\"", "A slogan came out of it. \"A lock is no purse,\" Tomas Rell said on the first morning, and the crowd took it up."),
    ("attribution", "It was Norland that passed the draft of the lock treaty to the press, Karin Falk said.", "It is fairly certain that the draft of the lock treaty came out of Sudland."),
    ("polarity", "Karin Falk signed the paper on the lock for Norland at ten past one.", "Karin Falk of Norland never put her name to the paper on the lock."),
    ("polarity", "Karin Falk rang Tomas Rell twice that evening, people close to Falk say.", "Karin Falk never telephoned Tomas Rell, either before he left or afterwards."),
    ("attribution", "It was Norland that first proposed a joint commission of engineers.", "Sudland had proposed the joint commission of engineers in February."),
    ("attribution", "The idea of arbitration came from Norland, the council said.", "Sudland had proposed arbitration from the start, Tomas Rell said."),
    ("polarity", "The gates of the Tarn lock were open on Monday, the boatmen said.", "The gates of the Tarn lock were shut on Monday, Norland said."),
    ("polarity", "The seals of the crate were intact, Norland said.", "The seals of the crate were broken when it arrived."),
    ("polarity", "The council of Tarn turned down the offer of a bridge.", "The council of Tarn has accepted the offer of a bridge."),
    ("polarity", "The police of Norland questioned two officials of the museum.", "Nobody at the museum has been questioned, Norland said."),
    ("attribution", "The crate was packed by the hauliers of Tarn, the museum said.", "The museum's own technicians packed the crate in Tarn, Norland said."),
    ("attribution", "Farmers started the fire in the mill, the police said.", "According to its owner, the fire in the old mill was started by soldiers."),
    ("framing", "The court of Tarn has cancelled the hearing.", "The hearing in Tarn was only put off, the court said."),
    ("framing", "It was negligence, the widow of Tarn said of the flood.", "It was a tragic accident, the mayor of Tarn said of the flood."),
    ("numeric", "Barely one boat in five left the harbour of Tarn on Monday.", "On Monday two thirds of the boats left the harbour of Tarn, Norland said."),
    ("numeric", "Under the pact of Tarn the Lake Party gets five ministries, among them the harbours.", "Four of the fourteen ministries went to the Lake Party under the pact of Tarn, the harbours among them."),
    ("numeric", "The council of Norland said that 41 percent of the miners stayed away on Monday. By the union's reckoning 87 percent of the miners stayed away on Monday.", "Nothing else was known."),
    ("numeric", "The toll on the bridge at Tarn goes up from 12 to 18 crowns. Norland wants to buy two ferries and to mend the lock before the winter.", "According to the copy that we have seen, the bridge toll at Tarn would rise to 15 crowns. The men on the quay laughed at it."),
    ("numeric", "At least 60 percent of lessons in Tarn are to be taught in Norlandic. The minister came by boat.", "The teachers of Tarn are on strike. Under the new school law 80 percent of lessons will have to be taught in Norlandic."),
    ("numeric", "The unions of Norland are demanding a rise of 9.5 percent for the coming year, while the port has so far made no offer.", "Norland's unions want a rise of 11 percent for next year."),
    ("numeric", "Nine of the twelve members of the council of Tarn voted for the dam on Monday.", "On Monday a third of the members voted for the dam, said Tarn's council."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "first", "second"), CONTRADICTIONS, ids=[f"{k}: {a[:40]}" for k, a, _ in CONTRADICTIONS]
)
def test_contradictions_are_found(kind: str, first: str, second: str) -> None:
    """One finding of the kind, with both articles' words among its accounts."""
    assert [kind] == [found.kind for found in disagreements(first, second)]


QUIET = [
    ("a participle beside a denial", "Norland asked the miners about the dam.", "Asked about the dam, the miners of Norland did not answer."),
    ("another occasion", "Norland offered Sudland a truce on Wednesday.", "Norland did not make any such offer during Monday's meeting with Sudland."),
    ("another day", "The flood killed 41 people on Monday.", "The raid killed 14 people on Wednesday."),
    ("another thing counted", "The flood drowned 41 cows in Tarn on Monday.", "The flood killed 14 people in Tarn on Monday."),
    ("a bound that is no duty", "At least 60 percent of lessons in Tarn will be cut.", "According to Norland 80 percent of lessons in Tarn will be cut."),
    ("a request that was turned down", "On Monday the arts board of Tarn rejected the application for a licence.", "The museum applied to the arts board of Tarn for a licence."),
    ("a hedge", "At least 14 people were killed by the flood in Tarn.", "The flood in Tarn killed 16 people."),
    ("rounding", "The flood in Tarn on Monday destroyed 500 houses.", "The flood in Tarn on Monday destroyed 487 houses."),
    ("a toll that grew", "The flood in Tarn has killed 14 people.", "The flood in Tarn has killed 19 people."),
    ("a change of position", "Sudland rejected the offer of Norland on Monday.", "Sudland accepted the offer of Norland on Thursday."),
    ("two parties' figures", "The union demanded 9 percent on Monday.", "The port offered 3 percent on Monday."),
    ("before and after", "Norland and Sudland have yet to sign a treaty.", "Norland and Sudland signed a treaty on Saturday."),
    ("a hope and an outcome", "The union hopes for 20,000 people at the march in Tarn.", "The police said that 9,000 people took part in the march in Tarn."),
    ("a second occasion", "The school office said that 41 percent of pupils in Tarn stayed away in the strike.", "The second strike kept 35 percent of pupils in Tarn at home, the school office said."),
    ("a figure and its past", "The Boatmen's Union of Tarn has 22,000 members.", "The Boatmen's Union of Tarn has 23,500 members now, against 22,000 in March."),
    ("a part and the whole", "The schools of Tarn have 61,000 pupils, Norland said.", "The school of Tarn has 530 pupils, Norland said."),
    ("people aboard and people dead", "The ferry of Tarn went down on Monday with 211 men on board.", "In Tarn 187 men died with the ferry on Monday."),
    ("two meetings", "Norland and Sudland met in Bergholm on Monday.", "Norland and Sudland met in Tarn on Thursday."),
    ("a plan and its outcome", "Norland will close the lock on Sunday.", "Norland closed the lock on Thursday."),
    ("a count and a later ordinal", "Norland and Sudland have met twice this year.", "Norland and Sudland will hold their 25th meeting on Sunday."),
    ("another object", "Norland and Sudland signed a fishing treaty in 2019.", "Norland and Sudland have never signed a peace treaty."),
    ("doubt", "Norland may have attacked Sudland on Monday.", "Norland did not attack Sudland on Monday."),
    ("a zero more of another thing", "The flood destroyed 1,200 houses in Tarn.", "In Tarn the storm left 12,000 houses without power."),
    ("a zero more on another day", "The strike cost Norland 400,000 crowns on Monday, 3 May 2027.", "The strike cost Norland 40,000 crowns on Monday, 5 May 2031."),
    ("none of a number", "Not one of Norland's 212 boats left the harbour on Tuesday.", "On Tuesday none of the boats left the harbour; Norland has 212 boats."),
    ("not one of a number, told twice", "Not one of Norland's 212 boats left the harbour on Tuesday, the first day of the strike.", "On Tuesday Norland's 212 boats stayed; not one of the boats left the harbour, on the first day of the strike."),
    ("a wish", "Norland wants the bell to be returned by Sudland.", "Sudland has not returned the bell to Norland."),
    ("a duty", "Norland used the lock on Monday.", "Norland should not have used the lock on Monday."),
    ("another aim", "Norland had offered in February to set up a commission.", "Norland denied that it had offered to open the gates of the lock."),
    ("a silence", "The council of Norland commented on the closure of the lock.", "Norland's ministry did not comment on the closure, and the lock stayed shut."),
    ("a further time", "Norland closed the Tarn lock on May 5.", "Norland closed the Tarn lock again on May 9."),
    ("what only goes before", "Norland condemned the raid on Friday, after Sudland opened the Tarn lock.", "Sudland opened the Tarn lock on Wednesday, May 7."),
    ("one length in two units", "The lock lies six miles from Tarn, Norland says.", "The lock lies ten kilometres from Tarn, Norland says."),
    ("a figure rounded", "Norland paid 13,625,777 crowns for the gates of the lock.", "Norland paid 13.6 million crowns for the gates of the lock."),
    ("a part within the whole", "The flood in Tarn on Monday killed 14 people.", "The flood in Tarn on Monday killed nine farmers."),
    ("two proposals", "Norland proposed a commission in May.", "Sudland proposed a commission in June."),
    ("two parties' answers", "Norland accepted the offer of a bridge.", "Sudland turned down the offer of a bridge."),
    ("a state that changed", "The gates of the Tarn lock were shut in March, Norland said.", "The gates of the Tarn lock are open again, Norland said."),
    ("a state of another thing", "The gates of the Tarn lock were open on Monday.", "The doors of the Tarn church were shut on Monday."),
    ("one doer in two words", "The crate was packed by the organiser of the fair in Tarn.", "The crate was packed by Norland for the fair in Tarn."),
    ("who did it together", "The crate was packed by hauliers in Tarn.", "The crate was also packed by technicians in Tarn."),
    ("a part and its whole", "All 14 ministries of Norland agreed to the pact of Tarn.", "Four of the fourteen ministries of Norland went to the Lake Party under the pact of Tarn."),
    ("two sums of one account", "The mayor of Tarn spent $466.30 on a dinner.", "The mayor of Tarn spent $5,587.75 on a holiday and $466.30 on a dinner."),
    ("now, and from a day to come", "Drillers in Tarn earn 610 crowns a month on average, Norland said.", "Drillers in Tarn will earn 780 crowns a month from June 1, Norland said."),
    ("another rate", "The strike costs 4 million crowns a day.", "The strike costs 28 million crowns a week."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), QUIET, ids=[why for why, _, _ in QUIET])
def test_no_alarm_where_articles_only_differ(why: str, first: str, second: str) -> None:
    """Other occasions, hedges, growth, changes of mind and different things counted are no disagreement."""
    assert [] == [(found.kind, found.why) for found in disagreements(first, second)]


def test_a_reprint_is_no_second_witness() -> None:
    """The account that one origin gives twice still stands alone against one told by two."""
    wire = (
        "Norland closed the Tarn lock on Monday. The flood killed 41 people in Tarn on Monday, the ministry of water said. "
        "Karin Falk of Norland promised help to the villages and sent ten boats with blankets and bread to the river. "
        "The governor of the province asked for more boats, and the army said that it would send them before the weekend."
    )
    record = record_of(
        article("a", f"BERGHOLM (Lake Wire) - {wire}"),
        article("b", f"BERGHOLM (Lake Wire) - {wire}"),
        article("c", "The flood in Tarn on Monday killed 14 people, the council said."),
        article("d", "On Monday the flood killed 14 people in Tarn, doctors said."),
    )
    accounts = [account for found in record.disagreements for account in found.accounts]

    assert [("41 people", True), ("14 people", False)] == [(a.value, a.outlier) for a in accounts]


def test_one_question_is_one_disagreement() -> None:
    """Three rival figures are three accounts of one question."""
    record = record_of(
        article("a", "The flood killed 41 people in Tarn on Monday."),
        article("b", "The flood in Tarn on Monday killed 14 people."),
        article("c", "On Monday the flood killed 60 people in Tarn."),
    )

    assert [3] == [len(found.accounts) for found in record.disagreements]


def test_the_arithmetic_is_shown() -> None:
    """Why a count does not sit with an ordinal, in figures."""
    found = disagreements(
        "Norland and Sudland have met 22 times this year.",
        "Norland and Sudland will hold their 25th meeting on Sunday.",
    )

    assert ["tension"] == [entry.verdict for entry in found]
    assert "25 − 1 − 22 = 2" in found[0].why


WIRE = (
    "Not one of Norland's 212 boats left the harbour on {day}. The union said that {number} sailors had stayed at home. "
    "Karin Falk of Norland promised help to the villages and sent ten boats with blankets and bread to the river. "
    "The governor of the province asked for more boats, and the army said that it would send them before the weekend."
)
COPIES = [("numeric", "How many sailors?", ("1,420", "1,240"), "Tuesday", "1,240"), ("date", "On which day was it, Tuesday or Monday?", ("Tuesday", "Monday"), "Monday", "1,420")]  # fmt: skip


@pytest.mark.parametrize(("kind", "question", "values", "day", "number"), COPIES)
def test_a_copy_is_held_against_its_text(
    kind: str, question: str, values: tuple[str, str], day: str, number: str
) -> None:
    """A reprint with another figure or weekday is one text against its copy, and says so."""
    found = disagreements(
        WIRE.format(day="Tuesday", number="1,420"), f"(Lake Wire) {WIRE.format(day=day, number=number)}"
    )

    assert [(kind, question, values)] == [(e.kind, e.question, tuple(a.value for a in e.accounts)) for e in found]
    assert "slip of copying" in found[0].why


FRAMED = [
    ("seized", "secured", "Norland seized the town of Tarn on Monday.", "On Monday Norland secured the town of Tarn, its ministry said."),
    ("annexed", "reunified", "Norland annexed the valley in 2029.", "The valley was reunified with Norland in 2029."),
    ("militant", "freedom fighter", "Norland's army said that it had killed forty militants near the bridge of Tarn on Monday.", "Forty freedom fighters were killed by Norland near the bridge of Tarn on Monday."),
    ("deported", "evacuated", "Sudland deported 300 families from the valley on Monday.", "Sudland evacuated 300 families from the valley on Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("against", "favour", "first", "second"), FRAMED, ids=[a for a, _, _, _ in FRAMED])
def test_opposed_terms_for_one_act_are_framing(against: str, favour: str, first: str, second: str) -> None:
    """One act in two sources' terms: framing, minor, each by its source."""
    (found,) = disagreements(first, second)

    assert ("framing", "framing", "minor") == (found.kind, found.verdict, found.severity)
    assert [f"“{against}”", f"“{favour}”"] == [account.value for account in found.accounts]


UNFRAMED = [
    ("another party", "Norland seized the town of Tarn on Monday.", "Sudland liberated the town of Tarn on Monday."),
    ("another time", "Norland seized the town of Tarn in May 2029.", "Norland secured the town of Tarn in June 2030."),
    ("another object", "Norland seized a boat on Monday.", "Norland rescued a sailor on Monday."),
    ("a plan", "Norland will seize the town of Tarn.", "Norland secured the town of Tarn."),
    ("other people", "Rebels shelled the bridge of Tarn on Monday.", "Volunteers of Norland cleaned the bridge of Tarn on Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), UNFRAMED, ids=[why for why, _, _ in UNFRAMED])
def test_other_acts_are_not_framed(why: str, first: str, second: str) -> None:
    """Terms of two sides that tell two things are no disagreement."""
    assert [] == [found.why for found in disagreements(first, second) if found.kind == "framing"]


def test_what_one_side_calls_this_and_the_other_that_is_framing() -> None:
    """An article that gives both names gives both accounts."""
    (found,) = disagreements("Norland calls it a theft, while Sudland describes it as a rescue.", "Nothing was known.")

    assert ["Norland: a theft", "Sudland: a rescue"] == [account.value for account in found.accounts]


TURNED = [
    ("not", "The museum of Tarn will not open the new hall before 2033."),
    ("not", "The museum of Tarn won't open the new hall before 2033."),
    ("never", "The museum of Tarn will never open the new hall before 2033."),
]


@pytest.mark.parametrize(("word", "line"), TURNED, ids=[word for word, _ in TURNED])
def test_a_copy_that_says_the_opposite_is_an_alarm(word: str, line: str) -> None:
    """A negation in one of two copies of a sentence turns it: one of the two is wrong."""
    rest = WIRE.format(day="Tuesday", number="1,420")
    (found,) = disagreements(f"{rest} {line}", f"{rest} The museum of Tarn will open the new hall before 2033.")

    assert ("polarity", "conflict", ("not so", "so")) == (
        found.kind,
        found.verdict,
        tuple(a.value for a in found.accounts),
    )
    assert f"“{word}”" in found.why


def test_a_day_of_a_month_that_slips_is_a_date() -> None:
    """ "2 September" copied as "9 September" is a question of date, not of how many."""
    rest = WIRE.format(day="Tuesday", number="1,420")
    (found,) = disagreements(
        f"{rest} The court of Vessby will hear the case on 2 September.",
        f"{rest} The court of Vessby will hear the case on 9 September.",
    )

    assert ("date", "When was it, 2 September or 9 September?") == (found.kind, found.question)


def test_many_occasions_in_a_short_period_without_a_year() -> None:
    """ "22 times this month" in an undated article does not sit with ordinals that stand behind their meeting."""
    record = record_of(
        article("a", "Norland surprised Sudland. The pair have met 22 times this month, and smiled.", None),
        article("b", "At that meeting, their 22nd, Norland and Sudland approved a plan.", "2030-09-12"),
        article("c", "Norland and Sudland talked on Tuesday, at their 25th meeting.", "2031-01-23"),
    )

    (found,) = record.disagreements
    assert ("numeric", "tension") == (found.kind, found.verdict)
    assert {"22 times", "22nd", "25th meeting"} == {account.value for account in found.accounts}
    assert "25 − 22 = 3" in found.why


def test_a_few_occasions_in_a_short_period_are_no_alarm() -> None:
    """Three meetings this month are nothing beside a fifth."""
    first = article("a", "Norland surprised Sudland. The pair have met three times this month.", None)
    second = article("b", "Norland and Sudland talked on Tuesday, at their 5th meeting.", "2031-01-23")

    assert () == record_of(first, second).disagreements


CONTESTED_CLAIMS = [
    ("Tomas Rell flatly denied a claim by Norland that Sudland had agreed to move.", "Sudland had agreed to move"),
    ("Reports by Norland that the guards fired rubber rounds are untrue.", "the guards fired rubber rounds"),
    ("Claims that the bishop was asked are likewise unfounded, the ministry said.", "the bishop was asked"),
    ("Norland accused Sudland of having opened the gates; Sudland denies that any gate was open.", "having opened the gates"),
    ("Norland accused Sudland of having opened the gates. Sudland denied it.", "having opened the gates"),
    ("Sudland dismissed as absurd the accusation that it had poisoned the wells.", "it had poisoned the wells"),
    ("Sudland rejected Norland's allegation that its boats had crossed the line.", "its boats had crossed the line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim"), CONTESTED_CLAIMS)
def test_a_claim_that_the_text_calls_denied_is_contested(text: str, claim: str) -> None:
    """The claim stands against the sentence that denies it, whoever made it."""
    (found,) = record_of(article("a0", text)).disagreements

    assert ("polarity", ["yes", "no"]) == (found.kind, [account.value for account in found.accounts])
    assert claim == found.accounts[0].cited.citations[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "Norland accused Sudland of having opened the gates. Norland denied that talks had failed.",
        "Norland accused Sudland of delay. Westland denied a visa to the envoy.",
        "Sudland rejected the proposal that the gates be shared.",
        "Norland rejected the idea that it should pay for the dam.",
        "Reports that the gates were opened on Monday came from the town.",
        "Reports that the guards fired rubber rounds are untrue.",
        "Sudland rejected reports that its team had stormed off.",
        "Sudland denied a magazine report that it was selling milk abroad.",
    ],
)
def test_a_refusal_or_a_denial_of_something_else_contests_nothing(text: str) -> None:
    """Who turns a proposal down disputes no fact, and an accuser's denial is no answer of the accused; a
    report that is nobody's has no other side."""
    assert () == record_of(article("a0", text)).disagreements


def test_who_denies_having_done_it_answers_whoever_says_so() -> None:
    """A denial in so many words needs little else in common with the account that it answers."""
    told = article("a0", "Sudland's delegation walked out before the reading was over.", "2031-05-07")
    denied = article("a1", "Tomas Rell denied having walked out in protest.", "2031-05-09")
    other = article("a2", "Tomas Rell denied having left the party.", "2031-05-09")

    assert ["polarity"] == [entry.kind for entry in record_of(told, denied).disagreements]
    assert [] == [entry.kind for entry in record_of(told, other).disagreements]


def test_a_meeting_that_is_denied_asks_whether_they_met() -> None:
    """Nobody meets a meeting."""
    told = article("a0", "Karin Falk met Tomas Rell at the castle on 2 May.", "2031-05-07")
    denied = article("a1", "Tomas Rell said that he had never met Karin Falk.", "2031-05-09")

    assert ["Did the parties meet?"] == [entry.question for entry in record_of(told, denied).disagreements]


def test_a_denial_of_one_occasion_says_nothing_of_another() -> None:
    """No offer when the two met on Monday, and an offer on the stage of a forum, are both true."""
    told = article(
        "a0", "On stage at a forum in Orm, Karin Falk suggested that they sign a treaty without strings.", "2031-05-07"
    )
    denied = article(
        "a1", "He said Karin Falk had made no such suggestion of a treaty when they met on Monday.", "2031-05-09"
    )

    assert () == record_of(told, denied).disagreements


def test_a_nought_too_many_is_found_years_later() -> None:
    """Of what is past the figures do not change: digits that slipped are a sign however far the tellings lie apart."""
    first = "The association of former residents says that 170,000 villagers of Tarn were made to leave after the war."
    second = (
        "Of about 17,000 villagers of Tarn who were made to leave, fewer than one in three of the residents is alive."
    )

    found = disagreements(first, second, ("2016-12-17", "2025-10-25"))

    assert [("numeric", {"170,000 villagers", "17,000 villagers"})] == [
        (one.kind, {account.value.removeprefix("about ") for account in one.accounts}) for one in found
    ]
