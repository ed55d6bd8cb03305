"""Passages → the cited record: who did and said what, when, through whom, and where the sources disagree."""
