/** The application that gunicorn and `flask run` share. */
import type { NamedFile } from '../../codec/named-file';

export const flaskApp: NamedFile = {
  path: 'run/flask_app.py',
  mode: 0o644,
  contents: `"""One page with Flask, for any WSGI server: put your own application in its place."""
from flask import Flask, request

app = Flask(__name__)


@app.route("/")
def page():
    server = request.environ.get("SERVER_SOFTWARE", "a WSGI server")
    connection = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    protocol = connection.version() if hasattr(connection, "version") else request.scheme
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Served by {server} over {protocol}.</p>\\n"
    )
`,
};
