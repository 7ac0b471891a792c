"""Evidence: the exhibits of a case, and what is not sorted yet. Included by cases.urls, so it has both languages."""

from django.urls import path

from cases.views import capture, cover, evidence, evidence_serve

urlpatterns = [
    path("c/<slug:ref>/evidence/", evidence.gallery, name="case-evidence"),
    path("c/<slug:ref>/evidence/add/", evidence.add, name="evidence-add"),
    path("c/<slug:ref>/evidence/needs/", evidence.needs, name="evidence-needs"),
    path("c/<slug:ref>/evidence/<int:number>/", evidence.exhibit, name="exhibit"),
    path("c/<slug:ref>/evidence/<int:number>/delete/", evidence.delete, name="exhibit-delete"),
    path("c/<slug:ref>/evidence/<int:number>/cover/", cover.cover, name="exhibit-cover"),
    path("c/<slug:ref>/evidence/<int:number>/file/<slug:variant>/", evidence_serve.exhibit_file, name="exhibit-file"),
    path("capture/", capture.capture, name="capture"),
    path("capture/<slug:ref>/move/", capture.move, name="capture-move"),
    path("capture/<slug:ref>/delete/", capture.delete, name="capture-delete"),
    path("capture/<slug:ref>/file/<slug:variant>/", evidence_serve.unsorted_file, name="capture-file"),
]
