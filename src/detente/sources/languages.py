"""Which language a text is in, by its commonest short words; enough to warn that the record reads English only."""

import re
from collections import Counter

__all__ = ["guess_language"]

COMMON = {
    "en": "the of and to in that is was for with on by as has have said at from it he his be are not which",
    "de": "der die das und ist nicht von mit den dem zu sich auf für ein eine auch wurde im des hat",
    "fr": "le la les des et est une du dans pour que qui sur avec pas par au ce sont aux il a été",
    "es": "el los las del y que una por con para se su al es lo como más fue sus ha este entre",
    "pt": "o os as do da dos das e que uma por com para não se em mais foi ao pelo são como",
    "it": "il gli della di che e una per con non si del nel sono alla dei è da ha anche come",
    "nl": "de het een van en in op dat te is voor met niet zijn aan door ook bij werd naar",
    "pl": "i w na z się nie do że jest to przez o od po jak dla za oraz który są",
    "ru": "и в на не что с по из как это для от он к его за о об был также",
    "uk": "і в на не що з до та як це для від за про його також був є у",
    "tr": "ve bir bu da de için ile olarak daha çok gibi olan ne sonra kadar",
    "vi": "và của là các trong cho được một với người không những đã có này",
    "id": "yang dan di untuk dengan dari pada tidak ini itu akan dalam telah oleh sebagai",
    "sv": "och att det som en på är av för med den till inte om ett har de var",
}
WORDS = {language: frozenset(words.split()) for language, words in COMMON.items()}
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0370-\u03ff]"), "el"),
)
SAMPLE = 2_000


def guess_language(text: str) -> str | None:
    """The language's ISO 639-1 code, None where the text is too short or too mixed to tell.

    >>> guess_language("The lock was closed by the ministry and it has not been opened, the mayor of the town said.")
    'en'
    """
    sample = text[:SAMPLE]
    letters = sum(char.isalpha() for char in sample[:500]) or 1
    if not sample.isascii():
        for script, language in SCRIPTS:
            if len(script.findall(sample[:500])) > 0.3 * letters:
                return language
    counts = Counter(WORD.findall(sample.lower()))
    total = sum(counts.values())
    scores = {language: sum(counts[word] for word in words) for language, words in WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if total >= 8 and scores[best] >= max(2, 0.08 * total) else None
