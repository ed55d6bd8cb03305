"""Actors: who acts and speaks in the coverage, under which names, and for whom."""

from detente.record.actors.identification import identify

__all__ = ["identify"]
