"""Mutants that change nothing anybody could see, with the reasons: they are not counted (`mutants.py`)."""

__all__ = ["EQUIVALENT"]

REDUNDANT = "other numbers of the list stand for the same kinds, and the alphabet comes out equal"
MEMORY = "decides only how much is read at once: the hash is the same"

NUMBERING = "blocks are numbered by a table or by sorting, with the same numbers"

LETTERS = "the key is a letter longer and tells as much"

EQUIVALENT: dict[str, dict[str, str]] = {
    "backups": {
        f"{function}: {change}": MEMORY
        for function in ("_put", "_checked")
        for change in ("plus one 1", "plus one 20", "operator 1 << 20")
    }
    | {"_entry: operator 384 << 16": "zipfile gives these rights to an entry that has none"},
    "blocks": {
        "module: plus one 26": NUMBERING,
        "_built_blocks: and/or n_options <= DENSE_OPTIONS and 1 << n_options <= max(1024, 8": NUMBERING,
        "_built_blocks: operator 1 << n_options": NUMBERING,
        "_built_blocks: plus one 1 #2": NUMBERING,
        "_built_ladder: flip True": "the first place is number 0, which stands there either way",
        "_built_ladder: plus one 1": "any span greater than the ranks keeps the blocks apart",
        "_built_ladder: plus one 1 #3": "any number greater than the blocks lets the heights fall",
    },
    "calendar": {
        "_between: compare 0 < last[0] < MAXYEAR": "a period that begins in 1500 or later does not end in the year 0",
        "_between: plus one 0 #2": "nor in the year 1",
        "month_day: operator 2000 + year % 400": "leap years lie alike before and behind 2000",
        "period_of_month: operator 2000 + year % 400": "leap years lie alike before and behind 2000",
    },
    "database": {
        "_make_private: plus one 63": "the folder is given mode 0700 once more",
        "_make_private: operator home.stat().st_mode & 63": "the folder is given mode 0700 once more",
        "_make_private: plus one 448": "the next lines take the mode back to 0700",
    },
    "folders": {
        "sync_folder: operator os.O_RDONLY | os.O_DIRECTORY": "O_RDONLY is 0, and what is opened is a folder",
    },
    "grammar": {
        "Match.words: plus one 0": "the range from 1 to 0 is as empty as that from 0 to 0",
        "Grammar._longest: plus one 2": "no two rules have the same number, so nothing behind it is compared",
    },
    "lexer": {
        f"alphabet_of: plus one {number}": REDUNDANT
        for number in (
            1, 7, 12, 24, 25, 31, 32, 99, 100, 999, 1000, 1500, 1800, 1999, 2099, 2100, 2199, 2200, 99999,
        )
    }
    | {"alphabet_of: operator 19968 + number": "other characters, as many, in another order"},
    "numerals": {
        "year_in_words: plus one 0": "0 and 1 are no years",
        "year_in_words: plus one 20": "no single word is 21",
    },
    "parses": {"readings: plus one 16": LETTERS, "settled: plus one 16": LETTERS},
    "purging": {
        f"_overwrite: {change}": "decides only how much is written at once"
        for change in ("plus one 1 #2", "plus one 20", "operator 1 << 20")
    },
    "restoring": {
        "_exchange: plus one 100": "both paths are absolute: the folder from which others would start is not asked",
    },
    "seal": {
        "module: plus one 128": MEMORY,
        "module: plus one 1024": MEMORY,
        "module: plus one 1024 #2": MEMORY,
        "module: operator 128 * 1024 * 1024": MEMORY,
        "module: operator 128 * 1024": MEMORY,
        "module: plus one 1": MEMORY,
        "module: plus one 20": MEMORY,
        "module: operator 1 << 20": MEMORY,
        "_digest_of_pieces: compare at < size": "a piece of no bytes ends the loop",
        "_handle: operator os.O_RDONLY | os.O_CLOEXEC": "O_RDONLY is 0, and Python adds O_CLOEXEC by itself",
    },
    "searching": {
        "blocks_of: plus one 500": "decides only how many are read at once",
        "_ranked: plus one 1": "any negative number is no limit",
        "_ranked: turn round if end < len(rows):": "spares only the placing of rows that the page does not show",
    },
}  # fmt: skip
"""By module and by the mutant's name, why no test could notice it."""
