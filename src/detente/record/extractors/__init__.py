"""Extractors, one file each; a module defines EXTRACTOR."""
