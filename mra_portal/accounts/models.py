"""The user model, in place from the first migration."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet):
    def kept_by_the_office(self):
        """People whom the MRA office invites and looks after: everybody but the administrators."""
        return self.filter(is_superuser=False)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def _create(self, email, password, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **fields):
        return self._create(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email, password=None, **fields):
        return self._create(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Someone who works on the content. The e-mail address is the login; visitors have no account."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    times_deactivated = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]
        permissions = [("invite_user", _("Can invite people, give them a role and deactivate them"))]

    def __str__(self):
        return self.get_full_name() or self.email

    def save(self, *args, update_fields=None, **kwargs):
        """A session that was open when somebody was deactivated stays shut when she comes back.

        The number grows at every save while she is deactivated, on whatever screen; what matters is that it is another.
        """
        if not self.is_active:
            self.times_deactivated += 1
            update_fields = update_fields and {*update_fields, "times_deactivated"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}.{self.times_deactivated}"

    def get_session_auth_fallback_hash(self):
        for word in super().get_session_auth_fallback_hash():
            yield f"{word}.{self.times_deactivated}"

    @property
    def is_invited(self) -> bool:
        """May log in and never did."""
        return self.is_active and self.last_login is None
