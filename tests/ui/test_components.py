from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

import tinhso.ui
from tinhso.ui import filters
from tinhso.ui.rows import Action, Row, Tag

TEMPLATES = Path(tinhso.ui.__file__).parent / "templates"


def show(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize("name", sorted(str(p.relative_to(TEMPLATES)) for p in TEMPLATES.rglob("*.html")))
def test_every_template_parses(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "413", "500", "503"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_error_pages_stand_without_request_and_say_the_refusal(code: str, language: str) -> None:
    with translation.override(language):
        assert code[:3] in render_to_string(f"{code}.html")
        assert "Số 15 đã cấp" in render_to_string(f"{code}.html", {"sentence": "Số 15 đã cấp"})


def test_text_from_people_is_escaped_everywhere() -> None:
    bad = "<script>x</script>"
    row = Row(bad, "/x", bad, bad, bad, bad, more=[bad], tag=Tag(bad))
    html = show(
        "{% rows r %}{% tag t %}{% note b title=b %}{% avatar b %}{% empty_state b b %}{% card title=b %}{{ b }}{% endcard %}",
        r=[row],
        t=Tag(bad),
        b=bad,
    )
    assert "<script" not in html


def test_components_take_dicts_too() -> None:
    assert "Chờ" in show("{% tag t %}", t={"text": "Chờ", "tone": "warn"})


def test_a_missing_right_is_explained_beside_its_button() -> None:
    html = show("{% actions a %}", a=[Action("Đóng dấu", disabled="chưa ký số")])
    assert 'aria-disabled="true"' in html and "chưa ký số" in html and "href" not in html.split("</button>")[0].split("<button")[0]


def test_pager_keeps_the_filters_and_drops_the_other_cursor() -> None:
    request = RequestFactory().get("/?state=open&newer=old")
    html = show("{% pager page %}", page={"newer": None, "older": "c=1"}, request=request)
    assert 'href="?state=open&amp;older=c%3D1"' in html and 'rel="prev"' not in html


def test_a_chip_leads_to_the_list_without_its_filter() -> None:
    class Filter(forms.Form):
        q = forms.CharField(label="Từ khóa", required=False)
        state = forms.ChoiceField(label="Trạng thái", choices=[("", "-"), ("open", "Đang xử lý")], required=False)

    query = QueryDict("q=abc&state=open&older=zz")
    form = Filter(query)
    assert form.is_valid()
    chips = filters.chips(form, query)
    assert [(c.label, c.url) for c in chips] == [("Từ khóa: abc", "?state=open"), ("Trạng thái: Đang xử lý", "?q=abc")]


@override_settings(ROOT_URLCONF="tests.ui.gallery_urls", ALLOWED_HOSTS=["testserver"])
def test_preferences_are_cookies_and_never_lead_to_another_site() -> None:
    from tinhso.ui.preferences import prefer

    made = RequestFactory().post("/ui/prefer/", {"theme": "dark", "density": "huge", "language": "en", "next": "//evil.example/"})
    response = prefer(made)
    assert response["Location"] == "/"
    assert response.cookies["tinhso_theme"].value == "dark" and "tinhso_density" not in response.cookies
    assert response.cookies["django_language"].value == "en"
