// GnuTLS through its own client, which wget, apt and GNOME build on.
import { inParallel, suite } from '../support/clients/suite';
import { run } from '../support/clients/run';
import { rows } from '../support/made';
import { describeWith } from '../support/tools';

describeWith(['gnutls-cli', 'openssl'], 'GnuTLS', (path) => {
  suite(rows, {
    ask: (checks) =>
      inParallel(checks, async ({ port, host, ca }) => {
        const trust = [`--x509cafile=${ca}`, `--verify-hostname=${host}`, '--sni-hostname=localhost'];
        const { code, output } = await run(path('gnutls-cli'), [...trust, '-p', String(port), '127.0.0.1']);
        return code === 0 ? 'ok' : output;
      }),
    words: {
      name: /The name in the certificate does not match the expected/,
      root: /The certificate issuer is unknown|The certificate is NOT trusted/,
      outside: /The certificate chain violates the signer's constraints/,
    },
  });
});
