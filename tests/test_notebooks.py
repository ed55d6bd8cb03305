"""The tutorials that are notebooks: each runs from top to bottom, and every cell that ends with a value can show it."""

import ast
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs" / "tutorials").glob("*.ipynb"))


def run(source: str, names: dict[str, object]) -> object:
    """Run one cell as a notebook does; the value of its last line, None where that is no expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def shown(value: object) -> str:
    """What a notebook shows for a value: a drawing, a table, or its words."""
    for way in ("_repr_svg_", "_repr_html_"):
        if hasattr(value, way):
            return str(getattr(value, way)())
    return repr(value)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, cell by cell; nothing it shows holds a script."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    said = [shown(run("".join(cell["source"]), names)) for cell in cells]

    assert len(said) >= 5
    assert [] == [words for words in said if "<script" in words]
    assert [text for text in said if text.startswith(("<svg", "<table", "<h3", "<?xml"))]


def test_there_are_notebooks() -> None:
    """And they are kept without outputs, so that a change of them can be read."""
    assert len(NOTEBOOKS) >= 2
    cells = [cell for path in NOTEBOOKS for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]

    assert [] == [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
