"""The dossier: its versions, what they are made of, and links to them. Included by cases.urls."""

from django.urls import path

from cases.views import dossier, pack, rebuttal, share

urlpatterns = [
    path("c/<slug:ref>/dossier/", dossier.dossier, name="case-dossier"),
    path("c/<slug:ref>/dossier/reasons/", rebuttal.reasons, name="case-reasons"),
    path("c/<slug:ref>/dossier/<int:number>/", pack.pack, name="case-pack"),
    path("c/<slug:ref>/dossier/<int:number>/state/", pack.state, name="pack-state"),
    path("c/<slug:ref>/dossier/<int:number>/full/", pack.full, name="pack-full"),
    path("c/<slug:ref>/dossier/<int:number>/given/", pack.given, name="pack-given"),
    path("c/<slug:ref>/dossier/<int:number>/clear/", pack.clear, name="pack-clear"),
    path("c/<slug:ref>/dossier/<int:number>/text/", pack.text, name="pack-text"),
    path("c/<slug:ref>/dossier/<int:number>/share/", share.make, name="pack-share"),
    path("c/<slug:ref>/dossier/<int:number>/<slug:variant>/<slug:kind>/", pack.file, name="pack-file"),
    path("c/<slug:ref>/shares/", share.shares, name="case-shares"),
    path("c/<slug:ref>/shares/<int:number>/revoke/", share.revoke, name="share-revoke"),
    path("c/<slug:ref>/answers/", share.answers, name="case-answers"),
    path("c/<slug:ref>/answers/<int:number>/", share.settle, name="answer-settle"),
]
