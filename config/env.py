"""Every environment variable 有据 knows, read once. Nothing else in the project looks at os.environ.

Times are seconds; sizes are megabytes. See docs/operations.md for the table.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
_env = environ.Env()

DATA_DIR = Path(_env.str("DATA_DIR", default="var"))
if not DATA_DIR.is_absolute():
    DATA_DIR = BASE_DIR / DATA_DIR

DEBUG = _env.bool("DEBUG", default=False)
BASE_URL = _env.str("BASE_URL", default="").rstrip("/")
PORT = _env.int("PORT", default=8000)
HOST = _env.str("HOST", default="127.0.0.1")
ALLOWED_HOSTS = _env.list("ALLOWED_HOSTS", default=[])

DATABASE_URL = _env.str("DATABASE_URL", default="")
REDIS_URL = _env.str("REDIS_URL", default="")
STORAGE_URL = _env.str("STORAGE_URL", default="")
# So long the bucket itself hands out a download (at most 60); 0: everything goes through us.
STORAGE_SIGNED_SECONDS = _env.int("STORAGE_SIGNED_SECONDS", default=0)

EMAIL_URL = _env.str("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = _env.str("DEFAULT_FROM_EMAIL", default="有据 <youju@localhost>")
# An address that takes "unsubscribe" mails; empty: the link in List-Unsubscribe is the only way.
UNSUBSCRIBE_MAILTO = _env.str("UNSUBSCRIBE_MAILTO", default="")
SMTP_TIMEOUT_SECONDS = _env.int("SMTP_TIMEOUT_SECONDS", default=20)

TICK_SECONDS = _env.float("TICK_SECONDS", default=15)
LEASE_SECONDS = _env.float("LEASE_SECONDS", default=120)
RETRY_SECONDS = _env.float("RETRY_SECONDS", default=15)
GRACE_SECONDS = _env.float("GRACE_SECONDS", default=1800)
QUIET_HOURS = _env.str("QUIET_HOURS", default="22:00-08:00")

UPLOAD_MAX_MB = _env.int("UPLOAD_MAX_MB", default=25)
PDF_PAGES = _env.int("PDF_PAGES", default=10)
VIDEO_MAX_MB = _env.int("VIDEO_MAX_MB", default=200)
QUOTA_MB = _env.int("QUOTA_MB", default=2048)
# A file nobody's row names is left alone this long: a restored database may be older than its files.
STRAY_SECONDS = _env.int("STRAY_SECONDS", default=24 * 3600)
# The address under which the web server itself hands out DATA_DIR/media to us alone (nginx: internal); empty: we do.
X_ACCEL_PREFIX = _env.str("X_ACCEL_PREFIX", default="")
TRUSTED_PROXY_COUNT = _env.int("TRUSTED_PROXY_COUNT", default=0)
WEB_WORKERS = _env.int("WEB_WORKERS", default=2)

CI = _env.bool("CI", default=False)


def secret_key() -> str:
    """Return SECRET_KEY from the environment, or "" when it is not set."""
    return _env.str("SECRET_KEY", default="")


def kept_secret_key() -> str:
    """Return the key kept in DATA_DIR, making it (mode 0600) on the first start. Development only."""
    given = secret_key()
    if given:
        return given
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            # link() refuses to overwrite: of two first starts at once, one key wins for both.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def database() -> dict[str, object]:
    """Return Django's DATABASES["default"]: PostgreSQL by DATABASE_URL, else SQLite in DATA_DIR."""
    if DATABASE_URL and not DATABASE_URL.startswith("sqlite"):
        config = environ.Env.db_url_config(DATABASE_URL)
        config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        return config
    path = DATA_DIR / "youju.sqlite3"
    if DATABASE_URL:
        path = Path(urlsplit(DATABASE_URL).path.removeprefix("/")) if DATABASE_URL != "sqlite://" else path
        path = Path("/") / path
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a writer waits its turn at BEGIN instead of failing half-way (SQLITE_BUSY on upgrade).
            "transaction_mode": "IMMEDIATE",
            "timeout": 25,
            # FULL: what was acknowledged survives a power cut, not only a kill -9.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
            " PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=4000; PRAGMA foreign_keys=ON;",
        },
    }


def broker_socket() -> Path:
    """Return the unix socket of the embedded broker. Kept short: socket paths end at about 104 characters."""
    path = DATA_DIR / "broker" / "s"
    if len(str(path)) < 100:
        return path
    import hashlib
    import tempfile

    return Path(tempfile.gettempdir()) / f"youju-{hashlib.sha256(str(DATA_DIR).encode()).hexdigest()[:16]}.sock"


def broker_url() -> str:
    return REDIS_URL or f"redis+socket://{broker_socket()}"


def bucket() -> dict[str, str]:
    """Return where evidence lies in S3-compatible storage; {} for files in DATA_DIR.

    s3://KEY:SECRET@HOST[:PORT]/BUCKET[/PREFIX][?region=…&style=path|virtual&tls=0], http:// and https:// alike; or
    s3://BUCKET[/PREFIX] for Amazon's own, with the credentials its tools find by themselves.
    """
    if not STORAGE_URL:
        return {}
    said = urlsplit(STORAGE_URL)
    asked = dict(parse_qsl(said.query))
    host = said.hostname or ""
    name, _, prefix = said.path.strip("/").partition("/")
    endpoint = asked.get("endpoint", "")
    if said.scheme == "s3" and said.username is None and said.port is None:
        # s3://bucket/prefix
        prefix, name = said.path.strip("/"), host
    else:
        tls = said.scheme == "https" or (said.scheme == "s3" and asked.get("tls", "1") != "0")
        shown = f"[{host}]" if ":" in host else host
        endpoint = f"{'https' if tls else 'http'}://{shown}{f':{said.port}' if said.port else ''}"
    if said.scheme not in ("s3", "http", "https") or not name:
        raise ValueError("STORAGE_URL is s3://KEY:SECRET@HOST:PORT/BUCKET")
    plain = bool(endpoint) and (not host.strip("0123456789.") or ":" in host or "." not in host)
    return {
        "bucket": name,
        "prefix": f"{prefix.rstrip('/')}/" if prefix else "",
        "endpoint": endpoint,
        "region": asked.get("region", "us-east-1" if endpoint else ""),
        "key": unquote(said.username or ""),
        "secret": unquote(said.password or ""),
        # Names of computers and numbers have no subdomain for a bucket.
        "style": asked.get("style", "path" if plain else "auto"),
    }


def email() -> dict[str, object]:
    """Return the EMAIL_* settings: files under DATA_DIR/mail unless EMAIL_URL names a mail server."""
    if not EMAIL_URL:
        return {"EMAIL_BACKEND": "cases.adapters.mail.EmlFileBackend"}
    return environ.Env.email_url_config(EMAIL_URL) | {"EMAIL_TIMEOUT": SMTP_TIMEOUT_SECONDS}
