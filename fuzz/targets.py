"""What is fuzzed: for each reader of foreign bytes a function of bytes, which raises when one of its laws is broken.

A target lets pass the errors its reader is allowed to raise, and nothing else; where a reader promises more (a written
condition means the same, a citation is proved), the target asks for that as well.
"""

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from detente.dispute import conditions, read_model
from detente.dispute.check import check_text
from detente.dispute.formats import citations, model_json_writing
from detente.errors import AnalysisError, DetenteError, EvidenceError, ModelError, SourceError, UnreadableCase
from detente.evidence import DateRange, DocumentId
from detente.evidence.citation import find_quote, verify
from detente.record import build_record
from detente.record.analyzer import rule_analyzer
from detente.record.attribution.quotes import quotes
from detente.record.dating import expressions
from detente.record.entries import Event, Record, Statement
from detente.report.annotation_reading import read_annotations
from detente.sources.document import Document, Library
from detente.sources.extracted import Extracted
from detente.sources.formats import find
from detente.sources.front_matter import side_metadata
from detente.sources.library import build_library
from detente.sources.reading import read_bytes
from detente.store.codec import decode, encode
from detente.store.restoring import restore
from fuzz import app, models

__all__ = ["TARGETS", "Target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A reader under test: `run` raises on a broken law, `most` is the longest input that makes sense.

    `words` is what its grammar is made of, for the mutations.
    """

    run: Callable[[bytes], None]
    most: int
    words: tuple[str, ...] = ()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _says(error: DetenteError, place: str = "") -> None:
    assert error.message, error
    assert error.where.startswith(place), error.where


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _scope() -> conditions.Scope:
    options = (("norland", "open"), ("norland", "pay"), ("sudland", "pay"), ("sudland", "no"), ("tarn", "YNYNY"))
    plain = conditions.Scope(options)
    return conditions.Scope(options, {"talks": conditions.Named("talks", conditions.parse("open & !no", plain))})


def _condition(data: bytes) -> None:
    """A condition that can be read is written so that it means the same."""
    scope = _scope()
    try:
        read = conditions.parse(_text(data), scope, where="m.yaml:3:7")
    except ModelError as error:
        _says(error, "m.yaml:3:")
        return
    again = conditions.parse(conditions.to_text(read, scope), scope)
    assert _states(read) == _states(again), conditions.to_text(read, scope)
    assert conditions.options_of(read) == conditions.options_of(again)


def _states(condition: conditions.Condition) -> int:
    """The set of the states, as bits, in which the condition holds."""
    every = (1 << 32) - 1
    columns = [sum(1 << state for state in range(32) if state >> option & 1) for option in range(5)]
    return conditions.evaluate(condition, lambda option: columns[option], true=every)


def _model(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        """A model and every error in it, each with its place; one without errors is written and read again."""
        model, problems = check_text(_text(data), name=name)
        assert all(isinstance(problem, ModelError | AnalysisError) for problem in problems), problems
        assert all(problem.message and problem.where.startswith(name) for problem in problems), problems
        if model is None:
            assert problems
        elif not problems and model.epochs:
            _written(json.dumps(model_json_writing.write(model)))

    return run


def _written(text: str) -> None:
    _, problems = check_text(text, name="again.json")
    assert not problems, problems


def _citations(data: bytes) -> None:
    """A side file of citations never takes the model away."""
    model, _ = read_model(TOLL, name="m.gmcr")
    assert model is not None
    merged, problems = citations.merge(model, _text(data), name="m.citations.json")
    assert all(isinstance(problem, ModelError) for problem in problems)
    assert len(merged.options) == len(model.options)


TOLL = json.dumps(
    {
        "decisionMakers": [
            {"name": "Norland", "options": [0], "preferences": ["1"]},
            {"name": "Sudland", "options": [1], "preferences": ["-1"]},
        ],
        "options": [{"name": "open", "reversible": "both"}, {"name": "pay", "reversible": "forward"}],
    }
)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = (date(2019, 1, 4), DateRange(earliest=date(1999, 12, 1), latest=date(2000, 2, 29)), None, date(1, 1, 3))


def _dates(data: bytes) -> None:
    """Date expressions lie in order within the text, and none ends before it begins."""
    published, text = DAYS[data[0] % len(DAYS)] if data else None, _text(data[1:])
    position = 0
    for found in expressions(text, published=published):
        assert position <= found.start < found.end <= len(text), found
        assert found.type in ("DATE", "TIME", "DURATION", "SET"), found
        position = found.end


def _passages(data: bytes) -> None:
    """Passages lie in order within the text; quotations within passages; what is quoted is found again."""
    try:
        documents = read_bytes(data, "sources/a.txt")
    except SourceError:
        return
    library = build_library(documents)
    for document in library.documents:
        position = 0
        for passage in (p for p in library.passages if p.span.document == document.id):
            assert position <= passage.span.start < passage.span.end <= len(document.text), passage
            position = passage.span.end
            _quoted(document, passage.span.start, passage.span.end)


def _quoted(document: Document, start: int, end: int) -> None:
    at = start
    for quote in quotes(document.text, start, end):
        assert at <= quote.start < quote.end <= end, quote
        at = quote.end
        words = document.text[quote.start : quote.end]
        if words.strip():
            verify(find_quote(document.text, document.id, words, nth=1), document.text)


def _record(data: bytes) -> None:
    """The record of any text: `build_record` proves every citation itself."""
    try:
        documents = read_bytes(data, "sources/a.txt")
    except SourceError:
        return
    build_record(build_library(documents), analyzer=rule_analyzer())


def _quotation(data: bytes) -> None:
    """A quotation that is found is found where it says, with only its white space free."""
    quote, _, text = _text(data).partition("\n")
    try:
        found = find_quote(text, DocumentId("a"), quote)
    except EvidenceError:
        return
    verify(found, text)
    assert quote.split() == found.quote.split()


def _metadata(data: bytes) -> None:
    """A side file states short strings, whatever it holds."""
    stated, doubts = side_metadata(data, "a.txt.meta.yaml")
    assert all(len(item.value) <= 2000 for item in stated)
    assert all(doubt.message for doubt in doubts)


def _annotations(data: bytes) -> None:
    """Notes are proved on their source; anything else is refused one by one."""
    try:
        document = json.loads(_text(data))
    except (ValueError, RecursionError):
        return
    notes, refused = read_annotations(document, _library())
    for note in notes:
        verify(note.citation, _library().document(note.citation.span.document).text)
    assert all(error.message for error in refused)


@cache
def _library() -> Library:
    text = "Norland closes the upper lock\n\nNorland closed the upper lock on Monday, its water ministry said.\n"
    return build_library(read_bytes(text.encode(), "sources/01.txt"))


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────


def _format(name: str, packed: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        """One article or several whose text can be stored, or a `SourceError`."""
        try:
            articles = find(name).parse(packed(data))
        except SourceError as error:
            _says(error)
            return
        assert articles
        for article in articles:
            _storable(article)

    return run


def _storable(article: Extracted) -> None:
    for text in (article.text, *(item.value for item in article.metadata)):
        text.encode("utf-8", "surrogatepass")
    for doubt in article.doubts:
        assert doubt.start is None or 0 <= doubt.start <= (doubt.end or 0) <= len(article.text), doubt


def _word(data: bytes) -> bytes:
    """A Word file whose body is these bytes, unless they are an archive themselves.

    Most changes to a packed file are refused at its first check; what is changed here lies behind that.
    """
    if data.startswith(b"PK"):
        return data
    body = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (WORDS, data)
    return _archive([("word/document.xml", body)])


WORDS = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _pdf(data: bytes) -> bytes:
    """A PDF of one page drawn by these bytes, unless they have a header themselves."""
    if b"%PDF" in data[:1024]:
        return data
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(data), data),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return file + end % (table, len(file))


def _archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


# ── store ────────────────────────────────────────────────────────────────────────────────────────────────────

STORED: Mapping[int, type] = MappingProxyType({0: Document, 1: Statement, 2: Event, 3: Record})


def _stored(data: bytes) -> None:
    """What can be read from a row is written as it was understood."""
    kind = STORED[data[0] % len(STORED)] if data else Document
    try:
        value = decode(kind, _text(data[1:]))
    except (ValueError, TypeError, KeyError, DetenteError):
        return
    assert value == decode(kind, encode(value))


def _backup(data: bytes) -> None:
    """A backup is restored whole, or refused with nothing left behind."""
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        folder = Path(name) / "here"
        folder.mkdir()
        (folder / "b.zip").write_bytes(_packed_case(data))
        try:
            restore(folder / "case", folder / "b.zip")
            left = ["b.zip", "case"]
        except UnreadableCase as error:
            _says(error)
            left = ["b.zip"]
        assert left == sorted(path.name for path in folder.iterdir())
        assert ["here"] == [path.name for path in Path(name).iterdir()]


def _packed_case(data: bytes) -> bytes:
    """A backup of files, unless the bytes are an archive: lines of a name, a tab, and what stands in the file.

    The manifest fits, unless a line gives another.
    """
    if data.startswith(b"PK"):
        return data
    lines = [line.partition("\t") for line in data.decode("utf-8", "surrogateescape").split("\n")]
    files = {name: words.encode("utf-8", "surrogateescape") for name, _, words in lines if _can_be_packed(name)}
    listed = {name: {"sha256": hashlib.sha256(words).hexdigest(), "size": len(words)} for name, words in files.items()}
    manifest = json.dumps({"format": "detente/backup-1", "files": listed}).encode()
    return _archive({"manifest.json": manifest, **files}.items())


def _can_be_packed(name: str) -> bool:
    return name.isprintable() and name.isascii() and 0 < len(name) < 200


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────

CONDITION = tuple("& | ! ( ) -> <-> and or not . Y N - open pay norland sudland tarn YNYNY talks no".split())
DATE = tuple(
    "monday march 2019 19th century yesterday last next two years ago since 's between and the of early until 12:30 "
    "p.m. Q3 1980s week day this / - September thirty-first BC Christmas every half a".split()
)
NATIVE = tuple(
    "detente: title: decision_makers: options: basis: epochs: observed: preferences: id: want: says: infeasible: "
    "outcomes: assumed: because: source: quote: weights: from: irreversible: unknown: &a *a <<: !! ? - | > { }".split()
)
FOREIGN = tuple(
    '"format" detente/model-1 "options" "decision_makers" "infeasible" "preferences" "states" "ranks" "moves" '
    '"unknown" "status_quo" "direction" "id" "name" YN- null true 1e999 -1 "decisionMakers" "reversible" '
    '"weighting" "members" "infeasibles"'.split()
)
PAGE = (
    *"<p> </p> <div <!-- --> <script </script> &#x41; &amp; <title> <table> <td> <svg> <style> hidden <base".split(),
    *("<a href=", "<meta charset=", 'style="display:none"', "<time datetime=", '<script type="application/ld+json">'),
)
MAIL = (
    *"From: Subject: Date: --x --x-- =?utf-8?q? ?= quoted-printable charset= text/html message/rfc822".split(),
    *("Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: base64"),
)
FEED = tuple(
    "<rss <channel> <item> <title> <description> <feed <entry> <content <![CDATA[ ]]> &lt; xmlns= <!DOCTYPE <!ENTITY "
    "<pubDate> <link> type=".split()
)
TEXT = (
    *"“ ” ‘ ’ \" '' `` « » title: said told Subscribe Monday \u200b http://".split(" "),
    *("\n\n", "---\n", "By ", "(Reuters) -", "according to", "\r\n", "\u2028"),
)
PARAGRAPH = tuple(
    "<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:rPr> </w:rPr> <w:vanish/> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> "
    "</w:tc> <w:del> </w:del> <w:tab/> <w:br/> w:val= <!DOCTYPE <!ENTITY &x; <![CDATA[ ]]> <!-- --> <?x".split()
)
DRAWN = tuple(
    "BT ET Tf /F1 Tj TJ Td TD Tm T* Tr Ts Tc Tw Tz TL ' \" q Q cm Do BI ID EI BDC EMC /ActualText << >> [ ] ( ) < > "
    "\\ 12 -1 0 3 1e9 .5".split()
)
PACKED = tuple(
    "case.yaml sources/a.txt sources/ manifest.json .detente/case.db ../ / .. \\ : ~ CON .detente/ \t \n // ./ "
    'detente/backup-1 {"format": "files": "sha256": "size": SQLite'.split(" ")
)

TREE = (
    *(f'"{word}"' for word in (*NATIVE, "actors", "norland", "sudland", "names", "views", "states", "moves")),
    *("{", "}", "[", "]", ":", ",", '""', "null", "{}", "[]"),
)
SUPPOSED = tuple(
    "ann: bob: swap move drop add replace out infeasible -infeasible observed irreversible -irreversible only to "
    "both ways \" ' 1 2 3 99 ann bob at with".split()
)
EDIT = tuple('["set" ["insert" ["delete" ["move" "title" "epochs" "decision_makers" 0 1 -1 [] {} ]]'.split())
ASKED = tuple(
    "sources chronology statements disagreements positions terms model outcomes why paths deals whatif compare "
    "hypotheses gaps proposals export search show ? & = q= page= epoch= state= dm= concept= from= to= target= edit= "
    "party= speaker= source= item= sort= YN YY !open open&pay nash s1 2019 norland.open -1 99999999999 %00 %ff "
    "sources/01 weight= kind= since= until= a= b= against=".split()
)
SENT = tuple(
    "/verdict /model/text /model/preference /use /whatif/try /proposals/accept /proposals/all /proposals/reject /undo "
    '/sources/add "item" "verdict" "because" "text" "against" "epoch" "party" "do" "up" "drop" "add" "position" '
    '"want" "says" "source" "quote" "as" "option" "preference" "note" "passage" "edits" "files" "name" "base64" '
    '"norland" "2019" "QUFB" { } [ ] : , null 1 -1'.split()
)

TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "condition": Target(run=_condition, most=400, words=CONDITION),
        "native": Target(run=_model("case.yaml"), most=1200, words=NATIVE + CONDITION),
        "model_json": Target(run=_model("m.json"), most=3000, words=FOREIGN + CONDITION),
        "gmcr": Target(run=_model("m.gmcr"), most=3000, words=FOREIGN + CONDITION),
        "citations": Target(run=_citations, most=2000, words=FOREIGN),
        "dates": Target(run=_dates, most=400, words=DATE),
        "quotation": Target(run=_quotation, most=400, words=TEXT),
        "passages": Target(run=_passages, most=2000, words=TEXT + DATE),
        "record": Target(run=_record, most=1000, words=TEXT + DATE),
        "metadata": Target(run=_metadata, most=1000, words=NATIVE),
        "annotations": Target(
            run=_annotations, most=2000, words=('"target"', '"selector"', '"exact"', '"rows"', '"uri"')
        ),
        "stored": Target(run=_stored, most=2000, words=('"id"', '"span"', '"quote"', '"citations"', '"when"')),
        "html": Target(run=_format("html"), most=2000, words=PAGE),
        "markdown": Target(run=_format("markdown"), most=2000, words=TEXT),
        "eml": Target(run=_format("eml"), most=2000, words=MAIL + PAGE),
        "pdf": Target(run=_format("pdf", _pdf), most=2000, words=DRAWN),
        "docx": Target(run=_format("docx", _word), most=2000, words=PARAGRAPH),
        "table": Target(run=_format("table"), most=2000, words=("title", "text", "date", "url", '"', ",", ";", "\t")),
        "feed": Target(run=_format("feed"), most=2000, words=FEED + PAGE),
        "backup": Target(run=_backup, most=2400, words=PACKED),
        "tree": Target(run=models.tree, most=2400, words=TREE),
        "imported": Target(run=models.imported, most=3000, words=FOREIGN + CONDITION),
        "supposed": Target(run=models.supposed, most=200, words=SUPPOSED + CONDITION),
        "edited": Target(run=models.edited, most=800, words=EDIT + NATIVE),
        "asked": Target(run=app.asked, most=200, words=ASKED),
        "sent": Target(run=app.sent, most=800, words=SENT),
    }
)


def of_names(names: Iterable[str]) -> dict[str, Target]:
    """The targets of these names, all of them where none is given; raises `KeyError`."""
    chosen = list(names) or list(TARGETS)
    return {name: TARGETS[name] for name in chosen}
