"""What goes between the parser's process and ours: the same articles, or a refusal in words; nothing else is believed."""

import json
from collections.abc import Iterator

import pytest

from detente.errors import SourceError, TooLarge, UnreadableSource
from detente.sources import isolation, worker
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.formats import formats
from detente.sources.limits import MAX_DOCUMENTS, processor_seconds, wall_seconds
from sources import hostile

RISKY = {suffix: each for each in formats().values() if each.risky for suffix in each.suffixes}
FILES = [
    (name, data) for name, data in hostile.inputs() if f".{name.rpartition('.')[2]}" in RISKY and len(data) < 100_000
]
GOOD = [
    ("html", b"<html><head><title>Lock</title></head><body><article><h1>Lock</h1><p>Norland closed the lock at Varn "
             b"on Monday after talks with Sudland ended.</p></article></body></html>"),
    ("feed", b"<rss version='2.0'><channel><title>Press</title><item><title>Lock</title><pubDate>Mon, 01 Mar 2021 10:00:00"
             b" +0000</pubDate><description>Norland closed the lock.</description></item></channel></rss>"),
    ("eml", b"From: Press <p@example.org>\r\nSubject: =?utf-8?q?Lock?=\r\nDate: Mon, 1 Mar 2021 10:00:00 +0000\r\n\r\n"
            b"Norland closed the lock.\r\n"),
    ("table", b"title,date,text\r\nLock,2021-03-01,Norland closed the lock.\r\nWeir,2021-03-02,Sudland waits.\r\n"),
    ("docx", hostile.word(f"<w:document {hostile.W}><w:body><w:p><w:r><w:t>Norland closed the lock.</w:t></w:r></w:p></w:body></w:document>")),
    ("pdf", hostile.pdf(b"BT /F1 12 Tf 72 720 Td (Norland closed the lock.) Tj ET")),
]  # fmt: skip


def in_words(articles: tuple[Extracted, ...] | SourceError) -> object:
    """Articles, or the refusal as code and message."""
    return (articles.code, articles.message) if isinstance(articles, SourceError) else articles


def here(name: str, data: bytes) -> object:
    """What our process makes of the answer that a parser run here would send."""
    sent = json.loads(json.dumps(worker._answer(name, data)))
    try:
        return in_words(isolation._believe(sent))
    except SourceError as refusal:
        return in_words(refusal)


def apart(name: str, data: bytes) -> object:
    """The same from the limited process."""
    try:
        return in_words(isolation.parse_apart(formats()[name], data))
    except SourceError as refusal:
        return in_words(refusal)


@pytest.mark.parametrize(("name", "data"), GOOD, ids=[name for name, _ in GOOD])
def test_a_parser_says_the_same_wherever_it_runs(name: str, data: bytes) -> None:
    """Limits and the way between the processes change nothing that is read."""
    articles = here(name, data)

    assert articles == apart(name, data)
    assert "closed the lock" in str(articles)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_an_answer_is_articles_or_a_refusal(name: str, data: bytes) -> None:
    """Whatever the bytes: never an exception, always JSON, and an article's doubts lie within its text."""
    answer = worker._answer(RISKY[f".{name.rpartition('.')[2]}"].name, data)

    assert answer == json.loads(json.dumps(answer))
    assert [["articles"], ["error", "hint", "message"]].count(sorted(answer)) == 1
    for article in answer.get("articles", ()):  # type: ignore[attr-defined]
        places = [(start, end) for _, _, start, end in article["doubts"] if start is not None]
        assert all(0 <= start < end <= len(article["text"]) for start, end in places)


def format_of(raised: BaseException | tuple[Extracted, ...]) -> Format:
    """A format whose parser gives, or raises, this."""

    def parse(_: bytes) -> tuple[Extracted, ...]:
        if isinstance(raised, BaseException):
            raise raised
        return raised

    return Format(name="odd", suffixes=(), sniff=lambda _: False, parse=parse)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (TooLarge("big", hint="h"), {"error": "too-large", "message": "big", "hint": "h"}),
        (MemoryError(), {"error": "too-large", "message": "reading it takes more memory than a source may use", "hint": ""}),
        (RecursionError(), {"error": "too-large", "message": "its parts are nested too deeply", "hint": ""}),
        (ZeroDivisionError("1/0"), {"error": "unreadable-source", "message": "its parser gave up (ZeroDivisionError)",
                                    "hint": "save it as text or HTML"}),
        ((Extracted(text="x" * (50_000_001), encoding="utf-8"),),
         {"error": "too-large", "message": "the file holds more than 50 MB of text", "hint": ""}),
    ],
    ids=["refused", "memory", "recursion", "bug", "text"],
)  # fmt: skip
def test_whatever_a_parser_raises_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, raised: BaseException | tuple[Extracted, ...], expected: dict[str, str]
) -> None:
    """A bug of a parser on odd bytes is an unreadable source."""
    monkeypatch.setattr(worker, "find", lambda name: format_of(raised))

    assert expected == worker._answer("odd", b"")


@pytest.mark.parametrize(
    "event", ["open", "socket.connect", "subprocess.Popen", "os.remove", "ctypes.dlopen", "os.exec"]
)
def test_a_parser_may_open_run_and_reach_nothing(event: str) -> None:
    """The interpreter asks before each of these; harmless events pass."""
    worker._refuse("import", ())
    with pytest.raises(PermissionError, match=event):
        worker._refuse(event, ())


def test_a_package_that_is_not_installed_is_not_loaded() -> None:
    """The parsers' own extras are optional."""
    worker._load_all("no_such_package_anywhere")
    worker._load_all("detente.sources.formats")

    assert set(formats()) >= {"html", "pdf"}


# ── what is believed ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answer",
    [None, [], "x", 3, {"articles": [None]}, {"articles": [{}]}, {"articles": [{"text": 3}]},
     {"articles": [{"text": "a", "encoding": "b", "metadata": [], "doubts": None}]}],
)  # fmt: skip
def test_an_answer_of_another_shape_is_not_believed(answer: object) -> None:
    """It is refused as a whole."""
    with pytest.raises(UnreadableSource, match="makes no sense"):
        isolation._believe(answer)


@pytest.mark.parametrize("answer", [{}, {"articles": []}, {"articles": "x"}, {"articles": [{}] * (MAX_DOCUMENTS + 1)}])
def test_no_article_or_far_too_many_are_refused(answer: object) -> None:
    """A file holds some articles."""
    with pytest.raises(UnreadableSource, match="no article"):
        isolation._believe(answer)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("too-large", TooLarge), ("unreadable-source", UnreadableSource), ("os.system", UnreadableSource)],
)
def test_a_refusal_is_one_of_ours_and_short(code: str, kind: type[SourceError]) -> None:
    """Whatever the other process calls it."""
    with pytest.raises(kind) as caught:
        isolation._believe({"error": code, "message": "m" * 9000, "hint": 7})

    assert ("m" * 500, "7", kind) == (caught.value.message, caught.value.hint, type(caught.value))


def test_only_what_fits_the_text_is_kept_of_an_article() -> None:
    """Half a character pair becomes one mark; a doubt beyond the text, or details that are no triple, are left out."""
    (article,) = isolation._believe(
        {
            "articles": [
                {
                    "text": "a\ud800b",
                    "encoding": "utf-8",
                    "metadata": [["title", "L\udfff", "printed"], ["title"], "x"],
                    "doubts": [
                        ["c", "m", None, None],
                        ["c", "m", 0, 3],
                        ["c", "m", 0, 4],
                        ["c", "m", 2, 2],
                        ["c", "m", -1, 2],
                        7,
                    ],
                }
            ]
        }
    )

    assert Extracted(
        text="a\ufffdb",
        encoding="utf-8",
        metadata=(Stated("title", "L\ufffd", "printed"),),
        doubts=(Doubt("c", "m"), Doubt("c", "m", 0, 3)),
    ) == article  # fmt: skip


# ── a child that misbehaves ──────────────────────────────────────────────────────────────────────────────────

HEAD = "import json, os, struct, sys, time, signal; sys.path[:] = json.loads(sys.argv[1])[0]\n"
ANSWERS = {
    "nonsense": ("os.write(1, struct.pack('>I', 3) + b'{]}')", UnreadableSource, "makes no sense"),
    "endless": ("os.write(1, struct.pack('>I', 2**31))", TooLarge, "more than a source may hold"),
    "gone": ("sys.exit(3)", UnreadableSource, "broke down"),
    "killed": ("os.kill(os.getpid(), signal.SIGKILL)", TooLarge, "more time or memory"),
    "cut": ("os.write(1, struct.pack('>I', 9) + b'{')", UnreadableSource, "broke down"),
    "silent": ("time.sleep(60)", TooLarge, "takes longer"),
    "busy": (
        "from detente.sources import worker; worker._allow_seconds(-1.9)\nwhile True: pass",
        TooLarge,
        "more time",
    ),
}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No child stands ready, and none of this test is left to others."""
    isolation.close()
    yield
    monkeypatch.undo()
    isolation.close()


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_child_that_misbehaves_costs_one_refusal(alone: None, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Nonsense, too much, half, nothing at all: a refusal in words, and the child does not come back."""
    program, error, words = ANSWERS[kind]
    monkeypatch.setattr(isolation, "STARTER", f"{HEAD}os.read(0, 4)\n{program}")
    if kind == "silent":
        monkeypatch.setattr(isolation, "START_SECONDS", 0.3)
        monkeypatch.setattr(isolation, "wall_seconds", lambda size: 0.1)

    with pytest.raises(error, match=words):
        isolation.parse_apart(formats()["html"], b"<p>x</p>")
    assert [] == isolation._IDLE


def test_a_child_is_renewed_after_its_time(alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one document left in its memory is not there for ever."""
    monkeypatch.setattr(isolation, "SERVES", 1)
    isolation.parse_apart(formats()["table"], b"title,text\r\nt,d\r\n")

    assert [] == isolation._IDLE


def test_a_parser_is_given_processor_time_and_waited_for_longer() -> None:
    """A crowded machine, which gives a parser a tenth of a processor, refuses no article that an idle one takes."""
    sizes = (0, 1_000_000, 20_000_000)

    assert [10.0, 11.0, 30.0] == [processor_seconds(size) for size in sizes]
    assert all(wall_seconds(size) >= 10 * processor_seconds(size) for size in sizes)
