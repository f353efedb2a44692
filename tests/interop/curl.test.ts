// curl, whose --cacert is how the README of the zip asks people to check.
import { run } from '../support/clients/run';
import { inParallel, suite } from '../support/clients/suite';
import { rows } from '../support/made';
import { describeWith } from '../support/tools';

describeWith(['curl', 'openssl'], 'curl', (path) => {
  suite(rows, {
    ask: (checks) =>
      inParallel(checks, async ({ port, host, ca }) => {
        const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
        const where = ['--connect-to', `::127.0.0.1:${port}`, '--noproxy', '*', `https://${authority}/`];
        const { code, output } = await run(path('curl'), ['-q', '-sS', '--cacert', ca, ...where]);
        return code === 0 && output === 'served\n' ? 'ok' : output;
      }),
    // curl is built on many TLS libraries; these are the words of those that Debian, macOS and Windows give it.
    words: {
      name: /no alternative certificate subject name matches target|does not match/,
      root: /unable to get (?:local )?issuer certificate|self-signed certificate|unable to verify|not trusted/i,
      outside: /permitted subtree violation|constraint/,
    },
  });
});
