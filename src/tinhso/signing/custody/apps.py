from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "tinhso.signing.custody"
    label = "custody"
