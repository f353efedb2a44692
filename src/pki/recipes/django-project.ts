/** A whole Django project in one file (3.2 to 5.x), shared by the two servers that bring TLS to Django's development server. */
import type { NamedFile } from '../../codec/named-file';

export const djangoProject: NamedFile = {
  path: 'run/manage.py',
  mode: 0o755,
  contents: `#!/usr/bin/env python3
"""A Django project in one file (Django 3.2 and later): one page, no database. In your own project, only the app that
brings the command is new: django_extensions for runserver_plus, sslserver for runsslserver.
"""
import importlib.util
import secrets
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[app for app in ("django_extensions", "sslserver") if importlib.util.find_spec(app)],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_urlsafe(),
    STATIC_URL="/static/",
    USE_TZ=True,
)


def page(request):
    connection = request.META.get("werkzeug.socket")
    protocol = connection.version() if hasattr(connection, "version") else request.scheme
    return HttpResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Served by Django over {protocol}.</p>\\n"
    )


urlpatterns = [path("", page)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
`,
};
