"""News agencies: their names and short forms, and which of them a line names."""

import re

__all__ = ["AGENCIES", "AGENCY", "agencies_in"]

AGENCY_NAMES = {
    "Reuters": "Reuters|Thomson Reuters",
    "AP": "Associated Press|The Associated Press|AP",
    "AFP": "Agence France-Presse|AFP",
    "dpa": "Deutsche Presse-Agentur|dpa",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "TASS": "ITAR-TASS|TASS",
    "RIA Novosti": "RIA Novosti|RIA",
    "Interfax": "Interfax",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo News|Kyodo",
    "Jiji Press": "Jiji Press|Jiji",
    "Yonhap": "Yonhap",
    "PTI": "Press Trust of India|PTI",
    "ANI": "ANI",
    "IANS": "IANS",
    "UPI": "United Press International|UPI",
    "PA": "PA Media|Press Association",
    "CP": "The Canadian Press|Canadian Press",
    "AAP": "AAP",
    "Anadolu": "Anadolu Agency|Anadolu",
    "VNA": "VNA|Vietnam News Agency",
    "Bernama": "Bernama",
    "Antara": "Antara",
    "BNO": "BNO News",
    "Bloomberg": "Bloomberg News|Bloomberg",
    "IRNA": "IRNA",
    "SANA": "SANA",
    "WAM": "WAM",
    "KCNA": "KCNA",
    "CNA": "Central News Agency",
    "APA": "APA",
    "Ukrinform": "Ukrinform",
    "PAP": "PAP",
    "Lusa": "Lusa",
    "Belga": "Belga",
    "NTB": "NTB",
    "TT": "TT News Agency",
}
AGENCIES = re.compile("|".join(rf"(?<!\w)(?P<a{n}>{forms})(?!\w)" for n, forms in enumerate(AGENCY_NAMES.values())))
_NAMES = tuple(AGENCY_NAMES)
AGENCY = "(?:" + "|".join(sorted("|".join(AGENCY_NAMES.values()).split("|"), key=len, reverse=True)) + ")"


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies named in a credit, byline or dateline, in order, each once, under its short name.

    >>> agencies_in("By The Associated Press and Reuters")
    ('AP', 'Reuters')
    """
    found: dict[str, None] = {}
    for match in AGENCIES.finditer(text):
        if match.lastgroup:
            found[_NAMES[int(match.lastgroup[1:])]] = None
    return tuple(found)
