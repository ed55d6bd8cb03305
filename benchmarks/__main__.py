"""Prints what the conflict engine costs: time, memory, cold start, orderings a second, one process and two.

::

    python -m benchmarks              everything, some minutes
    python -m benchmarks --quick      the small sizes

Each size runs in a process of its own, so that its peak of memory is its own. Seconds are CPU seconds of one thread,
which a busy machine stretches less than wall time; cold starts and scaling are wall seconds.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.models import statement_model

SIZES = ((10, 4), (14, 4), (16, 5), (20, 3), (20, 4), (22, 2), (24, 4))
QUICK = ((10, 4), (14, 4), (16, 5))
CONCEPTS = ("NASH", "GMR", "SMR", "SEQ")


def solved(n_options: int, n_dms: int, engine: str) -> dict[str, float]:
    """One model: seconds to compile, seconds for four concepts and all parties (the best of several), peak MB."""
    from detente.analysis import concepts, kernels
    from detente.dispute.graph import compile_model

    model = statement_model(n_options, n_dms)
    begun = process_time()
    graph = compile_model(model)
    assert graph.ranks is not None
    compiled = process_time() - begun
    stable = [concepts.find(code).stable for code in CONCEPTS]
    times = []
    for _ in range(20 if n_options < 14 else 3 if n_options < 20 else 1):
        graph.structures.clear()
        graph.rankings.clear()
        subject = graph if engine == "native" else kernels.uncompiled(graph)
        begun = process_time()
        for dm in range(n_dms):
            for verdicts in stable:
                verdicts(subject, dm)
        times.append(process_time() - begun)
    return {
        "states": graph.n_states,
        "compile": compiled,
        "solve": min(times),
        "megabytes": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
    }


def simultaneous(n_options: int, n_dms: int) -> dict[str, float]:
    """SIM, which tries every combination of improvements made at once: seconds for all parties, compiled."""
    from detente.analysis import concepts
    from detente.dispute.graph import compile_model

    graph = compile_model(statement_model(n_options, n_dms))
    begun = process_time()
    for dm in range(n_dms):
        concepts.find("SIM").stable(graph, dm)
    return {"states": graph.n_states, "solve": process_time() - begun}


def patience(job: str) -> dict[str, float]:
    """The longest CPU time between two looks at whether to stop, and how many looks there were."""
    from detente.analysis import analyse, ensembles
    from detente.analysis.inverse import deal
    from detente.dispute.cancellation import cancelled_by

    last, longest, looks = process_time(), 0.0, 0

    def look() -> bool:
        nonlocal last, longest, looks
        now = process_time()
        last, longest, looks = now, max(longest, now - last), looks + 1
        return False

    with cancelled_by(look):
        if job == "solve 20 × 3":
            analyse(statement_model(20, 3), concepts=CONCEPTS)
        elif job == "SIM 20 × 3":
            analyse(statement_model(20, 3), concepts=("SIM",))
        elif job == "deal 15 × 5, SEQ":
            deal(statement_model(15, 5), target=HARD, concept="SEQ")
        else:
            ensembles.tally(ensembles.ensemble_of(statement_model(12, 3)), seed=1, start=0, stop=ensembles.BLOCK)
    look()
    return {"longest": longest, "looks": looks}


HARD = "o0 & !o3 & o7 & o14 & o1 & !o2 & o5 & o8 & o9"
JOBS = ("solve 20 × 3", "SIM 20 × 3", "deal 15 × 5, SEQ", "orderings 12 × 3")


def deals(n_options: int, n_dms: int, n_statements: int) -> dict[str, object]:
    """The smallest reordering under four concepts: CPU seconds, swaps, whether that is proved."""
    from detente.analysis.inverse import deal

    model = statement_model(n_options, n_dms, n_statements=n_statements)
    target = HARD if n_options >= 15 else "o0 & !o1 & o2 & !o3"
    found: dict[str, object] = {}
    for concept in CONCEPTS:
        begun = process_time()
        made = deal(model, target=target, concept=concept, singles=False)
        found[concept] = f"{made.minimum}{'' if made.proved else '?'} in {process_time() - begun:.2f} s"
    return {"states": made.graph.n_states, **found}


def cold_start() -> dict[str, float]:
    """Seconds of `detente solve` on 128 states, from fresh processes: median wall, least and median CPU of fifteen."""
    model = statement_model(7, 3, n_excluded=0)
    document = {
        "format": "detente/model-1",
        "title": model.title,
        "decision_makers": [{"id": dm.id, "name": dm.name} for dm in model.decision_makers],
        "options": [
            {"id": o.id, "decision_maker": o.decision_maker, "name": o.name, "direction": o.direction}
            for o in model.options
        ],
        "preferences": {
            party: [line.want for line in given.statements] for party, given in model.epochs[0].preferences.items()
        },
    }
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        wall, cpu = [], []
        for _ in range(16):
            begun, used = perf_counter(), getrusage(RUSAGE_CHILDREN)
            subprocess.run(
                [sys.executable, "-m", "detente", "solve", str(path), "--json"],
                check=True,
                capture_output=True,
                env=environment,
            )
            wall.append(perf_counter() - begun)
            after = getrusage(RUSAGE_CHILDREN)
            cpu.append(after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)
    return {"wall": median(wall[1:]), "cpu": median(cpu[1:]), "least": min(cpu[1:])}


def orderings(draws: int) -> dict[str, float]:
    """Orderings solved a second at about fifty states: CPU in one process, wall in one process and in two."""
    from detente.analysis import ensembles, tasks

    ensemble = ensembles.ensemble_of(statement_model(6, 3, n_statements=8))
    ensembles.tally(ensemble, seed=1, start=0, stop=2048)
    begun, wall = process_time(), perf_counter()
    tasks.run(ensemble, draws, seed=1)
    cpu, one = process_time() - begun, perf_counter() - wall
    with tasks.processes(2) as pool:
        tasks.run(ensemble, 16384, seed=2, pool=pool, workers=2)
        wall = perf_counter()
        tasks.run(ensemble, draws, seed=1, pool=pool, workers=2, size=8192)
        two = perf_counter() - wall
    return {"states": ensemble.n_states, "a second": draws / cpu, "one": draws / one, "two": draws / two}


def symbolic(n_options: int, n_dms: int) -> dict[str, float]:
    """One symbolic model: how many states, seconds for NASH, GMR and SMR."""
    from detente.analysis.symbolic import analyse_symbolically

    begun = process_time()
    found = analyse_symbolically(statement_model(n_options, n_dms, n_statements=10, n_excluded=5))
    return {"states": found.feasible.count(), "solve": process_time() - begun}


def _apart(call: str) -> dict[str, float]:
    """The result of a call in a process of its own."""
    code = f"import json; from benchmarks import __main__ as measured; print(json.dumps(measured.{call}))"
    root = Path(__file__).parents[1]
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=root).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def main() -> None:
    """Print the tables."""
    parser = ArgumentParser(description="What the conflict engine costs.")
    parser.add_argument("--quick", action="store_true", help="the small sizes only")
    given = parser.parse_args()
    print("| options × parties | states | engine | compile, s | NASH GMR SMR SEQ, s | peak, MB |")
    print("|---|---:|---|---:|---:|---:|")
    for n_options, n_dms in QUICK if given.quick else SIZES:
        for engine in ("native", "numpy"):
            row = _apart(f"solved({n_options}, {n_dms}, {engine!r})")
            print(
                f"| {n_options} × {n_dms} | {row['states']:,} | {engine} | {row['compile']:.3f} "
                f"| {row['solve']:.4f} | {row['megabytes']:.0f} |",
                flush=True,
            )
    draws = 40_000 if given.quick else 200_000
    row = _apart(f"orderings({draws})")
    print(
        f"\nOrderings at {row['states']} states, 3 parties, four concepts: {row['a second']:,.0f} a CPU second; "
        f"{row['one']:,.0f} a second in one process, {row['two']:,.0f} in two ({row['two'] / row['one']:.2f} ×)"
    )
    for n_options, n_dms in ((40, 4),) if given.quick else ((40, 4), (60, 6)):
        row = _apart(f"symbolic({n_options}, {n_dms})")
        print(f"Symbolic, {n_options} options, {n_dms} parties: {row['states']:,} states, {row['solve']:.2f} s")
    for size in ((16, 5),) if given.quick else ((16, 5), (20, 3), (20, 4)):
        row = _apart(f"simultaneous{size}")
        print(f"SIM, {size[0]} options, {size[1]} parties: {row['states']:,} states, {row['solve']:.2f} s")
    for size in ((8, 3, 10),) if given.quick else ((8, 3, 10), (8, 3, 20), (15, 5, 12)):
        found = _apart(f"deals{size}")
        told = ", ".join(f"{concept} {found[concept]}" for concept in CONCEPTS)
        print(
            f"Deals, {size[0]} options, {size[1]} parties, {size[2]} statements each, {found['states']:,} states: "
            f"{told}"
        )
    for job in () if given.quick else JOBS:
        row = _apart(f"patience({job!r})")
        print(f"Longest between two looks at whether to stop, {job}: {row['longest']:.2f} s of {row['looks']:,}")
    cold = cold_start()
    print(
        f"Cold start of `detente solve` at 128 states: {1000 * cold['wall']:.0f} ms, "
        f"{1000 * cold['cpu']:.0f} ms of CPU, at least {1000 * cold['least']:.0f}"
    )


if __name__ == "__main__":
    main()
