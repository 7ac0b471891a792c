"""What is measured: the production page path (no debug, hashed files, cached templates) without its https demands."""

from config.settings.base import *  # noqa: F403
from config.settings.base import TEMPLATES, env

SECRET_KEY = env.kept_secret_key()
ROOT_URLCONF = "bench.urls"
CELERY_BROKER_URL = "memory://"  # what a broker adds is the same for everybody
ALLOWED_HOSTS = ["*"]
TEMPLATES[0]["DIRS"].append(env.BASE_DIR / "bench" / "templates")
if not env.REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
