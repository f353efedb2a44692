/** The application that gunicorn and Flask's own server share. */
import type { NamedFile } from '../../../codec/named-file';

export const mutualFlaskApp: NamedFile = {
  path: 'run/flask_app.py',
  mode: 0o644,
  contents: `"""One page with Flask that greets whoever the client certificate belongs to: put your own in its place."""
import html

from flask import Flask, request

import client_certificates

app = Flask(__name__)


@app.route("/")
def page():
    server = request.environ.get("SERVER_SOFTWARE", "a WSGI server")
    connection = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    name = html.escape(client_certificates.common_name(connection.getpeercert()))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Hello, {name}. Served by {server} over {connection.version()}.</p>\\n"
    )
`,
};
