"""Title, outlet, byline, agencies, dateline, address, language and printed date of an article, each with its reason.

What a person stated (front matter, side file) wins over what the page's machinery states, that over what the article
prints, and that over what its address or wording suggests. A publication date is only ever taken from a place where
papers print one: a date line, a byline block, a meta tag, the address. A date in prose is the record's business.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from detente.evidence import Caveat, DateRange
from detente.sources.agencies import agencies_in
from detente.sources.datelines import DATELINE_PREFIX
from detente.sources.document import Document, Metadatum, Passage
from detente.sources.extracted import Stated
from detente.sources.languages import guess_language
from detente.sources.mastheads import agencies_named, outlet_behind_author, outlet_in
from detente.sources.printed_dates import PrintedDate, date_in_address, printed_dates

__all__ = ["described", "host_of"]

WEB = re.compile(r"https?://[^\s<>\"|)\]]+", re.IGNORECASE)
SITE = re.compile(r"^(?:www\.)?(?:[a-z0-9-]+\.){1,3}[a-z]{2,10}$", re.IGNORECASE)
SUFFIXED = re.compile(r"^\s*[-–—|]\s*(?P<outlet>[^\W\d_][\w .&'’]{2,40}?)\s*(?:[,|].*)?$")
UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|aktualisiert|mis à jour|actualizado|aggiornato|обновлено)\b", re.IGNORECASE
)
CITED_AGENCY = re.compile(
    r"\b(?:according to|reported by|told|citing|quoted by|reports?|cited by)\b[^.]{0,60}?\bnews "
    r"agency\b|\bnews agency\b[^.]{0,30}\breport",
    re.IGNORECASE,
)
BY = re.compile(r"^\W*(?:(?:written|story|reported|text|posted|published|compiled)\s)?by:?\s+", re.IGNORECASE)
DAY_FIRST_LANDS = {
    "uk",
    "au",
    "nz",
    "in",
    "ie",
    "fr",
    "de",
    "es",
    "it",
    "ru",
    "vn",
    "br",
    "pt",
    "nl",
    "be",
    "ch",
    "at",
    "pl",
    "tr",
    "gr",
    "ua",
    "za",
    "my",
    "sg",
    "id",
    "ar",
    "mx",
    "il",
    "eg",
    "ng",
    "ke",
    "pk",
    "hk",
    "th",
}
MAX_CITED = 2_000
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
"""Characters that steer a terminal or the direction of writing; a title or a name needs none."""


def described(
    document: Document, passages: Sequence[Passage], *, stated: Iterable[Stated] = (), carried: Iterable[Stated] = ()
) -> Document:
    """The document with all that is known about it.

    `stated` is what a person stated, the strongest first; `carried` what the file carries outside its prose.
    """
    found: dict[str, list[Metadatum]] = {}
    for item in (*stated, *carried):
        if value := " ".join(UNSEEN.sub(" ", item.value).split()):
            found.setdefault(item.key, []).append(Metadatum(value=value, stated=True, reason=item.reason))
    for key, metadatum in _printed(document, passages):
        found.setdefault(key, []).append(metadatum)
    _suggested(document, found)
    published, caveats = _publication(document, found)
    first = {key: items[0].value for key, items in found.items()}
    agencies = dict.fromkeys(item.value for item in found.get("agency", ()))
    return replace(
        document,
        title=first.get("title") or first.get("page_title"),
        outlet=first.get("outlet"),
        url=first.get("url"),
        language=_language(first.get("language")),
        agencies=tuple(agencies),
        published=published,
        metadata={key: tuple(items) for key, items in sorted(found.items())},
        caveats=document.caveats + caveats,
    )


def _printed(document: Document, passages: Sequence[Passage]) -> Iterator[tuple[str, Metadatum]]:
    """What the article prints about itself, with the words."""
    titled = False
    prose_seen = 0
    for passage in passages:
        start, end = passage.span.start, min(passage.span.end, passage.span.start + MAX_CITED)
        words = document.text[start:end]
        if prose_seen == 0 and passage.kind in ("byline", "dateline", "furniture") and (name := outlet_in(words)):
            at = start + words.index(name)
            yield "outlet", _cited(document, at, at + len(name), name, "printed in the head of the article")
            if passage.kind == "byline":
                continue
        if passage.kind == "headline" and not titled and prose_seen == 0:
            titled = True
            yield "title", _cited(document, start, end, _unmarked(words), "the headline")
        elif passage.kind in ("byline", "dateline"):
            yield from _from_byline(document, start, words, passage.kind, prose_seen)
        elif passage.kind == "repeated_title":
            yield from _from_repeated_title(document, start, words)
        elif passage.kind in ("credit", "reference", "url", "furniture"):
            yield from _from_credit(document, start, end, words, passage.kind)
        elif passage.kind == "body":
            if prose_seen == 0:
                yield from _from_lead(document, start, words)
            prose_seen += 1
        elif passage.kind == "front_matter":
            continue


def _from_byline(
    document: Document, start: int, words: str, kind: str, prose_seen: int
) -> Iterator[tuple[str, Metadatum]]:
    end = start + len(words)
    if kind == "byline":
        name = _unmarked(BY.sub("", words))
        yield "byline", _cited(document, start, end, name, "the byline")
        if outlet := outlet_behind_author(words):
            at = start + words.index(outlet)
            yield "outlet", _cited(document, at, at + len(outlet), outlet, "named behind the author")
        for agency in agencies_named(words, document.text):
            yield "agency", _cited(document, start, end, agency, "named in the byline")
    else:
        yield "dateline", _cited(document, start, end, _unmarked(words), "the dateline")
        slug = DATELINE_PREFIX.match(words + " X")
        for agency in agencies_named(words, document.text):
            yield "agency", _cited(document, start, end, agency, "named in the dateline")
        inner = words.strip("() -–—:")
        if SITE.match(inner) and slug is None:
            yield "outlet", _cited(document, start, end, inner, "the site named before the first sentence")
    key = (
        "updated"
        if UPDATED.search(words) and not re.search(r"\b(?:publish|post)", words, re.IGNORECASE)
        else "published"
    )
    reason = {"byline": "printed in the byline", "dateline": "printed on a line of its own"}[kind]
    if prose_seen < 3 or key == "published":
        for item in printed_dates(words)[:1]:
            yield key, _cited(document, start + item.start, start + item.end, words[item.start : item.end], reason)


def _from_repeated_title(document: Document, start: int, words: str) -> Iterator[tuple[str, Metadatum]]:
    """`Title - Outlet, …, 24.10.2025`: what a site prints beside its own title."""
    for item in printed_dates(words)[-1:]:
        if item.end >= len(words.rstrip()) - 1:
            yield (
                "published",
                _cited(
                    document,
                    start + item.start,
                    start + item.end,
                    words[item.start : item.end],
                    "printed beside the repeated title",
                ),
            )
    for dash in re.finditer(r"\s[-–—|]\s", words):
        if match := SUFFIXED.match(words[dash.start() :]):
            at = start + dash.start() + match.start("outlet")
            yield (
                "outlet",
                _cited(document, at, at + len(match["outlet"]), match["outlet"], "named after the repeated title"),
            )


def _from_credit(document: Document, start: int, end: int, words: str, kind: str) -> Iterator[tuple[str, Metadatum]]:
    lower = words.lower().lstrip("([*_ ")
    if kind == "credit" and lower.startswith(
        ("reporting", "writing", "additional", "editing", "compiled", "with input", "with agenc", "(with")
    ):
        for agency in agencies_in(words):
            yield "agency", _cited(document, start, end, agency, "named in the credit line")
    elif kind == "reference":
        for agency in agencies_in(words):
            yield "agency", _cited(document, start, end, agency, "named as the source")
        if named := _unmarked(words.partition(":")[2]):
            yield "reference", _cited(document, start, end, named, "the reference line")
        yield from _address(document, start, words)
    elif kind == "url":
        yield from _address(document, start, words)
    elif kind == "furniture" and (
        outlet := re.match(
            r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|"
            r"20)\d\d(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?P<name>[^\W\d_][\w .&'’-]{2,40}?)(?=[.,|]|\sall "
            r"rights|$)",
            words,
            re.IGNORECASE,
        )
    ):
        yield (
            "outlet",
            _cited(
                document, start + outlet.start("name"), start + outlet.end("name"), outlet["name"], "the copyright line"
            ),
        )


def _address(document: Document, start: int, words: str) -> Iterator[tuple[str, Metadatum]]:
    for match in WEB.finditer(words):
        address = match.group().rstrip(".,;")
        if host_of(address) and address.count("/") > 3:
            yield (
                "url",
                _cited(
                    document,
                    start + match.start(),
                    start + match.start() + len(address),
                    address,
                    "printed as the article's address",
                ),
            )


def _from_lead(document: Document, start: int, words: str) -> Iterator[tuple[str, Metadatum]]:
    """An agency that the first paragraph names as where the story comes from."""
    if cited := CITED_AGENCY.search(words):
        left = max(0, cited.start() - 40)
        window = words[left : cited.end() + 40]
        for agency in agencies_in(window)[:1]:
            yield (
                "agency",
                _cited(
                    document,
                    start + cited.start(),
                    start + cited.end(),
                    agency,
                    "named in the first paragraph as the source",
                ),
            )


def _suggested(document: Document, found: dict[str, list[Metadatum]]) -> None:
    """What follows from what was found: the outlet and a date from the address, the language from the words."""
    if "url" in found and "outlet" not in found and (host := host_of(found["url"][0].value)):
        found["outlet"] = [Metadatum(value=host.removeprefix("www."), stated=False, reason="the host of the address")]
    if "url" in found and (item := date_in_address(found["url"][0].value)):
        value = item.when.phrase
        found.setdefault("published", []).append(
            Metadatum(value=_iso(item.when) or value, stated=False, reason="the date in the address")
        )
    if "language" not in found and (language := guess_language(document.text)):
        found["language"] = [Metadatum(value=language, stated=False, reason="the commonest short words")]


def _publication(document: Document, found: dict[str, list[Metadatum]]) -> tuple[DateRange | None, tuple[Caveat, ...]]:
    """The date stated or printed, the strongest first; a caveat where it reads two ways or cannot be read."""
    caveats: list[Caveat] = []
    day_first = _day_first(found)
    for item in _day_of_its_month_first(found.get("published") or _printed_updates(found), day_first):
        if not item.stated:
            continue
        dates = printed_dates(item.value, day_first=day_first) or _stamp(item.value)
        where = item.citation.span if item.citation else document.file
        if not dates:
            caveats.append(
                Caveat(
                    code="unreadable-date",
                    message=f"the {item.reason} gives the date {item.value[:60]!r}, which names no day",
                    where=where,
                )
            )
            continue
        if dates[0].is_ambiguous:
            caveats.append(
                Caveat(
                    code="ambiguous-date",
                    message=f"{item.value[:60]!r} can be read with the day or the month first",
                    where=where,
                )
            )
        reason = item.reason if not dates[0].is_ambiguous else f"{item.reason}; the day or the month may come first"
        return replace(dates[0].when, phrase=item.value[:100], reason=reason), tuple(caveats)
    return None, tuple(caveats)


def _day_of_its_month_first(items: list[Metadatum], day_first: bool | None) -> list[Metadatum]:
    """The items, a day before the month it lies in: a magazine prints its issue's month above the article's own day."""
    if not items or not (issue := printed_dates(items[0].value, day_first=day_first)):
        return items
    for item in items[1:]:
        dates = printed_dates(item.value, day_first=day_first) if item.stated else ()
        if dates and dates[0].when != issue[0].when and dates[0].when.within(issue[0].when):
            return [item, *(other for other in items if other is not item)]
    return items


def _printed_updates(found: dict[str, list[Metadatum]]) -> list[Metadatum]:
    """The day of an update that readers see, where the article prints no other; a page's hidden stamp is none."""
    items = [item for item in found.get("updated", ()) if item.citation is not None]
    return [replace(item, reason=f"{item.reason}, as the day of an update") for item in items]


def _stamp(value: str) -> tuple[PrintedDate, ...]:
    """A compact or numeric stamp of a meta tag: `20190104`, `2019-01`, seconds since 1970."""
    compact = re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T?\d{4,6}Z?)?", value.strip())
    if compact:
        try:
            day = date(*map(int, compact.groups()))
        except ValueError:
            return ()
        return (PrintedDate(0, len(value), DateRange.day(day, phrase=value)),)
    month = re.fullmatch(r"((?:19|20)\d\d)[-/](0[1-9]|1[0-2])", value.strip())
    if month:
        return printed_dates(f"{_MONTHS[int(month[2]) - 1]} {month[1]}")
    return ()


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day_first(found: dict[str, list[Metadatum]]) -> bool | None:
    """Whether `04/01/2019` is in January, as far as the outlet's land or language tells."""
    language = found["language"][0].value.lower() if found.get("language") else ""
    if language.replace("_", "-") in ("en-us", "en-ph"):
        return False
    if language and not language.startswith(("en", "ja", "zh", "ko", "hu", "sv", "lt")):
        return True
    if language.replace("_", "-") in ("en-gb", "en-au", "en-in", "en-ie", "en-nz", "en-za"):
        return True
    host = (
        host_of(found["url"][0].value) if found.get("url") else found["outlet"][0].value if found.get("outlet") else ""
    )
    return True if host.rpartition(".")[2].lower() in DAY_FIRST_LANDS and "." in host else None


def host_of(address: str) -> str:
    """The host of a web address, "" where it has none or is none.

    >>> host_of("https://www.norland.example/2021"), host_of("http://[bad")
    ('www.norland.example', '')
    """
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _language(value: str | None) -> str | None:
    return value.replace("_", "-").partition("-")[0].lower() if value else None


def _iso(when: DateRange) -> str:
    return when.earliest.isoformat() if when.earliest and when.earliest == when.latest else ""


def _cited(document: Document, start: int, end: int, value: str, reason: str) -> Metadatum:
    return Metadatum(value=value, stated=True, reason=reason, citation=document.cite(start, end))


MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_#`<>]+")


def _unmarked(words: str) -> str:
    """The words of a line without Markdown and in one line."""
    return " ".join(MARKS.sub(lambda found: found[1] or "", words).split()).strip(" |")
