"""Random disputes for the agreement of the engine with the definitions: small, nasty, reproducible from a seed."""

from dataclasses import replace
from random import Random

from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Irreversibility,
    Option,
    Preferences,
    PreferenceStatement,
)
from detente.errors import NoFeasibleState
from reference.definitions import Game

NAMES = ("norland", "sudland", "ostland", "westland", "midland")


def random_model(seed: int, *, unknown: bool = False, max_states: int = 24, max_dms: int = 5) -> DisputeModel:
    """A dispute of two to five parties: options or listed moves, ties, exclusions, one-way options, statements."""
    random = Random(seed)
    while True:
        n_dms = random.randint(2, max_dms)
        model = _graph_form(random, n_dms) if random.random() < 0.3 else _option_form(random, n_dms)
        if unknown:
            model = _with_unknown(random, model)
        try:
            graph = compile_model(model)
        except NoFeasibleState:
            continue
        if graph.n_states <= max_states:
            return model


def game_of(graph: GraphModel) -> Game:
    """The compiled model as the plain lists that the definitions read; moves are found by comparing all pairs."""
    n = graph.n_states
    codes = [] if graph.code_row is None else [int(code) for code in graph.code_row]
    if graph.successors is not None:
        moves = [[set(targets) for targets in row] for row in graph.successors]
    else:
        moves = [
            [{t for t in range(n) if _can_move(graph, own, codes[s], codes[t])} for s in range(n)] for own in graph.own
        ]
    return Game(
        moves=moves,
        ranks=[[int(rank) for rank in row] for row in graph.rank_rows],
        unknown=[{pair for s, t in pairs for pair in ((s, t), (t, s))} for pairs in graph.unknown],
        codes=codes,
        own=graph.own,
    )


def _can_move(graph: GraphModel, own: int, start: int, end: int) -> bool:
    """Whether only own options change, and each in a direction it allows."""
    if start == end or (start ^ end) & ~own:
        return False
    for option in range(len(graph.options)):
        before, after = start >> option & 1, end >> option & 1
        if before and not after and graph.forward >> option & 1:
            return False
        if after and not before and graph.backward >> option & 1:
            return False
    return True


def _option_form(random: Random, n_dms: int) -> DisputeModel:
    n_options = random.randint(n_dms, max(5, n_dms))
    owners = [*range(n_dms), *(random.randrange(n_dms) for _ in range(n_options - n_dms))]
    random.shuffle(owners)
    one_way = random.choice([0.0, 0.0, 0.3, 0.8])
    parties = []
    for dm in range(n_dms):
        options = tuple(
            Option(
                id=f"o{k}",
                decision_maker=NAMES[dm],
                name=f"o{k}",
                direction=random.choice(["forward", "backward"]) if random.random() < one_way else "both",
            )
            for k, owner in enumerate(owners)
            if owner == dm
        )
        parties.append(DecisionMaker(id=NAMES[dm], name=NAMES[dm], options=options))
    ids = [option.id for party in parties for option in party.options]
    infeasible = tuple(Exclusion(when=_pattern(random, n_options)) for _ in range(random.choice([0, 0, 1, 2, 3])))
    irreversible = ()
    if random.random() < 0.1:
        irreversible = (Irreversibility(option=random.choice(ids), direction=random.choice(["forward", "backward"])),)
    model = DisputeModel(
        title="random",
        decision_makers=tuple(parties),
        epochs=(_epoch({}),),
        infeasible=infeasible,
        irreversible=irreversible,
    )
    if random.random() < 0.5:
        wants = {party.id: _statements(random, ids) for party in parties}
    else:
        try:
            n_states = compile_model(model).n_states
        except NoFeasibleState:
            n_states = 1
        wants = {party.id: _ranks(random, n_states) for party in parties}
    return replace(model, epochs=(_epoch(wants),))


def _graph_form(random: Random, n_dms: int) -> DisputeModel:
    n_states = random.randint(2, 9)
    density = random.choice([0.1, 0.2, 0.4])
    moves = {}
    for dm in range(n_dms):
        pairs = [(s, t) for s in range(n_states) for t in range(n_states) if s != t and random.random() < density]
        moves[NAMES[dm]] = tuple(pairs)
    return DisputeModel(
        title="random",
        decision_makers=tuple(DecisionMaker(id=NAMES[dm], name=NAMES[dm], options=()) for dm in range(n_dms)),
        epochs=(_epoch({NAMES[dm]: _ranks(random, n_states) for dm in range(n_dms)}),),
        states=tuple(f"state {s}" for s in range(n_states)),
        moves=moves,
    )


def _epoch(wants: dict[str, Preferences]) -> Epoch:
    return Epoch(id="", name="", since=None, observed=None, preferences=wants)


def _ranks(random: Random, n_states: int) -> Preferences:
    levels = random.choice([2, 3, n_states, n_states * 3])
    return Preferences(ranks=tuple(random.randint(1, levels) for _ in range(n_states)))


def _statements(random: Random, ids: list[str]) -> Preferences:
    wants = [_condition(random, ids, 2) for _ in range(random.randint(1, 5))]
    return Preferences(statements=tuple(PreferenceStatement(want=want, says=want) for want in wants))


def _condition(random: Random, ids: list[str], depth: int) -> str:
    if depth == 0 or random.random() < 0.3:
        return random.choice(["", "!"]) + random.choice(ids)
    operator = random.choice(["&", "|", "->", "<->"])
    left, right = (_condition(random, ids, depth - 1) for _ in range(2))
    return f"{random.choice(['', '!'])}({left} {operator} {right})"


def _pattern(random: Random, n_options: int) -> str:
    letters = ["-"] * n_options
    for option in random.sample(range(n_options), random.randint(1, min(3, n_options))):
        letters[option] = random.choice("YN")
    return "".join(letters)


def _with_unknown(random: Random, model: DisputeModel) -> DisputeModel:
    try:
        n_states = compile_model(model).n_states
    except NoFeasibleState:
        return model
    epoch = model.epochs[0]
    wants = {}
    for party, given in epoch.preferences.items():
        count = random.choice([0, 1, 2, n_states])
        pairs = tuple((f"s{random.randint(1, n_states)}", f"s{random.randint(1, n_states)}") for _ in range(count))
        wants[party] = replace(given, unknown=tuple((s, t) for s, t in pairs if s != t))
    return replace(model, epochs=(replace(epoch, preferences=wants),))
