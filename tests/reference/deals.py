"""The smallest reordering by exhaustive search: every combination of orders, judged by the definitions."""

from dataclasses import replace
from itertools import combinations, permutations, product

from detente.analysis.inverse import Edit
from detente.dispute.graph import compile_model
from detente.dispute.model import DisputeModel
from reference import definitions
from reference.random_models import game_of

Orders = tuple[tuple[int, ...], ...]


def smallest_deals(
    model: DisputeModel, target: str, concepts: tuple[str, ...]
) -> dict[str, tuple[int | None, dict[Orders, tuple[int, ...]]]]:
    """By concept: the least number of adjacent swaps, and every combination of orders of that size with what holds."""
    graph = compile_model(model)
    game = game_of(graph)
    goals = [int(s) for s in graph.where(target)]
    rows = [_rows(graph, given.statements) for given in model.epochs[0].preferences.values()]
    found: dict[str, dict[int, dict[Orders, tuple[int, ...]]]] = {code: {} for code in concepts}
    for choice in product(*(row.items() for row in rows)):
        orders = tuple(order for order, _ in choice)
        size = sum(a > b for order in orders for a, b in combinations(order, 2))
        tried = replace(game, ranks=[ranks for _, ranks in choice])
        for code in concepts:
            if found[code] and size > min(found[code]):
                continue
            held = tuple(s for s in goals if all(definitions.CONCEPTS[code](tried, i, s) for i in tried.dms))
            if held:
                found[code].setdefault(size, {})[orders] = held
    least = {code: min(sizes, default=None) for code, sizes in found.items()}
    return {code: (least[code], {} if least[code] is None else found[code][least[code]]) for code in concepts}


def orders_of(edit: Edit, model: DisputeModel) -> Orders:
    """The orders that an edit's changes describe."""
    orders = []
    for party, stated in model.epochs[0].preferences.items():
        order = list(range(len(stated.statements)))
        for change in edit.changes:
            if change.decision_maker == party:
                assert stated.statements[change.start].want == change.statement
                order[change.end] = change.start
        orders.append(tuple(order))
    return tuple(orders)


def _rows(graph, statements) -> dict[tuple[int, ...], list[int]]:
    """A score for every state under each order of the statements."""
    holds = [{int(s) for s in graph.where(line.want)} for line in statements]
    n = len(statements)
    return {
        order: [sum((s in holds[p]) << (n - 1 - place) for place, p in enumerate(order)) for s in range(graph.n_states)]
        for order in permutations(range(n))
    }
