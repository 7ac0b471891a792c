"""Every page of the guides. Names are stable: tests walk them all."""

from django.urls import path, re_path

from guides.views import feedback, pictures, reading, refusals, rights, search

urlpatterns = [
    path("guides/", reading.guide_list, name="guides"),
    path("guides/search/", search.search, name="guide-search"),
    path("guides/hotlines/", reading.hotlines, name="hotlines"),
    path("guides/hotlines/report/", feedback.hotline_report, name="hotline-report"),
    path("guides/human/worked/", feedback.human_worked, name="human-worked"),
    path("guides/offline/", reading.offline, name="guide-offline"),
    path("guides/refusals/", refusals.refusal_cards, name="refusals"),
    path("guides/eligible/", rights.eligible, name="eligibility"),
    path("guides/extra/", rights.extra, name="compensation"),
    path("guides/screenshots/<int:pk>.webp", pictures.screenshot, name="guide-screenshot"),
    path("guides/<slug:platform>/", reading.platform_page, name="guide-platform"),
    path("guides/<slug:platform>/<slug:slug>/", reading.guide_page, name="guide"),
    path("guides/<slug:platform>/<slug:slug>/report/", feedback.report, name="guide-report"),
    path("guides/<slug:platform>/<slug:slug>/useful/", feedback.useful, name="guide-useful"),
    path("guides/<slug:platform>/<slug:slug>/card.png", pictures.share_picture, name="guide-card"),
    re_path(
        r"^guides/(?P<platform>[\w-]+)/(?P<slug>[\w-]+)/(?P<step>[\w-]+)\.(?P<form>svg|png)$",
        pictures.step_picture,
        name="guide-picture",
    ),
]
