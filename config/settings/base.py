"""What every installation shares. Values from outside come from config.env alone."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = env.BASE_DIR
DATA_DIR = env.DATA_DIR
DEBUG = False
SECRET_KEY = env.secret_key()
BASE_URL = env.BASE_URL or f"http://localhost:{env.PORT}"
ALLOWED_HOSTS = env.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if env.BASE_URL else []
STYLEGUIDE = False

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "simple_history",
    "cases.apps.CasesConfig",
    "guides.apps.GuidesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cases.views.admin_language.AdminLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cases.views.accounts.lifetime.SessionLifetimeMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.views.private.PrivatePagesMiddleware",
    "cases.views.helping.ErrandMiddleware",
    # Who changed a row of the knowledge (django-simple-history).
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.views.context.chrome",
            ],
        },
    }
]

# Never ATOMIC_REQUESTS: with IMMEDIATE transactions a plain GET would wait for the writer.
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "cases.adapters.cache.PatientRedisCache",
        "LOCATION": env.REDIS_URL or f"unix://{env.broker_socket()}?db=1",
        "KEY_PREFIX": "yj",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cases.views.errors.csrf_failure"

AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"

# The URL alone decides the language: /en/… or nothing for zh-Hans.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Private media: never routed, served only through authorising views.
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = ""
UPLOAD_MAX_MB = env.UPLOAD_MAX_MB
UPLOAD_MAX_FILES = 20
PDF_PAGES = env.PDF_PAGES
VIDEO_MAX_MB = env.VIDEO_MAX_MB
QUOTA_MB = env.QUOTA_MB
STRAY_SECONDS = env.STRAY_SECONDS
X_ACCEL_PREFIX = env.X_ACCEL_PREFIX
EVIDENCE_BUCKET = env.bucket()
STORAGE_SIGNED_SECONDS = min(env.STORAGE_SIGNED_SECONDS, 60)

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

globals().update(env.email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.DEFAULT_FROM_EMAIL
UNSUBSCRIBE_MAILTO = env.UNSUBSCRIBE_MAILTO

TICK_SECONDS = env.TICK_SECONDS
LEASE_SECONDS = env.LEASE_SECONDS
RETRY_SECONDS = env.RETRY_SECONDS
RETRY_CEILING_SECONDS = 600
GRACE_SECONDS = env.GRACE_SECONDS
QUIET_HOURS = env.QUIET_HOURS

SMTP_TIMEOUT_SECONDS = env.SMTP_TIMEOUT_SECONDS

TASK_APP = "config.celery.app"
CELERY_BROKER_URL = env.broker_url()
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE = {
    "tick": {
        "task": "cases.tick",
        "schedule": TICK_SECONDS,
        # A tick that waited longer than two of its own is worth nothing: the next one does it all.
        "options": {"expires": max(2 * TICK_SECONDS, 2)},
    },
}
# In memory: the database is the schedule, so there is no file that a kill could break or two beats fight over.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_TASK_DEFAULT_QUEUE = "default"
# Reading a picture takes seconds and a gigabyte: one worker of its own, so that no mail waits for it.
CELERY_TASK_ROUTES = {"cases.read": {"queue": "reading"}}
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False

# Accounts (django-allauth). The templates, forms and mails are ours; what each choice means: docs/accounts.md.
ACCOUNT_ADAPTER = "cases.views.accounts.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "cases.selectors.accounts.shown_name"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# allauth allows codes only with "mandatory"; AccountAdapter.get_login_stages makes the stage one that never blocks.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = "strict"
# True so that an unknown address reaches the adapter, which spends the same time and queues nothing.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the others are signed out, this one stays
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/300s/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "confirm_email": "1/10s/key,10/h/key",
}
ACCOUNT_FORMS = {
    "login": "cases.forms.accounts.LoginForm",
    "signup": "cases.forms.accounts.SignupForm",
    "add_email": "cases.forms.accounts.AddressChangeForm",
    "change_password": "cases.forms.accounts.PasswordChangeForm",
    "set_password": "cases.forms.accounts.PasswordSetForm",
    "reset_password": "cases.forms.accounts.PasswordResetForm",
    "reset_password_from_key": "cases.forms.accounts.PasswordNewForm",
    "request_login_code": "cases.forms.accounts.CodeRequestForm",
    "confirm_login_code": "cases.forms.accounts.LoginCodeForm",
    "confirm_email_verification_code": "cases.forms.accounts.AddressCodeForm",
    "confirm_password_reset_code": "cases.forms.accounts.ResetCodeForm",
    "reauthenticate": "cases.forms.accounts.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.TRUSTED_PROXY_COUNT
MFA_ADAPTER = "cases.views.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "有据"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "cases.forms.second_factor.AuthenticateForm",
    "reauthenticate": "cases.forms.second_factor.CodeAgainForm",
    "activate_totp": "cases.forms.second_factor.AppForm",
    "add_webauthn": "cases.forms.second_factor.PasskeyForm",
    "login_webauthn": "cases.forms.second_factor.PasskeyLoginForm",
    "authenticate_webauthn": "cases.forms.second_factor.PasskeyStepForm",
    "reauthenticate_webauthn": "cases.forms.second_factor.PasskeyAgainForm",
    "edit_webauthn": "cases.forms.second_factor.PasskeyNameForm",
}
# A session ends after SESSION_COOKIE_AGE without a visit, and in any case after these.
SESSION_ABSOLUTE_SECONDS = 90 * 24 * 3600
SESSION_ADMIN_SECONDS = 8 * 3600
# Production insists; at home a password is enough to look around.
ADMIN_NEEDS_SECOND_FACTOR = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What `load_knowledge --check` asks besides its own checks: (rules, calendar rows) -> faults in words.
KNOWLEDGE_CHECKS = ["cases.selectors.clock_rules.example_faults"]
# Whose clocks run by the rules and calendars guides knows: rule_impact, calendar_impact, deadlines_recount.
OPEN_CLOCKS = "cases.services.recount"
# What a guide shows at a step with a letter to paste: (code, language) -> its words with names for facts.
GUIDE_LETTERS = "cases.selectors.generic_letters.generic_letter"
# Who knows how a letter is written: shipped_texts, shipped_faults, text_faults, text_samples, signs.
LETTER_WORKSHOP = "cases.selectors.letter_workshop"
# A picture sent with a report on a step.
REPORT_PICTURE_MB = env.UPLOAD_MAX_MB

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.ScrubbingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"cases": {"level": "INFO"}, "guides": {"level": "INFO"}},
}
