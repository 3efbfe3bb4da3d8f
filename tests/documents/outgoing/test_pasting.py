"""What is pasted from Word keeps its headings, lists and tables, and nothing of its looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.outgoing.clipboards import LIBREOFFICE, LIBREOFFICE_TYPED, WORD, WORD_TYPED
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, login
from tinhso.documents.layout.public import Bullets, Heading, Paragraph, Table
from tinhso.documents.outgoing.body import parts
from tinhso.documents.outgoing.pasting import as_typed

TAGS = st.sampled_from(
    [
        "p",
        "b",
        "span",
        "td",
        "tr",
        "table",
        "li",
        "ol",
        "ul",
        "br",
        "h1",
        "div",
        "style",
        "script",
        "o:p",
        "del",
        "x-y",
        "th",
        "i",
        "body",
        "html",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        " style='mso-list:Ignore'",
        ' style="font-weight:700"',
        " colspan=3",
        " rowspan='2'",
        " start=9999999999999999",
        " type=a",
        " style='mso-hide:all'",
        " class=MsoCommentReference",
        " onclick=alert(1)",
        " colspan=-1",
        " rowspan=٣",
        " start=²",
        " a b=",
    ]
)
WORDS = st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=12)
PIECE = st.one_of(
    WORDS, st.builds("<{}{}>".format, TAGS, ATTRIBUTES), st.builds("</{}>".format, TAGS),
    st.sampled_from(["<![if !supportLists]>", "<![endif]>", "<!--[if mso]>", "<![endif]-->", "<!--StartFragment-->", "&nbsp;", "<?xml:namespace />"]),
)  # fmt: skip


@pytest.mark.parametrize(("html", "typed"), [(WORD, WORD_TYPED), (LIBREOFFICE, LIBREOFFICE_TYPED)], ids=["Word", "LibreOffice"])
def test_headings_lists_and_tables_are_kept(html: str, typed: str) -> None:
    assert as_typed(html) == typed


def test_the_body_knows_what_was_pasted() -> None:
    kinds = [type(block) for block in parts(as_typed(WORD))[0]]
    assert kinds == [Paragraph, Paragraph, Heading, Heading, Heading, Heading, Bullets, Table, Paragraph]


@given(st.lists(PIECE, max_size=30).map("".join))
def test_whatever_is_on_the_clipboard_no_markup_comes_through(html: str) -> None:
    typed = as_typed(html)
    assert "<" not in typed and ">" not in typed and "alert(1)" not in typed
    assert all(line == " ".join(line.split()) for line in typed.splitlines())
    parts(typed)  # and the body reads it


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(html: str) -> None:
    assert isinstance(as_typed(html), str)


@pytest.mark.parametrize("html", ["<div>" * 5000 + "sâu", "<table><tr><td>" * 2000 + "lồng", "<td rowspan=1000 colspan=1000>x" * 300, ""])
def test_neither_does_depth(html: str) -> None:
    assert isinstance(as_typed(html), str)


def test_the_page_reads_the_clipboard_of_who_may_draft(office: Office) -> None:
    answer = login(office.cast.specialist).post(f"{ROOT}soan/dan/", {"html": WORD})
    assert answer.json() == {"text": WORD_TYPED}
    assert login(office.cast.administrator).post(f"{ROOT}soan/dan/", {"html": WORD}).status_code == 403
