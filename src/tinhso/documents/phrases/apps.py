from django.apps import AppConfig


class PhrasesConfig(AppConfig):
    name = "tinhso.documents.phrases"
    label = "phrases"
