"""The observed state, every move out of it, and the states with the outcome that somebody would like better.

Solid arrows are moves that the mover likes, thin ones moves that nobody has a reason to make.
"""

from collections.abc import Sequence

from markupsafe import Markup

from detente.report.epochs import EpochView
from detente.report.figures import svg
from detente.report.phrases import state_name, state_words

__all__ = ["states"]

BOX = (252.0, 40.0)
GAP = 14.0
COLUMNS = (8.0, 372.0, 700.0)
MAX_COLUMN = 16


def states(view: EpochView, *, alone: bool = False) -> Markup:
    """The figure of one epoch, "" without an observed state."""
    standing = view.standing
    start = standing.observed
    if start is None:
        return Markup("")
    moves = [(party.name, move) for party in view.parties for move in party.moves][:MAX_COLUMN]
    middle = list(dict.fromkeys(move.to for _, move in moves))
    right = _goals(view, {start, *middle})
    height = max(len(middle), len(right), 1) * (BOX[1] + GAP) + 30
    places = {start: (COLUMNS[0], (height - BOX[1]) / 2 + 10)}
    for column, members in ((1, middle), (2, right)):
        top = (height - len(members) * (BOX[1] + GAP)) / 2 + 20
        places |= {state: (COLUMNS[column], top + i * (BOX[1] + GAP)) for i, state in enumerate(members)}
    arrows = [_arrow(places[start], places[move.to], name, better=move.is_improvement) for name, move in moves]
    arrows += _onward(view, middle, right, places)
    heads = ["observed", "one move away"] + (["with the outcome, liked by somebody"] if right else [])
    parts = [svg.text(words, COLUMNS[i], 14, class_="small soft") for i, words in enumerate(heads)]
    return svg.document(
        [*parts, *arrows, *(_box(view, state, at) for state, at in places.items())],
        width=960.0,
        height=height + 12,
        name=f"Moves from the observed state, {standing.epoch.name or standing.epoch.id}",
        about="Each box links to its row in the table of states; the list of moves beside the figure says the same.",
        alone=alone,
    )


def _goals(view: EpochView, shown: set[int]) -> list[int]:
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


def _onward(
    view: EpochView, middle: Sequence[int], right: Sequence[int], places: dict[int, tuple[float, float]]
) -> list[Markup]:
    """Moves from the middle column to the right that the mover likes."""
    graph = view.standing.graph
    found: list[Markup] = []
    for state in middle:
        for dm, party in enumerate(view.parties):
            row = graph.rank_rows[dm]
            for target in graph.successors_of(dm, state):
                if target in right and row[target] > row[state]:
                    found.append(_arrow(places[state], places[target], party.name, better=True))
    return found


def _arrow(start: tuple[float, float], end: tuple[float, float], mover: str, *, better: bool) -> Markup:
    x1, y1 = start[0] + BOX[0], start[1] + BOX[1] / 2
    x2, y2 = end[0] - 7, end[1] + BOX[1] / 2
    bend = (x2 - x1) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    tip = f"M{x2 + 6:.1f} {y2:.1f}l-8 -4v8z"
    title = svg.element("title", f"{mover}: {'likes this move' if better else 'has no reason to make this move'}")
    return svg.group(
        [
            title,
            svg.element("path", d=curve, class_="better" if better else "edge"),
            svg.element("path", d=tip, class_="tip-better" if better else "tip"),
            svg.text(svg.clipped(mover, 14), x2 - 6, y2 - 5, class_="small soft", text_anchor="end"),
        ]
    )


def _box(view: EpochView, state: int, at: tuple[float, float]) -> Markup:
    standing = view.standing
    impasse = standing.impasse
    is_goal = impasse is not None and state in impasse.targets
    kind = "now" if state == standing.observed else "goal" if is_goal else "box"
    concepts = standing.holds_under(state)
    if len(concepts) == len(standing.concepts):
        held = "holds under all concepts"
    else:
        held = f"holds under {', '.join(concepts)}" if concepts else "does not hold"
    name = state_name(standing.graph, state)
    words = f"s{state + 1}: {state_words(standing.graph, state)}; {held}"
    return svg.link(
        f"#state-{_slug(standing.epoch.id)}-s{state + 1}",
        words,
        [
            svg.element("rect", x=at[0], y=at[1], width=BOX[0], height=BOX[1], rx=5, class_=kind),
            svg.text(svg.clipped(f"s{state + 1} {name}", 38), at[0] + 9, at[1] + 17, class_="strong"),
            svg.text(svg.clipped(held, 42), at[0] + 9, at[1] + 32, class_="small soft"),
        ],
    )


def _slug(epoch: str) -> str:
    return "".join(c if c.isalnum() or c in "-." else "_" for c in epoch)
