"""Notices, reminders of a case, and settings. Included by cases.urls, so every address has both languages."""

from django.urls import path

from cases.views import inbox, invitation, me, remind

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<uuid:mail_id>/", inbox.inbox_read, name="inbox-read"),
    path("c/<slug:ref>/mute/", remind.mute, name="case-mute"),
    path("c/<slug:ref>/snooze/", remind.snooze, name="case-snooze"),
    path("c/<slug:ref>/remind/", remind.remind, name="case-remind"),
    path("c/<slug:ref>/remind/<int:number>/cancel/", remind.remind_cancel, name="case-remind-cancel"),
    path("me/", me.me, name="me"),
    path("me/notify/", me.notify, name="me-notify"),
    path("me/look/", me.look, name="me-look"),
    path("me/calendar/", me.calendar, name="me-calendar"),
    path("me/helping/", invitation.helping, name="me-helping"),
    path("me/security/", me.security, name="me-security"),
]
