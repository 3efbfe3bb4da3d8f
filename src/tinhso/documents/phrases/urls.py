from django.urls import path

from tinhso.documents.phrases import pages

urlpatterns = [path("", pages.edit, name="phrases")]
