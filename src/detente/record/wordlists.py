"""The record's own word lists, read once from the data files packaged beside it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["lists", "words", "words_by_kind"]


@cache
def _lexicon(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """A data file as it stands."""
    text = (files("detente.record") / "lexicons" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(name: str, table: str, key: str) -> frozenset[str]:
    """One list of a data file."""
    return frozenset(_lexicon(name)[table][key])


@cache
def words_by_kind(name: str, table: str) -> Mapping[str, str]:
    """word → the first key of the table that lists it."""
    found: dict[str, str] = {}
    for kind, listed in _lexicon(name)[table].items():
        for word in listed:
            found.setdefault(word, kind)
    return found


@cache
def lists(name: str, table: str) -> Mapping[str, frozenset[str]]:
    """Every list of a table by its key."""
    return {key: frozenset(listed) for key, listed in _lexicon(name)[table].items()}
