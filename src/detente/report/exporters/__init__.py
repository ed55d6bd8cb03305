"""Exporters, one file each; a module defines EXPORTER."""
