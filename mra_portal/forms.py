from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """The question of the site search; the field names are parameters of the address."""

    q = forms.CharField(required=False, max_length=200, label=_("Search words"))
    letterlijk = forms.BooleanField(required=False)
