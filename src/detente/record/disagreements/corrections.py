"""What a paper takes back of what it printed: a figure of an earlier version is no figure that the paper holds."""

import re

__all__ = ["is_taken_back"]

PAPERS = r"(?:article|page|story|report|piece|text|item|caption|headline|post)"
WRONGLY = r"(?:first|originally|initially|earlier|previously|wrongly|mistakenly|incorrectly|erroneously|in error)"
TAKEN_BACK = re.compile(
    rf"\b(?:earlier|previous|original|first) (?:version|edition)s? of (?:this|the|our) {PAPERS}|"
    rf"\b(?:we|this {PAPERS}) (?:had |have |has )?{WRONGLY} "
    r"(?:wrote|written|said|reported|stated|gave|given|put|published|printed)\b|"
    r"\b(?:was|were) (?:wrongly|mistakenly|incorrectly|erroneously) (?:given|stated|reported|put|said|printed)\b",
    re.IGNORECASE,
)


def is_taken_back(sentence: str) -> bool:
    """Whether a sentence tells what a paper printed before it was corrected.

    >>> is_taken_back("An earlier version of this page said that six people were injured.")
    True
    """
    return TAKEN_BACK.search(" ".join(sentence.split())) is not None
