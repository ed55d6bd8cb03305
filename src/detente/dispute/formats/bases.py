"""Bases as plain data, as case.yaml writes them: for side files, reports and edits."""

from collections.abc import Mapping

from detente.evidence import Assumed, Basis, Inferred, Quoted, Reference

__all__ = ["Data", "basis_of", "data_of"]

Data = Mapping[str, object] | list[dict[str, object]] | None


def data_of(basis: Basis | None) -> Data:
    """A basis as lists and tables; None for none.

    >>> data_of(Assumed(by="analyst", because="usual"))
    {'assumed': 'analyst', 'because': 'usual'}
    """
    match basis:
        case Quoted(references=references):
            return [_reference(reference) for reference in references]
        case Inferred(rule=rule, premises=premises):
            return {"inferred": rule, "premises": [_reference(reference) for reference in premises]}
        case Assumed(by=by, because=because):
            return {"assumed": by, "because": because}
        case None:
            return None


def basis_of(data: object) -> Basis | None:
    """The basis that plain data says; None where it says none or cannot be understood.

    >>> basis_of({"inferred": "habit", "premises": [{"source": "004", "quote": "as ever"}]})
    Inferred(rule='habit', premises=(Reference(source='004', quote='as ever', nth=None),))
    """
    match data:
        case {"assumed": str(by), **rest}:
            return Assumed(by=by, because=str(rest.get("because", "")))
        case {"inferred": str(rule), **rest}:
            return Inferred(rule=rule, premises=_references(rest.get("premises")))
        case list():
            references = _references(data)
            return Quoted(references) if references else None
        case _:
            return None


def _reference(reference: Reference) -> dict[str, object]:
    data: dict[str, object] = {"source": reference.source, "quote": reference.quote}
    return data if reference.nth is None else {**data, "nth": reference.nth}


def _references(data: object) -> tuple[Reference, ...]:
    found = []
    for item in data if isinstance(data, list) else []:
        match item:
            case {"source": str(source), "quote": str(quote), **rest}:
                nth = rest.get("nth")
                found.append(Reference(source=source, quote=quote, nth=nth if isinstance(nth, int) else None))
    return tuple(found)
