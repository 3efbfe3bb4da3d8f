from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "tinhso.core.calendar"
    label = "calendar"
