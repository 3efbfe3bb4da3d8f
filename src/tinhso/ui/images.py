"""Pages of files as images in a response."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified


def page_response(request: HttpRequest, sha256: str, draw: Callable[[], bytes | None]) -> HttpResponse:
    """A page of a file as an image. The address stays while the file changes, so the browser asks each time whether it still holds the same.

    A signer must never be shown an earlier text.
    """
    etag = f'"{sha256}"'
    answer = HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else _drawn(draw())
    answer["Cache-Control"], answer["ETag"] = "private, no-cache", etag
    return answer


def _drawn(image: bytes | None) -> HttpResponse:
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/png")
