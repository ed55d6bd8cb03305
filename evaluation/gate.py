"""The gate: every figure of every scorer against its floor. A floor falls only by an explicit act.

Usage: `python -m evaluation.gate [--only NAME …] [--update [--allow-regression]] [--track FIGURE …]`

A scorer is a module of this folder with `score() -> Mapping[str, float]`; its figures are named `module.figure`. One
whose corpus (`CORPUS`) is absent is skipped, and said to be. `floors.json` holds the least (`floors`) or greatest
(`ceilings`) value each tracked figure may have. `--update` raises floors and lowers ceilings to what was measured, and
refuses the other direction unless `--allow-regression` is given as well.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from math import floor
from pathlib import Path
from pkgutil import iter_modules

__all__ = ["Verdict", "judge", "main", "measure", "updated"]

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
DIGITS = 1000

Limits = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Verdict:
    """One figure against its limit; `limit` is None for a figure that is not tracked."""

    figure: str
    value: float
    limit: float | None
    holds: bool


def scorers(only: Iterable[str] = ()) -> Iterator[str]:
    """The names of the modules that can score, in order."""
    wanted = set(only)
    for module in sorted(entry.name for entry in iter_modules([str(HERE)])):
        if module not in {"gate", "gold"} and (not wanted or module in wanted):
            yield module


def measure(only: Iterable[str] = ()) -> tuple[dict[str, float], list[str]]:
    """(figures by name, scorers skipped because their corpus is absent)."""
    figures: dict[str, float] = {}
    skipped: list[str] = []
    for name in scorers(only):
        module = import_module(f"evaluation.{name}")
        score = getattr(module, "score", None)
        if score is None or any(p.default is p.empty for p in signature(score).parameters.values()):
            continue
        corpus = getattr(module, "CORPUS", None)
        if isinstance(corpus, Path) and not corpus.exists():
            skipped.append(name)
            continue
        figures |= {f"{name}.{figure}": value for figure, value in score().items()}
    return figures, skipped


def judge(figures: Mapping[str, float], limits: Limits) -> list[Verdict]:
    """Each figure measured against its floor or ceiling."""
    verdicts = []
    for figure, value in figures.items():
        least, most = limits["floors"].get(figure), limits["ceilings"].get(figure)
        holds = (least is None or value >= least) and (most is None or value <= most)
        verdicts.append(Verdict(figure, value, least if least is not None else most, holds))
    return verdicts


def updated(figures: Mapping[str, float], limits: Limits, *, allow_regression: bool) -> tuple[Limits, list[str]]:
    """(the new limits, what was refused): limits tighten to what was measured, and loosen only when allowed."""
    new: Limits = {side: dict(sorted(values.items())) for side, values in limits.items()}
    refused = []
    for side, tightens in (("floors", 1), ("ceilings", -1)):
        for figure, old in new[side].items():
            if figure not in figures:
                continue
            value = floor(figures[figure] * DIGITS * tightens) / DIGITS * tightens
            if (value - old) * tightens < 0 and not allow_regression:
                refused.append(f"{figure}: {value} is worse than {old}")
            else:
                new[side][figure] = value
    return new, refused


def load() -> Limits:
    """The limits as they stand."""
    limits: Limits = json.loads(FLOORS.read_text(encoding="utf-8"))
    return limits


def save(limits: Limits) -> None:
    """Write the limits, figures in order."""
    text = json.dumps({side: dict(sorted(values.items())) for side, values in limits.items()}, indent=2)
    FLOORS.write_text(text + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and fail where a figure is beyond its limit."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.gate", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="SCORER", help="run these scorers only")
    parser.add_argument("--update", action="store_true", help="tighten the limits to what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update, loosen limits as well")
    parser.add_argument("--track", nargs="+", default=[], metavar="FIGURE", help="give these figures a floor")
    options = parser.parse_args(arguments)
    figures, skipped = measure(options.only)
    limits = load()
    for figure in options.track:
        limits["floors"].setdefault(figure, floor(figures[figure] * DIGITS) / DIGITS)
    for name in skipped:
        print(f"skipped  {name}: its corpus is not here")
    if options.update:
        limits, refused = updated(figures, limits, allow_regression=options.allow_regression)
        for line in refused:
            print(f"refused  {line}; --allow-regression accepts it, with a reason in the commit", file=sys.stderr)
        save(limits)
        return 1 if refused else 0
    if options.track:
        save(limits)
    verdicts = judge(figures, limits)
    for verdict in verdicts:
        sign = "  " if verdict.limit is None else "ok" if verdict.holds else "NO"
        print(
            f"{sign} {verdict.figure:44} {verdict.value:8.3f}"
            + ("" if verdict.limit is None else f"  limit {verdict.limit:.3f}")
        )
    return 0 if all(verdict.holds for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
