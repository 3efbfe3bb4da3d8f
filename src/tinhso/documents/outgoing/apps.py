from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "tinhso.documents.outgoing"
    label = "outgoing"
