/** The application that the ASGI servers share: it knows its caller where the server speaks the TLS extension of ASGI. */
import type { NamedFile } from '../../../codec/named-file';

export const mutualAsgiApp: NamedFile = {
  path: 'run/asgi_app.py',
  mode: 0o644,
  contents: `"""One page with Starlette, for any ASGI server: put your own application in its place."""
import html
import sys

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

SERVER = next((name for name in ("uvicorn", "hypercorn") if name in sys.modules), "an ASGI server")


async def page(request):
    tls = request.scope.get("extensions", {}).get("tls", {})
    name = tls.get("client_cert_name") or "whoever you are: this server checks certificates and does not pass them on"
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Hello, {html.escape(name)}. Served by {SERVER} over {request.url.scheme}.</p>\\n"
    )


app = Starlette(routes=[Route("/", page)])
`,
};
