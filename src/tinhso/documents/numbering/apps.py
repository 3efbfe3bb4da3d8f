from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "tinhso.documents.numbering"
    label = "numbering"
