from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tinhso.core.organisations"
    label = "organisations"
