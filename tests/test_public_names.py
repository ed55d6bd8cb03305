"""The public surface: what `import detente` offers is what it says it offers, and importing it is cheap."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import detente

HEAVY = ("numpy", "spacy", "jinja2", "fastapi", "trafilatura", "pydantic", "ruamel", "rich", "sqlite3")


def test_every_public_name_can_be_had() -> None:
    """Nothing stands in `__all__` that cannot be imported."""
    for name in detente.__all__:
        assert getattr(detente, name) is not None


def test_public_names_are_sorted() -> None:
    """One order, so that additions do not collide."""
    assert sorted(detente.__all__) == list(detente.__all__)


def test_importing_the_package_loads_nothing_heavy(unmeasured: dict[str, str]) -> None:
    """A game theorist never loads the text half, a journalist never the game half, and `import` neither."""
    code = f"import sys, detente; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured)

    assert "[]" == found.stdout.strip()


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    """A typing error says so."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = detente.no_such_name


MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(detente.__path__, "detente.")
    if not module.name.startswith("detente.examples.") and "._" not in module.name
)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_offers(name: str) -> None:
    """Every name in `__all__` exists, once; the linter sees to the order."""
    module = importlib.import_module(name)
    offered = list(getattr(module, "__all__", []))

    assert [] == [entry for entry in offered if not hasattr(module, entry)]
    assert len(set(offered)) == len(offered)
