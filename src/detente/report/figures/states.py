"""The observed state, every move out of it, and the states with the outcome that somebody would like better.

Thick arrows are moves that the mover likes, thin ones moves that nobody has a reason to make.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.epochs import EpochView, Move
from detente.report.figures import svg
from detente.report.phrases import slug, state_name, state_words

__all__ = ["Onward", "goals", "onward_moves", "states"]

WIDTH = 760.0
BOX = (204.0, 54.0)
GAP = 12.0
COLUMNS = (2.0, 278.0, 554.0)
MAX_COLUMN = 16

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Onward:
    """A move that `party` would want to make from a state one move away."""

    party: str
    start: int
    to: int


def states(view: EpochView, *, alone: bool = False, page: str = "") -> Markup:
    """The figure of one epoch, "" without an observed state.

    `page` is where the links lead, by default the page around the figure.
    """
    standing = view.standing
    start = standing.observed
    if start is None:
        return Markup("")
    moves, middle = _moves(view), _middle(view)
    right = goals(view, {start, *middle})
    rows = max(len(middle), len(right), 1)
    height = rows * (BOX[1] + GAP) + 24
    places = {start: (COLUMNS[0], (height - BOX[1]) / 2 + 12)}
    for column, members in ((1, middle), (2, right)):
        top = 24 + (rows - len(members)) * (BOX[1] + GAP) / 2
        places |= {state: (COLUMNS[column], top + i * (BOX[1] + GAP)) for i, state in enumerate(members)}
    drawn = [(places[start], places[move.to], name, move.is_improvement) for name, move in moves]
    drawn += [(places[o.start], places[o.to], o.party, True) for o in _onward(view, middle, right)]
    arrows = [_arrow(begin, end, mover, better=better) for begin, end, mover, better in drawn]
    movers = [_mover(end, mover) for _, end, mover, _ in drawn]  # above all arrows, so that none crosses a name
    heads = ["observed", "one move away", f"{_target(view)}, liked by somebody" if right else ""]
    parts = [svg.text(words, x, 12, class_="small soft") for words, x in zip(heads, COLUMNS, strict=True)]
    return svg.document(
        [*parts, *arrows, *movers, *(_box(view, state, at, page) for state, at in places.items())],
        width=WIDTH,
        height=height,
        name=f"Moves from the observed state, {standing.epoch.name or standing.epoch.id}",
        about="Each box links to its row in the table of states; the list of moves below the figure says the same.",
        alone=alone,
    )


def goals(view: EpochView, shown: set[int]) -> list[int]:
    """The target states that some party likes better than the observed one, those liked by most first."""
    graph, impasse = view.standing.graph, view.standing.impasse
    if impasse is None or impasse.is_attained:
        return []
    liked = {
        state: sum(1 for row in graph.rank_rows if row[state] > row[impasse.observed])
        for state in impasse.targets
        if state not in shown
    }
    return sorted((s for s, count in liked.items() if count), key=lambda s: (-liked[s], s))[:MAX_COLUMN]


def _target(view: EpochView) -> str:
    impasse = view.standing.impasse
    return impasse.target.replace("_", " ") if impasse else ""


def onward_moves(view: EpochView) -> list[Onward]:
    """The wanted moves from the states one move away to the outcomes looked for, as the figure draws them."""
    start = view.standing.observed
    if start is None:
        return []
    middle = _middle(view)
    return _onward(view, middle, goals(view, {start, *middle}))


def _middle(view: EpochView) -> list[int]:
    """The states one move away, as many as the figure has room for."""
    return list(dict.fromkeys(move.to for _, move in _moves(view)))


def _moves(view: EpochView) -> list[tuple[str, Move]]:
    return [(party.name, move) for party in view.parties for move in party.moves][:MAX_COLUMN]


def _onward(view: EpochView, middle: Sequence[int], right: Sequence[int]) -> list[Onward]:
    """Moves from the middle column to the right that the mover likes."""
    graph = view.standing.graph
    return [
        Onward(party.name, state, target)
        for state in middle
        for dm, party in enumerate(view.parties)
        for target in graph.successors_of(dm, state)
        if target in right and graph.rank_rows[dm][target] > graph.rank_rows[dm][state]
    ]


def _arrow(start: Place, end: Place, mover: str, *, better: bool) -> Markup:
    x1, y1 = start[0] + BOX[0], start[1] + BOX[1] / 2
    x2, y2 = end[0] - 8, end[1] + BOX[1] / 2
    bend = (x2 - x1) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    tip = f"M{x2 + 7:.1f} {y2:.1f}l-9 -4.5v9z"
    return svg.group(
        [
            svg.element("title", f"{mover}: {'likes this move' if better else 'has no reason to make this move'}"),
            svg.element("path", d=curve, class_="better" if better else "edge"),
            svg.element("path", d=tip, class_="tip-better" if better else "tip"),
        ]
    )


def _mover(end: Place, mover: str) -> Markup:
    """Who makes the move that ends here."""
    x, y = end[0] - 12, end[1] + BOX[1] / 2 - 6
    return svg.text(svg.clipped(mover, 12), x, y, class_="small soft halo", text_anchor="end")


def _box(view: EpochView, state: int, at: Place, page: str) -> Markup:
    standing = view.standing
    impasse = standing.impasse
    is_goal = impasse is not None and state in impasse.targets
    kind = "now" if state == standing.observed else "goal" if is_goal else "box"
    concepts = standing.holds_under(state)
    if len(concepts) == len(standing.concepts):
        held = "holds under all concepts"
    else:
        held = f"holds under {', '.join(concepts)}" if concepts else "does not hold"
    x, y = at
    name = svg.lines_of(f"s{state + 1} {state_name(standing.graph, state)}", 24, 2)
    lines = [svg.text(line, x + 9, y + 16 + 14 * i, class_="strong") for i, line in enumerate(name)]
    lines.append(svg.text(svg.clipped(held, 34), x + 9, y + 17 + 14 * len(name), class_="small soft"))
    return svg.link(
        f"{page}#state-{slug(standing.epoch.id)}-s{state + 1}",
        f"s{state + 1}: {state_words(standing.graph, state)}; {held}",
        [svg.element("rect", x=x, y=y, width=BOX[0], height=BOX[1], rx=5, class_=kind), *lines],
    )
