"""The test run: fast hashes, mail in memory, no broker; the database comes from DATABASE_URL as everywhere."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests-" + "x" * 40
STYLEGUIDE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
ALLOWED_HOSTS = ["*"]
BASE_URL = "https://youju.test"
GRACE_SECONDS = 1800
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
