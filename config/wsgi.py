"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.checks import refuse_bad_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()
refuse_bad_start()
# Every view is imported before the server forks: once, not on the first page of each process.
get_resolver().url_patterns  # noqa: B018
