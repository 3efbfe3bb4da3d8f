from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "tinhso.documents.registers"
    label = "registers"
