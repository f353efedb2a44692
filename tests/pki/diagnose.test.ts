// Every known message is found by an example of it, as the program prints it, and leads; each wording of it too. What a text tells
// beside its messages, which of several leads, and that nothing secret in it is shown again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { catalogue } from '../../src/pki/diagnose/catalogue';
import { diagnose } from '../../src/pki/diagnose/diagnose';
import { patternOf } from '../../src/pki/diagnose/pattern';
import { publicBlocks } from '../../src/pki/diagnose/redact';
import { remediesFor, remediesOf } from '../../src/pki/diagnose/remedies';
import { usualFacts, writtenRemedy } from '../../src/pki/diagnose/remedy';
import { subjectCodes } from '../../src/pki/diagnose/subject';

interface Example {
  readonly id: string;
  readonly text: string;
  readonly from: string;
}

const { examples } = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/diagnose-examples.json'), 'utf8'),
) as { readonly examples: readonly Example[] };

const lead = (text: string) => diagnose(text).found[0];

/** Something plausible in each hole. */
const filled = (pattern: string): string =>
  pattern.replace(/\{(\w+)\}/g, (_, hole: string) =>
    hole === 'number' ? '12' : hole === 'host' ? 'app.test' : '/etc/app/cert.pem',
  );

describe('known messages', () => {
  it('are at least 200, each with an id of its own, a source, and an example with its provenance', () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(200);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    expect(catalogue.filter(({ source }) => source.length < 4)).toEqual([]);
    expect(examples.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
    expect(examples.filter(({ from }) => !/^(?:client matrix|run|table of|source)/.test(from))).toEqual([]);
  });

  it('begin with literal text, long enough to mean something', () => {
    const short = catalogue.flatMap(({ patterns }) =>
      patterns.filter((one) => patternOf(one).anchor.length < 5),
    );
    expect(short).toEqual([]);
  });

  it('are each found by their example, and no other one before them', () => {
    const wrong = examples.flatMap(({ id, text }) =>
      lead(text)?.id === id ? [] : [[id, text, lead(text)?.id]],
    );
    expect(wrong).toEqual([]);
  });

  it('are found in each wording, amid other text', () => {
    const wrong = catalogue.flatMap(({ id, patterns }) =>
      patterns
        .map((pattern) => `2026-11-22 00:12:00 worker 7: ${filled(pattern)}\nbye`)
        .flatMap((text) => (lead(text)?.id === id ? [] : [[id, text, lead(text)?.id]])),
    );
    expect(wrong).toEqual([]);
  });

  it('are of every subject there is', () => {
    const met = new Set(catalogue.map(({ subject }) => subject));
    expect(subjectCodes.filter((code) => !met.has(code))).toEqual([]);
  });
});

describe('a text', () => {
  it('with a traceback leads with what OpenSSL says, not with what wraps it', () => {
    const text = [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.13/site-packages/urllib3/connectionpool.py", line 464, in _make_request',
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1029)',
      'During handling of the above exception, another exception occurred:',
      "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.test', port=8443): Max retries exceeded with url: /v1 (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1029)')))",
    ].join('\n');
    const { found, facts } = diagnose(text);
    expect(found[0]).toMatchObject({
      id: 'openssl-verify-85',
      subject: 'authority-identifier-missing',
      line: 3,
      times: 2,
    });
    expect(facts).toEqual({ host: 'api.example.test', port: 8443, program: 'Python 3.13', release: '3.13' });
    expect(found.filter(({ weight }) => weight === 'envelope').map(({ id }) => id)).toContain(
      'python-requests',
    );
  });

  it('of s_client tells place, number and subject', () => {
    const text = [
      'CONNECTED(00000003)',
      'depth=1 CN = Team Issuing CA',
      'verify error:num=20:unable to get local issuer certificate',
      'verify return:1',
      'depth=0 CN = app.test',
      'verify error:num=21:unable to verify the first certificate',
    ].join('\r\n');
    const { found, facts } = diagnose(text);
    expect(found.map(({ id }) => id)).toEqual(['openssl-verify-20', 'openssl-verify-21']);
    expect(facts).toMatchObject({ depth: 1, code: 20, subject: 'CN = Team Issuing CA' });
  });

  it('of Java leads with the last cause', () => {
    const text = [
      'javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
      '\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)',
      'Caused by: sun.security.validator.ValidatorException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
      'Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sat Nov 21 00:12:00 UTC 2026',
    ].join('\n');
    expect(lead(text)).toMatchObject({ id: 'java-expired', facts: { date: 'Sat Nov 21 00:12:00 UTC 2026' } });
  });

  it('of Go leads with what stands in the brackets', () => {
    const text =
      'tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Team Root")';
    expect(lead(text)?.id).toBe('go-parent');
    expect(diagnose(text).facts.subject).toBe('Team Root');
  });

  it('tells the host and the names out of the message itself', () => {
    expect(lead('x509: certificate is valid for a.test, b.test, not c.test"}')?.facts).toEqual({
      names: 'a.test, b.test',
      host: 'c.test',
    });
    expect(lead("Host: localhost. is not in the cert's altnames: DNS:app.test")?.facts).toEqual({
      host: 'localhost',
      names: 'DNS:app.test',
    });
  });

  it('is read whatever quotes, capitals and spaces it was given', () => {
    expect(lead('The certificate’s owner does not match hostname ‘app.test’')?.facts.host).toBe('app.test');
    expect(lead('net::err_cert_authority_invalid')?.id).toBe('chrome-authority');
  });

  it('does not find a code within a longer one', () => {
    expect(diagnose('SEC_ERROR_EXPIRED_CERTIFICATE_OF_MINE, -98071, XERR_CERT_INVALID').found).toEqual([]);
  });

  it('of more than a megabyte is read at both ends', () => {
    const filler = 'all is well\n'.repeat(200_000);
    const { cut, found } = diagnose(`certificate has expired\n${filler}key values mismatch`);
    expect(cut).toBe(true);
    expect(found.map(({ id }) => id)).toEqual(['openssl-key-values', 'openssl-verify-10']);
  });
});

describe('what is secret in a text', () => {
  const secret = 'hunter2-Geheim';
  it.each([
    `curl: (60) SSL certificate problem: certificate has expired https://joe:${secret}@app.test/`,
    `certificate has expired password=${secret} user=joe`,
    `certificate has expired -passin pass:${secret}`,
    `certificate has expired --ssl-keyfile-password ${secret}`,
    `keytool -storepass ${secret} keytool error: java.io.IOException: keystore password was incorrect`,
    `certificate has expired "Authorization": "Bearer ${secret}"`,
    `certificate has expired {"token":"${secret}"}`,
  ])('is not shown again: %s', (text) => {
    const diagnosis = diagnose(text);
    expect(diagnosis.found.length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnosis)).not.toContain(secret);
  });

  it('as a private key is not read at all, nor sent on with the certificates', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${secret}certificate has expired\n-----END PRIVATE KEY-----\n`;
    const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    const { found, heldPrivateKey } = diagnose(`no start line\n${key}${certificate}`);
    expect(heldPrivateKey).toBe(true);
    expect(found.map(({ id }) => id)).toEqual(['openssl-start-line']);
    expect(publicBlocks(`${key}${certificate}\n${key}`)).toBe(`${certificate}\n`);
    expect(publicBlocks('-----BEGIN CERTIFICATE-----\nMIIB')).toBe('');
  });
});

describe('commands', () => {
  it('exist for every subject, and hold no name unquoted that a shell would read', () => {
    const facts = {
      ...usualFacts,
      host: "a'; rm -rf $HOME #",
      certificate: '$(id).pem',
      key: 'my key.pem',
      root: '`id`.pem',
      alias: '"; id',
    };
    for (const subject of subjectCodes) {
      expect(remediesFor[subject].length, subject).toBeGreaterThan(0);
      for (const { platform, command } of remediesFor[subject].map((code) => writtenRemedy(code, facts))) {
        if (platform === 'python' || platform === 'windows') continue;
        const unquoted = command.replace(/'\\''/g, '').replace(/'[^']*'/g, '');
        expect(unquoted, command).not.toMatch(/rm -rf|\$\(id|`id|my key/);
      }
    }
  });

  it('that bring a root to the program that complains come before those for others, and none is lost', () => {
    const codes = (speaker: 'java' | 'openssl' | 'rustls', program?: string) =>
      remediesOf('root-untrusted', { speaker, program }, usualFacts).map(({ code }) => code);
    expect(codes('java')[0]).toBe('trust-java');
    expect(codes('openssl', 'Node.js 20').slice(0, 2)).toEqual(['trust-node', 'trust-npm']);
    expect(codes('openssl', 'Git')[0]).toBe('trust-git');
    expect(codes('rustls')).toEqual(remediesFor['root-untrusted']);
    expect(codes('java').toSorted()).toEqual([...remediesFor['root-untrusted']].toSorted());
    const unknown = remediesOf('unknown-issuer', { speaker: 'java' }, usualFacts).map(({ code }) => code);
    expect(unknown.slice(0, 3)).toEqual(['see-sent', 'append-intermediate', 'trust-java']);
  });
});
