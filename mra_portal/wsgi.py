"""The WSGI entry point for gunicorn; production settings unless the environment names others."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mra_portal.settings.production")

application = get_wsgi_application()
