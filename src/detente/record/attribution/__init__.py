"""Attribution: who says what by which word, from the rules for one sentence to an article's statements."""

from detente.record.attribution.headlines import link

__all__ = ["link"]
