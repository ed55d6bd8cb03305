"""How often the engine and the definitions written out in sets agree, on any number of random disputes.

::

    python benchmarks/agreement.py                       10,000 models, 2,000 with coalitions, 2,000 with unknowns,
                                                         and 500 whose smallest changes are searched exhaustively
    python benchmarks/agreement.py --models 500 --workers 2
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from analysis.invented import invented
from detente.analysis import coalitions, concepts, kernels, small, uncertainty
from detente.analysis.inverse import deal
from detente.analysis.orderings import CODES
from detente.dispute.graph import compile_model
from reference import definitions
from reference.deals import orders_of, smallest_deals
from reference.random_models import game_of, random_model

CHUNK = 50


def concepts_agree(seed: int) -> Counter[str]:
    """Every concept, from compiled kernels, arrays and plain lists, on one model; foresight where two parties play."""
    graph = compile_model(random_model(seed))
    game, plain, arrays = game_of(graph), small.SmallGame(graph), kernels.uncompiled(graph)
    found: Counter[str] = Counter()
    for code, definition in definitions.CONCEPTS.items():
        if code == "SIM" and graph.is_graph_form:
            continue
        for dm in range(graph.n_dms):
            expected = [definition(game, dm, s) for s in range(graph.n_states)]
            _count(found, code, expected, concepts.find(code).stable(graph, dm).tolist())
            _count(found, code, expected, concepts.find(code).stable(arrays, dm).tolist())
            _count(found, code, expected, list(small.stable(plain, code, dm)))
    if graph.n_dms == 2:
        for dm in range(2):
            for horizon in (1, 2, 3):
                expected = [definitions.limited_move(game, horizon, dm, s) for s in range(graph.n_states)]
                _count(found, f"L{horizon}", expected, concepts.find("L").stable(graph, dm, horizon=horizon).tolist())
    return found


def coalitions_agree(seed: int) -> Counter[str]:
    """Every coalition of one model."""
    graph = compile_model(random_model(seed, max_states=16))
    game = game_of(graph)
    found: Counter[str] = Counter()
    for size in range(1, graph.n_dms + 1):
        for group in combinations(range(graph.n_dms), size):
            for code in coalitions.CODES:
                expected = [definitions.coalition(game, code, group, s) for s in range(graph.n_states)]
                _count(found, "coalitions", expected, coalitions.stable(graph, group, code).tolist())
    return found


def unknowns_agree(seed: int) -> Counter[str]:
    """The four variants of one model with unknown pairs."""
    graph = compile_model(random_model(seed, unknown=True))
    game = game_of(graph)
    found: Counter[str] = Counter()
    for dm in range(graph.n_dms):
        for base in uncertainty.BASES:
            for variant in uncertainty.VARIANTS:
                expected = [definitions.unknown_variant(game, base, variant, dm, s) for s in range(graph.n_states)]
                _count(found, "unknown", expected, uncertainty.stable(graph, dm, base, variant).tolist())
    return found


def deals_agree(seed: int) -> Counter[str]:
    """The smallest reordering of one model under every concept: its size, and every way with what then holds."""
    model = invented(seed)
    graph = compile_model(model)
    turned = (*TARGETS[seed % len(TARGETS) :], *TARGETS)
    target = next((target for target in turned if len(graph.where(target))), "s1")
    found: Counter[str] = Counter()
    for code, (minimum, ways) in smallest_deals(model, target, CODES).items():
        sought = deal(model, target=target, concept=code, singles=False)
        actual = {orders_of(edit, model): edit.states for edit in sought.edits}
        agrees = sought.proved and sought.complete and (minimum, ways) == (sought.minimum, actual)
        found.update({f"deal {code} verdicts": 1, f"deal {code} wrong": int(not agrees)})
    return found


def _count(found: Counter[str], name: str, expected: list[bool], actual: list[bool]) -> None:
    found[f"{name} verdicts"] += len(expected)
    found[f"{name} wrong"] += sum(a != b for a, b in zip(expected, actual, strict=True))


TARGETS = ("o0 & o1", "!o0", "o0 | o2", "o1 <-> o2")
JOBS = {
    "models": concepts_agree,
    "coalitions": coalitions_agree,
    "unknown": unknowns_agree,
    "deals": deals_agree,
}


def _chunk(job: tuple[str, int, int]) -> Counter[str]:
    name, start, stop = job
    return sum((JOBS[name](seed) for seed in range(start, stop)), Counter())


def main() -> None:
    """Run and print."""
    parser = ArgumentParser(description="Agreement of the engine with the definitions.")
    parser.add_argument("--models", type=int, default=10_000)
    parser.add_argument("--coalitions", type=int, default=2_000)
    parser.add_argument("--unknown", type=int, default=2_000)
    parser.add_argument("--deals", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    jobs = [
        (name, given.seed + begin, given.seed + min(begin + CHUNK, getattr(given, name)))
        for name in JOBS
        for begin in range(0, getattr(given, name), CHUNK)
    ]
    begun = perf_counter()
    with ProcessPoolExecutor(max_workers=given.workers) as pool:
        total = sum(pool.map(_chunk, jobs), Counter())
    for name in sorted(key.removesuffix(" verdicts") for key in total if key.endswith(" verdicts")):
        print(f"{name:12} {total[f'{name} verdicts']:>10,} verdicts {total[f'{name} wrong']:>6,} wrong")
    print(
        f"{given.models:,} models, {given.coalitions:,} with coalitions, {given.unknown:,} with unknown preferences, "
        f"{given.deals:,} deals: {perf_counter() - begun:.0f} s"
    )
    if any(count for name, count in total.items() if name.endswith("wrong")):
        sys.exit(1)


if __name__ == "__main__":
    main()
