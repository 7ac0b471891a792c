"""The cases app: what happened to one shopper. Private."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "cases"

    def ready(self) -> None:
        from config import checks  # noqa: F401
