"""Stability concepts, one file each; a module defines CONCEPT."""
