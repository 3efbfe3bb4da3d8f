from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

from tinhso.ui import extract, messages, po

PO = """msgid ""
msgstr "Language: en\\n"

msgid "còn %(n)s ngày"
msgid_plural "còn %(n)s ngày"
msgstr[0] "%(n)s day left"
msgstr[1] "%(n)s days left"

#: somewhere.py
msgctxt "verb"
msgid "In"
msgstr ""
"Print "
"it"

#, fuzzy
msgid "đoán"
msgstr "guess"

msgid "chưa dịch"
msgstr ""
"""


def compiled(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(po.compile_mo(po.parse(text))))


def test_pythons_own_gettext_reads_what_we_compile() -> None:
    words = compiled(PO)
    assert words.ngettext("còn %(n)s ngày", "còn %(n)s ngày", 1) == "%(n)s day left"
    assert words.ngettext("còn %(n)s ngày", "còn %(n)s ngày", 5) == "%(n)s days left"
    assert words.pgettext("verb", "In") == "Print it"


def test_unfinished_and_fuzzy_strings_stay_vietnamese() -> None:
    words = compiled(PO)
    assert (words.gettext("đoán"), words.gettext("chưa dịch")) == ("đoán", "chưa dịch")


def test_a_catalogue_written_reads_the_same() -> None:
    known = po.parse(PO)
    known.pop(("", ""))
    again = po.parse(po.dump(list(known.values())))
    again.pop(("", ""))
    assert again == known


def test_strings_are_found_in_python() -> None:
    source = '_("một")\nngettext("hai", "nhiều", n)\npgettext("c", "ba")\nself.x(gettext_lazy("bốn"))\nprint("năm")'
    found = {(m.context, m.msgid, m.plural) for m in extract.from_python(source)}
    assert found == {("", "một", ""), ("", "hai", "nhiều"), ("c", "ba", ""), ("", "bốn", "")}


def test_strings_are_found_in_templates_as_django_looks_them_up() -> None:
    source = """{% translate "một 5%" %}{% translate 'hai' context "c" as x %}{% note _("ba") %}{{ x|default:_("bốn") }}
{% blocktranslate count n=1 trimmed %}
  còn {{ n }}
  ngày{% plural %}các {{ n }}{% endblocktranslate %}{% comment %}{% translate "không" %}{% endcomment %}"""
    found = {(m.context, m.msgid, m.plural) for m in extract.from_template(source)}
    assert found == {
        ("", "một 5%%", ""),
        ("c", "hai", ""),
        ("", "ba", ""),
        ("", "bốn", ""),
        ("", "còn %(n)s ngày", "các %(n)s"),
    }


def test_vietnamese_outside_a_translate_tag_is_named_with_its_line() -> None:
    source = '<p>ok</p>\n<p>Số đến</p>\n{% note "Đã lưu" %}{% note _("Đã lưu") %}{% translate "Đã lưu" %}{# Đã #}'
    assert list(extract.untranslated(source)) == [(1, "<p>Số đến</p>"), (3, '"Đã lưu"')]


def test_a_stale_catalogue_is_compiled_at_start_and_a_fresh_one_is_left(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, "utf-8")
    target = source.with_suffix(".mo")
    assert messages.ensure(tmp_path) == [target]
    assert messages.ensure(tmp_path) == []
    os.utime(source, ns=(target.stat().st_mtime_ns + 1, target.stat().st_mtime_ns + 1))
    assert messages.ensure(tmp_path) == [target]


def test_the_face_is_complete_in_english() -> None:
    known = po.parse(messages.EN.read_text("utf-8"))
    wanted = extract.everything(extract.PACKAGE / "ui")
    assert wanted and [m.msgid for key, m in wanted.items() if key not in known or not known[key].done] == []


def test_no_template_of_the_face_speaks_one_language_only() -> None:
    wrong = [(p.name, list(extract.untranslated(p.read_text("utf-8")))) for p in extract.templates(extract.PACKAGE / "ui")]
    assert [w for w in wrong if w[1]] == []


def test_a_button_that_saves_says_so_in_english() -> None:
    """ "Lưu" is also where a copy is kept (Phụ lục I.II.9); the button is another word."""
    from django.utils import translation
    from django.utils.translation import gettext, ngettext, pgettext

    with translation.override("en"):
        assert (gettext("Lưu"), pgettext("nơi nhận", "Lưu")) == ("Save", "File copy")
        assert [ngettext("tệp", "tệp", n) for n in (1, 2)] == ["file", "files"]


def test_a_template_that_does_not_compile_is_named(tmp_path: Path) -> None:
    from django.template.engine import Engine

    from tinhso.ui.compiled import faults

    open_tag, gone = tmp_path / "open.html", tmp_path / "gone.html"
    open_tag.write_text("{% if a %}{{ b|nosuchfilter }}", "utf-8")
    gone.write_text('{% extends "no/such.html" %}', "utf-8")
    told = list(faults([open_tag, gone], Engine.get_default()))
    assert len(told) == 2 and "open.html" in told[0] and "no/such.html" in told[1]
