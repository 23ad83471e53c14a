"""The Django app of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages of the site; it has no models of its own."""

    name = "vandpunkt.web"
    label = "web"
