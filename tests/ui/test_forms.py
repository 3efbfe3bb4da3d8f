from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from tinhso.kit import clock
from tinhso.ui.forms import DateField, FilesField, LineField, TextField, TimeField
from tinhso.ui.rows import Place
from tinhso.ui.templatetags.ui import error_summary_html


class Sample(forms.Form):
    subject = LineField(label="Trích yếu", help_text="ngắn gọn")
    issued = DateField(label="Ngày", earliest=dt.date(2019, 1, 1), latest=dt.date(2020, 12, 31))
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    attached = FilesField(label="Tệp", max_bytes=10, suffixes=(".pdf",), required=False)


@pytest.mark.parametrize("typed", ["5/1", "05/01/2020", "5-1-20", "5.1", "2020-01-05", " 5/1/2020 "])
def test_dates_as_they_are_typed(typed: str) -> None:
    with clock.at(dt.datetime(2020, 6, 1, tzinfo=clock.VIETNAM)):
        assert DateField().clean(typed) == dt.date(2020, 1, 5)


@pytest.mark.parametrize("typed", ["31/2", "1/13", "hôm qua", "5/1/1", "20200105"])
def test_no_such_day_is_said_with_an_example(typed: str) -> None:
    with translation.override("vi"), pytest.raises(forms.ValidationError, match="ví dụ 5/1"):
        DateField().clean(typed)


def test_a_date_outside_its_bounds_names_the_bound() -> None:
    with translation.override("vi"):
        form = Sample({"subject": "x", "issued": "1/1/2021"})
        assert "31/12/2020" in str(form.errors["issued"])


def test_the_date_box_is_text_with_the_clocks_year_and_never_the_browsers() -> None:
    with clock.at(dt.datetime(2020, 6, 1, tzinfo=clock.VIETNAM)):
        html = str(Sample(initial={"issued": dt.date(2020, 1, 5)})["issued"])
    assert 'type="text"' in html and 'data-date="2020"' in html and 'value="05/01/2020"' in html


@pytest.mark.parametrize(("typed", "hour", "minute"), [("8", 8, 0), ("8:30", 8, 30), ("8h5", 8, 5), ("14.05", 14, 5)])
def test_times_as_they_are_typed(typed: str, hour: int, minute: int) -> None:
    assert TimeField().clean(typed) == dt.time(hour, minute)


def test_pasted_decomposed_text_is_composed_on_one_line() -> None:
    assert LineField().clean(unicodedata.normalize("NFD", " Sở  Tài chính\n")) == "Sở Tài chính"


def test_no_browser_cuts_what_is_pasted_the_form_says_it_is_too_long() -> None:
    class Long(forms.Form):
        subject = LineField(max_length=20)
        reason = TextField(max_length=20)

    form = Long({"subject": "x" * 21, "reason": "y" * 20_000})
    assert "maxlength" not in str(form) and "21" in str(form.errors["subject"])
    with translation.override("vi"):
        assert "Dài quá 20 ký tự (đang có 20.000). Viết gọn lại." in str(form.errors["reason"])


def test_what_is_left_empty_is_called_by_its_name_in_every_form() -> None:
    class Plain(forms.Form):
        subject = LineField(label="Trích yếu")
        signer = forms.ChoiceField(label="Người ký", choices=[("", "…"), ("1", "một")])
        issued = DateField(label="Ngày")
        attached = FilesField(label="Tệp")
        checked = forms.BooleanField(label="Đã kiểm tra")

    with translation.override("vi"):
        form = Plain({})
        html = str(error_summary_html(form))
        beside = str(form["subject"].errors)
    for told in ("Chưa nhập: Trích yếu", "Chưa chọn: Người ký", "Chưa nhập: Ngày", "Chưa chọn tệp: Tệp", "Chưa đánh dấu: Đã kiểm tra"):
        assert f">{told}</a>" in html
    assert "Chưa nhập." in beside and "bắt buộc" not in html


def files(*given: SimpleUploadedFile) -> MultiValueDict[str, SimpleUploadedFile]:
    return MultiValueDict({"attached": list(given)})


def test_several_files_come_as_a_list() -> None:
    form = Sample({"subject": "x", "issued": "5/1/2020"}, files(*(SimpleUploadedFile(f"{i}.pdf", b"1") for i in range(2))))
    assert form.is_valid() and [f.name for f in form.cleaned_data["attached"]] == ["0.pdf", "1.pdf"]


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (SimpleUploadedFile("a.pdf", b""), "không có nội dung"),
        (SimpleUploadedFile("a.pdf", b"x" * 11), "quá mức"),
        (SimpleUploadedFile("a.exe", b"x"), "không thuộc loại"),
    ],
)
def test_a_refused_file_is_named_with_the_reason(file: SimpleUploadedFile, word: str) -> None:
    with translation.override("vi"):
        errors = str(Sample({"subject": "x", "issued": "5/1/2020"}, files(file)).errors["attached"])
    assert word in errors and str(file.name) in errors


def test_error_summary_links_to_each_field_and_the_field_points_back() -> None:
    form = Sample({"subject": "", "issued": "31/2", "kind": "z"})
    with translation.override("vi"):
        html = Template("{% load ui %}{% form_fields form %}").render(Context({"form": form}))
    for name in ("subject", "issued", "kind"):
        assert f'href="#id_{name}"' in html and f'id="id_{name}"' in html and f'id="id_{name}_error"' in html
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html


def test_a_place_survives_the_form_and_nonsense_is_refused() -> None:
    place = Place("number", "Số", 2, 45.5, 40, 24, 7)
    assert Place.parse("number", place.value, "Số") == place
    for wrong in ("", "1;2;3", "0;1;1;1;1", "1;-1;1;1;1", "1;1;1;0;1", "1;nan;1;1;1"):
        with pytest.raises(ValueError):
            Place.parse("number", wrong)
