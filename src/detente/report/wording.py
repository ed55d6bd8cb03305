"""The sentences: the answer in about ten lines, why a state is stable, what would break it.

Every number and name in them is computed. They diagnose and never predict: no sentence says what a party is going to
do or how likely a deal is. A line is a sequence of words and citations, so that a terminal, a page and an export can
each show the places in their own way.
"""

from collections.abc import Sequence

from detente.case import Case
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.evidence import Citation
from detente.report.firmness import firm
from detente.report.impasse import Block, taken
from detente.report.phrases import counted, listed, number, ordinal, party_name, plural, state_name, state_words
from detente.report.places import Places
from detente.report.situation import Situation, Standing, Support, situation_of
from detente.report.unsticking import nearest
from detente.report.words import Line, evidence, plain, when_of

__all__ = [
    "SEVERITY",
    "answer",
    "answer_lines",
    "blocking",
    "counts",
    "disagreeing",
    "held_under",
    "model_counts",
    "others_held",
    "stable_now",
    "stays",
    "stuck",
    "support_words",
    "taken_by_party",
    "unexplained",
]


def answer(case: Case) -> tuple[str, ...]:
    """The answer of the main job, about ten lines of plain text."""
    places = Places(library=case.library)
    return tuple(plain(line, places) for line in answer_lines(situation_of(case)))


def answer_lines(situation: Situation) -> tuple[Line, ...]:
    """The answer's lines with their citations."""
    case = situation.case
    lines: list[Line] = [counts(case)]
    if case.model is None:
        return (*lines, ("No dispute model yet: `detente draft` proposes one, line by line with its evidence",))
    lines.append(model_counts(case, case.model, situation.support))
    if case.problems:
        first = case.problems[0]
        lines.append((f"The model has {counted(len(case.problems), 'problem')}; the first: {first}",))
    now = situation.now
    if now is not None:
        lines += [stable_now(now), *firm(case, now), *stuck(situation, now), *nearest(situation)]
    lines += disagreeing(case)
    if now is not None:
        lines += unexplained(situation)
    return tuple(lines)


def counts(case: Case) -> Line:
    """What there is to read, and what was found in it."""
    library, record = case.library, case.record
    outlets = {document.outlet for document in library.documents if document.outlet}
    origins = {library.origin_of(document.id) for document in library.documents}
    dated = sum(1 for event in record.events if event.when.is_known)
    found = [
        counted(len(library.documents), "article"),
        counted(len(outlets), "outlet"),
        counted(len(origins), "independent origin"),
        counted(len(record.statements), "statement"),
        f"{dated:,} dated {plural('event', dated)}",
        f"{counted(len(record.disagreements), 'disagreement')} between sources",
    ]
    return (" · ".join(found),)


def model_counts(case: Case, model: DisputeModel, support: Support) -> Line:
    """How large the model is, and what its preference statements rest on."""
    size = [counted(len(model.decision_makers), "party"), counted(len(model.options), "option")]
    if case.findings is not None and case.findings.epochs:
        states = sorted({found.graph.n_states for found in case.findings.epochs})
        size.append(f"{listed([f'{n:,}' for n in states], 'or')} feasible {plural('state', states[-1])}")
    if len(model.epochs) > 1:
        size.append(counted(len(model.epochs), "epoch"))
    statements = counted(support.total, "preference statement")
    return (" · ".join([*size, f"{statements}: {support_words(support)}" if support.total else statements]),)


def support_words(support: Support) -> str:
    """`43 quoted, 12 inferred, 5 assumed`."""
    words = {"missing": "without a basis"}
    return ", ".join(f"{count:,} {words.get(kind, kind)}" for kind, count in support.items())


def stable_now(standing: Standing) -> Line:
    """Whether the observed state holds, under which concepts, and what else does."""
    if standing.observed is None:
        return (f"Stable now ({when_of(standing)}): {others_held(standing) or 'nothing is'}",)
    name = state_name(standing.graph, standing.observed)
    others = others_held(standing)
    return (f"Stable now ({when_of(standing)}): {name}, {_under(standing)}; {others or 'nothing else is'}",)


def _under(standing: Standing) -> str:
    """The concepts under which the observed state holds, and those under which it does not."""
    assert standing.observed is not None
    held = standing.holds_under(standing.observed)
    failed = [code for code in standing.concepts if code not in held]
    if not failed:
        return f"under all {number(len(held))} concepts"
    if not held:
        return "which is observed but stable under none of the concepts"
    return f"under {listed(held)}, not under {listed(failed)}"


def held_under(standing: Standing) -> str:
    """Whether the observed state is stable, as the end of a sentence: `stable under all six concepts`."""
    words = _under(standing)
    return "stable under none of the concepts" if words.startswith("which") else f"stable {words}"


def taken_by_party(situation: Situation, standing: Standing) -> str:
    """What each party does in the observed state, in the options' names; its label where no option is taken."""
    assert standing.observed is not None
    model = situation.case.model
    assert model is not None
    words = [
        f"{party_name(model, party)}, {listed([f'“{option.name}”' for option in options])}"
        for party in dict.fromkeys(option.decision_maker for option in standing.graph.options)
        if (options := taken(standing.graph, standing.observed, party))
    ]
    return "; ".join(words) or state_words(standing.graph, standing.observed)


def others_held(standing: Standing) -> str:
    """The other equilibria: those that NASH or SEQ call stable by name, the weaker ones counted."""
    observed = standing.observed
    found = {state: codes for state, codes in standing.equilibria().items() if state != observed}
    strong = [state for state, codes in found.items() if {"NASH", "SEQ"} & set(codes)]
    strong.sort(key=lambda state: (-len(found[state]), state))
    words = [f"{state_name(standing.graph, s)} ({_concepts(standing, found[s])})" for s in strong[:2]]
    if len(strong) > 2:
        words.append(f"{number(len(strong) - 2)} more")
    weak = [codes for state, codes in found.items() if state not in strong]
    parts = [f"so {'is' if len(strong) == 1 else 'are'} {listed(words)}"] if words else []
    if weak:
        codes = [code for code in standing.concepts if any(code in row for row in weak)]
        parts.append(f"{number(len(weak))} {'more' if parts else 'others'} only under {listed(codes, 'or')}")
    return ", and ".join(parts)


def _concepts(standing: Standing, codes: Sequence[str]) -> str:
    return f"all {number(len(codes))}" if len(codes) == len(standing.concepts) else ", ".join(codes)


def stuck(situation: Situation, standing: Standing) -> list[Line]:
    """Why the outcome asked for is not there: who does not make which move, and the statement that forbids it."""
    impasse = standing.impasse
    if impasse is None or situation.case.model is None:
        return []
    target = impasse.target.replace("_", " ")
    if impasse.is_attained:
        return [(f"Not stuck: the observed state is one of {counted(len(impasse.targets), 'state')} with “{target}”",)]
    if not impasse.targets:
        return [(f"Why stuck: no feasible state has “{target}”; the exclusions rule it out",)]
    if standing.blocks:
        parts: list[str | Citation] = ["Why stuck: "]
        for i, block in enumerate(standing.blocks):
            parts += ["; " if i else "", *blocking(situation.case, standing, block)]
        return [tuple(parts)]
    liked = len(impasse.liked_by_all)
    return [
        (
            f"Why stuck: every party likes {number(liked)} of the {counted(len(impasse.targets), 'state')} with "
            f"“{target}” better than where it stands, but no party gets there by moves of its own: it takes a joint, "
            "brokered move",
        )
    ]


def blocking(case: Case, standing: Standing, block: Block) -> Line:
    """One party's missing move and the ranked statement that stands against it, with its citations."""
    assert case.model is not None
    name = party_name(case.model, block.decision_maker)
    moves = [f"{'move to' if taken else 'give up'} “{option.name}”" for option, taken in block.changes]
    if block.statement is None:
        return (f"{name} does not {listed(moves)}, because it ranks the observed state higher",)
    reason = f"because it ranks “{block.statement.says}” {ordinal(block.rank)}"
    return (f"{name} does not {listed(moves)}, {reason}", *evidence(case, block.statement))


def stays(moves: int, wanted: int, stays_under: Sequence[str], concepts: int) -> str:
    """Whether a party stays where it is, and whether because it cannot or because it does not want to move.

    >>> stays(0, 0, ["NASH"], 1)
    'no move available'
    >>> stays(3, 0, ["NASH"], 1)
    'no move wanted, 3 available'
    """
    if not moves:
        return "no move available"
    if not wanted:
        return f"no move wanted, {moves:,} available"
    liked = f"{counted(wanted, 'move')} liked better, of {moves:,} available"
    if not stays_under:
        return f"{liked}; nothing holds it back"
    if len(stays_under) == concepts:
        return f"{liked}; held back by answers under all {number(concepts)} concepts"
    return f"{liked}; held back by answers under {listed(list(stays_under))}"


SEVERITY = {"critical": 0, "major": 1, "moderate": 2, "minor": 3}
"""How grave a disagreement is, the gravest first."""


def disagreeing(case: Case) -> list[Line]:
    """The gravest question on which the sources differ, with an account of each side."""
    real = [d for d in case.record.disagreements if d.verdict in ("conflict", "tension") and d.severity != "minor"]
    if not real:
        return []
    gravest = min(real, key=lambda d: (SEVERITY.get(d.severity, 9), d.verdict != "conflict"))
    parts: list[str | Citation] = [f"Sources disagree: {gravest.question} "]
    for i, account in enumerate(gravest.accounts[:3]):
        parts += [" or " if i else "", f"“{account.value}”", *account.cited.citations[:1]]
    return [tuple(parts)]


def unexplained(situation: Situation) -> list[Line]:
    """What the sources do not tell: premises without which an observed state does not hold, else the gravest gap."""
    case = situation.case
    assert case.model is not None
    told = [
        f"why {listed([f'“{s.says}”' for s in statements])} ({party_name(case.model, party)}, {when_of(standing)}), "
        "without which the observed state does not hold"
        for standing in situation.standings
        for party, statements in _by_party(standing)
    ]
    told = told or [gap.about for gap in case.record.gaps if gap.kind in ("unsupported premise", "unanswerable")]
    if not told:
        return []
    more = f"; and {counted(len(told) - 2, 'more premise')}" if len(told) > 2 else ""
    return [(f"Sources do not explain: {'; '.join(told[:2])}{more}",)]


def _by_party(standing: Standing) -> list[tuple[str, list[PreferenceStatement]]]:
    found: dict[str, list[PreferenceStatement]] = {}
    for party, statement in standing.missing:
        found.setdefault(party, []).append(statement)
    return list(found.items())
