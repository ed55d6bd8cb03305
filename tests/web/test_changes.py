"""Changes made from a page: each is kept, noted and undoable, and none overwrites somebody else's."""

import base64

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
