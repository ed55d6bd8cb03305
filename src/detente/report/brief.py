"""The brief's judgements, each with what it rests on, and the dissent that stands beside them."""

from dataclasses import dataclass

from detente.evidence import Assumed
from detente.report.phrases import capital, counted, listed, number, party_name, state_name
from detente.report.situation import Situation, Standing, Support
from detente.report.unsticking import nearest
from detente.report.wording import SEVERITY, blocking, stable_now, support_words
from detente.report.words import Line, when_of

__all__ = ["Judgement", "dissent", "judgements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A sentence the reader may rely on as far as its support goes; `note` says how far in words."""

    line: Line
    support: Support | None = None
    note: str = ""


NEAREST = "by another measure another epoch may be nearest; the section on deals shows the rivals"


def judgements(situation: Situation) -> tuple[Judgement, ...]:
    """What the case comes to, the gravest first."""
    now = situation.now
    if now is None:
        return ()
    found = [_standing(now)]
    found += [_block(situation, now, i) for i in range(len(now.blocks))]
    found += [Judgement(line=line, note=NEAREST) for line in nearest(situation)]
    found += _history(situation)
    return tuple(found)


def _standing(now: Standing) -> Judgement:
    words = " ".join(str(part) for part in stable_now(now)).partition(": ")[2]
    subject = (
        "" if now.observed is None else "Observed, and stable: " if now.holds_under(now.observed) else "Observed: "
    )
    return Judgement(
        line=(f"{subject}{words}.",) if subject else (f"{capital(words)}.",),
        support=now.support,
        note=f"rests on {counted(now.support.total, 'preference statement')}: {support_words(now.support)}",
    )


def _block(situation: Situation, now: Standing, index: int) -> Judgement:
    block = now.blocks[index]
    assert situation.case.model is not None
    name = party_name(situation.case.model, block.decision_maker)
    assert now.impasse is not None
    count = len(now.impasse.targets)
    liked = number(block.liked) if block.liked else "none"
    likes = f"{name} likes {liked} of the {counted(count, 'state')} with “{now.impasse.target}” better"
    return Judgement(line=(*blocking(situation.case, now, block), "."), note=f"{likes} than where it stands")


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
    return [Judgement(line=(words + ".",), note="the observed state was given by the model, not found by it")]


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
    return [(f"Nobody is quoted for {listed([*found[:3], *more])}: assumed.",)]


def _disagreement(situation: Situation) -> Line:
    """How many disagreements there are, and the gravest, with its accounts."""
    record = situation.case.record
    real = [d for d in record.disagreements if d.verdict != "apparent"] or list(record.disagreements)
    gravest = min(real, key=lambda d: SEVERITY.get(d.severity, 9))
    cited = [citation for account in gravest.accounts for citation in account.cited.citations[:1]]
    words = f"The sources disagree on {counted(len(real), 'question')}; the gravest: {gravest.question}"
    return (words, *cited)
