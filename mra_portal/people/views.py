"""The screens in `/beheer/` where the MRA office looks after people. Administrators are no part of them."""

from smtplib import SMTPException

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from mra_portal.accounts.models import User
from mra_portal.common import marks
from mra_portal.common.conflicts import told_meanwhile
from mra_portal.people import operations
from mra_portal.people.forms import MembershipFormSet, PersonForm
from mra_portal.roles import ROLES

MAY_INVITE = "accounts.invite_user"
PER_PAGE = 50
# What can be filtered on, by its name in the address.
STATES = {
    "uitgenodigd": (gettext_lazy("invited, not yet logged in"), Q(is_active=True, last_login=None)),
    "actief": (gettext_lazy("active"), Q(is_active=True, last_login__isnull=False)),
    "gedeactiveerd": (gettext_lazy("deactivated"), Q(is_active=False)),
}


class ForTheOffice:
    """Lets in who may invite, and knows only people whom the office looks after."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_INVITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User.objects.kept_by_the_office(), pk=self.kwargs["pk"])


class PeopleView(ForTheOffice, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "group"

    def get_breadcrumbs_items(self):
        people = {"url": "" if isinstance(self, People) else _address("index"), "label": People.page_title}
        here = [] if isinstance(self, People) else [{"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, people, *here]


def _address(name: str, *args) -> str:
    return redirect(f"people:{name}", *args).url


class People(PeopleView):
    page_title = gettext_lazy("People")
    template_name = "people/people.html"

    def get_context_data(self, **kwargs):
        words, state = self.request.GET.get("q", "").strip()[:100], self.request.GET.get("staat", "")
        people = User.objects.kept_by_the_office().prefetch_related("groups", "memberships__organisation")
        for word in words.split():
            people = people.filter(
                Q(email__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(memberships__organisation__name__icontains=word)
            )
        if state in STATES:
            people = people.filter(STATES[state][1])
        page = Paginator(people.order_by("last_name", "first_name", "email").distinct(), PER_PAGE).get_page(
            self.request.GET.get("pagina")
        )
        return super().get_context_data(
            page=page,
            words=words,
            state=state,
            states=[(slug, label) for slug, (label, _rows) in STATES.items()],
            **kwargs,
        )


class Person(PeopleView):
    """Change somebody's name, role and memberships."""

    template_name = "people/person.html"

    def get_page_title(self):
        return str(self.person)

    def get(self, request, *args, **kwargs):
        return self.show(self.form(), MembershipFormSet(instance=self.person))

    def post(self, request, *args, **kwargs):
        """Two people of the office at one person: the second is told (common/conflicts.py)."""
        with transaction.atomic():
            User.objects.select_for_update().filter(pk=self.kwargs.get("pk")).first()
            self.__dict__.pop("person", None)  # as it is now
            changed = self.changed_meanwhile()
            form, memberships = self.form(request.POST), MembershipFormSet(request.POST, instance=self.person)
            valid = form.is_valid() and memberships.is_valid()
            if changed != []:
                messages.error(request, told_meanwhile(request, self.person, changed))
                return self.show(form, memberships, status=409)
            if not valid:
                return self.show(form, memberships)
            self.save(form)
            memberships.save()
            log(instance=form.instance, action=self.log_action)
        return self.saved(form.instance)

    def changed_meanwhile(self):
        return marks.changes_since(self.request.POST, *self.as_stored())

    def as_stored(self):
        """The form and the memberships over what is stored now."""
        stored = User.objects.get(pk=self.person.pk)
        return PersonForm(instance=stored), MembershipFormSet(instance=stored)

    log_action = "wagtail.edit"

    def form(self, data=None) -> PersonForm:
        return PersonForm(data, instance=self.person, may_change_role=self.person != self.request.user)

    def save(self, form):
        form.save()
        if not form.fields["role"].disabled:
            operations.give_role(form.instance, form.chosen_role)

    def saved(self, person):
        messages.success(self.request, _("Saved: %(person)s.") % {"person": person})
        _warn_without_organisation(self.request, person)
        return redirect("people:index")

    def show(self, form, memberships, status=200):
        if self.person.pk:
            marks.put_marks(form, *self.as_stored())
        return self.render_to_response(
            self.get_context_data(
                form=form,
                memberships=memberships,
                person=self.person,
                is_self=self.is_self,
                roles=get_text_list([role.group for role in ROLES if role.needs_organisation], _("and")),
            ),
            status=status,
        )

    @property
    def is_self(self) -> bool:
        return self.person == self.request.user


class Invite(Person):
    """Invite somebody: the account, its role and memberships, and a mail with a link to choose a password."""

    page_title = gettext_lazy("Invite somebody")
    log_action = "wagtail.create"

    @cached_property
    def person(self) -> User:
        return User()

    def changed_meanwhile(self):
        return []  # nobody else can be at somebody who is not there yet

    def get_page_title(self):
        return self.page_title

    def save(self, form):
        operations.invite(form.instance, form.chosen_role)

    def saved(self, person):
        _mail(self.request, person)
        _warn_without_organisation(self.request, person)
        return redirect("people:index")


class PersonAction(ForTheOffice, View):
    """One button: does something to one person and goes back to the list."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            self.act(self.person)
        except operations.NotTheirsError:
            raise PermissionDenied from None
        return redirect("people:index")


class SendAgain(PersonAction):
    def act(self, person):
        _mail(self.request, person)


class Deactivate(PersonAction, PeopleView):
    """Asks first: it ends somebody's work at once."""

    http_method_names = ["get", "head", "post"]
    template_name = "people/deactivate.html"

    def get_page_title(self):
        return _("Deactivate %(person)s?") % {"person": self.person}

    def get_context_data(self, **kwargs):
        if self.person == self.request.user:
            raise PermissionDenied
        return super().get_context_data(person=self.person, **kwargs)

    def act(self, person):
        operations.deactivate(person, by=self.request.user)
        log(instance=person, action="wagtail.edit")
        messages.success(self.request, _("%(person)s can no longer log in.") % {"person": person})


class Reactivate(PersonAction):
    def act(self, person):
        operations.reactivate(person)
        log(instance=person, action="wagtail.edit")
        messages.success(self.request, _("%(person)s can log in again.") % {"person": person})


class NotDeleted(PeopleView):
    """Where one looks for "delete": people are not deleted, and why."""

    page_title = gettext_lazy("People are not deleted")
    template_name = "people/not_deleted.html"


def _warn_without_organisation(request, person: User) -> None:
    """The account works, and its owner would find nothing to do in it."""
    held = set(person.groups.values_list("name", flat=True))
    role = next((role for role in ROLES if role.group in held and role.needs_organisation), None)
    if role and not person.memberships.exists():
        text = _("%(person)s (%(role)s) can report and edit nothing yet: no organisation was chosen.")
        choose = messages.button(_address("person", person.pk), _("Choose an organisation"))
        messages.warning(request, text % {"person": person, "role": role.group}, buttons=[choose])


def _mail(request, person: User) -> None:
    try:
        operations.mail_invitation(person)
    except (SMTPException, OSError):
        text = _("The account is there, but the mail to %(email)s could not be sent. Send it again later.")
        messages.error(request, text % {"email": person.email})
    else:
        messages.success(request, _("An invitation was mailed to %(email)s.") % {"email": person.email})
