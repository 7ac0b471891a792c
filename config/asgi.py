"""The ASGI entry point (any ASGI server)."""

import os

from django.core.asgi import get_asgi_application

from config.checks import refuse_bad_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_asgi_application()
refuse_bad_start()
