"""Plain text: the text is what the bytes decode to, line ends and all."""

from detente.errors import UnreadableSource
from detente.sources.encodings import decode
from detente.sources.extracted import Extracted, Format

__all__ = ["FORMAT", "parse"]


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The one article of a text file."""
    text, encoding, doubts = decode(data)
    if not text.strip():
        raise UnreadableSource("the file holds no text")
    return (Extracted(text=text, encoding=encoding, doubts=doubts),)


def sniff(_: bytes) -> bool:
    """Never: text is what is left when no other format answers."""
    return False


FORMAT = Format(name="plain_text", suffixes=(".txt", ".text", ""), sniff=sniff, parse=parse, risky=False)
