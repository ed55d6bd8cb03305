"""Fuzzing: every reader of foreign bytes, fed with mutations that coverage guides, and the corpus that came of it."""
