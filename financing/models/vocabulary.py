"""The fixed words of the route map; their slugs are promised in addresses, exports and the API (interface.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Whose scheme it is."""

    EU = "eu", _("Europe")
    STATE = "rijk", _("National government")
    PROVINCE = "provincie", _("Province")
    ROM = "rom", _("Regional development agency (ROM)")
    SUBREGION = "deelregio", _("Subregion")
    MUNICIPALITY = "gemeente", _("Municipality")
    PRIVATE = "privaat", pgettext_lazy("of a scheme", "Private")


class Kind(models.TextChoices):
    """What a company gets."""

    GRANT = "subsidie", _("Grant")
    VOUCHER = "voucher", _("Voucher")
    LOAN = "lening", _("Loan")
    CONVERTIBLE_LOAN = "converteerbare-lening", _("Convertible loan")
    EQUITY = "eigen-vermogen", _("Equity")
    GUARANTEE = "garantie", _("Guarantee")
    TAX = "fiscaal", _("Tax scheme")
    PROGRAMME = "programma", _("Support programme")
    ACCELERATOR = "accelerator", _("Accelerator programme")
    INCUBATOR = "incubator", _("Incubator")
    CROWDFUNDING = "crowdfunding", _("Crowdfunding")


class Rhythm(models.TextChoices):
    """When one can apply, apart from the dates of single rounds."""

    CONTINUOUS = "doorlopend", _("at any time")
    RECURRING = "terugkerend", _("in rounds")
    ONE_OFF = "eenmalig", _("once")


class State(models.TextChoices):
    """Whether one can apply at a given moment; derived, never stored (see FinancingOptionQuerySet.with_state_at)."""

    OPEN = "open", pgettext_lazy("state of a scheme", "open now")
    CONTINUOUS = "doorlopend", _("continuous")
    ANNOUNCED = "aangekondigd", _("announced")
    UNKNOWN = "onbekend", _("state unknown")
    CLOSED = "gesloten", pgettext_lazy("state of a scheme", "closed")
    ENDED = "beeindigd", _("ended")


class ReportedState(models.TextChoices):
    """What a source says where no dates are known."""

    OPEN = "open", pgettext_lazy("state of a scheme", "open")
    CLOSED = "gesloten", pgettext_lazy("state of a scheme", "closed")


class Allocation(models.TextChoices):
    """How a round chooses between applications."""

    FIRST_COME = "volgorde", _("first come, first served")
    DRAW = "loting", _("by drawing lots")
    RANKING = "rangschikking", _("the best ones are chosen")


class Attribute(models.TextChoices):
    """What a condition is about. The first four are answered by the option's own facts."""

    PHASE = "fase", _("phase")
    LOCATION = "locatie", _("location")
    SECTOR = "sector", _("sector")
    AMOUNT = "bedrag", _("amount")
    SIZE = "omvang", _("size of the company")
    PARTNER = "partner", _("partner")
    LEGAL_FORM = "rechtsvorm", _("legal form")
    YEARS = "jaren", _("years since the start")
    FREE = "vrij", _("something else")


class CompanySize(models.TextChoices):
    """Classes of the EU definition of SMEs (Recommendation 2003/361/EC), by number of employees only."""

    SELF_EMPLOYED = "zzp", _("self-employed")
    SMALL = "klein", _("fewer than 50 employees")
    MEDIUM = "middelgroot", _("50 to 249 employees")
    LARGE = "groot", _("250 employees or more")


class LegalForm(models.TextChoices):
    BV = "bv", _("private limited company (bv)")
    NV = "nv", _("public limited company (nv)")
    FOUNDATION = "stichting", _("foundation")
    PARTNERSHIP = "vof", _("general partnership (vof)")
    SOLE = "eenmanszaak", _("sole proprietorship")


class RelationKind(models.TextChoices):
    FOLLOWS = "volgt-op", _("usually follows")
    REQUIRES = "vereist", _("requires")
    EXCLUDES = "sluit-uit", _("excludes")
    COMBINES = "combineert", _("may be combined with")
