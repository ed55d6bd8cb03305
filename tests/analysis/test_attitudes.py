"""Attitudes against their definition written out in sets, and against the published propositions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.attitudes import CODES, attitudes_of, stable, with_attitudes
from detente.analysis.samples import dispute_of_ranks, prisoners
from detente.analysis.solving import analyse_graph
from detente.dispute.graph import compile_model
from detente.errors import InapplicableConcept, InvalidValue, UndefinedOption
from reference.random_models import random_model

SEEDS = st.integers(0, 2**32)


class Literal:
    """The definitions, in sets and loops, on lists of moves and ranks; nothing shared with the engine."""

    def __init__(self, graph, signs):
        self.dms = range(graph.n_dms)
        self.states = range(graph.n_states)
        self.moves = [[set(graph.successors_of(j, s)) for s in self.states] for j in self.dms]
        self.ranks = [[int(r) for r in row] for row in graph.rank_rows]
        self.signs = signs

    def related(self, i, t, s):
        """t TRP_i s."""
        for j in self.dms:
            at_least = self.ranks[j][t] >= self.ranks[j][s]
            if (self.signs[i][j] == "+" and not at_least) or (self.signs[i][j] == "-" and at_least):
                return False
        return True

    def replies(self, i, s):
        """TRR_i(s), s itself left out."""
        return {t for t in self.moves[i][s] if self.related(i, t, s)}

    def sequences(self, i, x, relational):
        """Where legal sequences of the others lead from x."""
        found, waiting = set(), [(x, None)]
        seen = set(waiting)
        while waiting:
            state, last = waiting.pop()
            for j in self.dms:
                if j in (i, last):
                    continue
                for end in self.replies(j, state) if relational else self.moves[j][state]:
                    found.add(end)
                    if (end, j) not in seen:
                        seen.add((end, j))
                        waiting.append((end, j))
        return found

    def stable(self, code, i, s):
        """Whether i stays at s."""
        if code == "RNASH":
            return not self.replies(i, s)
        return all(
            any(
                self.related(i, s, y)
                and not (code == "RSMR" and any(z != s and self.related(i, z, s) for z in self.moves[i][y]))
                for y in self.sequences(i, x, code == "RSEQ")
            )
            for x in self.replies(i, s)
        )


def attitudes(graph, signs):
    """A table of signs by the parties' names."""
    return {
        party: dict(zip(graph.decision_makers, row, strict=True))
        for party, row in zip(graph.decision_makers, signs, strict=True)
    }


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, draw=st.data())
@settings(max_examples=60, deadline=None)
def test_verdicts_are_those_of_the_definition(code, seed, draw):
    """For every state and decision maker, with ties, in option form and graph form."""
    graph = compile_model(random_model(seed, max_states=14, max_dms=4))
    row = st.lists(st.sampled_from("+0-"), min_size=graph.n_dms, max_size=graph.n_dms)
    signs = draw.draw(st.lists(row, min_size=graph.n_dms, max_size=graph.n_dms))
    literal = Literal(graph, signs)
    for dm in range(graph.n_dms):
        expected = [literal.stable(code, dm, s) for s in range(graph.n_states)]

        assert expected == stable(graph, dm, code, attitudes(graph, signs)).tolist()


@pytest.mark.parametrize(("code", "usual"), list(zip(CODES, ("NASH", "GMR", "SMR", "SEQ"), strict=True)))
@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_the_usual_attitudes_give_the_usual_concepts(code, usual, seed):
    """Each for itself and regardless of others, rankings without ties: equal to NASH, GMR, SMR and SEQ."""
    graph = compile_model(random_model(seed, max_states=14, max_dms=4))
    strict = graph.with_ranks([[rank * graph.n_states + s for s, rank in enumerate(row)] for row in graph.rank_rows])
    found = analyse_graph(strict, concepts=[usual])

    for dm, party in enumerate(graph.decision_makers):
        assert list(found.stable[usual][party]) == stable(strict, dm, code, {}).tolist()


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_to_the_indifferent_every_sanction_is_credible(seed):
    """Where nobody cares for anybody, RGMR and RSEQ are equal."""
    graph = compile_model(random_model(seed, max_states=14, max_dms=4))
    nobody = attitudes(graph, [["0"] * graph.n_dms] * graph.n_dms)
    for dm in range(graph.n_dms):
        assert stable(graph, dm, "RGMR", nobody).tolist() == stable(graph, dm, "RSEQ", nobody).tolist()


@pytest.mark.parametrize("ranks", [(3, 4, 1, 2), (1, 1, 2, 2), (4, 3, 2, 1)])
def test_to_the_indifferent_escapes_are_always_open(ranks):
    """Where nobody cares for anybody and all moves are free, RNASH and RSMR are equal."""
    graph = compile_model(dispute_of_ranks("free", ann=ranks, bob=(3, 1, 4, 2)))
    nobody = attitudes(graph, [["0", "0"], ["0", "0"]])
    for dm in range(2):
        assert stable(graph, dm, "RNASH", nobody).tolist() == stable(graph, dm, "RSMR", nobody).tolist()


@given(seed=SEEDS, draw=st.data())
@settings(max_examples=40, deadline=None)
def test_less_foresight_is_never_more_stable(seed, draw):
    """RNASH implies RSMR and RSEQ, and each of these RGMR."""
    graph = compile_model(random_model(seed, max_states=14, max_dms=3))
    row = st.lists(st.sampled_from("+0-"), min_size=graph.n_dms, max_size=graph.n_dms)
    towards = attitudes(graph, draw.draw(st.lists(row, min_size=graph.n_dms, max_size=graph.n_dms)))
    for dm in range(graph.n_dms):
        nash, gmr, smr, seq = (stable(graph, dm, code, towards) for code in CODES)

        assert (nash <= smr).all()
        assert (nash <= seq).all()
        assert (smr <= gmr).all()
        assert (seq <= gmr).all()


def test_devoted_prisoners_keep_silent():
    """Who acts for the other alone has no reason to confess."""
    devoted = {"ann": {"ann": "0", "bob": "+"}, "bob": {"ann": "+", "bob": "0"}}
    found = with_attitudes(analyse_graph(prisoners, concepts=["NASH"]), devoted)

    assert (3,) == found.equilibria["NASH"]
    assert (0,) == found.equilibria["RNASH"]


def test_everything_of_the_findings_is_kept():
    """The relational concepts stand beside the others, in the document too."""
    found = analyse_graph(prisoners)
    document = with_attitudes(found, {"ann": {"bob": "-"}}).to_dict()

    assert [*found.stable, *CODES] == list(document["stable"])
    assert [*found.equilibria, *CODES] == list(document["equilibria"])


def test_what_is_no_attitude_is_refused():
    """Another sign, another party, another concept."""
    with pytest.raises(InvalidValue):
        attitudes_of(prisoners, {"ann": {"bob": "likes"}})
    with pytest.raises(UndefinedOption):
        attitudes_of(prisoners, {"carl": {"bob": "+"}})
    with pytest.raises(InapplicableConcept):
        stable(prisoners, 0, "SEQ", {})


def test_attitudes_left_out_are_the_usual_ones():
    """For oneself, and regardless of others."""
    assert (("+", "0"), ("0", "+")) == attitudes_of(prisoners, {})
