# ruff: noqa: E501  one sentence to a line, however many wordings it has
"""Invented coverage of one long dispute, as large as wished: for measuring the record, not for judging it.

::

    python -m benchmarks.coverage 10000 FOLDER

The dispute, its states, people, places, papers and days are drawn from a seeded generator. An occurrence (a meeting,
an offer, a closure …) is told by several papers in words of their own; some of the articles are wire copies, whole,
cut short, or with words exchanged. Nothing in it happened.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np

__all__ = ["Article", "articles", "write"]

WORDS = 130
"""About how many words an article has."""

COPIES = 0.15
"""The share of articles that are copies of another paper's."""

SLIPS = 0.05
"""The share of sentences in which a paper has another figure, day or speaker than the rest."""

FIRST_DAY = date(2017, 2, 1)
DAYS = 2600
T = TypeVar("T")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
STARTS = (
    "Nor", "Vel", "Tar", "Kes", "Mor", "Bal", "Ost", "Dra", "Hel", "Lum", "Sar", "Pel", "Rud", "Gan", "Ish", "Cor",
    "Fen", "Zar", "Um", "Wes", "Quil", "Jas", "Eb", "Yor", "Thal",
)  # fmt: skip
MIDDLES = ("a", "o", "en", "i", "or", "al", "u", "em", "ar", "is", "ov", "an", "el")
PLACES = ("haven", "mark", "ford", "grad", "stad", "burg", "mouth", "dal", "holm", "minster", "field", "bridge")
SURNAMES = ("sen", "ov", "berg", "man", "ic", "ard", "off", "escu", "ins", "well", "ato", "ida", "elli", "ström")
GIVEN = (
    "Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Henrik", "Ines", "Jonas", "Karin", "Leon", "Maria",
    "Nils", "Olga", "Peter", "Rosa", "Stefan", "Tomas", "Vera", "Walter", "Yara", "Zoran", "Amal", "Bruno", "Dora",
)  # fmt: skip
TITLES = (
    "President", "Prime Minister", "Foreign Minister", "Defence Minister", "Water Minister", "Ambassador", "Governor",
    "Trade Minister", "Interior Minister",
)  # fmt: skip
PAPERS = ("Herald", "Courier", "Post", "Tribune", "Observer", "Gazette", "Mail", "Chronicle", "Record", "Standard")
AGENCIES = ("Reuters", "AP", "AFP", "Interfax")
SUBJECTS = (
    "the northern lock", "the fishing grounds", "the border road", "the water quota", "the railway bridge",
    "the pilots' tariff", "the survey of the delta", "the detained crew", "the customs post", "the gas pipeline",
    "the joint patrols", "the grazing rights", "the flood barrier", "the disputed islets", "the grain terminal",
)  # fmt: skip
GOODS = ("barges", "trucks", "fishing boats", "wagons", "families", "workers", "pilots", "soldiers", "inspectors")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its file name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class State:
    """One party: its name, capital, people and office holders (title, name)."""

    name: str
    capital: str
    officials: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened once, and is told many times."""

    kind: str
    day: date
    place: str
    first: State
    second: State
    subject: str
    number: int


def articles(count: int, *, seed: int = 1, words: int = WORDS) -> Iterator[Article]:
    """`count` articles; the same seed gives the same articles, and the first ones of a larger pile."""
    rng = np.random.default_rng(seed)
    names = _Names(rng)
    states = tuple(_state(names) for _ in range(4))
    towns = tuple(names.place() for _ in range(40))
    papers = tuple(f"The {names.place()} {PAPERS[n % len(PAPERS)]}" for n in range(120))
    footers = tuple(_footer(paper, n) for n, paper in enumerate(papers))
    current: list[Occurrence] = []
    recent: list[tuple[str, str, Occurrence, str]] = []
    for number in range(count):
        if len(current) < 6 or rng.random() < 0.16:
            day = FIRST_DAY + timedelta(days=(number * 997) % DAYS)
            current = [*current[-5:], _occurrence(rng, states, towns, day)]
        outlet = int(rng.integers(len(papers)))
        if recent and rng.random() < COPIES:
            title, body, told, agency = recent[int(rng.integers(len(recent)))]
            title, body = _copied(rng, title, body)
        else:
            told = current[int(rng.integers(len(current)))]
            agency = AGENCIES[int(rng.integers(len(AGENCIES)))] if rng.random() < 0.4 else ""
            title, body = _told(rng, told, towns, words)
            recent = [*recent[-40:], (title, body, told, agency)]
        yield Article(
            f"{number:06d}-{told.kind}.txt", _printed(rng, papers[outlet], footers[outlet], title, body, told, agency)
        )


def write(folder: Path, count: int, *, seed: int = 1, words: int = WORDS) -> int:
    """Write `count` articles below `folder`, two hundred to a folder; how many words they have."""
    total = 0
    for number, article in enumerate(articles(count, seed=seed, words=words)):
        home = folder / f"{number // 200:04d}"
        if number % 200 == 0:
            home.mkdir(parents=True, exist_ok=True)
        (home / article.name).write_text(article.text, encoding="utf-8")
        total += len(article.text.split())
    return total


class _Names:
    """Names that no place or person has had before in this coverage."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def _fresh(self, endings: Sequence[str]) -> str:
        while True:
            name = _one(self._rng, STARTS) + _one(self._rng, MIDDLES) + _one(self._rng, endings)
            if name not in self._given:
                self._given.add(name)
                return name

    def place(self) -> str:
        return self._fresh(PLACES)

    def country(self) -> str:
        return self._fresh(("land", "ia", "via", "nia"))

    def person(self) -> str:
        return f"{_one(self._rng, GIVEN)} {self._fresh(SURNAMES)}"


def _state(names: _Names) -> State:
    return State(names.country(), names.place(), tuple((title, names.person()) for title in TITLES))


def _occurrence(rng: np.random.Generator, states: Sequence[State], towns: Sequence[str], day: date) -> Occurrence:
    first, second = (int(n) for n in rng.permutation(len(states))[:2])
    kind = _one(rng, tuple(sorted(LEADS)))
    place = _one(rng, (states[first].capital, states[second].capital, *towns[:10]))
    number = int(rng.integers(3, 400))
    return Occurrence(kind, day, place, states[first], states[second], _one(rng, SUBJECTS), number)


def _told(rng: np.random.Generator, told: Occurrence, towns: Sequence[str], words: int) -> tuple[str, str]:
    """(headline, body) of one report."""
    title = _filled(rng, _one(rng, HEADLINES[told.kind]), told, towns)
    wanted = int(words * (0.4 + 1.2 * rng.random()))
    lead = _one(rng, LEADS[told.kind]).replace("{x}", "{x}, the " + " ".join(_one(rng, ASIDE[n]) for n in range(3)), 1)
    paragraphs = [_filled(rng, lead.replace("{place}", _one(rng, SCENES), 1), told, towns)]
    count = len(paragraphs[0].split())
    order = list(rng.permutation(len(SENTENCES)))
    while count < wanted:
        several = []
        for _ in range(int(rng.integers(1, 4))):
            if not order:
                order = list(rng.permutation(len(SENTENCES)))
            free = rng.random() < 0.75
            several.append(_free(rng, told, towns) if free else _filled(rng, SENTENCES[order.pop()], told, towns))
        paragraphs.append(" ".join(several))
        count += len(paragraphs[-1].split())
    return title, "\n\n".join(paragraphs)


def _filled(rng: np.random.Generator, template: str, told: Occurrence, towns: Sequence[str]) -> str:
    """A template with the names, days and numbers of one occurrence, and some that are beside it."""
    known = crc32(f"{template}{told.day}{told.number}".encode())  # independent papers tell one figure and one speaker
    if rng.random() < SLIPS:
        known += int(rng.integers(1, 1000))
    officials, others = told.first.officials, told.second.officials
    (title, name), (title2, name2) = officials[known % len(officials)], others[known % len(others)]
    day, before = told.day, told.day - timedelta(days=20 + known % 880)
    after = told.day + timedelta(days=5 + known % 85)
    return CHOICE.sub(lambda found: _one(rng, found[1].split("|")), template).format(
        a=told.first.name,
        b=told.second.name,
        ca=told.first.capital,
        cb=told.second.capital,
        p=f"{title} {name}",
        q=f"{title2} {name2}",
        ps=name.split()[1],
        qs=name2.split()[1],
        pt=title.lower(),
        place=told.place,
        town=_one(rng, towns),
        x=told.subject,
        y=_one(rng, SUBJECTS),
        n=told.number,
        m=2 + known % 898,
        k=2 + known % 28,
        pct=2 + known % 78,
        g=_one(rng, GOODS),
        day=_written(rng, day),
        wd=f"{day:%A}",
        before=_written(rng, before),
        year=before.year,
        month=f"{MONTHS[before.month - 1]} {before.year}",
        after=f"{MONTHS[after.month - 1]} {after.day}",
    )


def _free(rng: np.random.Generator, told: Occurrence, towns: Sequence[str]) -> str:
    """A sentence whose words are drawn one by one, so that two articles share it by chance only."""
    form = _one(rng, FORMS)
    words = {name: _one(rng, choices) for name, choices in VOCABULARY.items()}
    return _filled(rng, form.format(**words, **KEPT), told, towns)


def _written(rng: np.random.Generator, day: date) -> str:
    month = MONTHS[day.month - 1]
    forms = (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month} {day.day}")
    return _one(rng, forms)


def _copied(rng: np.random.Generator, title: str, body: str) -> tuple[str, str]:
    """A wire copy: whole, cut behind some paragraph, or with one word in twelve exchanged."""
    paragraphs = body.split("\n\n")
    kept = len(paragraphs) if rng.random() < 0.5 else max(2, int(len(paragraphs) * (0.4 + 0.6 * rng.random())))
    text = "\n\n".join(paragraphs[:kept])
    if rng.random() < 0.4:
        changed = {"said": "stated", "talks": "negotiations", "officials": "authorities", "near": "close to"}
        text = " ".join(changed.get(word, word) if rng.random() < 0.7 else word for word in text.split(" "))
    return (title if rng.random() < 0.7 else title + ", officials say"), text


def _printed(
    rng: np.random.Generator, paper: str, footer: str, title: str, body: str, told: Occurrence, agency: str
) -> str:
    """The page as it is saved: head, perhaps a date line, the body, the paper's furniture."""
    published = told.day + timedelta(days=int(rng.integers(0, 3)))
    head = [title, ""]
    if rng.random() < 0.8:
        head.append(f"{paper}, {MONTHS[published.month - 1]} {published.day}, {published.year}")
        head.append("")
    dateline = f"{told.place.upper()}, {MONTHS[told.day.month - 1][:3]} {told.day.day} ({agency}) - " if agency else ""
    return "\n".join(head) + dateline + body + "\n\n" + footer + "\n"


def _footer(paper: str, number: int) -> str:
    forms = (
        f"Subscribe to the {paper[4:]} newsletter",
        f"© {paper[4:]}. All rights reserved.",
        f"Follow {paper} on social media\n\nRead more: The week in pictures",
        f"Sign up for our morning briefing from {paper}",
    )
    return forms[number % len(forms)]


def _one(rng: np.random.Generator, choices: Sequence[T]) -> T:
    return choices[int(rng.integers(len(choices)))]


HEADLINES = {
    "meeting": ("{a} and {b} meet over {x}", "{ps}, {qs} discuss {x} in {place}", "Talks on {x} open in {place}"),
    "offer": ("{a} offers {b} a deal on {x}", "{ps} proposes talks on {x}", "New offer on the table over {x}"),
    "refusal": ("{b} rejects plan for {x}", "{qs} turns down offer on {x}", "No deal on {x}, says {cb}"),
    "closure": ("{a} closes {x}", "{n} {g} stranded after closure", "{b} protests as {a} shuts {x}"),
    "accord": ("{a}, {b} sign accord on {x}", "Deal reached on {x}", "{ps} and {qs} sign agreement in {place}"),
    "protest": ("Thousands protest in {place} over {x}", "{n} held at {place} rally", "Anger grows over {x}"),
}
LEADS = {
    "meeting": (
        "{p} of {a} met {q} of {b} in {place} on {wd} [for talks on|to discuss|to negotiate over|for consultations about] {x}, [officials said|a spokesman said|state television reported|ministers told reporters].",
        "The governments of {a} and {b} [held|opened|concluded] their {k}th round of [talks|negotiations|consultations] on {x} in {place} on {day}.",
        "{a} and {b} discussed {x} for {k} hours in {place} on {wd}, the foreign ministry in {ca} said.",
    ),
    "offer": (
        "{a} on {wd} offered {b} a share in {x}, [the first such proposal|its first offer|the first plan of the kind] in {k} years, {p} said.",
        "{p} proposed on {day} that {a} and {b} [run {x} together|share {x}|put {x} under one roof], according to the ministry in {ca}.",
        "{a} has offered to pay {n} million crowns for repairs to {x}, {p} [told reporters|told journalists|told parliament|told a news conference] in {place}.",
    ),
    "refusal": (
        "{b} on {wd} [rejected|turned down|dismissed] a [proposal|plan|draft] by {a} to [divide|share|partition] {x}, {q} said in {cb}.",
        "{q} refused on {day} to discuss {x} until {a} withdraws from {place}.",
        "The government in {cb} said on {wd} it would not accept the plan for {x} put forward by {a}.",
    ),
    "closure": (
        "{a} closed {x} on {day}, leaving {n} {g} waiting near {place}, [officials said|a spokesman said|state television reported|ministers told reporters].",
        "Troops from {a} shut {x} on {wd} after {k} days of protests, {p} said.",
        "{n} {g} were stopped near {place} on {wd} when {a} closed {x}, according to {q}.",
    ),
    "accord": (
        "{a} and {b} [signed an agreement on|concluded a treaty about|initialled an accord over] {x} in {place} on {day}, [ending|settling|closing] a [dispute|quarrel|conflict] of {k} years.",
        "{p} and {q} signed an accord on {x} on {wd}, the presidency in {ca} said.",
        "After {k} rounds of talks, {b} agreed on {wd} to reopen {x} from {after}, {q} said.",
    ),
    "protest": (
        "About {n} [people marched|demonstrators walked|residents paraded] through {place} on {wd} [to protest against the handling of|in anger at the loss of|against the sale of] {x}.",
        "Police in {place} detained {n} people on {day} at a rally over {x}, local [officials said|a spokesman said|state television reported|ministers told reporters].",
        "Demonstrators in {place} demanded on {wd} that {a} withdraw from {x}, {q} told parliament.",
    ),
}
SENTENCES = (
    '"We will not give up {x} for {m} million crowns," {ps} said. "Our people expect it."',
    '"{b} [has waited|waited|has been waiting] {k} years for an answer on {y}," {q} [told reporters|told journalists|told parliament|told a news conference] in {cb}.',
    "{p} [said|argued|warned|promised|added] that {a} would open {x} to {m} {g} a day from {after}.",
    "{q} [denied|disputed] that {b} had offered to give up {y}.",
    "The ministry in {ca} [said|stated|announced|explained] on {wd} that {m} {g} had crossed near {town} since {before}.",
    "According to a report in the {town} Tribune, {qs} had told aides that {b} was ready to withdraw from {y}.",
    "{a} and {b} [have been at odds|have quarrelled|have argued in court] over {x} since {year}.",
    "[The two sides|Both governments|The neighbours|The parties] signed a first agreement on {y} in {month}, but it was never ratified.",
    "{ps} insisted that the border near {town} was not open to discussion.",
    "In {month}, {b} closed {y} for {k} days after a collision between two barges.",
    "Trade between the two states fell by {pct} percent in {year}, the statistics office said.",
    "{q} demanded that {a} release the {k} sailors held in {town} since {before}.",
    "[Analysts in|Diplomats in|Observers from|Lawyers in] {town} [said|thought|wrote|believed] the offer could give both governments a way out.",
    '"This is a step towards {town}, but only one step of {k}," said {p}, who led the delegation from {a}.',
    "[Neither side would say whether|Nobody would confirm that|It was not clear if] {x} had been [discussed at the meeting|raised in the talks|touched upon] in {place}.",
    "{ps} [is expected to visit|plans to visit|will travel to] {cb} on {after}, a spokesman said.",
    "[Officials|Aides|Negotiators|Diplomats] in {cb} [confirmed|hinted|let it be known] that a delegation would travel to {town} next month.",
    "A similar proposal was rejected by {b} in {year}, when {m} {g} were stranded near {town}.",
    "The {pt} said he believed that {b} had broken the agreement of {month}.",
    "{b} has accused {a} of moving {m} soldiers to {town}, which {a} denies.",
    "[Residents of|Shopkeepers in|People from] {town} [said|complained that] the price of [bread|fuel|fish|grain] had risen by {pct} percent since the closure.",
    "{q} said {b} would only sign if {a} paid {m} million crowns in damages.",
    "Last week, {a} withdrew {m} inspectors from {y} without giving a reason.",
    "The talks were to continue on {after}, but no place has been named.",
    '{qs} called the plan "a trap" and urged parliament in {cb} to reject it.',
    "Sources close to the talks told the agency that {a} had agreed to a joint survey of {y}.",
    "Under the plan, {b} would keep {pct} percent of the revenue from {x} until {year}.",
    "{p} [said|stated|announced|explained] on {wd} that no such letter had been sent to {cb}.",
    "{a} recognised the claim of {b} to {y} in {month}, {qs} said, citing papers held in {town}.",
    "The opposition in {ca} warned that giving up {x} would cost {m} jobs in {town}.",
    "[Fishermen|Farmers|Traders|Families] from {town} have been [waiting|queueing|asking] since {before} for permission to return.",
    "[The agreement provides for|The treaty foresees|The text speaks of] {k} joint patrols a month and an office in {town}.",
    "Observers counted {m} {g} on the road to {town} on {day}, fewer than a year earlier.",
    "He [said|argued|warned|promised|added] that both sides hoped to conclude a treaty by the end of the year.",
    '"Whoever closes {x} closes the door to {m} {g}," {q} said in a statement.',
    "The water level near {town} was {k} metres below the mean on {wd}, the survey said.",
    "A court in {town} ruled in {month} that {y} belonged to neither state.",
    "Asked about {y}, {ps} answered that the matter had been settled in {year}.",
    "[More than|Nearly|About] {m} [people|residents|households] have [left|fled|quit] {town} since the [dispute|quarrel|crisis] [began|started|broke out], aid groups estimate.",
    "{b} plans to build a second bridge near {town} in the next {k} years, according to {q}.",
)
FORMS = (
    "The {adjective} {noun} of {town} {past} the {adjective2} {noun2} {preposition} {wd}.",
    "{p} {past} a {noun} about {noun2}, and the {adjective} {noun3} {past2} it.",
    "In {town}, {m} {plural} {past} {preposition2} the {adjective} {noun}.",
    "{qs} {said} the {noun} would {base} the {adjective} {noun2} of {b}.",
    '"Every {noun} needs a {noun2}, and this {noun3} {past} ours," {ps} {said}.',
    "{plural_c} {past} while the {noun} {preposition2} {town} {past2} {adverb}.",
    "The {noun} {said} that {b} {past} its {adjective} {noun2} in {year}.",
    "{a} {adverb} {past} the {noun}; {b} {past2} the {noun2}.",
    "Since {before}, the {adjective} {noun} has {participle} {m} {plural} {preposition2} {town}.",
    "{q} {past} {plural} {preposition2} {town} and {said} the {noun} was {adjective}.",
)
VOCABULARY = {
    "adjective": tuple("old northern costly empty narrow quiet public early heavy joint secret broken late final "
                       "local distant grey useful failed wooden".split()),
    "adjective2": tuple("new southern cheap crowded wide noisy private recent light separate open repaired first "
                        "foreign near green idle solid steel rural".split()),
    "noun": tuple("harbour council market ferry school budget survey dike archive railway library committee village "
                  "hospital treaty canal museum company court fleet festival mill station union".split()),
    "noun2": tuple("tariff letter promise report bridge schedule licence deposit map quarrel contract tower permit "
                   "claim road pension inquiry tunnel vote rumour debt coast orchard barn".split()),
    "noun3": tuple("mayor engineer envoy lawyer captain teacher farmer judge clerk miller bishop banker guard "
                   "surveyor minister editor pilot doctor".split()),
    "plural": tuple("crates visitors letters barrels students tractors families horses voters boxes boats drivers "
                    "sailors tonnes houses refugees".split()),
    "plural_c": tuple("Prices Rumours Queues Doubts Repairs Rents Protests Floods Hopes Costs Taxes Debts".split()),
    "past": tuple("left opened bought praised measured visited lost delayed painted crossed built cancelled blamed "
                  "counted supported moved repaired blocked questioned sold".split()),
    "past2": tuple("ignored welcomed closed doubled rose fell continued collapsed improved returned vanished "
                   "stopped grew reopened failed spread".split()),
    "participle": tuple("fed moved housed cost earned delayed attracted stranded employed trained".split()),
    "base": tuple("help harm replace finance delay divide save ruin shorten finish protect overtake".split()),
    "said": tuple("said explained added wrote insisted argued complained recalled".split()),
    "adverb": tuple("slowly quietly again overnight suddenly partly openly rarely".split()),
    "preposition": ("before", "after", "since", "on", "until"),
    "preposition2": ("near", "outside", "behind", "in", "around", "above"),
}  # fmt: skip
ASIDE = (
    VOCABULARY["adjective"],
    VOCABULARY["noun"],
    ("of {town},", "near {town},", "above {town},", "next to {town},"),
)
SCENES = (
    "{place}",
    "the {ca} district of {place}",
    "{place} near {town}",
    "a hotel in {place}",
    "{place}, on the coast",
)
KEPT = {name: "{" + name + "}" for name in ("a", "b", "p", "q", "ps", "qs", "town", "wd", "m", "year", "before")}
CHOICE = re.compile(r"\[([^\]]*)\]")


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[2]), int(sys.argv[1])):,} words")
