"""Events found in the invented disputes: how many, with what status and date, and whether the right ones were merged.

Usage: `python -m evaluation.events`
"""

from collections import Counter
from itertools import combinations
from typing import Any

from detente.record import Event
from evaluation.gold import Dispute, disputes, touches

__all__ = ["main", "score"]


def homes(dispute: Dispute, answer: dict[str, Any], told: list[str]) -> list[Event]:
    """The events of the answer's kind that cite one of its places."""
    place = dispute.place(*told)
    return [e for e in dispute.record.events if e.kind == answer["kind"] and touches(e.cited.citations, place)]


def best(events: list[Event], answer: dict[str, Any]) -> Event | None:
    """Of several events in one sentence, the one that fits the answer best."""
    return max(
        events, key=lambda e: (right_status(e, answer), right_date(e, answer), right_people(e, answer)), default=None
    )


def right_status(event: Event, answer: dict[str, Any]) -> bool:
    """Whether the event has the answer's status."""
    return bool(event.status == answer["status"])


def right_date(event: Event, answer: dict[str, Any]) -> bool:
    """Whether the event has the answer's days."""
    if "from" not in answer:
        return True
    return str(event.when.earliest) == answer["from"] and str(event.when.latest) == answer["to"]


def right_people(event: Event, answer: dict[str, Any]) -> bool:
    """Whether the answer's participants are among the event's."""
    return set(answer["participants"]) <= set(event.participants)


def counts(dispute: Dispute) -> Counter[str]:
    """How many answers were found, with the right status, date and people; pairs rightly together and apart."""
    result: Counter[str] = Counter()
    placed: list[tuple[str, str, str | None]] = []
    for answer in dispute.gold["events"]:
        for told in answer["told"]:
            found = best(homes(dispute, answer, told), answer)
            placed.append((answer["id"], answer["kind"], found.id if found else None))
        if answer.get("optional"):
            continue
        found = best([e for told in answer["told"] for e in homes(dispute, answer, told)], answer)
        result["wanted"] += 1
        if found is None:
            result[f"missed {answer['id']}"] += 1
            continue
        result["found"] += 1
        result["status"] += right_status(found, answer)
        result["people"] += right_people(found, answer)
        if "from" in answer:
            result["dated"] += 1
            result["date"] += right_date(found, answer)
    for (a, kind, ours), (b, other, theirs) in combinations(placed, 2):
        if ours is None or theirs is None or kind != other:
            continue
        if a == b:
            result["same"] += 1
            result["together"] += ours == theirs
        else:
            result["different"] += 1
            result["apart"] += ours != theirs
    return result


def score() -> dict[str, float]:
    """The shares over all disputes together."""
    total: Counter[str] = Counter()
    for dispute in disputes():
        total += counts(dispute)
    return {
        "recall": total["found"] / total["wanted"],
        "status": total["status"] / max(1, total["found"]),
        "participants": total["people"] / max(1, total["found"]),
        "date": total["date"] / max(1, total["dated"]),
        "merged": total["together"] / max(1, total["same"]),
        "kept apart": total["apart"] / max(1, total["different"]),
    }


def main() -> None:
    """Print the figures with what was missed."""
    for dispute in disputes():
        result = counts(dispute)
        print(dispute.name, dict(sorted(result.items())))
        for answer in dispute.gold["events"]:
            found = best([e for told in answer["told"] for e in homes(dispute, answer, told)], answer)
            if found is not None:
                wrong = [
                    f"status {found.status}" if not right_status(found, answer) else "",
                    f"date {found.when.earliest}..{found.when.latest}" if not right_date(found, answer) else "",
                    f"people {found.participants}" if not right_people(found, answer) else "",
                ]
                if any(wrong):
                    print("  ", answer["id"], "; ".join(w for w in wrong if w))
    print({name: round(value, 3) for name, value in score().items()})


if __name__ == "__main__":
    main()
