from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "tinhso.documents.agenda"
    label = "agenda"
