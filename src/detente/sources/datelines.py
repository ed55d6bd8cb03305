"""The forms of datelines and slugs that stand before the first words of a report."""

import re

from detente.sources.agencies import AGENCY

__all__ = ["DATELINE_PREFIX", "SLUG_PREFIX"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATELINE_PREFIX = re.compile(
    r"^(?P<place>[*_(]*[^\W\d_a-z][\w.'’-]{1,20}(?:[ "
    r"/][^\W\d_a-z][\w.'’-]{1,20}){0,3}(?:,\s[^\W\d_a-z][\w.'’ ]{1,24}?)?)"
    rf"(?:[,:]?\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    rf"Sun)day,?\s)?(?P<date>(?:{_MONTH}\s\d{{1,2}}|"
    rf"\d{{1,2}}\.?\s{_MONTH})(?:,?\s\d{{4}})?))?[,:]?\s?"
    rf"(?:[(\[](?P<agency>{AGENCY}|[\w-]+\.(?:com|org|net|[a-z]{{2}})|[A-Z]{{2,10}}|[A-Z]\w+ News|"
    rf"News Agency|Xinhua)(?:\s?[/–-]\s?[\w ]{{2,20}})?[)\]]|"
    r"[(\[](?P<wire>[^\W\d_a-z][\w&'’-]{2,20}(?: [^\W\d_a-z][\w&'’-]{1,20}){0,2})[)\]])?[*_]*\s?(?:--|[—–:]|"
    rf"-(?=\s))[*_]*\s*(?=[\"“‘'(]?[^\W_])"
)
SLUG_PREFIX = re.compile(r"^\((?P<slug>[\w][\w .&'’/-]{1,40})\)\s?[-–—:]{1,2}\s*(?=[\"“‘']?[^\W_])")
