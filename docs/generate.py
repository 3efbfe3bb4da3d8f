"""`python -m docs.generate` (`make docs`): write docs/rooms, docs/settings.md and docs/commands.md from the code."""

from __future__ import annotations

import importlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent


def pages() -> dict[Path, str]:
    """Every generated page with its text. Django must be set up."""
    from docs import reading, rendering

    rooms = reading.rooms()
    made = {DOCS / "rooms" / f"{room.short}.md": rendering.page(room) for room in rooms}
    assert len(made) == len(rooms), "two rooms of the same short name"
    made[DOCS / "rooms" / "README.md"] = rendering.index(rooms)
    made[DOCS / "settings.md"] = "\n".join(_settings()) + "\n"
    made[DOCS / "commands.md"] = "\n".join(_commands()) + "\n"
    return made


def stale() -> list[Path]:
    """Generated pages that are missing, differ, or belong to no room any more."""
    made = pages()
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    return sorted([*wrong, *(set((DOCS / "rooms").glob("*.md")) - set(made))])


def _settings() -> Iterator[str]:
    from docs.rendering import NOTE
    from tinhso.config.environment import KNOWN, SECRET

    yield from (NOTE, "", "# Settings", "")
    yield "Settings come from the environment. An unknown `TINHSO_…` name or a malformed value stops every command, with the fix in the message."
    yield "Those marked * may also be given as the content of a file, named by the same variable with `_FILE` behind it."
    yield from ("", "| variable | what it is |", "|---|---|")
    yield from (f"| `{name}`{' *' if name in SECRET else ''} | {text} |" for name, text in KNOWN.items())


def _commands() -> Iterator[str]:
    import typer

    from docs.rendering import NOTE
    from tinhso.cli import verbs

    yield from (NOTE, "", "# Commands", "", "## make", "", "| target | does |", "|---|---|")
    makefile = (DOCS.parent / "Makefile").read_text("utf-8")
    yield from (f"| `make {name}` | {text} |" for name, text in re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, re.M))
    without = [f"`{name}`" for verb in verbs() for name in _without_data(verb)]
    yield from ("", "## tinhso", "")
    yield f"Every command takes the instance's folder by `--data DIR`, else from `TINHSO_DATA`, else `./tinhso-data`; {', '.join(without[:-1])} and {without[-1]} need none (`verify` trusts the roots of the one it is told)."
    for verb in verbs():
        module = importlib.import_module(f"tinhso.cli.{verb}")
        doc = " ".join((module.__doc__ or "").split())
        yield from ("", f"## tinhso {verb}", "", doc + (" Not listed in `tinhso --help`." if getattr(module, "hidden", False) else ""))
        command = typer.main.get_command(module.app)
        for name, inner in getattr(command, "commands", {"": command}).items():
            usage = f"tinhso {verb} {name}".strip()
            arguments = " ".join(p.metavar or str(p.name).upper() for p in inner.params if p.param_type_name == "argument")
            yield from ("", f"`{usage}{' ' + arguments if arguments else ''}`: {' '.join((inner.help or '').split())}", "")
            for parameter in inner.params:
                if parameter.param_type_name == "option" and parameter.name != "help":
                    shown = ", ".join(f"`{o}`" for o in parameter.opts)
                    yield f"- {shown}{': ' + parameter.help if getattr(parameter, 'help', None) else ''}"


def _without_data(verb: str) -> list[str]:
    """The commands of a verb that need no instance: where none is named, there is none."""
    import typer

    command = typer.main.get_command(importlib.import_module(f"tinhso.cli.{verb}").app)
    inner = getattr(command, "commands", {"": command}).items()
    return [f"{verb} {name}".strip() for name, one in inner if any(p.name == "data" and p.default is None for p in one.params)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in [n for n in os.environ if n.startswith("TINHSO_")]:
            del os.environ[name]
        os.environ.update(TINHSO_DATA=folder, DJANGO_SETTINGS_MODULE="tinhso.config.settings")
        import logging

        import django

        logging.disable(logging.INFO)
        django.setup()
        made = pages()
        for path in set((DOCS / "rooms").glob("*.md")) - set(made):
            path.unlink()
        for path, text in made.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        print(f"{len(made)} pages")


if __name__ == "__main__":
    main()
