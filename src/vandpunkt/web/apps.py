"""The Django apps of the pages."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class WebConfig(AppConfig):
    """The pages of the site; it has no models of its own."""

    name = "vandpunkt.web"
    label = "web"
    default = True

    def ready(self) -> None:
        """Listen for logins."""
        from django.contrib.auth.signals import user_logged_in

        from vandpunkt.web.sign_in.kept_forms import keep_for_the_writer

        user_logged_in.connect(keep_for_the_writer)


class AdministrationConfig(AdminConfig):
    """Django's administration, held to the access table."""

    default_site = "vandpunkt.web.administration.AdministrationSite"
    default = False

    def ready(self) -> None:
        """Show what is ours: secrets of telephones and counted logins are kept on pages of their own."""
        super().ready()
        from django.contrib import admin

        for model in list(admin.site._registry):
            if model._meta.app_label.startswith(("otp_", "axes")):
                admin.site.unregister(model)
