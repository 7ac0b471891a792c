"""Every page of the cases app. Names are stable: tests walk them all."""

from django.urls import path

from cases.views import landing

urlpatterns = [
    path("", landing.landing, name="landing"),
]
