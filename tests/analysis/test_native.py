"""The compiled kernels and the NumPy kernels give the same answers, on models too large for the definitions."""

from random import Random

import pytest

from detente.analysis import concepts, kernels, native
from detente.dispute.graph import compile_model
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)

needs_library = pytest.mark.skipif(not native.is_available(), reason="built without a C compiler")


def large_model(seed: int, n_options: int = 12, n_dms: int = 3) -> DisputeModel:
    """A few thousand states: exclusions, one-way options, options of one party apart from each other, statements."""
    random = Random(seed)
    owners = [k % n_dms for k in range(n_options)]
    random.shuffle(owners)
    parties = tuple(
        DecisionMaker(
            id=f"p{dm}",
            name=f"p{dm}",
            options=tuple(
                Option(
                    id=f"o{k}",
                    decision_maker=f"p{dm}",
                    name="",
                    direction=random.choice(["both", "both", "forward", "backward"]),
                )
                for k, owner in enumerate(owners)
                if owner == dm
            ),
        )
        for dm in range(n_dms)
    )
    ids = [option.id for party in parties for option in party.options]

    def want() -> str:
        return random.choice([" & ", " | ", " -> "]).join(
            random.choice(["", "!"]) + name for name in random.sample(ids, random.randint(1, 3))
        )

    wants = {
        party.id: Preferences(statements=tuple(PreferenceStatement(want=want(), says="") for _ in range(9)))
        for party in parties
    }
    return DisputeModel(
        title="large",
        decision_makers=parties,
        epochs=(Epoch(id="", name="", since=None, observed=None, preferences=wants),),
        infeasible=tuple(Exclusion(when=f"{a} & {b} & !{c}") for a, b, c in (random.sample(ids, 3) for _ in range(4))),
    )


@needs_library
@pytest.mark.parametrize("seed", range(12))
def test_compiled_and_numpy_kernels_agree(seed: int) -> None:
    """Every concept, every state and party."""
    graph = compile_model(large_model(seed))
    arrays = kernels.uncompiled(graph)

    assert ("native", "numpy") == (kernels.engine_of(graph), kernels.engine_of(arrays))
    for code in ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"):
        for dm in range(graph.n_dms):
            expected = concepts.find(code).stable(arrays, dm).tolist()

            assert expected == concepts.find(code).stable(graph, dm).tolist()


@pytest.mark.parametrize("seed", range(6))
def test_the_cube_and_the_blocks_agree(seed: int) -> None:
    """States that fill the cube are swept along its axes; without it, the same states are swept block by block."""
    graph = kernels.uncompiled(compile_model(large_model(seed)))
    without_cube = kernels.uncompiled(compile_model(large_model(seed)))
    without_cube.structures["cube"] = None
    for code in ("NASH", "GMR", "SMR"):
        for dm in range(graph.n_dms):
            expected = concepts.find(code).stable(without_cube, dm).tolist()

            assert expected == concepts.find(code).stable(graph, dm).tolist()


def test_sparse_models_and_listed_moves_are_left_to_numpy() -> None:
    """A table of all combinations would be mostly empty."""
    ids = [f"o{k}" for k in range(24)]
    options = tuple(Option(id=name, decision_maker="p0", name="") for name in ids)
    model = DisputeModel(
        title="sparse",
        decision_makers=(DecisionMaker(id="p0", name="", options=options),),
        epochs=(Epoch(id="", name="", since=None, observed=None, preferences={}),),
        infeasible=tuple(Exclusion(when=f"{a} & {b}") for i, a in enumerate(ids) for b in ids[:i]),
    )

    assert kernels.engine_of(compile_model(model)) == "numpy"
