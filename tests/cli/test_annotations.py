"""Annotations in and out: proved on the words they quote, kept as notes, the same when they come out again."""

import json
from pathlib import Path

from river import make_case

QUOTE = "Sudland rejected the demand"


def exported(detente, case: Path) -> list[tuple[object, object]]:
    """(body, target) of each exported annotation, in one order."""
    items = json.loads(detente("export", case, "annotations").out)["first"]["items"]
    return sorted(((item["body"], item["target"]) for item in items), key=lambda pair: json.dumps(pair))


def annotation(exact: str = QUOTE, *, source: str = "sources/01-wire.txt", words: str = "why?", **selector: object):
    """What an annotating program writes."""
    quote = {"type": "TextQuoteSelector", "exact": exact, **selector}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/1",
        "type": "Annotation",
        "creator": "mo",
        "body": {"type": "TextualBody", "value": words},
        "target": {"source": source, "selector": [quote]},
    }


def put(folder: Path, document: object) -> Path:
    """A file with the document."""
    path = folder / "notes.jsonld"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_what_is_exported_comes_in_and_goes_out_the_same(detente, river: Path, tmp_path: Path):
    """In a copy that has only the articles, bodies and targets are those that were exported."""
    path = tmp_path / "all.jsonld"
    detente("export", river, "annotations", "-o", path)
    copy = make_case(tmp_path / "copy", model=None)

    imported = detente("import", copy, path)

    assert (0, "") == (imported.code, imported.err)
    assert exported(detente, river) == exported(detente, copy)


def test_ours_that_come_back_are_not_told_twice(detente, river: Path, tmp_path: Path):
    """A copy that was run has them of its own."""
    path = tmp_path / "all.jsonld"
    detente("export", river, "annotations", "-o", path)
    copy = make_case(tmp_path / "copy")
    detente("run", copy)

    detente("import", copy, path)

    assert exported(detente, river) == exported(detente, copy)


def test_one_that_does_not_fit_is_refused_and_the_rest_are_kept(detente, tmp_path: Path):
    """A changed quotation, a wrong place, words that stand twice, an article that is not there, no words at all."""
    case = make_case(tmp_path / "case", model=None)
    moved = annotation()
    moved["target"]["selector"].append({"type": "TextPositionSelector", "start": 3, "end": 3 + len(QUOTE)})
    bare = annotation()
    bare["target"]["selector"] = [{"type": "TextPositionSelector", "start": 0, "end": 7}]
    path = put(
        tmp_path,
        [
            annotation("Sudland accepted the demand"),
            moved,
            annotation("Norland"),
            annotation(source="https://elsewhere.example/"),
            bare,
            annotation(suffix=" at last"),
            annotation(words="kept"),
        ],
    )

    answer = detente("import", case, path)

    lines = [line for line in answer.err.splitlines() if not line.startswith("  hint:")]
    codes = [line.partition(": error ")[2].partition(":")[0] for line in lines]
    assert (2, "1 note kept\n") == (answer.code, answer.out)
    assert [
        "quote-not-found",
        "quote-mismatch",
        "ambiguous-quote",
        "unknown-document",
        "invalid-value",
        "quote-mismatch",
    ] == codes
    assert all(f"annotation {number}:" in line for number, line in enumerate(lines, 1))
    assert ["kept"] == [body["value"] for body, _ in exported(detente, case)]


def test_a_repeated_quotation_is_told_apart_by_what_stands_around_it(detente, tmp_path: Path):
    """Prefix and suffix decide, white space aside."""
    case = make_case(tmp_path / "case", model=None)
    text = (case / "sources" / "01-wire.txt").read_text(encoding="utf-8")

    detente("import", case, put(tmp_path, annotation("Norland", prefix="4  March 2031 (River Press) - ")))

    place = exported(detente, case)[0][1]["selector"][1]
    assert text.index("Norland closed the upper") == place["start"]


def test_annotations_of_hypothesis_become_notes(detente, tmp_path: Path):
    """Its rows have text and tags for bodies; offsets in the web page are not offsets in our text of it."""
    case = make_case(tmp_path / "case", model=None)
    page = "<html><head><title>Lock</title></head><body><article><p>The lock is shut, the ministry said.</p></article>"
    (case / "sources" / "04.html").write_text(page, encoding="utf-8")
    (case / "sources" / "04.html.meta.yaml").write_text("url: https://press.example/lock\n", encoding="utf-8")
    selector = [
        {
            "type": "RangeSelector",
            "startContainer": "/p[1]",
            "endContainer": "/p[1]",
            "startOffset": 0,
            "endOffset": 16,
        },
        {"type": "TextPositionSelector", "start": 811, "end": 827},
        {"type": "TextQuoteSelector", "exact": "The lock is shut", "prefix": "", "suffix": ", the ministry"},
    ]
    row = {
        "id": "x1",
        "user": "acct:mo@hypothes.is",
        "uri": "https://press.example/lock",
        "text": "since when?",
        "tags": ["ask"],
        "target": [{"source": "https://press.example/lock", "selector": selector}],
    }

    answer = detente("import", case, put(tmp_path, {"total": 1, "rows": [row]}))

    assert (0, "1 note kept\n") == (answer.code, answer.out)
    body, target = exported(detente, case)[0]
    assert ["since when?", "ask"] == [each["value"] for each in body]
    assert "The lock is shut" == target["selector"][0]["exact"]


def test_an_import_of_notes_is_made_once_and_undone_whole(detente, tmp_path: Path):
    """The same file again adds nothing; `undo` takes all of it back."""
    case = make_case(tmp_path / "case", model=None)
    path = put(tmp_path, [annotation(words="one"), annotation(words="two")])

    first, again = detente("import", case, path), detente("import", case, path)
    kept = len(exported(detente, case))
    detente("undo", case)

    assert ("2 notes kept\n", "0 notes kept, 2 were there already\n") == (first.out, again.out)
    assert (2, []) == (kept, exported(detente, case))


def test_a_note_never_moves_to_other_words(detente, tmp_path: Path):
    """When its article changes it is left out."""
    case = make_case(tmp_path / "case", model=None)
    detente("import", case, put(tmp_path, annotation()))
    article = case / "sources" / "01-wire.txt"
    article.write_text("Correction.\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    detente("run", case)

    assert "why?" not in detente("export", case, "annotations").out
