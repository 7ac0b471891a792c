"""Addresses that have no language: machines, feeds and signed links."""

from django.urls import path

from cases.views import calendar_feed, hand_off, health, mail_answer

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("r/<str:token>/", mail_answer.answer, name="mail-answer"),
    path("h/<str:token>/", hand_off.hand_off, name="hand-off"),
    path("cal/<str:token>.ics", calendar_feed.feed, name="calendar-feed"),
]
