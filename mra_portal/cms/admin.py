from mra_portal.cms.resources import TermResource
from mra_portal.common.content.admin import register

register(TermResource)
