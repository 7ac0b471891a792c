"""Addresses that have no language: machines, feeds and signed links."""

from django.urls import include, path

from cases.views import calendar_feed, hand_off, health, installed, invitation, leave, mail_answer, shared

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("capture/share/", installed.share, name="capture-share"),
    path("r/<str:token>/", mail_answer.answer, name="mail-answer"),
    path("h/<str:token>/", hand_off.hand_off, name="hand-off"),
    path("s/<str:token>/", shared.shared, name="shared"),
    path("s/<str:token>/<slug:kind>/", shared.file, name="shared-file"),
    path("i/<str:token>/", invitation.invite, name="helper-invite"),
    path("u/<str:token>/", leave.undo, name="undo"),
    path("cal/<str:token>.ics", calendar_feed.feed, name="calendar-feed"),
    path("api/v1/", include("cases.urls_api")),
]
