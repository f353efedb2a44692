/**
 * Node's own https module. Its option `crl` makes OpenSSL ask for a list from every authority in the chain, so with fewer the
 * recipe is left out: it would let nobody in. Measured: of a text with several lists it takes the first without a word.
 */
import { bracketed, defaultPort, listenAddress } from '../address';
import { jsQuote } from '../quote';
import { revocationNote, turnedAwayNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

export const mutualNode: MutualServer = {
  label: 'Node',
  needs: ['apt install nodejs'],
  revoked: 'handshake',
  wantsWholeChain: true,
  files: (context) => [{ path: 'run/node-server.mjs', contents: server(context), mode: 0o644 }],
  commands: () => 'node run/node-server.mjs',
  note: (context) => `Node 18 or later. ${turnedAwayNote} ${revocationNote(context)}`,
};

function server(context: MutualContext): string {
  return `// Serves one page to clients with a certificate, with Node's own modules (Node 18 and later).
// HOST and PORT in the environment change the address.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const name = ${jsQuote(bracketed(context.host))};
const host = process.env.HOST || '${listenAddress(context)}';
const port = Number(process.env.PORT || ${defaultPort});
const inFolder = (name) => readFileSync(new URL(\`../\${name}\`, import.meta.url));
const escaped = (text) => String(text).replace(/[&<>"']/g, (character) => \`&#\${character.charCodeAt(0)};\`);

const tls = {
  cert: inFolder('fullchain.pem'),
  key: inFolder('key.pem'),
  minVersion: 'TLSv1.2',
  // Whoever has no certificate from this authority does not get through the handshake.
  requestCert: true,
  rejectUnauthorized: true,
  ca: inFolder('client-ca.pem'),
${context.revocation === 'none' ? '' : `  // Node reads the first list of a text alone, so each goes in by itself.\n  crl: String(inFolder('client-ca.crl.pem')).match(/-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----/g),\n`}};

const server = createServer(tls, (request, response) => {
  const { subject } = request.socket.getPeerCertificate();
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>' +
      \`<h1>It works</h1><p>Hello, \${escaped(subject?.CN ?? 'somebody without a name')}. \` +
      \`Served by Node over \${request.socket.getProtocol()}.</p>\\n\`,
  );
});
server.listen(port, host, () => {
  console.log(\`Serving https://\${name}:\${port}/ on \${host}; Ctrl-C stops\`);
});
`;
}
