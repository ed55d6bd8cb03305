"""Captions and picture credits: lines that tell what a picture shows, and credits at the end of a line."""

import re

from detente.sources.agencies import AGENCY
from detente.sources.cues import REPORTING

__all__ = ["credit_tail", "is_caption"]

CAPTION = re.compile(
    r"^(?:FILE(?: PHOTO)?\b|File (?:photo|picture|image)\b|\(?(?:Photo|Image|Picture|Caption|"
    r"Pictured|Archive photo|Figure \d+|Fig\. \d+|Map)\b\s?[:.–-])|\((?:left|right|center|centre|"
    r"front|back|far left|far right|second (?:left|right)|from left|pictured)\)"
    r"|\b(?:in this (?:file|undated|handout|photo|image|picture|frame)|pictured (?:in|on|at|here|"
    r"with)|in a file photo|(?:are|is) seen (?:in|on|at|here|during|after|before)|\(L\) and|\(R\) "
    r"(?:and|with)|file (?:photo|picture)|seen here (?:in|on|at|during))\b"
)
CREDIT_TAIL = re.compile(
    rf"(?:\s*[|(\[–—-]\s*|(?<=[.!?\"”’)])\s*|\s+)(?P<credit>[(\[]?(?:(?:Photo(?:graph)?|PHOTO|"
    rf"Image|Picture|Pic|Foto|Credit|Courtesy|Photographer|Illustration|Video|Ảnh)(?: (?:credit|by|"
    rf"courtesy(?: of)?|via|from))?\s?[:/©]\s?|(?:AP|AFP|EPA) (?:Photo|PHOTO)\b|©\s?|[Pp]hoto by |"
    rf"REUTERS/|Reuters/|(?:{AGENCY}|Getty Images)\s?(?:/|via)\s?)"
    r"[^.!?:]{0,60}[.)\]|\s]*)$"
)
CAPTION_HINTS = (
    "(",
    "photo",
    "picture",
    "seen",
    "Photo",
    "Image",
    "Picture",
    "Caption",
    "FILE",
    "File",
    "Archive",
    "Fig",
    "Map",
)
CREDIT_HINTS = (
    "hoto",
    "HOTO",
    "mage",
    "icture",
    "Pic",
    "redit",
    "ourtesy",
    "EUTERS",
    "©",
    "AP ",
    "AFP",
    "EPA",
    "Foto",
    "Illustration",
    "Video",
    "Ảnh",
    "/",
    " via ",
)


def is_caption(plain: str) -> bool:
    """Whether a line tells what a picture shows, and reports nothing else."""
    if not any(hint in plain for hint in CAPTION_HINTS):
        return False
    return CAPTION.search(plain) is not None and REPORTING.search(plain) is None


def credit_tail(line: str) -> int:
    """Where the picture credit at the end of a line begins; 0 where there is none."""
    start = max(0, len(line) - 110)
    if not any(hint in line[start:] for hint in CREDIT_HINTS):
        return 0
    tail = CREDIT_TAIL.search(line, start)
    return tail.start("credit") if tail else 0
