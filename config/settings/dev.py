"""`make run` and everyday work: the embedded default, no server of any kind."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEBUG = env.DEBUG
SECRET_KEY = env.kept_secret_key()
STYLEGUIDE = True
# A passkey needs a secure origin; browsers treat http://localhost as one.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
