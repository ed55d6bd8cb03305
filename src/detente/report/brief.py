"""The brief's judgements, each with what it rests on, and the dissent that stands beside them."""

from dataclasses import dataclass

from detente.evidence import Assumed
from detente.report.firmness import firm
from detente.report.impasse import Block
from detente.report.phrases import capital, counted, listed, number, party_name, plural, state_name
from detente.report.situation import Situation, Standing, Support, support_of
from detente.report.unsticking import nearest_told
from detente.report.wording import (
    SEVERITY,
    blocking,
    held_under,
    others_held,
    stable_now,
    support_words,
    taken_by_party,
)
from detente.report.words import Line, when_of

__all__ = ["Judgement", "dissent", "judgements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A sentence the reader may rely on as far as its support goes; `note` says how far in words."""

    line: Line
    support: Support | None = None
    note: str = ""


NEAREST = "By another measure another epoch may be nearest; the section on deals shows the rivals."
GIVEN = "The observed state was given by the model, not found by it."


def judgements(situation: Situation) -> tuple[Judgement, ...]:
    """What the case comes to, the gravest first."""
    now = situation.now
    if now is None:
        return ()
    found = [_standing(situation, now)]
    found += [_block(situation, now, block) for block in now.blocks]
    found += [Judgement(line=line, note=NEAREST) for line in nearest_told(situation)]
    found += _history(situation)
    return tuple(found)


def _standing(situation: Situation, now: Standing) -> Judgement:
    """Where it stands, in the options' own names; never without its base rate, its fragility and its evidence."""
    rests = f"Rests on {counted(now.support.total, 'preference statement')}: {support_words(now.support)}."
    firmness = [capital(_label_dropped(line)) + "." for line in firm(situation.case, now, with_quoted=False)]
    note = " ".join([rests, *firmness] if now.support.total else firmness)
    if now.observed is None:
        return Judgement(line=(f"{capital(_label_dropped(stable_now(now)))}.",), support=now.support, note=note)
    taken = taken_by_party(situation, now)
    words = f"Observed ({when_of(now)}): {taken}. It is {held_under(now)}; {others_held(now) or 'nothing else is'}."
    return Judgement(line=(words,), support=now.support, note=note)


def _label_dropped(line: Line) -> str:
    """What stands after the label of an answer's line."""
    return "".join(str(part) for part in line).partition(": ")[2]


def _block(situation: Situation, now: Standing, block: Block) -> Judgement:
    """A party's missing move, what the statement against it rests on, and how much else the party would like."""
    assert situation.case.model is not None
    assert now.impasse is not None
    name = party_name(situation.case.model, block.decision_maker)
    count, target = len(now.impasse.targets), now.impasse.target
    if count == 1:
        likes = f"{name} {'likes' if block.liked else 'does not like'} the one state with “{target}” better"
    else:
        liked = number(block.liked) if block.liked else "none"
        likes = f"{name} likes {liked} of the {count:,} states with “{target}” better"
    line = (*blocking(situation.case, now, block), ".")
    note = f"{likes} than where it stands."
    if block.statement is None:
        return Judgement(line=line, note=note)
    support = support_of(situation.case, [block.statement])
    kind = next(kind for kind, _ in support.items())
    says = "without a basis" if kind == "missing" else kind
    return Judgement(line=line, support=support, note=f"That wish is {says}. {note}")


def _history(situation: Situation) -> list[Judgement]:
    """Whether the observed state held in every epoch, which no forecast is made of."""
    standings = [s for s in situation.standings if s.observed is not None]
    if len(standings) < 2:
        return []
    held = [s for s in standings if s.observed is not None and "NASH" in s.holds_under(s.observed)]
    others = [s for s in standings if s not in held]
    every = "both epochs" if len(held) == 2 else f"all {number(len(held))} epochs"
    share = every if not others else f"{len(held)} of {counted(len(standings), 'epoch')}"
    words = f"In {share} the observed state is a Nash equilibrium"
    if others:
        words += f"; not in {listed([when_of(s) for s in others])}"
    return [Judgement(line=(words + ".",), note=GIVEN)]


def dissent(situation: Situation) -> tuple[Line, ...]:
    """What speaks against the judgements: weaker concepts, assumptions, sources that disagree, what was left out."""
    now = situation.now
    lines: list[Line] = []
    if now is not None:
        lines += _weaker(now)
        lines += _assumed(situation, now)
    lines += [_disagreement(situation)] if situation.case.record.disagreements else []
    if now is not None:
        lines.append(
            (
                "An option that the model leaves out is the chief risk: more moves can only make fewer states stable. "
                "Ask which move, not in the list, would break this.",
            )
        )
    return tuple(lines)


def _weaker(now: Standing) -> list[Line]:
    """Concepts that call more states stable than NASH and SEQ do."""
    strong = {s for code in ("NASH", "SEQ") for s in now.findings.equilibria.get(code, ())}
    codes = [code for code in now.concepts if set(now.findings.equilibria[code]) - strong]
    more = sorted({s for code in codes for s in now.findings.equilibria[code]} - strong)
    if not more:
        return []
    some = [state_name(now.graph, state) for state in more[:2]] + (["others"] if len(more) > 2 else [])
    verb = "call" if len(codes) > 1 else "calls"
    return [(f"{listed(codes)} {verb} {counted(len(more), 'other state')} stable: {listed(some)}.",)]


def _assumed(situation: Situation, now: Standing) -> list[Line]:
    """The assumptions in force now, by name."""
    model = situation.case.model
    assert model is not None
    found = [
        f"“{statement.says}” ({party_name(model, party)})"
        for party, preferences in now.epoch.preferences.items()
        for statement in preferences.statements
        if isinstance(statement.basis, Assumed)
    ]
    if not found:
        return []
    more = [f"{number(len(found) - 3)} more"] if len(found) > 3 else []
    return [(f"Assumed, with nobody quoted: {listed([*found[:3], *more])}.",)]


def _disagreement(situation: Situation) -> Line:
    """How many disagreements there are, and the gravest, with its accounts."""
    record = situation.case.record
    real = [d for d in record.disagreements if d.verdict != "apparent"] or list(record.disagreements)
    gravest = min(real, key=lambda d: SEVERITY.get(d.severity, 9))
    cited = [citation for account in gravest.accounts for citation in account.cited.citations[:1]]
    which = "" if len(real) == 1 else "; the gravest"
    words = f"The sources disagree on {number(len(real))} {plural('question', len(real))}{which}: {gravest.question}"
    return (words, *cited)
