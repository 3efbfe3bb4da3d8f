from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("ui/", include("tinhso.ui.urls")), path("", include("tinhso.ui.gallery"))]
