"""Metadata that a person stated: a front-matter block at the head of an article, or a side file.

Values are strings, as they are written: `published: 2019-01-04` is not a date object, `language: no` is Norwegian.
What cannot be read costs a caveat, never the article.
"""

import re

from detente.errors import SourceError
from detente.sources.encodings import decode
from detente.sources.extracted import Doubt, Stated

__all__ = ["KEYS", "front_matter", "side_metadata"]

KEYS = ("title", "outlet", "published", "url", "language", "reliability")
"""What may be stated; `agency` and `byline` are taken too, other keys are left alone."""

MORE_KEYS = {
    "agency": "agency",
    "agencies": "agency",
    "author": "byline",
    "byline": "byline",
    "date": "published",
    "source": "outlet",
    "lang": "language",
}
BLOCK = re.compile(r"\A---[ \t]*\r?\n(?P<body>(?:.*\r?\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
SIMPLE = re.compile(
    r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]+(?P<value>[^\s'\"\[\]{}&*!|>%@`#,?:-][^#:]*|\d{4}-\d\d-\d\d[^#]*)$"
)
MAX_LENGTH = 100_000
MAX_VALUE = 2_000
MAX_BRACKETS = 100


def front_matter(text: str) -> tuple[int, tuple[Stated, ...], tuple[Doubt, ...]]:
    """(its length, what it states, doubts) of the front matter at the head of `text`; length 0 where there is none.

    >>> front_matter("---\\ntitle: The lock\\n---\\nProse.")[0]
    24
    """
    if not text.startswith("---"):
        return 0, (), ()
    block = BLOCK.match(text[:MAX_LENGTH])
    if block is None or (block["body"].strip() and ":" not in block["body"]):
        return 0, (), ()
    stated, problem = _stated(block["body"], "front matter")
    doubts = (Doubt("front-matter-unreadable", problem, 0, block.end()),) if problem else ()
    return block.end(), stated, doubts


def side_metadata(data: bytes, name: str) -> tuple[tuple[Stated, ...], tuple[Doubt, ...]]:
    """What a side file states."""
    try:
        text, _, _ = decode(data)
    except SourceError as error:
        return (), (Doubt("side-file-unreadable", f"{name}: {error.message}"),)
    stated, problem = _stated(text, f"side file {name}")
    return stated, (Doubt("side-file-unreadable", f"{name}: {problem}"),) if problem else ()


def _stated(body: str, where: str) -> tuple[tuple[Stated, ...], str]:
    """(what the YAML states, what is wrong with it)."""
    pairs, problem = _simple(body), ""
    if pairs is None:
        pairs, problem = _events(body)
    known = {**{key: key for key in KEYS}, **MORE_KEYS}
    found = [
        Stated(known[key.lower()], value[:MAX_VALUE], where) for key, value in pairs if key.lower() in known and value
    ]
    return tuple(found), problem


def _simple(body: str) -> list[tuple[str, str]] | None:
    """The pairs of a block of plain `key: value` lines, None when it needs a YAML reader."""
    pairs: list[tuple[str, str]] = []
    for line in body.splitlines():
        if not line.strip():
            continue
        match = SIMPLE.match(line)
        if match is None or any(match["key"] == key for key, _ in pairs):
            return None
        pairs.append((match["key"], match["value"].strip()))
    return pairs


def _events(body: str) -> tuple[list[tuple[str, str]], str]:
    """The string pairs of a mapping at top level, read from YAML's event stream; what is wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent

    if body.count("[") + body.count("{") > MAX_BRACKETS:
        return [], "nested too deeply"
    pairs: list[tuple[str, str]] = []
    depth, key, is_mapping = 0, None, False
    try:
        for event in YAML(typ="safe", pure=True).parse(body):
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                return pairs, "anchors and aliases are not read here"
            if isinstance(event, CollectionStartEvent):
                is_mapping = is_mapping or (depth == 0 and isinstance(event, MappingStartEvent))
                depth += 1
                if depth > 20:
                    return pairs, "nested too deeply"
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
                key = None if depth == 1 else key
            elif isinstance(event, ScalarEvent) and is_mapping and depth == 1:
                if key is None:
                    key = str(event.value)
                    if any(key == name for name, _ in pairs):
                        return pairs, f"the key {key!r} stands twice"
                else:
                    pairs.append((key, str(event.value).strip()))
                    key = None
            elif isinstance(event, ScalarEvent) and is_mapping and depth == 2 and key is not None:
                pairs.append((key, str(event.value).strip()))
    except (YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "no reason given"
        return pairs, f"no YAML: {first}"
    return pairs, "" if is_mapping or not body.strip() else "expected `key: value` lines"
