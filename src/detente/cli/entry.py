"""The command group: commands loaded when they are called, and the last line of defence against tracebacks."""

import os
import resource
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from detente.cli.output import Output, print_error, print_problem, print_problems
from detente.cli.version import VERSION
from detente.errors import Cancelled, DetenteError, InvalidModel

__all__ = ["COMMANDS", "cli", "run"]

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "The main job": {
        "demo": ("cases", "Copy a bundled example case and run it."),
        "run": ("cases", "Read what is new, build the record, solve, write the report."),
        "init": ("cases", "Make a new case folder."),
        "add": ("cases", "Copy articles into a case and take them up."),
    },
    "The record": {
        "sources": ("lists", "The articles: outlet, date, origin, near-duplicates."),
        "dates": ("lists", "Every expression that names a time."),
        "statements": ("lists", "Who said what, through whom, and where it stands."),
        "events": ("lists", "What happened, was planned, proposed or denied, and when."),
        "positions": ("lists", "What each party holds on each issue, over time."),
        "terms": ("lists", "Rival names of one thing, and contested readings."),
        "disagreements": ("lists", "Questions that the sources answer differently."),
        "gaps": ("lists", "What the sources do not tell."),
        "search": ("lookup", "Search the passages."),
        "show": ("lookup", "Show one item with its passages."),
    },
    "The dispute": {
        "draft": ("drafts", "Propose a model from the record."),
        "check": ("models", "Find every error of a model."),
        "solve": ("models", "Stable states and equilibria."),
        "why": ("reasons", "Why a state holds, or does not."),
        "path": ("reasons", "How the dispute can get from one state to another."),
        "deal": ("deals", "The smallest changes that make an outcome hold."),
        "whatif": ("variants", "Solve with an edit and show the difference."),
        "robust": ("reasons", "How much the answer hangs on each assumption."),
        "options": ("worth", "What hangs on each option."),
        "coalitions": ("perspectives", "Who could upset what holds together, and where to."),
        "views": ("perspectives", "Each party's own game, and the game as played."),
        "unknown": ("worth", "Which unknown comparisons matter."),
        "epochs": ("course", "The dispute through time, from epoch to epoch."),
        "premises": ("course", "What the observed states need that nobody says."),
        "hypotheses": ("hypotheses", "Explanations in rows, evidence in columns."),
        "rivals": ("rivalry", "Rival explanations side by side, and what tells them apart."),
        "diff": ("variants", "What changed between two versions of a case."),
    },
    "Outputs and interchange": {
        "report": ("exchange", "Write the report."),
        "export": ("exchange", "Write the case or the model in another format."),
        "import": ("importing", "Take up a model or articles from another format."),
        "serve": ("serving", "Open the case in the browser."),
    },
    "Custody": {
        "log": ("custody", "What was done to the case, by whom."),
        "undo": ("custody", "Take back the last thing that was done."),
        "verify": ("custody", "Recompute every hash and every citation."),
        "backup": ("custody", "Write a verified copy of the case."),
        "restore": ("custody", "Take a backup back."),
        "purge": ("custody", "Delete for good what is no longer in the case."),
        "doctor": ("custody", "Check the environment."),
    },
}
"""Commands by heading: name → (module of `detente.cli`, summary)."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and summaries, and imports a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help page."""
        return [name for commands in COMMANDS.values() for name in commands if _is_delivered(commands[name][0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module loaded."""
        for commands in COMMANDS.values():
            if cmd_name in commands and _is_delivered(commands[cmd_name][0]):
                module = import_module(f"detente.cli.{commands[cmd_name][0]}")
                found: click.Command = getattr(module, f"{cmd_name}_command")
                return found
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named, or a usage error that suggests the nearest name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near:
                raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings."""
        for heading, commands in COMMANDS.items():
            known = [(name, summary) for name, (module, summary) in commands.items() if _is_delivered(module)]
            if known:
                with formatter.section(heading):
                    formatter.write_dl(known)


def _is_delivered(module: str) -> bool:
    """Whether the command's module is part of this installation."""
    return os.path.exists(os.path.join(os.path.dirname(__file__), f"{module}.py"))


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 done, and the answer is negative; 2 it could not be answered.",
)
@click.version_option(VERSION, prog_name="detente", message="%(prog)s %(version)s")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no remarks on stderr, only errors.")
@click.pass_context
def cli(context: click.Context, quiet: bool) -> None:
    """Find out why a negotiation is stuck, and what would unstick it.

    \b
    Start with:
      detente demo
      detente run MYCASE
    """
    context.obj = Output(quiet=quiet)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; its exit code. No exception leaves this function."""
    _make_output_whole()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump with somebody's sources in it
    try:
        result = cli.main(
            args=list(arguments) if arguments is not None else None, prog_name="detente", standalone_mode=False
        )
        code = result if isinstance(result, int) else 0
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as ended:  # click's answers to the shell's completion, and to a reader that has gone
        return ended.code if isinstance(ended.code, int) and "_DETENTE_COMPLETE" in os.environ else _reader_gone()
    except (KeyboardInterrupt, click.exceptions.Abort):
        print_error("cancelled; what was finished is kept")
        return 130
    except Cancelled as error:
        print_error(f"cancelled: {error.message}", error.hint)
        return 130
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except InvalidModel as error:
        problems = error.problems or (error,)
        print_problems(problems, see=problems[0].where.partition(":")[0] or "FILE")
        return 2
    except DetenteError as error:
        print_problem(error)
        return 2
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print_error(f"{place}error os: {error.strerror or error}", "check the path, the permissions and the free space")
        return 2
    except Exception as error:
        return _unexpected(error)
    return code


def _make_output_whole() -> None:
    """UTF-8 out, whatever the locale: the same input gives the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _reader_gone() -> int:
    """Whoever read our output has seen enough, as `| head` does: no complaint."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected(error: Exception) -> int:
    """A fault of the program: one line, and how to get the details."""
    if os.environ.get("DETENTE_TRACEBACK"):
        import traceback

        traceback.print_exc()
        return 2
    if isinstance(error, MemoryError):
        print_error(
            "error too-large: more memory is needed than there is",
            "what was done before is kept; give it more memory, or fewer and smaller sources, and run it again",
        )
        return 2
    print_error(
        f"error internal: {type(error).__name__}: {error}",
        "this is a fault of detente; DETENTE_TRACEBACK=1 in the environment shows where, for a report of it",
    )
    return 2
