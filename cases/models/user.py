"""The shopper (or editor) who signs in, with the few settings every page and every mail needs."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LoginKeyField(models.CharField):
    """The account's address unless another account came first; filled on every way into the table."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key: str = getattr(model_instance, self.attname) or model_instance.email.lower()  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new saved user; the address is kept in lower case. Raises IntegrityError on a taken address."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(login_key=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    class Language(models.TextChoices):
        CHINESE = "zh-hans", _("Chinese")
        ENGLISH = "en", _("English")

    class Look(models.TextChoices):
        SYSTEM = "system", _("Like the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class MailMode(models.TextChoices):
        INSTANT = "instant", _("At once")
        DIGEST = "digest", _("One mail a day, at 08:00")
        WEEKLY = "weekly", _("One mail a week, Monday at 08:00")
        OFF = "off", _("No mail, only in the app")

    QUIET_DEFAULT = "default"

    # Not unique: a second sign-up with a taken address must look like any other, so it makes an account of its
    # own. Only one of them can prove the address (allauth's EmailAddress: unique where verified).
    email = models.EmailField(_("e-mail address"), max_length=254, db_index=True)
    # Unique: of two identical sign-ups at once one gets the address, the other learns that it came second.
    login_key = LoginKeyField(max_length=280, unique=True, editable=False, default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    language = models.CharField(max_length=10, choices=Language, default=Language.CHINESE)
    look = models.CharField(max_length=8, choices=Look, default=Look.SYSTEM)
    large_type = models.BooleanField(default=False)
    mail_mode = models.CharField(max_length=8, choices=MailMode, default=MailMode.INSTANT)
    # "default" follows the installation; "" means none; else "22:00-08:00", Asia/Shanghai.
    quiet_hours = models.CharField(max_length=11, default=QUIET_DEFAULT, blank=True)
    calendar_token = models.CharField(max_length=43, null=True, blank=True, unique=True)
    mail_failed_at = models.DateTimeField(null=True, blank=True)
    # After how many months the files of a closed case are deleted; 0 keeps them. The closing asks, this is its answer.
    files_months = models.PositiveSmallIntegerField(default=0)
    # In how many cases of others this shopper helps: whoever helps nowhere costs no query.
    helps = models.PositiveSmallIntegerField(default=0)
    last_file_no = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "login_key"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    def __str__(self) -> str:
        return f"user {self.pk}"
