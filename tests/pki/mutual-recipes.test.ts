// Recipes for client certificates: well-formed in their languages whatever the host is called, one file under one path, and in
// words where a revoked certificate would not be noticed.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../src/codec/named-file';
import { mutualClients } from '../../src/pki/recipes/mutual/clients';
import type {
  ClientContext,
  MutualClient,
  MutualContext,
  MutualServer,
} from '../../src/pki/recipes/mutual/recipe';
import { mutualServers, serversFor } from '../../src/pki/recipes/mutual/servers';
import { mostServers, wholeChainServers } from '../../src/ui/authorities/client-words';
import { describeWith } from '../support/tools';

const servers = Object.values<MutualServer>(mutualServers);
const clients = Object.values<MutualClient>(mutualClients);

/** A name no check lets through, made of what means something in one of the languages. */
const hostile = `'"\`$(touch pwned)\${IFS}; #\\\n{}%[é\u2028`;
const hosts = ['localhost', '::1', '192.168.1.5', hostile];
const serverContexts = hosts.flatMap((host) =>
  (['chain', 'issuer', 'none'] as const).map((revocation): MutualContext => ({ host, revocation })),
);
const clientContexts = [...hosts, undefined].flatMap((host) =>
  [true, false].map((keyEncrypted): ClientContext => ({ host, keyEncrypted, certificate: 'cert.pem' })),
);

const written: readonly { readonly files: readonly NamedFile[]; readonly commands: readonly string[] }[] = [
  ...serverContexts.map((context) => ({
    files: servers.flatMap((one) => one.files(context)),
    commands: servers.flatMap((one) => [one.commands(context), one.flags?.(context) ?? '']),
  })),
  ...clientContexts.map((context) => ({
    files: clients.flatMap((one) => one.files(context)),
    commands: clients.map((one) => one.commands(context)),
  })),
];

describe('recipes for client certificates', () => {
  it('share a path only between files that are the same', () => {
    for (const { files } of written) {
      const seen = new Map<string, NamedFile>();
      for (const file of files)
        expect(seen.set(file.path, seen.get(file.path) ?? file).get(file.path)).toEqual(file);
    }
  });

  it('have Unix line ends, and can be run where they are scripts', () => {
    for (const { files } of written)
      for (const { path, contents, mode } of files) {
        expect(path).toMatch(/^run\//);
        expect(contents, path).toMatch(/^[^\r]*\n$/);
        expect(mode, path).toBe(String(contents).startsWith('#!') ? 0o755 : 0o644);
      }
  });

  it('require a certificate in every file that serves, on 8443', () => {
    const requiring =
      /CERT_REQUIRED|client_certificates\.(?:server_context|require)|rejectUnauthorized: true|ssl_verify_client on|!client-ca\.pem/;
    for (const { files, commands } of servers.map((one) => ({
      files: one.files({ host: 'localhost', revocation: 'chain' }),
      commands: one.commands({ host: 'localhost', revocation: 'chain' }),
    }))) {
      const text = [...files.map(({ contents }) => String(contents)), commands].join('\n');
      expect(text).toMatch(requiring);
      expect(text).toContain('client-ca.pem');
      expect(text).toContain('client-ca.crl.pem');
      expect(text).toContain('8443');
      expect(text).not.toMatch(/CERT_OPTIONAL|verify_client optional|rejectUnauthorized: false/);
    }
  });

  it('say so where a revoked certificate is not noticed, and then read no list', () => {
    const context = { host: 'localhost', revocation: 'none' } as const;
    for (const one of servers) {
      expect(one.note(context)).toContain('NOT noticed');
      for (const { path, contents } of one.files(context))
        expect(contents, path).not.toContain('client-ca.crl.pem');
    }
  });

  it('are left out where they would turn everyone away for want of a list from the root', () => {
    const labels = (revocation: MutualContext['revocation']) =>
      serversFor(revocation).map(({ label }) => label);
    expect(labels('chain')).toHaveLength(servers.length);
    expect(labels('none')).toHaveLength(servers.length);
    expect(labels('issuer')).toEqual(['Python ssl', 'uvicorn', 'gunicorn', 'Flask', 'uWSGI', 'hypercorn']);
    // As the page says it.
    expect(labels('issuer').join(', ').replace(' ssl', '')).toBe(mostServers);
    expect(labels('chain').slice(6).join(' and ')).toBe(wholeChainServers);
  });
});

describeWith(
  ['sh', 'dash', 'python3', 'node'],
  'the languages of recipes for client certificates',
  (path) => {
    it('read every file and every command', () => {
      const parse = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 8))';
      const checked = new Set<string>();
      for (const { files, commands } of written) {
        for (const { path: name, contents } of files) {
          const input = String(contents);
          if (checked.has(input)) continue;
          checked.add(input);
          const check = (tool: 'python3' | 'dash' | 'node', ...args: string[]) => {
            execFileSync(path(tool), args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
          };
          if (name.endsWith('.py')) check('python3', '-W', 'error', '-c', parse);
          else if (name.endsWith('.sh')) check('dash', '-n');
          else if (name.endsWith('.mjs')) check('node', '--input-type=module', '--check');
        }
        for (const input of commands) execFileSync(path('sh'), ['-n'], { input, stdio: 'pipe' });
      }
      expect(checked.size).toBeGreaterThan(20);
    });
  },
);
