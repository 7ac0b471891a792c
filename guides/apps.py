"""The guides app: what we know about platforms and rules. Public."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = "guides"
