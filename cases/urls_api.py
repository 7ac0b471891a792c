"""The REST API: one version, JSON, tokens. No language in the address: the account's own is used."""

from django.urls import path

from cases.views.api import endpoints, schema
from cases.views.api.frame import unknown

urlpatterns = [
    path("openapi.json", schema.openapi, name="api-schema"),
    path("bundle.schema.json", schema.bundle, name="bundle-schema"),
    path("cases/", endpoints.cases, name="api-cases"),
    path("cases/<slug:ref>/", endpoints.case, name="api-case"),
    path("cases/<slug:ref>/contacts/", endpoints.contacts, name="api-contacts"),
    path("cases/<slug:ref>/contacts/<int:number>/", endpoints.contact, name="api-contact"),
    path("cases/<slug:ref>/evidence/", endpoints.evidence, name="api-evidence"),
    path("cases/<slug:ref>/evidence/<int:number>/", endpoints.exhibit, name="api-exhibit"),
    path("cases/<slug:ref>/evidence/<int:number>/file/", endpoints.exhibit_file, name="api-exhibit-file"),
    path("", unknown, {"rest": ""}),
    path("<path:rest>", unknown),
]
