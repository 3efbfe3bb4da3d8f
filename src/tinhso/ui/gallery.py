"""Every component with data, empty and in error on one page; mounted in tests and demo instances only.

`path("ui/gallery/", include("tinhso.ui.gallery"))`: the page itself and the page images it drags places on.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tinhso.ui.gallery_data import GalleryFilter, GalleryForm, frame, parts

PAGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/>
<g fill="#333" font-family="serif" font-size="4.500" text-anchor="middle"><text x="66" y="26">ỦY BAN NHÂN DÂN TỈNH MẪU</text>
<text x="66" y="32" font-weight="bold">SỞ THÔNG TIN VÀ TRUYỀN THÔNG</text><text x="66" y="46">Số:          /QĐ-STTTT</text>
<text x="150" y="26" font-weight="bold">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text><text x="150" y="46" font-style="italic">ngày        tháng        năm 2020</text>
<text x="105" y="64" font-weight="bold">QUYẾT ĐỊNH (MẪU)</text></g><g stroke="#bbb" stroke-width="1.200">{lines}</g></svg>"""


def gallery(request: HttpRequest) -> HttpResponse:
    """`?state=error` shows the form as sent empty; `?state=empty` shows empty lists."""
    state = request.GET.get("state", "")
    form = GalleryForm({"issued": "31/2", "kind": "", "number": ""}) if state == "error" else GalleryForm()
    shown = parts()
    if state == "empty":
        shown |= {"inbox": [], "lines": [], "history": [], "chips": []}
    return render(request, "ui/gallery.html", {**frame(), **shown, "form": form, "filter": GalleryFilter(request.GET)})


def page(request: HttpRequest, number: int) -> HttpResponse:
    lines = "".join(f'<path d="M30 {y}h{165 - (y * 7) % 23}"/>' for y in range(78, 205, 6))
    return HttpResponse(PAGE.format(lines=lines), content_type="image/svg+xml")


def plain(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"{name}.html", status=200)


urlpatterns = [
    path("", gallery, name="gallery"),
    path("page/<int:number>.svg", page, name="gallery-page"),
    path("error/<str:name>/", plain, name="gallery-error"),
]
