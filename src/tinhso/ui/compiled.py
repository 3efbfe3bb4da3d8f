"""`python -m tinhso.ui.compiled` (`make lint`): every template compiles: its tags are closed, its filters known, its parents there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Node, NodeList, Template
from django.template.engine import Engine
from django.template.loader_tags import ExtendsNode, IncludeNode

from tinhso.ui.extract import PACKAGE, templates


def faults(paths: list[Path], engine: Engine) -> Iterator[str]:
    """A line for each template that does not compile, or names a template that is not there. Django is set up."""
    for path in paths:
        where = path.relative_to(PACKAGE) if path.is_relative_to(PACKAGE) else path
        try:
            made = Template(path.read_text("utf-8"), name=str(where), engine=engine)
        except TemplateSyntaxError as error:
            yield f"{where}: {error}"
            continue
        for name in _named(made.nodelist):
            try:
                engine.find_template(name)
            except (TemplateDoesNotExist, TemplateSyntaxError) as error:
                yield f"{where}: {name}: {error or 'there is no such template'}"


def _named(nodes: NodeList) -> Iterator[str]:
    """Templates that are extended or included by a name written out."""
    for node in nodes.get_nodes_by_type(Node):
        named = node.parent_name if isinstance(node, ExtendsNode) else node.template if isinstance(node, IncludeNode) else None
        literal = getattr(named, "var", None)
        if isinstance(literal, str):
            yield literal


def main() -> int:
    django.setup()
    wrong = list(faults(templates(), Engine.get_default()))
    print("\n".join(wrong) or f"{len(templates())} templates compile.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
