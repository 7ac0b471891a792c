"""Taking everything along, leaving, and tokens for programs. Included by cases.urls, so it has both languages."""

from django.urls import path

from cases.views import leave, tokens

urlpatterns = [
    path("me/export/", leave.export, name="me-export"),
    path("me/export/file/", leave.export_file, name="me-export-file"),
    path("me/import/", leave.bring, name="me-import"),
    path("me/delete/", leave.delete, name="me-delete"),
    path("me/security/tokens/", tokens.tokens, name="me-tokens"),
    path("me/security/tokens/<int:number>/revoke/", tokens.revoke, name="me-token-revoke"),
]
