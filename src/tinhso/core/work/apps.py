from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "tinhso.core.work"
    label = "work"
