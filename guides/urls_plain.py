"""Addresses that have no language: for machines."""

from django.urls import path

from guides.views import machines

urlpatterns = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("worker.js", machines.worker, name="worker"),
]
