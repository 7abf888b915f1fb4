from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from agenda.models import Membership, Organisation
from mra_portal.accounts.models import User
from mra_portal.roles import ROLES, Role


class PersonForm(forms.ModelForm):
    """Who somebody is and which role she has. The address is chosen once: it says who somebody is."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("choose a role")), *((role.slug, role.group) for role in ROLES)]
    )

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def __init__(self, *args, may_change_role=True, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            held = set(self.instance.groups.values_list("name", flat=True))
            self.initial["role"] = next((role.slug for role in ROLES if role.group in held), "")
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Fixed. Another address is another account: invite that one.")
        if not may_change_role:
            self.fields["role"].disabled = True
            self.fields["role"].help_text = _("Nobody changes her own role.")

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email

    @property
    def chosen_role(self) -> Role:
        return next(role for role in ROLES if role.slug == self.cleaned_data["role"])


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["organisation", "is_coordinator"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.by_name()
        organisation.required = bool(self.instance.pk)  # a row that nobody fills in is no membership

    def clean_organisation(self):
        """Asked only of a row in which something was filled in."""
        organisation = self.cleaned_data["organisation"]
        if organisation is None:
            raise forms.ValidationError(self.fields["organisation"].error_messages["required"], code="required")
        return organisation


MembershipFormSet = inlineformset_factory(User, Membership, form=MembershipForm, extra=2)
