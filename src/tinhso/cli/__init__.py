"""The command `tinhso`: one file a verb, each with an `app` (typer); a verb is imported only when it is called."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from tinhso import __version__
from tinhso.cli import _vietnamese
from tinhso.kit.errors import Refusal, of_database, unforeseen, unusable

# typer carries a click of its own and exports only this one of its mistakes on the command line.
_UsageError: Any = typer.BadParameter.__base__


# Exit status of a Refusal or an unusable file, and of a wrong command line (64 is EX_USAGE), where 1 and 2 are verdicts.
_SPEAKING = {("verify",): (64, 64), ("documents", "check"): (2, 64)}


def main(argv: Sequence[str] | None = None) -> None:
    """Entry point. Exit status 0; 1 for a Refusal, a file or a database that fails, told in both languages; 2 for a wrong command line.

    Commands that speak by their exit status keep these apart from what they say (`_SPEAKING`).
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        _show_verbs()
        return
    if arguments[0] in {"-V", "--version"}:
        print(f"tinhso {__version__}")
        return
    verb = arguments[0]
    if verb not in verbs():
        say_refusal(Refusal("cli.unknown", vi=f"Không có lệnh “{verb}”; xem tinhso --help.",
                            en=f"There is no command “{verb}”; see tinhso --help."))  # fmt: skip
        raise SystemExit(2)
    refused, misspelt = _SPEAKING.get((verb,)) or _SPEAKING.get(tuple(arguments[:2])) or (1, 2)
    try:
        raise SystemExit(_command(verb).main(args=arguments[1:], prog_name=f"tinhso {verb}", standalone_mode=False) or 0)
    except _UsageError as error:
        what = f": {mistake}" if (mistake := _vietnamese.mistake(error)) else ""
        help_vi = f"Dòng lệnh chưa đúng{what}; xem “tinhso {verb} --help”."
        say_refusal(Refusal("cli.usage", vi=help_vi, en=error.format_message()))
        raise SystemExit(misspelt) from None
    except Refusal as refusal:
        say_refusal(refusal)
        raise SystemExit(refused) from None
    except BrokenPipeError:
        raise SystemExit(141) from None  # who read our output has gone
    except OSError as error:
        say_refusal(unusable(error))
        raise SystemExit(refused) from None
    except (typer.Abort, KeyboardInterrupt):
        raise SystemExit(130) from None
    except Exception as error:  # the last catch: a person is told in words, and none ends as if it had judged
        if not of_database(error):
            traceback.print_exc()
        say_refusal(unforeseen(error))
        raise SystemExit(refused) from None


def _command(verb: str) -> Any:
    command = typer.main.get_command(_module(verb).app)
    if _vietnamese.wanted():
        _vietnamese.translate(command)
    return command


def verbs() -> list[str]:
    """The verbs there are: the modules here without a leading underscore."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))


def say_refusal(refusal: Refusal) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"✗ {refusal.vi}\n  {refusal.en}", style="red", markup=False)


def _module(verb: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{verb}")


def _show_verbs() -> None:
    table = Table(f"tinhso {'LỆNH' if _vietnamese.wanted() else 'COMMAND'} --help", "", box=None, pad_edge=False)
    for verb in verbs():
        module = _module(verb)
        if not getattr(module, "hidden", False):
            line = (module.__doc__ or "").strip().splitlines()[0]
            table.add_row(verb, _vietnamese.said(line) if _vietnamese.wanted() else line)
    Console().print(table)
