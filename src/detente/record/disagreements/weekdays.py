"""Dates against the calendar: a weekday that is not the date's."""

import re
from collections.abc import Iterator, Sequence

from detente.record.disagreements.findings import Finding, Told
from detente.record.reading import Reading

__all__ = ["find"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """ "Monday, 13 March 2018", which was a Tuesday: an article against the calendar."""
    for reading in readings:
        for expression in reading.dates:
            match = WEEKDAY.search(expression.citation.quote)
            when = expression.when
            if (
                match is None
                or not re.search(r"\d{4}", expression.citation.quote)
                or when.earliest is None
                or when.earliest != when.latest
            ):
                continue
            real = WEEKDAYS[when.earliest.weekday()]
            if real != match.group(1).lower():
                yield Finding(
                    key=("weekday", str(expression.citation.span.document), str(expression.citation.span.start)),
                    question=f"On which day was {when.earliest.isoformat()}?",
                    kind="date",
                    verdict="conflict",
                    severity="minor",
                    accounts=(
                        Told(match.group(1), (expression.citation,)),
                        Told(real.capitalize(), (expression.citation,)),
                    ),
                    why=f"{when.earliest.isoformat()} is a {real.capitalize()}, not a {match.group(1).capitalize()}",
                )
