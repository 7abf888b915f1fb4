from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from agenda.models import Organisation
from financing.models.confirmations import AddressCheck, Confirmation
from financing.models.families import Family
from financing.models.vocabulary import Kind, Level, ReportedState, Rhythm, State
from financing.models.windows import CallWindow
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.choice_list import ChoiceListField
from mra_portal.common.confidence import Confidence
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, ReviewedRow, source_field
from profiles.models import Municipality, Province, Sector, Subregion
from profiles.phases import Phase

# Pages below /financiering/ that are no option.
RESERVED = ("mijn-route", "routekaart", "vergelijk")
# A round that closed longer ago says nothing about now.
REMEMBERED = timedelta(days=366)
# In which order a list shows options that are otherwise alike.
STATE_ORDER = [State.OPEN, State.CONTINUOUS, State.ANNOUNCED, State.UNKNOWN, State.CLOSED, State.ENDED]
# How long a check of the facts holds.
CHECK_HOLDS = timedelta(days=183)


class FinancingOptionQuerySet(EditorialQuerySet):
    def with_state_at(self, moment: datetime):
        """Adds `state` (a State value) and the days that say why: `open_until`, `open_until_time`, `opens_next`.

        A round that is held decides; else what is announced, what is continuous, what the source reported without
        dates; a round that closed less than a year ago means closed; and without any of these the state is unknown.
        `last_closed` is the day on which the last round on record closed, or ran out.
        """
        rounds = CallWindow.objects.filter(option=OuterRef("pk")).confirmed().order_by()
        open_now = rounds.open_at(moment).order_by(
            F("closes_on").asc(nulls_last=True), F("closes_at").asc(nulls_last=True)
        )
        # A round of which the money ran out was over on that day, whatever its last day was to be.
        past = rounds.past_at(moment).annotate(over_on=Coalesce("ran_out_on", "closes_on")).order_by("-over_on")
        a_year_ago = timezone.localdate(moment) - REMEMBERED
        coming = rounds.opening_after(moment).order_by("opens_on", F("opens_at").asc(nulls_first=True))
        return self.annotate(
            open_until=Subquery(open_now.values("closes_on")[:1]),
            open_until_time=Subquery(open_now.values("closes_at")[:1]),
            opens_next=Subquery(coming.values("opens_on")[:1]),
            last_closed=Subquery(past.values("over_on")[:1]),
            state=Case(
                When(has_ended=True, then=Value(State.ENDED.value)),
                When(Exists(open_now), then=Value(State.OPEN.value)),
                When(rhythm=Rhythm.CONTINUOUS, then=Value(State.CONTINUOUS.value)),
                When(Exists(coming), then=Value(State.ANNOUNCED.value)),
                When(reported_state=ReportedState.OPEN, then=Value(State.OPEN.value)),
                When(reported_state=ReportedState.CLOSED, then=Value(State.CLOSED.value)),
                When(Exists(past.filter(over_on__gt=a_year_ago)), then=Value(State.CLOSED.value)),
                default=Value(State.UNKNOWN.value),
                output_field=models.CharField(),
            ),
        )

    def with_last_check(self):
        """Adds `last_checked_on`: the day on which somebody last said that the facts are right."""
        newest = Confirmation.objects.filter(option=OuterRef("pk")).order_by("-confirmed_on", "-pk")
        confirmed_on = Coalesce(Subquery(newest.values("confirmed_on")[:1]), F("checked_on"))
        return self.annotate(last_checked_on=Greatest(confirmed_on, F("checked_on")))

    def needing_check_on(self, day: date):
        """What somebody should look at. Ended options are left alone: they change no more.

        Adds the reasons: `is_long_unchecked`; `window_passed_on`, the day on which the last round closed that has
        passed since the last check; `lacks_address`; `address_fault`, what a broken address answered. Who confirms
        an option has seen its address too: it counts again when it is found broken on a later day.
        """
        newest = Confirmation.objects.filter(option=OuterRef("pk")).order_by("-confirmed_on", "-pk")
        passed = CallWindow.objects.filter(
            option=OuterRef("pk"), ran_out_on=None, closes_on__gte=OuterRef("last_checked_on"), closes_on__lt=day
        ).order_by("-closes_on")
        broken = AddressCheck.objects.filter(
            url=OuterRef("url"),
            outcome=AddressCheck.Outcome.BROKEN,
            checked_at__date__gt=Coalesce(OuterRef("last_confirmed_on"), Value(date(2000, 1, 1))),
        )
        is_long_unchecked = Q(last_checked_on__lt=day - CHECK_HOLDS)
        lacks_address = Q(url="", last_confirmed_on=None)
        return (
            self.filter(has_ended=False)
            .with_last_check()
            .annotate(last_confirmed_on=Subquery(newest.values("confirmed_on")[:1]))
            .annotate(
                is_long_unchecked=Case(When(is_long_unchecked, then=True), default=False),
                window_passed_on=Subquery(passed.values("closes_on")[:1]),
                lacks_address=Case(When(lacks_address, then=True), default=False),
                address_fault=Subquery(broken.values("detail")[:1]),
            )
            .filter(
                is_long_unchecked | Q(window_passed_on__isnull=False) | lacks_address | Q(address_fault__isnull=False)
            )
        )

    def for_listing(self):
        """What a card shows beyond its own columns; nothing yet, the words of the provider are in the row."""
        return self

    def for_comparison(self):
        """What stands side by side."""
        return self.prefetch_related("sectors", "subregions", "municipalities")

    def for_assessment(self):
        """Everything that the answers to a company's questions look at."""
        return self.prefetch_related("conditions", "sectors", "subregions", "municipalities")

    def for_detail(self):
        """Everything its own page tells."""
        return self.select_related("family", "successor", "contact", "held_in").prefetch_related(
            "windows",
            "conditions",
            "sectors",
            "subregions",
            "municipalities",
        )

    def by_name(self):
        return self.order_by(Lower("name"), "slug")

    def by_usefulness(self):
        """What one can apply for now first; the one that closes soonest on top. Needs `with_state_at`."""
        place = Case(
            *(When(state=state.value, then=Value(n)) for n, state in enumerate(STATE_ORDER)),
            output_field=models.IntegerField(),
        )
        return self.order_by(
            place, F("open_until").asc(nulls_last=True), F("opens_next").asc(nulls_last=True), Lower("name"), "slug"
        )

    def by_deadline(self):
        """What closes first on top, then what opens first; without a date by name. Needs `with_state_at`."""
        return self.order_by(
            F("open_until").asc(nulls_last=True), F("opens_next").asc(nulls_last=True), Lower("name"), "slug"
        )

    def closing(self):
        """What is open until a known day, the nearest first. Needs `with_state_at`."""
        return self.filter(state=State.OPEN, open_until__isnull=False).by_deadline()

    def by_amount(self):
        """The highest amount first; unknown amounts last."""
        return self.order_by(
            F("amount_max").desc(nulls_last=True), F("amount_min").desc(nulls_last=True), Lower("name"), "slug"
        )


class FinancingOption(ReviewedRow, ClusterableModel):
    """Money or support for an innovative company: a grant, loan, fund, tax scheme, programme or incubator (line 1b).

    Coverage is a union: the whole country, or these provinces, subregions and municipalities together. Amounts are
    whole euros per applicant or project. Unknown is empty, never guessed.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=160)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="options", verbose_name=_("family")
    )
    variant_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name=_("regional variant of"),
        help_text=_("In its own area this option is shown instead of the general one."),
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )
    has_ended = models.BooleanField(_("has ended"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    phases = ChoiceListField(_("phases"), vocabulary=Phase)
    amount_min = models.PositiveBigIntegerField(_("amount from (euros)"), null=True, blank=True)
    amount_max = models.PositiveBigIntegerField(_("amount to (euros)"), null=True, blank=True)
    amount_note_nl = models.CharField(_("note on the amount in Dutch"), max_length=250, blank=True)
    amount_note_en = models.CharField(_("note on the amount in English"), max_length=250, blank=True)
    contribution_nl = models.CharField(_("own contribution or rate in Dutch"), max_length=250, blank=True)
    contribution_en = models.CharField(_("own contribution or rate in English"), max_length=250, blank=True)
    audience_nl = models.CharField(_("for whom, in Dutch"), max_length=250, blank=True)
    audience_en = models.CharField(_("for whom, in English"), max_length=250, blank=True)
    sectors = ParentalManyToManyField(
        Sector,
        blank=True,
        related_name="financing_options",
        verbose_name=_("sectors"),
        help_text=_("Empty: every sector."),
    )
    covers_country = models.BooleanField(_("in the whole country"), default=False)
    provinces = ChoiceListField(_("provinces"), vocabulary=Province, blank=True)
    subregions = ParentalManyToManyField(
        Subregion, blank=True, related_name="financing_options", verbose_name=_("subregions")
    )
    municipalities = ParentalManyToManyField(
        Municipality, blank=True, related_name="financing_options", verbose_name=_("municipalities")
    )
    held_in = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_held",
        verbose_name=_("takes place in"),
    )
    rhythm = models.CharField(_("one can apply"), max_length=20, choices=Rhythm, blank=True)
    reported_state = models.CharField(
        _("state according to the source"),
        max_length=20,
        choices=ReportedState,
        blank=True,
        help_text=_("Only where no dates are known."),
    )
    paid_by = ParentalManyToManyField(Organisation, blank=True, related_name="options_paid", verbose_name=_("paid by"))
    executed_by = ParentalManyToManyField(
        Organisation, blank=True, related_name="options_executed", verbose_name=_("executed by")
    )
    provider_printed = models.CharField(_("provider as the source names it"), max_length=200)
    contact = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="options_answered",
        verbose_name=_("who to call"),
    )
    contact_role_nl = models.CharField(_("role there, in Dutch"), max_length=120, blank=True)
    contact_role_en = models.CharField(_("role there, in English"), max_length=120, blank=True)
    steps_nl = models.TextField(_("steps to apply, in Dutch"), blank=True, help_text=_("One step per line."))
    steps_en = models.TextField(_("steps to apply, in English"), blank=True, help_text=_("One step per line."))
    url = models.URLField(_("official address"), blank=True)
    summary_nl = models.TextField(_("summary in Dutch"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    uncertainty_nl = models.TextField(_("what is not certain, in Dutch"), blank=True)
    uncertainty_en = models.TextField(_("what is not certain, in English"), blank=True)
    source = source_field()
    checked_on = models.DateField(_("checked on"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)

    amount_note = Localised("amount_note")
    contribution = Localised("contribution")
    audience = Localised("audience")
    contact_role = Localised("contact_role")
    steps_text = Localised("steps")
    summary = Localised("summary")
    uncertainty = Localised("uncertainty")
    objects = FinancingOptionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name = _("financing option")
        verbose_name_plural = _("financing options")
        # Besides Wagtail's own rights: only the options of an organisation that the person is a member of.
        permissions = [("change_own_financingoption", "Can change financing options of the own organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_min=None) | Q(amount_max=None) | Q(amount_max__gte=F("amount_min")),
                name="amount_to_is_not_below_amount_from",
                violation_error_message=_("The highest amount is lower than the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(has_ended=True) | Q(ended_on=None),
                name="only_ended_options_have_an_end",
                violation_error_message=_("Only an option that has ended has a day on which it ended."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("financing:option", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "financing/option_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "option": self, "breadcrumb": breadcrumb((self.name, ""))}

    def clean(self):
        super().clean()
        errors = {}
        if self.amount_min is not None and self.amount_max is not None and self.amount_max < self.amount_min:
            errors["amount_max"] = _("The highest amount is lower than the lowest.")
        if self.ended_on and not self.has_ended:
            errors["has_ended"] = _("Only an option that has ended has a day on which it ended.")
        if self.slug in RESERVED:
            errors["slug"] = _("This word is the address of another page.")
        for name in ("variant_of", "successor"):
            if self.pk and getattr(self, f"{name}_id") == self.pk:
                errors[name] = _("An option cannot point at itself.")
        if errors:
            raise ValidationError(errors)

    @property
    def full_name(self) -> str:
        """The name with its abbreviation, where the name does not hold it already."""
        is_told = not self.abbreviation or self.abbreviation.casefold() in self.name.casefold()
        return self.name if is_told else f"{self.name} ({self.abbreviation})"

    @property
    def steps(self) -> list[str]:
        return [line.strip() for line in self.steps_text.plain.splitlines() if line.strip()]

    @property
    def is_regional(self) -> bool:
        """True when it does not hold for the whole country."""
        return not self.covers_country

    def search_source(self):
        organisations = [] if self.pk is None else [*self.paid_by.all(), *self.executed_by.all()]
        family = [self.family.name, self.family.name_en] if self.family else []
        return [
            self.name,
            self.abbreviation,
            *family,
            self.provider_printed,
            *(text for row in organisations for text in (row.name, row.abbreviation)),
            self.get_kind_display(),
            self.summary_nl,
            self.summary_en,
            self.audience_nl,
            self.audience_en,
            *(text for row in self.sectors.all() for text in (row.name, row.name_en)),
        ]
