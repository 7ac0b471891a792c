"""Evidence: the exhibits of a case, and what is not sorted yet. Included by cases.urls, so it has both languages."""

from django.urls import path

from cases.views import (
    appraisal,
    capture,
    compare,
    cover,
    evidence,
    evidence_serve,
    installed,
    marking,
    page_capture,
    part,
    replace,
)

urlpatterns = [
    path("c/<slug:ref>/evidence/", evidence.gallery, name="case-evidence"),
    path("c/<slug:ref>/evidence/add/", evidence.add, name="evidence-add"),
    path("c/<slug:ref>/evidence/compare/", compare.choose, name="case-compare"),
    path("c/<slug:ref>/evidence/compare/<int:number>/", compare.comparison, name="comparison"),
    path("c/<slug:ref>/evidence/compare/<int:number>/pairs/", compare.pairs, name="compare-pairs"),
    path("c/<slug:ref>/evidence/compare/<int:number>/picture/", compare.picture, name="compare-picture"),
    path("c/<slug:ref>/evidence/page/", page_capture.keep, name="page-keep"),
    path("c/<slug:ref>/evidence/page/<int:number>/", page_capture.page, name="page-capture"),
    path("c/<slug:ref>/evidence/needs/", evidence.needs, name="evidence-needs"),
    path("c/<slug:ref>/evidence/<int:number>/", evidence.exhibit, name="exhibit"),
    path("c/<slug:ref>/evidence/<int:number>/tile/", evidence.shown_tile, name="exhibit-tile"),
    path("c/<slug:ref>/evidence/<int:number>/delete/", evidence.delete, name="exhibit-delete"),
    path("c/<slug:ref>/evidence/<int:number>/cover/", cover.cover, name="exhibit-cover"),
    path("c/<slug:ref>/evidence/<int:number>/mark/", marking.mark, name="exhibit-mark"),
    path("c/<slug:ref>/evidence/<int:number>/report/", appraisal.report, name="exhibit-report"),
    path("c/<slug:ref>/evidence/<int:number>/replace/", replace.replace, name="exhibit-replace"),
    path("c/<slug:ref>/evidence/<int:number>/stills/", replace.stills, name="exhibit-stills"),
    path("c/<slug:ref>/evidence/<int:number>/words/", marking.words, name="exhibit-words"),
    path("c/<slug:ref>/evidence/<int:number>/file/<slug:variant>/", evidence_serve.exhibit_file, name="exhibit-file"),
    path("capture/part/", part.part, name="capture-part"),
    path("capture/offline/", installed.offline, name="capture-offline"),
    path("capture/", capture.capture, name="capture"),
    path("capture/<slug:ref>/move/", capture.move, name="capture-move"),
    path("capture/<slug:ref>/delete/", capture.delete, name="capture-delete"),
    path("capture/<slug:ref>/file/<slug:variant>/", evidence_serve.unsorted_file, name="capture-file"),
]
