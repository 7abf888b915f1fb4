"""Editorial pages and the glossary."""

from mra_portal.cms.models.pages import ChapterPage, HomePage, InfoPage, RegionPage, StoryIndexPage
from mra_portal.cms.models.terms import Term

__all__ = ["ChapterPage", "HomePage", "InfoPage", "RegionPage", "StoryIndexPage", "Term"]
