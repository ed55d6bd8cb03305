"""The page that sets two models side by side."""

import pytest

from web.served import Served


def test_without_a_choice_nothing_is_compared(served: Served) -> None:
    """The page offers what there is, and its twin holds nothing."""
    assert served.client.get("/compare.json").json() is None
    assert "What differs" not in served.client.get("/compare").text


def test_an_edit_is_set_beside_the_model(served: Served) -> None:
    """The line that differs, and who explains what was observed."""
    epochs = [epoch["id"] for epoch in served.client.get("/model.json").json()["solve"]["epochs"]]
    party = served.client.get("/model.json").json()["solve"]["decision_makers"][0]
    query = {"edits": f"{party}: drop 1", "epoch": epochs[-1]}
    page = served.client.get("/compare", params=query).text
    twin = served.client.get("/compare.json", params=query).json()

    assert ["statement"] == sorted({line["what"] for line in twin["lines"]})
    assert "explain what was observed" in page or "explains what was observed" in page
    assert ["case.yaml", "edited"] == list(twin["rivals"]["models"])


def test_a_version_that_the_log_kept_can_be_compared(desk: Served) -> None:
    """After an edit the text before it is among the choices, and differs in what was edited."""
    page = desk.client.get("/model.json").json()["solve"]
    epoch, party = page["epochs"][-1]["id"], page["decision_makers"][0]
    status, _ = desk.change("/model/preference", epoch=epoch, party=party, position="0", do="down")
    number = max(entry["number"] for entry in desk.client.get("/log.json").json())
    twin = desk.client.get("/compare.json", params={"with": f"log:{number}", "epoch": epoch}).json()

    assert 200 == status
    assert f'value="log:{number}"' in desk.client.get("/compare").text
    assert {"moved"} == {line["change"] for line in twin["lines"]}


def test_a_file_beside_the_model_can_be_compared(desk: Served) -> None:
    """Another explanation of the same dispute lies in the case's folder."""
    text = (desk.folder / "case.yaml").read_text(encoding="utf-8")
    (desk.folder / "rival.yaml").write_text(text.replace("title: ", "title: Another ", 1), encoding="utf-8")
    twin = desk.client.get("/compare.json", params={"with": "file:rival.yaml"}).json()

    assert 'value="file:rival.yaml"' in desk.client.get("/compare").text
    assert ["title"] == [line["what"] for line in twin["lines"]]


@pytest.mark.parametrize(
    "chosen",
    [
        "file:case.db",
        "file:../../etc/passwd",
        "file:.detente/case.db",
        "log:0",
        "log:99999999999999",
        "log:x",
        "x",
        "\u0000",
    ],
)
def test_only_what_is_offered_can_be_compared(served: Served, chosen: str) -> None:
    """No other file of the machine is read, whatever the address says."""
    page = served.client.get("/compare", params={"with": chosen})

    assert 200 == page.status_code
    assert 'class="notice"' in page.text
    assert served.client.get("/compare.json", params={"with": chosen}).json() is None


def test_an_edit_that_is_none_says_so(served: Served) -> None:
    """The reason stands on the page."""
    assert 'class="notice"' in served.client.get("/compare", params={"edits": "nobody: does what"}).text
