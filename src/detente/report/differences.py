"""What changed between two versions of a case in its sources and its record, and which article did it."""

import json
from collections.abc import Iterator, Mapping

from detente.case import Case
from detente.report.listing import LISTS, Item, items

__all__ = ["differences"]

OF_ENTRIES = {"id", "origins", "sources", "tier"}
"""Fields that say how often or under which number, not what."""


def differences(old: Case, new: Case) -> dict[str, object]:
    """`sources`: files added, removed, changed; `record`: by list, the entries added and removed, each with `words`,
    and in `by` those of its sources that are new or changed (for a removed one: gone or changed).
    """
    before = {d.file: d.sha256 for d in old.library.documents}
    after = {d.file: d.sha256 for d in new.library.documents}
    changed = sorted(file for file in before.keys() & after.keys() if before[file] != after[file])
    sources = {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": changed,
    }
    record = {}
    for name in LISTS:
        if name != "sources":
            one, two = _entries(old, name), _entries(new, name)
            record[name] = {
                "added": [_told(item, {*sources["added"], *changed}) for key, item in two.items() if key not in one],
                "removed": [
                    _told(item, {*sources["removed"], *changed}) for key, item in one.items() if key not in two
                ],
            }
    return {"sources": sources, "record": record}


def _entries(case: Case, name: str) -> dict[str, Item]:
    """The entries of a list by what they say."""
    return {json.dumps(_what(item), sort_keys=True, ensure_ascii=False): item for item in items(case, name)}


def _what(item: object) -> object:
    if isinstance(item, Mapping):
        return {key: _what(value) for key, value in item.items() if key not in OF_ENTRIES}
    return [_what(value) for value in item] if isinstance(item, list) else item


def _told(item: Item, files: set[str]) -> Item:
    """An entry in a few words, with the articles that account for its coming or going."""
    citations = list(_citations(item))
    by = sorted({str(cited["source"]) for cited in citations if cited["file"] in files})
    return {"id": item.get("id"), "words": _words(item, citations), "by": by, "citations": citations[:1]}


def _words(item: Item, citations: list[Item]) -> str:
    for key in ("summary", "question", "stance", "about", "concept"):
        if isinstance(item.get(key), str):
            return str(item[key])
    return str(citations[0]["quote"]) if citations else ""


def _citations(value: object) -> Iterator[Item]:
    if isinstance(value, Mapping):
        if {"source", "file", "start", "end", "quote"} <= value.keys():
            yield {key: value[key] for key in ("source", "file", "start", "end", "quote")}
        else:
            for part in value.values():
                yield from _citations(part)
    elif isinstance(value, list):
        for part in value:
            yield from _citations(part)
