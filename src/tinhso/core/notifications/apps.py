from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "tinhso.core.notifications"
    label = "notifications"
