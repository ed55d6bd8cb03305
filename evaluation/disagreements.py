"""Disagreements found in the invented disputes: precision and recall, and what was missed or raised in vain.

Of the disputes kept aside, by which nothing is tuned, only the figures are told.

Usage: `python -m evaluation.disagreements`
"""

from dataclasses import dataclass, field

from detente.record import Disagreement
from evaluation.gold import Dispute, disputes, held_out, strangers, touches

__all__ = ["Tally", "main", "score", "tally"]


@dataclass
class Tally:
    """What was found of the answers and what else was raised, by id."""

    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    vain: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was raised that is in the answers; 1 where nothing was raised."""
        raised = len(self.found) + len(self.vain)
        return len(self.found) / raised if raised else 1.0

    @property
    def recall(self) -> float:
        """The share of the answers that was found."""
        wanted = len(self.found) + len(self.missed)
        return len(self.found) / wanted if wanted else 1.0


def is_answer(entry: Disagreement, answer: dict[str, object], dispute: Dispute) -> bool:
    """Whether an entry is of the answer's kind and opposes two of its places in two accounts."""
    if entry.kind != answer["kind"]:
        return False
    accounts = answer["accounts"]
    assert isinstance(accounts, list)
    places = [dispute.place(*account) for account in accounts]
    touched = [{n for n, place in enumerate(places) if touches(a.cited.citations, place)} for a in entry.accounts]
    return any(
        i in ours and j in theirs
        for number, ours in enumerate(touched)
        for theirs in touched[number + 1 :]
        for i in range(len(places))
        for j in range(len(places))
        if i != j
    )


def tally(dispute: Dispute) -> Tally:
    """The tally of one dispute; answers marked optional count neither way."""
    result, used = Tally(), set()
    for answer in dispute.gold["disagreements"]:
        hits = [e.id for e in dispute.record.disagreements if is_answer(e, answer, dispute)]
        used.update(hits)
        if answer.get("optional"):
            continue
        (result.found if hits else result.missed).append(answer["id"])
    result.vain = [e.id for e in dispute.record.disagreements if e.id not in used]
    return result


def score() -> dict[str, float]:
    """Precision and recall over our own disputes together, over those of strangers, and over those kept aside."""
    figures: dict[str, float] = {}
    for kind, told in (("", disputes()), ("strangers' ", strangers()), ("held-out ", held_out())):
        total = Tally()
        for one in map(tally, told):
            total.found += one.found
            total.missed += one.missed
            total.vain += one.vain
        figures |= {f"{kind}precision": total.precision, f"{kind}recall": total.recall}
    return figures


def main() -> None:
    """Print the figures with what was missed and what was raised in vain."""
    for dispute in (*disputes(), *strangers()):
        one = tally(dispute)
        print(f"{dispute.name}: P {one.precision:.2f} R {one.recall:.2f}; missed: {', '.join(one.missed) or 'none'}")
        for entry in dispute.record.disagreements:
            if entry.id in one.vain:
                print(f"  in vain: {entry.kind} {entry.question} ({entry.why})")
                for account in entry.accounts:
                    print(f"    {account.value}: {account.cited.citations[0].quote}")
    print({name: round(value, 3) for name, value in score().items()})


if __name__ == "__main__":
    main()
