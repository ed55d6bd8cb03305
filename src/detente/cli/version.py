"""The version, readable without loading anything."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
