"""Changes made from a page: each is kept, noted and undoable, and none overwrites somebody else's."""

import base64
from pathlib import Path

import pytest

from detente.evidence import DocumentId
from detente.pipeline import run
from detente.store import open_case, reading
from detente.store.history import log
from web.served import Served


def test_a_saved_model_is_on_disk_and_in_the_log(desk: Served) -> None:
    """The file holds what was sent, byte by byte, comments and all."""
    path = desk.folder / "case.yaml"
    before = path.read_bytes().decode()
    after = before + "# checked by hand\n"
    status, answer = desk.change("/model/text", text=after, against=before, because="to be sure")

    assert (status, answer["location"]) == (200, "/model")
    assert after.encode() == path.read_bytes()
    with reading(desk.folder) as store:
        assert store is not None
        assert log(store)[-1].because == "to be sure"


def test_undo_brings_back_the_bytes_that_were_there(desk: Served) -> None:
    """Undo is exact."""
    path = desk.folder / "case.yaml"
    before = path.read_bytes()
    desk.change("/model/text", text=before.decode() + "# more\n", against=before.decode())
    desk.change("/undo")

    assert before == path.read_bytes()


def test_an_edit_made_outside_is_never_overwritten(desk: Served) -> None:
    """A change made against another text than stands on disk is refused, and says what to do."""
    path = desk.folder / "case.yaml"
    seen = path.read_bytes().decode()
    path.write_text(seen + "# by another editor\n", encoding="utf-8")
    status, answer = desk.change("/model/text", text=seen + "# mine\n", against=seen)

    assert (status, answer["code"]) == (409, "outdated-edit")
    assert "# by another editor" in path.read_text(encoding="utf-8")


def test_a_text_that_is_no_model_is_refused(desk: Served) -> None:
    """A model that cannot be read is not written over one that can."""
    path = desk.folder / "case.yaml"
    before = path.read_bytes()
    status, answer = desk.change("/model/text", text="a: [1, 2", against=before.decode())

    assert 422 == status
    assert str(answer["message"])
    assert before == path.read_bytes()


def test_an_uploaded_article_is_taken_up_under_its_last_name(desk: Served) -> None:
    """A path in an uploaded name leads nowhere."""
    article = base64.b64encode(
        b"Depot closed\n\nThe operator said on 4 May 2024 that the depot would close.\n"
    ).decode()
    status, answer = desk.change(
        "/sources/add", files=[{"name": "../../../tmp/evil/../depot note.txt", "base64": article}]
    )

    assert 200 == status
    assert answer["job"]
    assert (desk.folder / "sources" / "depot note.txt").is_file()


def test_an_article_that_cannot_be_read_is_refused_with_a_reason(desk: Served) -> None:
    """Nothing is kept of it."""
    before = sorted(path.name for path in (desk.folder / "sources").iterdir())
    status, answer = desk.change(
        "/sources/add", files=[{"name": "a.pdf", "base64": base64.b64encode(b"no pdf").decode()}]
    )

    assert 422 == status
    assert str(answer["message"])
    assert before == sorted(path.name for path in (desk.folder / "sources").iterdir())


def test_a_verdict_about_nothing_is_refused(desk: Served) -> None:
    """A verdict needs a disagreement."""
    status, _ = desk.change("/verdict", item="dis-none", verdict="open")

    assert 422 == status


def test_a_verdict_is_kept_and_can_be_taken_back(desk: Served) -> None:
    """What a person decides stands beside what the program found."""
    disagreements = open_case(desk.folder).record.disagreements
    if not disagreements:
        return
    item = disagreements[0].id
    desk.change("/verdict", item=item, verdict="apparent", because="two occasions")

    assert open_case(desk.folder).verdicts[item].verdict == "apparent"
    desk.change("/undo")
    assert item not in open_case(desk.folder).verdicts


def first_statements(folder: Path) -> tuple[str, str, list[str]]:
    """(epoch, party, what it wants) of the first party of the last epoch."""
    model = open_case(folder).model
    assert model is not None
    epoch = model.epochs[-1]
    party = model.decision_makers[0].id
    return epoch.id, party, [statement.want for statement in epoch.preferences[party].statements]


def test_a_statement_moved_on_the_page_is_moved_in_the_file(desk: Served) -> None:
    """The order changes, and not a comment of the file is lost."""
    epoch, party, wants = first_statements(desk.folder)
    comments = [line for line in (desk.folder / "case.yaml").read_text().splitlines() if line.lstrip().startswith("#")]
    status, _ = desk.change("/model/preference", epoch=epoch, party=party, position="0", do="down")

    assert 200 == status
    assert [wants[1], wants[0], *wants[2:]] == first_statements(desk.folder)[2]
    assert comments == [
        line for line in (desk.folder / "case.yaml").read_text().splitlines() if line.lstrip().startswith("#")
    ]


def test_a_statement_can_be_added_and_dropped(desk: Served) -> None:
    """What is added on the page stands with its reason; dropping it restores the order."""
    epoch, party, wants = first_statements(desk.folder)
    desk.change(
        "/model/preference", epoch=epoch, party=party, position="1", do="add", want=wants[-1], says="x", because="y"
    )
    assert [wants[-1], *wants] == first_statements(desk.folder)[2]
    desk.change("/model/preference", epoch=epoch, party=party, position="0", do="drop")

    assert wants == first_statements(desk.folder)[2]


def test_chosen_words_become_an_option_with_their_citation(desk: Served) -> None:
    """Words used from the reader are quoted in the model, and the quotation is proved."""
    case = open_case(desk.folder)
    assert case.model is not None
    document = case.library.documents[0]
    passage = next(p for p in case.library.passages_of(document.id) if p.kind == "body")
    quote = document.text[passage.span.start : passage.span.end][:60].strip()
    party = case.model.decision_makers[0].id
    status, answer = desk.change(
        "/use",
        **{
            "source": document.id,
            "quote": quote,
            "as": "option",
            "party": party,
            "id": "new_option",
            "says": "a new option",
        },
    )

    assert (200, "Used as option.") == (status, answer["message"])
    after = open_case(desk.folder)
    assert after.model is not None
    assert "new_option" in {option.id for option in after.model.options}
    assert () == after.problems


def test_words_that_repeat_are_used_where_they_were_chosen(desk: Served) -> None:
    """The model cites the place in the passage that was read, not the first one in the article."""
    text = "The lock\n\nThe ferry stops at noon.\n\nThe mayor spoke.\n\nThe ferry stops at noon.\n"
    (desk.folder / "sources" / "ferry.txt").write_text(text, encoding="utf-8")
    run(desk.folder)
    case = open_case(desk.folder)
    assert case.model is not None
    last = case.library.passages_of(DocumentId("ferry"))[-1]
    words = {"source": "ferry", "quote": "The ferry stops", "as": "option", "id": "ferry", "says": "stop the ferry"}
    party = case.model.decision_makers[0].id
    refused, _ = desk.change("/use", **words, party=party)
    status, _ = desk.change("/use", **words, party=party, passage=str(last.number))
    after = open_case(desk.folder)
    assert after.model is not None
    option = next(option for option in after.model.options if option.id == "ferry")

    assert (422, 200) == (refused, status)
    assert () == after.problems
    assert [last.span.start] == [cited.span.start for cited in after.cited(option.basis)]


def test_words_that_no_article_has_are_used_for_nothing(desk: Served) -> None:
    """A quotation is verbatim or it is none."""
    document = open_case(desk.folder).library.documents[0]
    status, answer = desk.change("/use", **{"source": document.id, "quote": "never said by anybody", "as": "note"})

    assert (422, "quote-not-found") == (status, answer["code"])


def test_what_if_answers_without_saving(desk: Served) -> None:
    """The difference is shown line by line, and the file stands as it was."""
    epoch, party, _ = first_statements(desk.folder)
    before = (desk.folder / "case.yaml").read_bytes()
    status, answer = desk.change("/whatif/try", epoch=epoch, party=party, position="1", count="3", do="drop")

    assert 200 == status
    assert answer["lines"]
    assert before == (desk.folder / "case.yaml").read_bytes()


def test_a_what_if_that_cannot_be_read_says_why(desk: Served) -> None:
    """An edit in words that is no edit is refused with a hint."""
    epoch, _, _ = first_statements(desk.folder)
    status, answer = desk.change("/whatif/try", epoch=epoch, edits="nobody: dance")

    assert 422 == status
    assert answer["message"]


@pytest.mark.parametrize("name", ["\u202e", "\x01", "漢" * 150 + ".txt", "a/..", "x" * 300 + ".txt"])
def test_an_upload_may_have_any_name(desk: Served, name: str) -> None:
    """A name of unseen characters alone, of none, or longer than a disk takes is made one that can be kept."""
    article = base64.b64encode(b"The depot\n\nThe depot was shut on Monday, its owner said.\n").decode()
    status, answer = desk.change("/sources/add", files=[{"name": name, "base64": article}])

    assert 200 == status, answer


def test_the_first_article_of_a_new_case_is_added_from_the_page(tmp_path: Path) -> None:
    """A case that was only begun has no database yet."""
    from web.served import serve

    (tmp_path / "new" / "sources").mkdir(parents=True)
    served = serve(tmp_path / "new")
    words = base64.b64encode(b"The council met on 2 June 2031.\n").decode()
    status, answer = next(served).change("/sources/add", files=[{"name": "first.txt", "base64": words}])
    served.close()  # type: ignore[attr-defined]

    assert (200, True) == (status, "job" in answer)
    assert ["first.txt"] == [path.name for path in (tmp_path / "new" / "sources").iterdir()]
