from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tinhso.core.search"
    label = "search"
