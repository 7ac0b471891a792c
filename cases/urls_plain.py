"""Addresses that have no language: machines, feeds and signed links."""

from django.urls import path

from cases.views import health

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
]
