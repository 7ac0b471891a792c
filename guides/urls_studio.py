"""The studio: where editors change guides."""

from django.urls import path

from guides.views.studio import guide, listing, picture, queue, release, step

urlpatterns = [
    path("", listing.studio, name="studio"),
    path("new/", listing.new, name="studio-new"),
    path("queue/", queue.queue, name="studio-queue"),
    path("hotline/", queue.settle_hotline, name="studio-settle-hotline"),
    path("screenshots/<int:number>.png", picture.screenshot, name="studio-screenshot"),
    path("reports/<int:number>.png", picture.reported, name="studio-report-picture"),
    path("<slug:slug>/", guide.guide, name="studio-guide"),
    path("<slug:slug>/steps/", guide.steps, name="studio-steps"),
    path("<slug:slug>/discard/", guide.discard, name="studio-discard"),
    path("<slug:slug>/preview/", guide.preview, name="studio-preview"),
    path("<slug:slug>/publish/", release.publish, name="studio-publish"),
    path("<slug:slug>/history/", release.history, name="studio-history"),
    path("<slug:slug>/history/<int:number>/restore/", release.rollback, name="studio-rollback"),
    path("<slug:slug>/withdraw/", release.withdraw, name="studio-withdraw"),
    path("<slug:slug>/shipped/", release.shipped, name="studio-shipped"),
    path("<slug:slug>/settle/", queue.settle, name="studio-settle"),
    path("<slug:slug>/steps/<slug:step>/", step.step, name="studio-step"),
    path("<slug:slug>/steps/<slug:step>/picture/", picture.picture, name="studio-picture"),
    path("<slug:slug>/steps/<slug:step>/upload/", picture.upload, name="studio-upload"),
    path("<slug:slug>/steps/<slug:step>/confirm/", picture.confirm, name="studio-confirm"),
    path("<slug:slug>/steps/<slug:step>/cover/", picture.cover, name="studio-cover"),
]
