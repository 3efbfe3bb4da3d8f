from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tinhso.core.people"
    label = "people"
