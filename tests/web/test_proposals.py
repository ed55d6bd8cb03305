"""What the record suggests for the model: accepted under a person's name for it, rejected with a reason, or taken whole."""

import json

from detente.dispute import load_model
from detente.evidence import references_of
from detente.store import open_case
from web.served import Served


def suggestions(desk: Served) -> list[dict[str, object]]:
    """The twin of the page, as data."""
    answer = desk.client.get("/proposals", headers={"accept": "application/json"})
    if "json" not in answer.headers["content-type"]:
        answer = desk.client.get("/proposals.json")
    found = json.loads(answer.text)
    return found if isinstance(found, list) else next(value for value in found.values() if isinstance(value, list))


def test_an_accepted_option_has_the_name_and_the_quotations(desk: Served) -> None:
    """It stands in case.yaml and is no longer proposed."""
    before = suggestions(desk)
    chosen = before[0]
    status, _ = desk.change("/proposals/accept", option=chosen["id"], name="what we call it", because="it is one")
    assert 200 == status
    model = load_model(desk.folder / "case.yaml")
    (option,) = [o for o in model.options if o.name == "what we call it"]

    assert chosen["id"] == option.id
    assert references_of(option.basis)
    assert () == open_case(desk.folder).problems
    assert chosen["id"] not in [each["id"] for each in suggestions(desk)]


def test_a_rejected_option_is_remembered_with_its_reason(desk: Served) -> None:
    """As a verdict on the proposal; the model stays as it is."""
    before = (desk.folder / "case.yaml").read_bytes()
    chosen = suggestions(desk)[0]
    status, _ = desk.change("/proposals/reject", option=chosen["id"], because="nobody said so")
    verdict = open_case(desk.folder).verdicts[f"proposal:{chosen['id']}"]

    assert (200, "rejected", "nobody said so") == (status, verdict.verdict, verdict.because)
    assert before == (desk.folder / "case.yaml").read_bytes()


def test_an_option_that_is_not_proposed_is_neither_accepted_nor_rejected(desk: Served) -> None:
    """The page is to be loaded again."""
    for action in ("accept", "reject"):
        status, answer = desk.change(f"/proposals/{action}", option="no-such-option", name="x")

        assert 422 == status
        assert "no-such-option" in str(answer["message"])


def test_the_whole_draft_is_taken_up_only_where_there_is_no_model(desk: Served) -> None:
    """Else its options are accepted one by one; without a model none can be."""
    path = desk.folder / "case.yaml"
    refused, _ = desk.change("/proposals/all")
    path.unlink()
    alone, told = desk.change("/proposals/accept", option=suggestions(desk)[0]["id"], name="x")
    taken, _ = desk.change("/proposals/all")

    assert (422, 422, 200) == (refused, alone, taken)
    assert "no model" in str(told["message"])
    assert load_model(path).options
    assert 200 == desk.client.get("/proposals").status_code
