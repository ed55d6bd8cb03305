"""An item found by its id, with the passages it rests on."""

import pytest

from detente.errors import UnknownDocument, UnknownItem
from detente.report.listing import LISTS, Lister
from detente.report.lookup import find
from report.dispute import river

CASE = river()
IDS = [
    (name, str(entry.id))
    for name in LISTS
    for entry in Lister(CASE).entries(name)
    if name != "sources" and getattr(entry, "id", None)
]


@pytest.mark.parametrize(("name", "wanted"), IDS)
def test_an_entry_of_a_list_is_found_with_what_it_cites(name: str, wanted: str) -> None:
    """The fields that the list gives, and passages in which every marked stretch is a citation of the item."""
    shown = find(CASE, wanted)
    found = shown.to_dict()
    entry = next(e for e in Lister(CASE).entries(name) if getattr(e, "id", None) == wanted)

    assert (name.removesuffix("s"), Lister(CASE).item(name, entry)) == (found["kind"], found["item"])
    for passage in shown.passages:
        assert passage["marks"]
        assert passage["quote"] == CASE.library.document(passage["source"]).text[passage["start"] : passage["end"]]


def test_an_actor_is_found_with_its_names() -> None:
    """Lists have no table of actors; their ids stand in the other lists."""
    actor = CASE.record.actors[0]
    shown = find(CASE, str(actor.id))

    assert ("actor", actor.name, list(actor.names)) == (shown.kind, shown.item["name"], shown.item["names"])


def test_an_option_is_found_by_its_id_and_with_its_party() -> None:
    """With the passages of its quotations."""
    assert CASE.model is not None
    for option in CASE.model.options:
        bare, full = find(CASE, option.id), find(CASE, f"{option.decision_maker}.{option.id}")

        assert "option" == full.kind
        assert (option.decision_maker, option.name) == (full.item["decision_maker"], full.item["name"])
        assert bare.kind in {"option", "actor"}
        assert bool(full.item["citations"]) == bool(full.passages)


def test_a_passage_is_found_by_its_number() -> None:
    """Behind a colon or the sign for a paragraph, with a prefix of the file's name."""
    document = CASE.library.documents[0]
    for passage in CASE.library.passages_of(document.id):
        one, other = find(CASE, f"{document.id}:{passage.number}"), find(CASE, f"{document.id}¶{passage.number}")

        assert one == other
        assert ("passage", passage.number) == (one.kind, one.item["number"])


def test_a_source_is_found_with_all_its_passages() -> None:
    """Marked where the model quotes it."""
    for document in CASE.library.documents:
        shown = find(CASE, str(document.id))

        assert ("source", len(CASE.library.passages_of(document.id))) == (shown.kind, len(shown.passages))
    assert any(passage["marks"] for d in CASE.library.documents for passage in find(CASE, str(d.id)).passages)


@pytest.mark.parametrize("wanted", ["nothing-of-the-kind", "", ":3", f"{CASE.library.documents[0].id}:999", "nobody:1"])
def test_what_there_is_not_is_refused(wanted: str) -> None:
    """With where ids are to be found, or how many passages there are."""
    with pytest.raises((UnknownItem, UnknownDocument)) as refused:
        find(CASE, wanted)

    assert refused.value.hint


def test_without_a_model_no_option_is_found() -> None:
    """Nor is a source marked."""
    bare = river(model=None)

    assert all(not p["marks"] for d in bare.library.documents for p in find(bare, str(d.id)).passages)
    with pytest.raises(UnknownItem):
        find(bare, "norland.no_such_option")
