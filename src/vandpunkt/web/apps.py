"""The Django apps of the pages."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class WebConfig(AppConfig):
    """The pages of the site; it has no models of its own."""

    name = "vandpunkt.web"
    label = "web"
    default = True


class AdministrationConfig(AdminConfig):
    """Django's administration, held to the access table."""

    default_site = "vandpunkt.web.administration.AdministrationSite"
    default = False
