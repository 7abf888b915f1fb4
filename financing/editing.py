"""The editing screens of the route map: what stands on the forms, and who gets to which screen."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets.button import Button

from financing.models import Family, FinancingOption, RegionalNuance
from financing.models.vocabulary import Attribute, CompanySize, LegalForm
from mra_portal.common.conflicts import GuardedEditView
from mra_portal.common.editing import (
    ContentForm,
    EditorialViewSet,
    RowGuard,
    SeenRowsChooserViewSet,
    both,
    identity,
    with_state,
)
from mra_portal.common.kind_checkboxes import KindCheckboxes


class ConditionForm(WagtailAdminModelForm):
    """Asks for words by their names; which of them go with the chosen attribute is checked by the row itself."""

    values = forms.MultipleChoiceField(
        label=capfirst(_("asked values")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (capfirst(Attribute.SIZE.label), CompanySize.choices),
            (capfirst(Attribute.PARTNER.label), [("ja", _("yes"))]),
            (capfirst(Attribute.LEGAL_FORM.label), LegalForm.choices),
        ],
        help_text=_("Only the words of the attribute that you chose above."),
    )


class RelationForm(WagtailAdminModelForm):
    """A relation is told its option only when everything is saved; the form of the option tells this form before."""

    def __init__(self, *args, option=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.option = option

    def clean(self):
        cleaned = super().clean()
        other = cleaned.get("other")
        if other and self.option and other.pk == self.option.pk:
            self.add_error("other", _("An option cannot point at itself."))
        return cleaned


class OptionForm(ContentForm):
    @property
    def option(self):
        """What the forms of its parts are given (`PartsPanel`)."""
        return self.instance


class PartsPanel(InlinePanel):
    """Parts in a form of our own, which is given the named attributes of the form of their owner."""

    def __init__(self, *args, form_class=WagtailAdminModelForm, gives=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.form_class, self.gives = form_class, gives

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "form_class": self.form_class, "gives": self.gives}

    def get_form_options(self):
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name] |= {
            "form": get_form_for_model(
                self.db_field.related_model, form_class=self.form_class, defer_required_on_fields=deferred
            ),
            "inherit_kwargs": list(self.gives),
        }
        return options


def _checkboxes(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


def _organisations(name: str) -> FieldPanel:
    return FieldPanel(name, widget=KindCheckboxes)


WINDOW_PANELS = [
    FieldRowPanel([FieldPanel("opens_on"), FieldPanel("opens_at")]),
    FieldRowPanel([FieldPanel("closes_on"), FieldPanel("closes_at")]),
    FieldRowPanel([FieldPanel("preregister_by"), FieldPanel("allocation")]),
    FieldRowPanel([FieldPanel("ran_out_on"), FieldPanel("budget")]),
    FieldPanel("is_confirmed"),
    FieldPanel("note_nl"),
    FieldPanel("note_en"),
    FieldPanel("source"),
]
CONDITION_PANELS = [
    FieldPanel("attribute"),
    FieldPanel("values"),
    FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")]),
    FieldPanel("text_nl"),
    FieldPanel("text_en"),
    FieldPanel("is_interpretation"),
    FieldPanel("source"),
]
RELATION_PANELS = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("other")]),
    FieldPanel("note_nl"),
    FieldPanel("note_en"),
    FieldPanel("source"),
]
OPTION_PANELS = [
    MultiFieldPanel(
        [TitleFieldPanel("name", targets=["slug"]), FieldPanel("abbreviation"), identity("slug")], heading=_("Name")
    ),
    both("summary", _("Summary")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]), FieldPanel("phases"), _checkboxes("sectors")],
        heading=_("What it is"),
    ),
    both("audience", _("For whom")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("amount_min"), FieldPanel("amount_max")]),
            FieldPanel("amount_note_nl"),
            FieldPanel("amount_note_en"),
            FieldPanel("contribution_nl"),
            FieldPanel("contribution_en"),
        ],
        heading=_("Money"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("covers_country"),
            FieldPanel("provinces"),
            _checkboxes("subregions"),
            _checkboxes("municipalities"),
            FieldPanel("held_in"),
        ],
        heading=_("Where it holds"),
        help_text=_("Everything you choose here counts together."),
    ),
    MultiFieldPanel([FieldRowPanel([FieldPanel("rhythm"), FieldPanel("reported_state")])], heading=_("When")),
    InlinePanel("windows", panels=WINDOW_PANELS, heading=_("Call windows"), label=_("call window")),
    PartsPanel(
        "conditions",
        panels=CONDITION_PANELS,
        form_class=ConditionForm,
        heading=_("Conditions"),
        label=_("condition"),
    ),
    MultiFieldPanel([FieldPanel("url"), FieldPanel("steps_nl"), FieldPanel("steps_en")], heading=_("How to apply")),
    MultiFieldPanel(
        [
            FieldPanel("provider_printed"),
            _organisations("paid_by"),
            _organisations("executed_by"),
            FieldPanel("contact"),
            FieldRowPanel([FieldPanel("contact_role_nl"), FieldPanel("contact_role_en")]),
        ],
        heading=_("Who gives it"),
    ),
    MultiFieldPanel([FieldPanel("family"), FieldPanel("variant_of")], heading=_("Family")),
    PartsPanel(
        "relations",
        panels=RELATION_PANELS,
        form_class=RelationForm,
        gives=["option"],
        heading=_("Relations to other options"),
        label=_("relation"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("has_ended"), FieldPanel("ended_on")]), FieldPanel("successor")],
        heading=_("When it has ended"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("source"),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("confidence")]),
            FieldPanel("uncertainty_nl"),
            FieldPanel("uncertainty_en"),
        ],
        heading=_("How sure we are"),
    ),
]


class OptionEditView(RowGuard, GuardedEditView):
    @cached_property
    def header_more_buttons(self):
        """Also confirms that the published facts are right, which needs no new version."""
        buttons = super().header_more_buttons
        if self.live_object.live:
            back = urlencode({"next": self.get_edit_url()})
            address = f"{reverse('confirm_option', args=[self.object.pk])}?{back}"
            attributes = {
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": address,
            }
            buttons.append(Button(_("Still correct"), icon_name="check", attrs=attributes, priority=5))
        return buttons


class FinancingOptionViewSet(EditorialViewSet):
    """Who may change which option is for OwnRowsPermissionPolicy to say."""

    model = FinancingOption
    icon = "form"
    menu_label = _("Financing options")
    list_display = with_state("name", "kind", "level")
    list_filter = ["kind", "level", "family", "confidence", "has_ended"]
    search_fields = ["name", "abbreviation", "provider_printed"]
    panels = OPTION_PANELS
    base_form_class = OptionForm
    edit_view_class = OptionEditView
    chooser_viewset_class = SeenRowsChooserViewSet


class FamilyViewSet(EditorialViewSet):
    model = Family
    icon = "folder-open-inverse"
    menu_label = _("Families")
    list_display = with_state("name")
    search_fields = ["name", "name_en"]
    panels = [
        FieldRowPanel([TitleFieldPanel("name", targets=["slug"]), FieldPanel("name_en")]),
        identity("slug"),
        both("summary", _("Summary")),
        FieldPanel("source"),
    ]


class RegionalNuanceViewSet(EditorialViewSet):
    model = RegionalNuance
    icon = "site"
    menu_label = _("Regional nuances")
    list_display = with_state("slug", "family", "option", "where")
    search_fields = ["slug", "text_nl"]
    list_filter = ["family", "province"]
    panels = [
        identity("slug"),
        MultiFieldPanel([FieldPanel("family"), FieldPanel("option")], heading=_("What it is about")),
        MultiFieldPanel(
            [FieldPanel("province"), FieldPanel("subregion"), FieldPanel("organisation")],
            heading=_("For whom it holds"),
        ),
        both("text", _("What is different")),
        FieldPanel("source"),
    ]
