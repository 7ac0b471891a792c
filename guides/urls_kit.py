"""Merchants' material: free, without an account, nothing kept."""

from django.urls import path

from guides.views import kit, kit_text

urlpatterns = [
    path("", kit.gallery, name="kit"),
    path("reply/", kit_text.reply, name="kit-reply"),
    path("numbers/", kit_text.numbers, name="kit-numbers"),
    path("<slug:card>/", kit.card, name="kit-card"),
    path("<slug:card>/sample-<int:width>.webp", kit.sample, name="kit-sample"),
    path("<slug:card>/package.zip", kit.package, name="kit-package"),
    path("<slug:card>/<slug:form>/", kit.download, name="kit-download"),
]
