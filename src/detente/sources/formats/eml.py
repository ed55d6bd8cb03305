"""Mail (.eml): the message's text, its headers as metadata; two parts that tell different stories are flagged."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

from detente.errors import TooLarge, UnreadableSource
from detente.sources.encodings import decode
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.formats.html import parse_markup
from detente.sources.limits import MAX_DEPTH

__all__ = ["FORMAT", "parse"]

HEADER = re.compile(
    rb"^(?:from|to|date|subject|message-id|mime-version|received|return-path|content-type|delivered-to|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
FIELD = re.compile(rb"\A(?:From .*\r?\n)?[!-9;-~]{1,100}:")
MAX_PARTS = 1_000
MAX_HEADER = 2_000
ALIKE = 0.6
WORD = re.compile(r"\w+")


class _Bounded(email.policy.EmailPolicy):
    """Reads of a header what any reader would be shown: the time the parser takes outgrows a header's length."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value if len(value) <= MAX_HEADER else value[:MAX_HEADER])


POLICY = _Bounded()


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The one article of a message."""
    if not FIELD.match(data) or not HEADER.search(data[:20_000]):
        raise UnreadableSource("expected a mail message and found no header lines")
    message = cast(EmailMessage, email.message_from_bytes(data, policy=POLICY))
    plain, pages, attached = _parts(message)
    doubts: list[Doubt] = []
    encoding = "utf-8"
    text = ""
    if plain:
        text, encoding, found = plain[0]
        doubts += found
    page = (
        parse_markup(pages[0][0], encoding=pages[0][1], doubts=pages[0][2]) if pages and pages[0][0].strip() else None
    )
    if page is not None and not text.strip():
        text, encoding = page.text, page.encoding
        doubts += page.doubts
    elif page is not None and _differ(text, page.text):
        shown = " ".join(page.text.split())[:120]
        doubts.append(
            Doubt(
                "contradicting-parts", f"the message has a second version that says something else; it begins {shown!r}"
            )
        )
    if attached:
        doubts.append(Doubt("attachments-left-out", f"{attached} attached files were not read; save them and add them"))
    if not text.strip():
        raise UnreadableSource("the message holds no text")
    return (Extracted(text=text, encoding=encoding, metadata=tuple(_headers(message)), doubts=tuple(doubts)),)


Text = tuple[str, str, tuple[Doubt, ...]]


def _parts(message: Message) -> tuple[list[Text], list[Text], int]:
    """(plain texts, pages, number of attachments) of a message, its parts taken in order."""
    plain: list[Text] = []
    pages: list[Text] = []
    attached = count = 0
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_PARTS:
            raise TooLarge("the message has too many parts, or parts nested too deeply")
        if part.is_multipart():
            inner = part.get_payload()
            waiting += (
                [(child, depth + 1) for child in reversed(inner) if isinstance(child, Message)]
                if isinstance(inner, list)
                else []
            )
        elif part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
            attached += 1
        elif part.get_content_subtype() == "html":
            pages.append(_text(part))
        else:
            plain.append(_text(part))
    return plain, pages, attached


def _text(part: Message) -> Text:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return "", "utf-8", ()
    return decode(payload, declared=part.get_content_charset())


def _differ(text: str, other: str) -> bool:
    """Whether two versions of a message tell different stories: words of either that the other lacks."""
    one, two = set(WORD.findall(text.lower())), set(WORD.findall(other.lower()))
    return bool(one and two) and len(one & two) < ALIKE * min(len(one), len(two))


def _headers(message: EmailMessage) -> Iterator[Stated]:
    """Subject, sender and date, as far as they can be read."""
    for name, key in (("Subject", "title"), ("From", "byline")):
        value = _header(message, name)
        if value:
            yield Stated(key, _sender(value) if name == "From" else value, f"mail header {name}")
    if stamp := _header(message, "Date"):
        try:
            yield Stated("published", parsedate_to_datetime(stamp).date().isoformat(), "mail header Date")
        except (ValueError, TypeError, IndexError, OverflowError):
            yield Stated("published", stamp, "mail header Date")


def _sender(value: str) -> str:
    """The name of a sender without the address behind it; the address where there is no name.

    >>> _sender('"Orr, Ada" <ada@norland.example>'), _sender("ada@norland.example")
    ('Orr, Ada', 'ada@norland.example')
    """
    name, address = parseaddr(value)
    return name or address or value


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:500]
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):  # the header parser on odd headers
        return ""


def sniff(head: bytes) -> bool:
    """Whether a file begins with the headers of a mail message."""
    return bool(FIELD.match(head)) and len(HEADER.findall(head)) >= 3


FORMAT = Format(name="eml", suffixes=(".eml",), sniff=sniff, parse=parse)
