"""The living style guide. Mounted only where settings.STYLEGUIDE says so."""

from django.urls import path

from config.styleguide import views

urlpatterns = [
    path("", views.index, name="styleguide"),
    path("emails/<slug:name>/<slug:part>/", views.email, name="styleguide-email"),
]
