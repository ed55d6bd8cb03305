"""The version, readable without loading anything."""

from detente import __version__

__all__ = ["VERSION"]

VERSION = __version__
