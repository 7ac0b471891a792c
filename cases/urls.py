"""Every page of the cases app. Names are stable: tests walk them all."""

from django.urls import include, path

from cases.views import about, acts, case, case_list, case_new, case_state, contact, landing, letter, today

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("today/", today.today, name="today"),
    path("new/", case_new.case_new, name="case-new"),
    path("new/draft/", case_new.draft_save, name="draft-save"),
    path("new/copied/", case_new.draft_copied, name="draft-copied"),
    path("new/check/", case_new.draft_check, name="draft-check"),
    path("lint/", case_new.lint, name="lint"),
    path("c/", case_list.case_list, name="case-list"),
    path("c/<slug:ref>/", case.case_page, name="case"),
    path("c/<slug:ref>/older/", case.older, name="case-older"),
    path("c/<slug:ref>/edit/", case_state.edit, name="case-edit"),
    path("c/<slug:ref>/close/", case_state.close, name="case-close"),
    path("c/<slug:ref>/reopen/", case_state.reopen, name="case-reopen"),
    path("c/<slug:ref>/up/", case_state.up, name="case-up"),
    path("c/<slug:ref>/log/", contact.log, name="case-log"),
    path("c/<slug:ref>/log/due/", contact.due_preview, name="case-log-due"),
    path("c/<slug:ref>/agent/", contact.agent, name="case-agent"),
    path("c/<slug:ref>/promise/", contact.quick, name="case-promise"),
    path("c/<slug:ref>/e/<int:number>/", contact.entry, name="entry"),
    path("c/<slug:ref>/e/<int:number>/undo/", contact.undo, name="entry-undo"),
    path("c/<slug:ref>/e/<int:number>/replace/", contact.replace, name="entry-replace"),
    path("c/<slug:ref>/say/", letter.say, name="case-say"),
    path("c/<slug:ref>/say/copied/", letter.copied, name="case-say-copied"),
    path("c/<slug:ref>/say/sent/", letter.sent, name="case-say-sent"),
    path("c/<slug:ref>/no-reply/", acts.no_reply, name="case-no-reply"),
    path("c/<slug:ref>/review/", acts.review, name="case-review"),
    path("c/<slug:ref>/window/<int:number>/", acts.window, name="case-window"),
    path("c/<slug:ref>/ways/", acts.ways, name="case-ways"),
    path("about/", about.page, {"name": "about"}, name="about"),
    path("about/sources/", about.sources, name="sources"),
    path("privacy/", about.page, {"name": "privacy"}, name="privacy"),
    path("a11y/", about.page, {"name": "a11y"}, name="a11y"),
    path("", include("cases.urls_evidence")),
    path("", include("cases.urls_notify")),
]
