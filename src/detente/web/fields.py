"""What a page sends: one JSON object of fields, and nothing else."""

import json
from collections.abc import Mapping

from detente.errors import InvalidValue

__all__ = ["Answer", "Body", "parse", "text"]

Body = Mapping[str, object]
Answer = dict[str, object]


def parse(body: bytes) -> Body:
    """The sent JSON object; raises `InvalidValue` for anything else."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidValue("the change is not JSON", hint="reload the page and try again") from error
    if not isinstance(parsed, dict):
        raise InvalidValue("the change is not a JSON object", hint="reload the page and try again")
    return parsed


def text(body: Body, name: str, *, required: bool = True) -> str:
    """A text field; raises `InvalidValue` where it is missing or no text."""
    value = body.get(name, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise InvalidValue(f"{name!r} is missing", where=name, hint="fill it in and send again")
    return value
