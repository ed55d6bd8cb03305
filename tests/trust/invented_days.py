"""Days that nobody wrote: thousands of generated texts that name no day, and of days written in full.

    python tests/trust/invented_days.py --texts 10000

A quarter each: figures that are no dates; days that no calendar has; words that only a day of publication could date,
without one; days written in full in many forms, among them some of other languages, which may be left unread and may
not be read as another day. Everything comes from a seed. Exit code 1 when a day is invented or another one read.
"""

import argparse
import random
import sys
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from detente.record.dating import Expression, expressions

__all__ = ["KINDS", "invented", "read"]

MONTHS = "January February March April May June July August September October November December".split()
FOREIGN = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIGURES = (
    "Call 555-{year} for details.", "The flight {year} left late.", "Room {year} was locked.",
    "A {year}x{hundred} image was shown.", "The bill was ${n},{hundred}.", "It cost {year} dollars.",
    "About {year} people marched.", "The vote was {year} to {year}.", "Version {n}.{n}.{n} fixed it.",
    "The server at 10.{n}.{n}.{n} failed.", "Read Psalm {n}:{n}.", "The score was {n}-{n}-{n}.", "Article {n} applies.",
    "Resolution {year} was adopted.", "The serial is {year}-XX-{n}.", "They sold {year} tonnes of wheat.",
    "He lives at {year} Main Street.", "Section {year} of the code.", "It weighs {year} kg.", "Page {n} of {year}.",
    "The lock is {year} metres long.", "They hold {n} of {year} seats.", "Case no. {hundred}/{n} was heard.",
)  # fmt: skip
FULL = (
    "{d} {month} {y}", "{month} {d}, {y}", "{month} {d}{th}, {y}", "the {d}{th} of {month} {y}", "{d}{th} {month}, {y}",
    "{y}-{m:02}-{d:02}", "{weekday}, {d} {month} {y}", "{weekday}, {month} {d}, {y}", "{mon}. {d}, {y}", "{d} {mon} {y}",
    "{m}/{d}/{y}", "{d}/{m}/{y}", "{d:02}.{m:02}.{y}",
)  # fmt: skip
AROUND = ("They met on {}.", "On {} they met.", "{}: they met.", "The talks of {} failed.", "It will be signed ({}).",
          "He said {} was the day.", "From {} onwards the lock was shut.")  # fmt: skip
WITHOUT = (
    "{rel} {weekday}", "{rel} {unit}", "{n} {unit}s ago", "{n} {unit}s later", "the day {side} last {feast}",
    "the day {side} {weekday}", "the {unit} {side} last", "{month} {d}", "{d} {month}", "early {month}", "{rel} {month}",
    "the next {unit}", "{part} {weekday}", "yesterday", "the day {side} the vote", "{rel} {feast}", "that {unit}",
    "{weekday} {part}", "the {unit} {side} {feast}", "the fourth quarter", "a {unit} and a half {side}", "{m}/{d}",
    "the end of the {unit}", "later this {unit}", "in {n} {unit}s' time", "mid-{month}", "the {d}{th}",
)  # fmt: skip


def _words(chance: random.Random) -> dict[str, object]:
    """One of everything that the patterns ask for."""
    day = date(1600, 1, 1) + timedelta(days=chance.randrange(150_000))
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th") if day.day not in (11, 12, 13) else "th"
    return {
        "y": day.year, "m": day.month, "d": day.day, "th": ending, "month": MONTHS[day.month - 1],
        "mon": MONTHS[day.month - 1][:3], "weekday": WEEKDAYS[day.weekday()], "year": chance.randint(1500, 2099),
        "n": chance.randint(2, 99), "hundred": chance.randint(100, 999),
        "rel": chance.choice(("last", "next", "this", "the following", "the previous", "that", "the next")),
        "unit": chance.choice(("day", "week", "month", "year", "quarter", "decade", "weekend")),
        "side": chance.choice(("before", "after")), "part": chance.choice(("morning", "evening", "night")),
        "feast": chance.choice(("Christmas", "Easter", "Thanksgiving", "New Year's Eve", "Good Friday")),
    }  # fmt: skip


def _figures(chance: random.Random) -> tuple[str, date | None]:
    return chance.choice(FIGURES).format(**_words(chance)), None


def _impossible(chance: random.Random) -> tuple[str, date | None]:
    words = _words(chance)
    year, month = int(str(words["y"])), int(str(words["m"]))
    words["d"] = chance.randint(monthrange(year, month)[1] + 1, 39)
    shown = chance.choice([form for form in FULL if "/" not in form]).format(**words)
    return chance.choice(AROUND).format(shown), None


def _undated(chance: random.Random) -> tuple[str, date | None]:
    return chance.choice(AROUND).format(chance.choice(WITHOUT).format(**_words(chance))), None


def _full(chance: random.Random) -> tuple[str, date | None]:
    words = _words(chance)
    day = date(int(str(words["y"])), int(str(words["m"])), int(str(words["d"])))
    if chance.random() < 0.3:
        names = chance.choice(FOREIGN)
        shown = f"{day.day}{chance.choice(('', '.'))} {chance.choice(('', 'de '))}{names[day.month - 1]} {day.year}"
    else:
        shown = chance.choice(FULL).format(**words)
    return chance.choice(AROUND).format(shown), day


KINDS: Mapping[str, Callable[[random.Random], tuple[str, date | None]]] = MappingProxyType(
    {
        "figures that are no dates": _figures,
        "days of no calendar": _impossible,
        "words without a publication": _undated,
        "days written in full": _full,
    }
)


def invented(kind: str, texts: int, *, seed: int = 0) -> list[tuple[str, str]]:
    """(text, what was read) for each of so many texts in which a day was invented or another one read."""
    chance, wrong = random.Random(f"{kind} {seed}"), []
    for _ in range(texts):
        text, day = KINDS[kind](chance)
        wrong += [(text, str(one.when)) for one in expressions(text, published=None) if not _bears(one, day)]
    return wrong


def read(texts: int, *, seed: int = 0) -> int:
    """Of so many days written in full, how many are read as that day alone."""
    chance, right = random.Random(f"read {seed}"), 0
    for _ in range(texts):
        text, day = _full(chance)
        right += any(one.when.earliest == day == one.when.latest for one in expressions(text, published=None))
    return right


def _bears(found: Expression, day: date | None) -> bool:
    """Whether what was read is open, or holds the day; without a day, whether it is no finer than a month."""
    earliest, latest = found.when.earliest, found.when.latest
    if earliest is None and latest is None:
        return True
    if day is None:
        return found.when.granularity in ("year", "month", "decade", "century") and _is_written(found)
    return (earliest or date.min) <= day <= (latest or date.max)


def _is_written(found: Expression) -> bool:
    """Whether the year that was read stands in the words: "April 1956" of "31 April 1956" is no day."""
    first = found.when.earliest or found.when.latest
    return first is not None and str(first.year)[:3] in found.when.phrase


def main() -> int:
    """Generate and read; exit code 1 when a day was invented."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    total = 0
    for kind in KINDS:
        wrong = invented(kind, given.texts // len(KINDS), seed=given.seed)
        total += len(wrong)
        print(f"{given.texts // len(KINDS)} texts, {kind}: {len(wrong)} invented or wrong", flush=True)
        for text, reading in wrong[:10]:
            print(f"  {text}  →  {reading}")
    print(
        f"{read(1000, seed=given.seed)} of 1000 days written in full, a third of them in other languages, read as that day"
    )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
