"""All addresses of the product."""

from django.urls import include, path

urlpatterns = [
    path("ui/", include("tinhso.ui.urls")),
    path("accounts/", include("allauth.urls")),
]
