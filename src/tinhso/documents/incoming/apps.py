from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "tinhso.documents.incoming"
    label = "incoming"
