"""What two numbers say of each other: one unit, bounds and rounding, a count that grew, and how far they are apart."""

from dataclasses import replace

from detente.evidence import DateRange
from detente.record.disagreements.figures import Figure, unit_of
from detente.record.entries import Quantity

__all__ = [
    "EXACT_DAYS",
    "TOLLS",
    "arithmetic",
    "days_apart",
    "in_one_unit",
    "measured",
    "plain",
    "reconciled",
    "severity",
    "shown",
]

NEAR = 0.05
EXACT_DAYS = 3
TOTAL = 1000
TOLLS = frozenset({"kill", "injure", "displace", "arrest", "sign", "attend", "stop", "deprive"})
BASES = {
    "km": ("km", 1.0),
    "mile": ("km", 1.609),
    "metre": ("km", 0.001),
    "foot": ("km", 0.0003048),
    "hectare": ("hectare", 1.0),
    "acre": ("hectare", 0.4047),
    "tonne": ("tonne", 1.0),
    "kg": ("tonne", 0.001),
}
"""unit → (base unit, how many of it one is)."""
NAUTICAL = 1.151
ROUNDED = 0.05


def in_one_unit(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    """Two figures in one unit, so that miles and kilometres can be compared."""
    if unit_of(a.quantity) == unit_of(b.quantity):
        return a, b
    return in_base(a), in_base(b)


def in_base(figure: Figure) -> Figure:
    """A figure in the base unit of what it measures; what is converted was rounded."""
    quantity = figure.quantity
    factor = BASES[unit_of(quantity)][1] * (NAUTICAL if "nautical" in quantity.citation.quote.lower() else 1)
    least, most = bound_low(quantity), bound_high(quantity)
    if factor != 1 and least == most:
        least, most = least * (1 - ROUNDED), most * (1 + ROUNDED)
    bounded = replace(
        quantity,
        value=quantity.value * factor,
        least=least * factor,
        most=None if most == float("inf") else most * factor,
    )
    return replace(figure, quantity=bounded)


def measured(quantity: Quantity) -> str:
    """The base unit of what a quantity measures, or its own unit."""
    unit = unit_of(quantity)
    return BASES[unit][0] if unit in BASES else unit


def reconciled(a: Figure, b: Figure) -> bool:
    """Whether bounds, rounding or a count that grew explain the difference."""
    low = max(bound_low(a.quantity), bound_low(b.quantity))
    high = min(bound_high(a.quantity), bound_high(b.quantity))
    if low <= high:
        return True
    x, y = sorted((a.quantity.value, b.quantity.value))
    if y and (y - x) / y <= NEAR and is_round(x) != is_round(y):
        return True
    if x != y and is_rounded(x, y):
        return True
    return has_grown(a, b) or has_grown(b, a)


def bound_low(quantity: Quantity) -> float:
    """The least the figure allows."""
    return quantity.value if quantity.least is None else quantity.least


def bound_high(quantity: Quantity) -> float:
    """The most the figure allows."""
    if quantity.least is None:
        return quantity.value
    return float("inf") if quantity.most is None else quantity.most


def is_rounded(x: float, y: float) -> bool:
    """Whether the shorter of two figures is the longer one rounded: 13.6 million, 13,625,777."""
    short, long = sorted((x, y), key=digits)
    kept = digits(short)
    return 2 <= kept < digits(long) and float(f"{long:.{kept - 1}e}") == short


def digits(value: float) -> int:
    """How many digits of a number tell."""
    text = f"{value:.0f}" if value == int(value) else f"{value:.6g}".replace(".", "")
    return len(text.strip("0"))


def is_round(value: float) -> bool:
    """Whether a number has one or two significant digits only."""
    digits = f"{value:.0f}".rstrip("0")
    return value >= 20 and value % 10 == 0 and len(digits) <= 2


def has_grown(a: Figure, b: Figure) -> bool:
    """Whether `b` is a later report of a toll that can only rise."""
    if a.family not in TOLLS or b.quantity.value <= a.quantity.value or a.document == b.document:
        return False
    if a.when.phrase and b.when.phrase:
        return False
    if min(a.quantity.value, b.quantity.value) >= TOTAL and days_apart(a.published, b.published) <= EXACT_DAYS * 5:
        return False  # the dead of a whole war do not grow by a fifth in days
    first, second = a.when.latest or a.published.latest, b.when.latest or b.published.latest
    return first is None or second is None or first < second


def days_apart(a: DateRange, b: DateRange) -> int:
    """The days between two ranges; 0 where they overlap or are open."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return (b.earliest - a.latest).days
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return (a.earliest - b.latest).days
    return 0


def severity(x: float, y: float) -> str:
    """By how far the figures are apart."""
    low, high = sorted((x, y))
    if low <= 0 or high / low >= 9:
        return "critical"
    return "major" if high / low >= 1.5 else "moderate" if high / low >= 1.1 else "minor"


def arithmetic(a: Quantity, b: Quantity) -> str:
    """The difference in figures, and the slip of a zero or of two digits where it looks like one."""
    low, high = sorted((a.value, b.value))
    text = f"{plain(high)} against {plain(low)}: {plain(high - low)} apart"
    if low > 0:
        ratio = high / low
        text += f", a factor of {ratio:.3g}"
        for power in (1, 2, 3, 6):
            if abs(ratio / 10**power - 1) < 0.01:
                text += f", what a slip of {power} zero{'s' if power > 1 else ''} would make"
    if plain(low) != plain(high) and sorted(plain(low)) == sorted(plain(high)) and high < 10**7:
        text += "; the two have the same digits in another order"
    return text


def plain(value: float) -> str:
    """A number without exponent or idle decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def shown(quantity: Quantity) -> str:
    """A figure as the text words it, with its hedge."""
    text = " ".join(quantity.citation.quote.split())
    if quantity.least is not None and quantity.most is None:
        return f"at least {text}"
    if quantity.least == 0.0 and quantity.value:
        return f"at most {text}"
    if quantity.least is not None and quantity.least != quantity.value:
        return f"about {text}"
    return text
