from __future__ import annotations

from django.urls import path

from tinhso.ui.preferences import prefer

app_name = "ui"
urlpatterns = [path("prefer/", prefer, name="prefer")]
