"""Markdown: kept as it is written, marks and all, so that offsets fit the file; passages look through the marks."""

from detente.sources.extracted import Format
from detente.sources.formats.plain_text import parse

__all__ = ["FORMAT"]


def sniff(head: bytes) -> bool:
    """Markdown cannot be told from text, and need not be."""
    return False


FORMAT = Format(name="markdown", suffixes=(".md", ".markdown"), sniff=sniff, parse=parse, risky=False)
