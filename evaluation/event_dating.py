"""How often the day of a given event mention is found (SemEval-2015 task 4, Wikinews).

`--record` builds the record of all articles together and looks at the events and statements it lists; `--rules` works
without a parser, `--errors` prints every miss.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from detente.evidence import DateRange, DocumentId, Span
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.anchoring import when
from detente.record.build import build_record
from detente.record.dating import date_expressions
from detente.record.reading import Reading
from detente.sources import build_library
from detente.sources.document import Document, Passage

__all__ = ["main", "score"]

LONGEST_DATE_LINE = 40
CORPUS = Path(__file__).parents[1].parent / "shared" / "data" / "semeval2015-task4"


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention of a gold timeline: article, sentence, word, and its value (2005-01-18, 2005-01-XX)."""

    article: str
    sentence: int
    word: str
    value: str


def mentions(corpus: Path) -> list[Mention]:
    """The dated mentions of all timelines, each once."""
    found: dict[Mention, None] = {}
    for path in sorted(
        [
            *corpus.glob("TimeLines_trial*/*.txt"),
            *corpus.glob("SemEval_Task4_data/corpus_*/TimeLines_Gold_Standard/*.txt"),
        ]
    ):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            fields = line.split("\t")
            if len(fields) < 3 or fields[1].startswith("XXXX"):
                continue
            for field in fields[2:]:
                parts = field.split("-", 2)
                if len(parts) == 3 and parts[1].isdigit():
                    found[Mention(parts[0], int(parts[1]), parts[2], fields[1])] = None
    return list(found)


def articles(corpus: Path) -> dict[str, tuple[Document, dict[int, list[tuple[int, str]]]]]:
    """Each article as a document, with the words of each sentence and where they begin; dated by its date line."""
    found = {}
    for path in sorted(
        [
            *corpus.glob("Corpus-trial-data_task4/*.xml"),
            *corpus.glob("SemEval_Task4_data/corpus_*/corpus_trackA_CAT/*.xml"),
        ]
    ):
        raw = path.read_text(encoding="utf-8")
        number = re.search(r'doc_id="(\d+)', raw)
        sentences: dict[int, list[str]] = {}
        for sentence, word in re.findall(r'<token[^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', raw):
            sentences.setdefault(int(sentence), []).append(
                word.replace("&amp;", "&").replace("&quot;", '"').replace("&apos;", "'")
            )
        text, places = "", dict[int, list[tuple[int, str]]]()
        for sentence, words in sentences.items():
            places[sentence] = []
            for word in words:
                places[sentence].append((len(text), word))
                text += word + " "
            text = text[:-1] + "\n\n"
        if number:
            published = date_line(" ".join(sentences.get(1, [])))
            found[number[1]] = (
                Document(id=DocumentId(number[1]), file=path.name, text=text, published=published),
                places,
            )
    return found


def date_line(text: str) -> DateRange | None:
    """The day in an article's date line."""
    months = "January February March April May June July August September October November December".split()
    match = re.search(rf"({'|'.join(months)}) (\d+) , (\d{{4}})", text)
    return DateRange.day(date(int(match[3]), months.index(match[1]) + 1, int(match[2]))) if match else None


def is_date_line(text: str) -> bool:
    """Whether a sentence is the article's date line and no more."""
    return len(text) < LONGEST_DATE_LINE and date_line(text) is not None


def readings(
    found: dict[str, tuple[Document, dict[int, list[tuple[int, str]]]]], analyzer: Analyzer
) -> Iterator[tuple[str, Reading]]:
    """Each article read as the record reads it, every sentence a passage of prose."""
    items = []
    for document, places in found.values():
        bounds = [(words[0][0], words[-1][0] + len(words[-1][1])) for words in places.values() if words]
        passages = tuple(
            Passage(span=Span(document=document.id, start=start, end=end), kind="body", number=number)
            for number, (start, end) in enumerate(bounds, 1)
        )
        items.append((document, passages))
    for (number, (document, _)), (_, passages), sentences in zip(
        found.items(), items, analyzer.sentences(items), strict=True
    ):
        published = document.published or DateRange(earliest=None, latest=None, granularity="unknown")
        told = [p.span for p in passages if not is_date_line(document.text[p.span.start : p.span.end])]
        dates = date_expressions(document, published=published, spans=told)
        yield (
            number,
            Reading(document=document, passages=passages, sentences=sentences, published=published, dates=dates),
        )


def judged(corpus: Path, analyzer: Analyzer) -> list[tuple[Mention, DateRange | None, str]]:
    """Each gold mention with the range found, and its sentence for reading errors."""
    found = articles(corpus)
    read = dict(readings(found, analyzer))
    results = []
    for mention in mentions(corpus):
        if mention.article not in found:
            continue
        _, places = found[mention.article]
        words = places.get(mention.sentence, [])
        first = mention.word.split("_")[0].split("-")[0]
        offset = next((start for start, word in words if word == mention.word), None) or next(
            (start for start, word in words if word.startswith(first)), None
        )
        if offset is None:
            continue
        reading = read[mention.article]
        sentence = next((s for s in reading.sentences if s.start <= offset < s.end), None)
        text = " ".join(word for _, word in words)
        results.append((mention, when(sentence, offset, reading) if sentence else None, text))
    return results


def is_day(found: DateRange | None, mention: Mention) -> bool:
    """Whether an answer is one day, the gold day."""
    return found is not None and found.earliest == found.latest == date.fromisoformat(mention.value)


def is_inside(found: DateRange | None, mention: Mention) -> bool:
    """Whether the gold day lies within the answer's days, both ends known."""
    return found is not None and found.is_bounded and DateRange.day(date.fromisoformat(mention.value)).within(found)


def score(analyzer: Analyzer | None = None) -> dict[str, float]:
    """Share of mentions with an exact gold day whose likely day is right, and whose range holds it."""
    results = [r for r in judged(CORPUS, analyzer or best_analyzer()) if re.fullmatch(r"\d{4}-\d\d-\d\d", r[0].value)]
    return {
        "exact": sum(is_day(found and found.settled(), mention) for mention, found, _ in results) / len(results),
        "inside": sum(is_inside(found, mention) for mention, found, _ in results) / len(results),
        "mentions": len(results),
    }


OPENING, CLOSING = re.compile(r"[(\[$]|US\$"), re.compile(r"[,.;:!?)\]%]|'s|'|n't|'re|'ve|'ll|'d|'m|\.\.\.")


def as_printed(words: list[str]) -> tuple[str, list[int]]:
    """A sentence with its spaces as print has them, and where each word begins."""
    text, starts, glued, quoted = "", [], True, False
    for word in (re.sub("``|''", '"', w) for w in words):
        closes = CLOSING.fullmatch(word) is not None or (word == '"' and quoted)
        text += "" if glued or closes else " "
        starts.append(len(text))
        text += word
        quoted ^= word == '"'
        glued = OPENING.fullmatch(word) is not None or (word == '"' and quoted)
    return text, starts


def printed(corpus: Path) -> dict[str, tuple[Document, dict[int, list[tuple[int, str]]]]]:
    """The articles of the corpus as they were printed, a sentence to a paragraph."""
    found = {}
    for number, (document, places) in articles(corpus).items():
        text, moved = "", dict[int, list[tuple[int, str]]]()
        for sentence, words in places.items():
            line, starts = as_printed([word for _, word in words])
            moved[sentence] = [(len(text) + at, word) for at, (_, word) in zip(starts, words, strict=True)]
            text += line + "\n\n"
        name = DocumentId(Path(document.file).stem)
        found[number] = (replace(document, id=name, text=text), moved)
    return found


def listed() -> dict[str, float]:
    """Of the mentions that an event, or a statement, of the record covers: dated to the right day, and contained."""
    found = printed(CORPUS)
    record = build_record(build_library([document for document, _ in found.values()]))
    told = {
        "events": [(c.span, event.when) for event in record.events for c in event.cited.citations],
        "statements": [(s.cue.span, s.said) for s in record.statements if s.cue is not None],
    }
    return {f"{name}_{what}": value for name, dated in told.items() for what, value in covering(found, dated).items()}


def covering(
    found: dict[str, tuple[Document, dict[int, list[tuple[int, str]]]]], dated: list[tuple[Span, DateRange]]
) -> dict[str, float]:
    """Over the mentions that dated words cover: how many, the share with the right day alone, the share contained."""
    right = inside = covered = 0
    for mention in mentions(CORPUS):
        if mention.article not in found or not re.fullmatch(r"\d{4}-\d\d-\d\d", mention.value):
            continue
        document, places = found[mention.article]
        first = mention.word.split("_")[0].split("-")[0]
        words = places.get(mention.sentence, [])
        at = next((start for start, word in words if word == mention.word or word.startswith(first)), -1)
        over = [when for span, when in dated if span.document == document.id and span.start <= at < span.end]
        covered += bool(over)
        right += any(is_day(when, mention) for when in over)
        inside += any(is_inside(when, mention) for when in over)
    return {"covered": covered, "exact": right / max(1, covered), "inside": inside / max(1, covered)}


def main() -> None:
    """Print the table, and every miss."""
    if "--record" in sys.argv:
        for name, value in listed().items():
            print(f"{name:20} {value:.3f}")
        return
    analyzer = rule_analyzer() if "--rules" in sys.argv else best_analyzer()
    for name, value in score(analyzer).items():
        print(f"{name:20} {value:.3f}")
    if "--errors" in sys.argv:
        for mention, found, text in judged(CORPUS, analyzer):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", mention.value) and not is_day(found and found.settled(), mention):
                print(
                    mention.value,
                    mention.word,
                    "|",
                    f"{found.earliest}..{found.latest} {found.phrase!r} {found.reason}" if found else None,
                    "|",
                    text,
                )


if __name__ == "__main__":
    main()
