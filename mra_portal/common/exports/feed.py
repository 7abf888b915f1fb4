"""What changed last among the rows of an answer, as Atom (RFC 4287)."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from mra_portal.common.exports.datasets import Dataset, Found
from mra_portal.common.exports.fields import page_of
from mra_portal.common.exports.ledger import bring_up_to_date, records_of

MOST = 50


def feed_of(dataset: Dataset, found: Found, address: str, page: str) -> bytes:
    """The rows of `found` that changed last, newest first. `address` is that of the feed, `page` of the list."""
    bring_up_to_date(dataset)
    feed = Atom1Feed(
        title=str(dataset.title),
        link=page,
        description=None,
        subtitle=str(dataset.about),
        feed_url=address,
        language=get_language(),
        feed_guid=address,
    )
    slugs = dict(dataset.rows_of(found).filter(pk__in=list(found.keys)).order_by().values_list(dataset.key, "pk"))
    lately = records_of(dataset).filter(gone_at=None).order_by("-changed_at", "slug")
    chosen = [record for record in lately if record.slug in slugs][:MOST]
    rows = dataset.rows_of(found).in_bulk([slugs[record.slug] for record in chosen])
    for record in chosen:
        row = rows.get(slugs[record.slug])
        if row is not None:
            link = page_of(row)
            feed.add_item(
                title=str(row),
                link=link,
                description=escape(str(getattr(row, "summary", ""))) or None,
                unique_id=f"{settings.PORTAL_BASE_URL}/api/v1/{dataset.name}/{record.slug}",
                updateddate=record.changed_at,
            )
    return feed.writeString("utf-8").encode()
