"""The test run: fast hashes, mail in memory, no broker; the database comes from DATABASE_URL as everywhere.

Nothing touches a developer's var/: each test process has a DATA_DIR of its own, gone when it ends.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from config import env

env.DATA_DIR = Path(tempfile.mkdtemp(prefix="youju-test-"))
atexit.register(shutil.rmtree, env.DATA_DIR, ignore_errors=True)

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

# Collected nowhere here; that it is there saves a warning with every page.
STATIC_ROOT.mkdir()
SECRET_KEY = "only-for-tests-" + "x" * 40
STYLEGUIDE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES |= {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
ALLOWED_HOSTS = ["*"]
BASE_URL = "https://youju.test"
GRACE_SECONDS = 1800
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and child processes see the same WAL database as in production. Only the
    # flush to disk is left out, which nothing here can tell apart.
    DATABASES["default"]["TEST"] = {"NAME": str(env.DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

if env.REDIS_URL:
    # The cache is emptied between tests; in its own database that cannot touch a queue.
    CACHES["default"]["LOCATION"] = env.REDIS_URL.rsplit("/", 1)[0] + "/1"  # noqa: F405
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
