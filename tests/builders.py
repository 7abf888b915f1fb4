"""Rows for tests: only what the test says matters, the rest sensible."""

from itertools import count

from django.contrib.auth.models import Group

from agenda.models import Accelerator, ActionLine, ActionLineParty, Membership, Organisation, StatusUpdate
from mra_portal.accounts.models import User

SOURCE = "test"
_numbers = count(1000)


def accelerator(**fields) -> Accelerator:
    n = next(_numbers)
    return Accelerator.objects.create(
        **{
            "slug": f"versneller-{n}",
            "number": n % 30000,
            "name": f"Versneller {n}",
            "target_picture_nl": "Zo ziet het eruit.",
            "government_role_nl": "De overheid helpt.",
            "source": SOURCE,
            **fields,
        }
    )


def organisation(**fields) -> Organisation:
    n = next(_numbers)
    return Organisation.objects.create(
        **{
            "slug": f"organisatie-{n}",
            "name": f"Organisatie {n}",
            "kind": "netwerk",
            "source": SOURCE,
            **fields,
        }
    )


def action_line(**fields) -> ActionLine:
    n = next(_numbers)
    parent = fields.pop("accelerator", None) or accelerator()
    return ActionLine.objects.create(
        **{
            "slug": f"{n}z",
            "accelerator": parent,
            "letter": str(n),
            "official_title": f"Actielijn {n}",
            "summary_nl": "Een zin.",
            "agreements_nl": "Een afspraak.",
            "source_page": 51,
            "source": SOURCE,
            **fields,
        }
    )


def only_action_line(**fields) -> ActionLine:
    """One that is public while no other is."""
    ActionLine.objects.update(live=False)
    return action_line(**fields)


def party(line: ActionLine, organisation_: Organisation, role="initiator", **fields) -> ActionLineParty:
    return ActionLineParty.objects.create(
        **{
            "action_line": line,
            "organisation": organisation_,
            "role": role,
            "position": 1,
            "printed": organisation_.name,
            **fields,
        }
    )


def status_update(line: ActionLine, status="in-uitvoering", **fields) -> StatusUpdate:
    reporter = fields.pop("organisation", None) or organisation()
    return StatusUpdate.objects.create(
        **{
            "action_line": line,
            "organisation": reporter,
            "status": status,
            "text_nl": "Er is iets gebeurd.",
            **fields,
        }
    )


def person(*, works_for=(), role="Ambtenaren", **fields) -> User:
    """Somebody who may enter the editing screens, with memberships of these organisations."""
    n = next(_numbers)
    user = User.objects.create_user(fields.pop("email", f"persoon-{n}@test.example"), "x", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    for employer in works_for:
        Membership.objects.create(user=user, organisation=employer)
    return user
