from django.apps import AppConfig


class FoldersConfig(AppConfig):
    name = "tinhso.documents.folders"
    label = "folders"
