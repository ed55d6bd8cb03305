"""Batches of orderings give what solving each ordering by itself gives."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import analyse, ensembles, tasks
from detente.analysis.samples import dispute_of_ranks
from detente.dispute.graph import compile_model
from detente.dispute.model import DisputeModel, Preferences, PreferenceStatement
from detente.errors import Cancelled, InapplicableConcept, InvalidValue
from reference.random_models import random_model


def with_order(model: DisputeModel, places) -> DisputeModel:
    """The model with each party's statements put in the places drawn."""
    epoch = model.epochs[0]
    wants = dict(epoch.preferences)
    for dm, party in enumerate(compile_model(model).decision_makers):
        if places[dm] is not None:
            lines = wants[party].statements
            ordered = sorted(range(len(lines)), key=lambda k: places[dm][k])
            wants[party] = replace(wants[party], statements=tuple(lines[k] for k in ordered))
    return replace(model, epochs=(replace(epoch, preferences=wants),))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_each_draw_is_solved_as_a_model_of_its_own(seed: int) -> None:
    """Every concept, state and party, in option form and graph form, with ties and one-way options."""
    model = random_model(seed, max_states=16)
    ensemble = ensembles.ensemble_of(model, concepts=ensembles.CONCEPTS)
    places = ensembles._drawn(ensemble, seed % 1000, 0)
    verdicts = ensembles.solve(ensemble, [None if p is None else p[:, :4] for p in places])
    for draw in range(verdicts.shape[3]):
        single = with_order(model, [None if p is None else p[:, draw] for p in places])
        found = analyse(single, concepts=ensembles.CONCEPTS).epoch()
        for i, code in enumerate(ensembles.CONCEPTS):
            for dm, party in enumerate(found.graph.decision_makers):
                assert list(found.stable[code][party]) == verdicts[i, dm, :, draw].tolist()


def river(statements: int = 4) -> DisputeModel:
    """Norland may dam, Sudland may pay; each holds several statements."""
    wants = ["norland & !sudland", "sudland", "!norland", "norland | sudland", "norland -> sudland"][:statements]
    lines = tuple(PreferenceStatement(want=want, says=want) for want in wants)
    model = dispute_of_ranks("River", norland=(), sudland=())
    preferences = {"norland": Preferences(statements=lines), "sudland": Preferences(statements=lines[::-1])}
    return replace(model, epochs=(replace(model.epochs[0], preferences=preferences),))


def counts(tally: ensembles.Tally) -> tuple:
    """A tally as plain lists."""
    return tally.draws, tally.stable.tolist(), tally.equilibrium.tolist(), tally.some.tolist()


def test_all_orderings_are_counted_once() -> None:
    """The exhaustive count equals solving every permutation of both parties' statements."""
    from itertools import permutations

    model = river(3)
    total = ensembles.tally_all(ensembles.ensemble_of(model))
    expected = [0] * 4
    for first in permutations(range(3)):
        for second in permutations(range(3)):
            for state in analyse(with_order(model, [first, second]), concepts=["SEQ"]).epoch().equilibria["SEQ"]:
                expected[state] += 1

    assert (36, expected) == (total.draws, total.equilibrium[3].tolist())


def test_more_statements_than_a_float_counts_are_ranked() -> None:
    """Sixty statements are ordered as exactly as six."""
    model = river(4)
    lines = model.epochs[0].preferences["norland"].statements * 15
    preferences = {"norland": Preferences(statements=lines), "sudland": Preferences(statements=lines[::-1])}
    model = replace(model, epochs=(replace(model.epochs[0], preferences=preferences),))
    ensemble = ensembles.ensemble_of(model)
    places = [p[:, :3] for p in ensembles._drawn(ensemble, 5, 0)]
    verdicts = ensembles.solve(ensemble, places)
    for draw in range(3):
        found = analyse(with_order(model, [p[:, draw] for p in places]), concepts=["SEQ"]).epoch()

        assert list(found.stable["SEQ"]["norland"]) == verdicts[3, 0, :, draw].tolist()


def test_parties_without_statements_keep_their_ranks() -> None:
    """Where nobody has statements every draw is the same game."""
    ensemble = ensembles.ensemble_of(dispute_of_ranks("Prisoners", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2)))
    total = ensembles.tally(ensemble, seed=1, start=0, stop=700)

    assert (total.draws, total.equilibrium[0].tolist()) == (700, [0, 0, 0, 700])


def test_a_job_gives_the_same_counts_here_and_on_processes() -> None:
    """However the range is cut and wherever its parts run, the sum is the same."""
    ensemble = ensembles.ensemble_of(river())
    whole = tasks.run(ensemble, 3000, seed=3)
    with tasks.processes(2) as pool:
        parallel = tasks.run(ensemble, 3000, seed=3, pool=pool, workers=2, size=700)

    assert counts(whole) == counts(parallel)


@pytest.mark.slow
def test_a_job_gives_the_same_counts_on_a_cluster() -> None:
    """The same code path takes a Dask client."""
    pytest.importorskip("distributed")
    ensemble = ensembles.ensemble_of(river())
    whole = tasks.run(ensemble, 3000, seed=3)
    with tasks.cluster(workers=2) as pool:
        parallel = tasks.run(ensemble, 3000, seed=3, pool=pool, workers=2, size=700)

    assert counts(whole) == counts(parallel)


def test_a_stopped_job_goes_on_where_it_was() -> None:
    """What was kept when the job was stopped is not done again, and the total is that of an unbroken job."""
    ensemble = ensembles.ensemble_of(river())
    kept: list[tasks.Done] = []
    with pytest.raises(Cancelled):
        tasks.run(ensemble, 4000, seed=3, size=500, keep=kept.append, cancel=lambda: len(kept) == 3)
    seen: list[int] = []
    resumed = tasks.run(
        ensemble, 4000, seed=3, size=500, resume=kept[-1], progress=lambda done, total, what: seen.append(done)
    )

    assert kept[-1].draws == 1500
    assert seen == [2000, 2500, 3000, 3500, 4000]
    assert counts(tasks.run(ensemble, 4000, seed=3)) == counts(resumed)


def test_what_another_job_kept_is_refused() -> None:
    """Counts of one seed are not added to those of another."""
    ensemble = ensembles.ensemble_of(river())
    kept: list[tasks.Done] = []
    tasks.run(ensemble, 600, seed=3, keep=kept.append)
    with pytest.raises(InvalidValue):
        tasks.run(ensemble, 600, seed=4, resume=kept[-1])


def test_simultaneous_stability_is_not_solved_in_batches() -> None:
    """Asking for SIM says what can be asked for."""
    with pytest.raises(InapplicableConcept) as caught:
        ensembles.ensemble_of(river(), concepts=["SIM"])

    assert caught.value.hint == "choose among NASH, GMR, SMR, SEQ, SSEQ"
