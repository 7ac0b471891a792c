"""The project's addresses and one more: the yardstick, a view that only knows who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config.urls import handler404, handler500
from config.urls import urlpatterns as project

__all__ = ["handler404", "handler500", "urlpatterns"]


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    return render(request, "bench/floor.html")


urlpatterns = [path("bench/floor/", floor, name="bench-floor"), *project]
