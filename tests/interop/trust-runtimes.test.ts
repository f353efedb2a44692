// What trust/ says to language runtimes and tools, typed as the page shows it: env.sh, Node's variable, Java's keystore. The server
// is refused without, and accepted with it.
import { realpathSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipes } from '../../src/pki/recipes/all';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { environmentOf, finish, homeFolder, type Finished } from '../support/home-folder';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWithSystem, privateSystem } from '../support/private-system';
import { servePage, trustFolder, type TlsPage, type TrustFolder } from '../support/trust-folder';
import { describeWith, type ToolName } from '../support/tools';

afterAll(removeTemporaryFolders);

let made: TrustFolder;
let page: TlsPage;
beforeAll(async () => {
  made = await trustFolder();
  page = await servePage(made.folder);
});
afterAll(() => page.close());

const variables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE'];
/** None of the variables that trust/ is about. */
function cleanEnvironment() {
  const env = environmentOf(homeFolder());
  const ours = [...variables, 'CURL_CA_BUNDLE', 'GIT_SSL_CAINFO', 'JAVA_TOOL_OPTIONS'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)));
}

/** In the unzipped folder, by the shell, with `$URL` as the page's address. */
const type = (shell: readonly [string, ...string[]], lines: string, env = {}): Promise<Finished> =>
  finish([...shell, '-c', lines], {
    cwd: made.folder,
    env: { ...cleanEnvironment(), URL: page.url, ...env },
  });

const clients: readonly { tool: ToolName; line: (path: string) => string; refused: RegExp }[] = [
  { tool: 'curl', line: (path) => `'${path}' -sS "$URL"`, refused: /certificate problem/ },
  {
    tool: 'python3',
    line: (path) =>
      `'${path}' -c 'import os, urllib.request; print(urllib.request.urlopen(os.environ["URL"]).read().decode())'`,
    refused: /CERTIFICATE_VERIFY_FAILED/,
  },
  {
    tool: 'node',
    line: (path) =>
      `'${path}' -e 'fetch(process.env.URL).then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))'`,
    refused: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN/,
  },
  {
    tool: 'git',
    line: (path) => `GIT_CURL_VERBOSE=1 '${path}' ls-remote "$URL"`,
    refused: /certificate verification failed|certificate problem/,
  },
];

describeWith(
  ['openssl', 'curl', 'python3', 'node', 'git', 'dash', 'bash', 'busybox'],
  'trust/env.sh',
  (path) => {
    const command = (context: RecipeContext) => recipes['trust-environment'].commands(context);
    const shells: readonly [string, readonly [string, ...string[]]][] = [
      ['dash', [path('dash')]],
      ['bash', [path('bash')]],
      ['busybox ash', [path('busybox'), 'sh']],
    ];

    it.each(shells)('makes curl, Python, Node and git trust it, under %s', async (_, shell) => {
      for (const { tool, line, refused } of clients) {
        expect((await type(shell, line(path(tool)))).output, tool).toMatch(refused);
        const { output } = await type(shell, `${command(made.context)} >&2\n${line(path(tool))}`);
        // The page is no repository, but git comes as far as to see that.
        expect(output, tool).toMatch(tool === 'git' ? /certificate verif(y|ication) ok/i : /^trusted$/m);
        expect(output, tool).not.toMatch(refused);
      }
    });

    it.each(shells)('keeps what was trusted before in the bundle, once, under %s', async (_, shell) => {
      const roots = join(made.folder, 'employer.pem');
      const employer = await trustFolder();
      writeFileSync(roots, employer.context.anchor.pem);
      const show =
        'printf "%s\\n" "$SSL_CERT_FILE" "$REQUESTS_CA_BUNDLE" "$CURL_CA_BUNDLE" "$GIT_SSL_CAINFO"';
      const lines = `${command(made.context)} >&2; ${command(made.context)} >&2; ${show}`;
      const bundle = join(made.folder, 'trust/ca-bundle.pem');
      const once = await type(shell, `${command(made.context)} >&2; ${show}`, { SSL_CERT_FILE: roots });
      expect(once.output.trim().split('\n').slice(-4)).toEqual([bundle, bundle, bundle, bundle]);
      expect(readFileSync(bundle, 'utf8')).toBe(`${employer.context.anchor.pem}\n${made.context.anchor.pem}`);
      await type(shell, lines);
      const { pem } = made.context.anchor;
      expect(readFileSync(bundle, 'utf8').split(pem)).toHaveLength(2);
    });

    it.each(shells)('keeps what Node was told to add before, under %s', async (_, shell) => {
      const [employer, other] = [await trustFolder(), join(made.folder, 'trust/node-extra-ca.pem')];
      const env = { NODE_EXTRA_CA_CERTS: join(employer.folder, 'ca.pem') };
      const both = `${command(made.context)} >&2; ${command(made.context)} >&2; printf %s "$NODE_EXTRA_CA_CERTS"`;
      const { output } = await type(shell, both, env);
      expect(output.split('\n').at(-1)).toBe(other);
      expect(readFileSync(other, 'utf8')).toBe(`${employer.context.anchor.pem}\n${made.context.anchor.pem}`);
    });

    it.each(shells)('leaves no name behind and works under set -eu, under %s', async (_, shell) => {
      const finished = await type(shell, `set -eu; ${command(made.context)} >&2; set`);
      expect(finished.code).toBe(0);
      expect(finished.output).not.toMatch(/^certwright_/m);
    });

    it('says where to stand when it finds no ca.pem', async () => {
      const finished = await type([path('dash')], 'cd /; . "$OLDPWD/trust/env.sh" || echo "code $?"');
      expect(finished.output).toMatch(/No ca\.pem found[^]*code 1/);
      const found = await type([path('bash')], 'cd /; . "$OLDPWD/trust/env.sh" && echo "code $?"');
      expect(found.output).toMatch(/code 0/);
    });
  },
);

describeWith(['openssl', 'node'], 'Node’s variable, as the page shows it', (path) => {
  it('adds the authority', async () => {
    const { line } = clients.find(({ tool }) => tool === 'node') ?? { line: String };
    const { output } = await type(
      ['sh'],
      `${recipes['trust-node'].commands(made.context)}\n${line(path('node'))}`,
    );
    expect(output).toMatch(/^trusted$/m);
  });
});

describeWith(['openssl', 'python3'], 'Python in code, as the page shows it', (path) => {
  it('adds the authority', async () => {
    const step = recipes['trust-python'].steps?.(made.context)[0]?.replace(/^.*?: /, '') ?? '';
    const lines = `import os, ssl, urllib.request
${step}
assert len(context.get_ca_certs()) > 1
print(urllib.request.urlopen(os.environ["URL"], context=context).read().decode())`;
    const finished = await finish([path('python3'), '-c', lines], {
      cwd: made.folder,
      env: { ...cleanEnvironment(), URL: page.url },
    });
    expect(finished.output).toMatch(/^trusted$/m);
  });
});

describeWithSystem(['openssl', 'java', 'keytool'], 'Java’s keystore, as the page shows it', (path) => {
  // keytool takes a certificate without asking when Java's own store vouches for it, and asks (nobody, here) when not.
  it('vouches for the server between -importcert and -delete', async () => {
    const store = realpathSync(join(dirname(realpathSync(path('keytool'))), '../lib/security/cacerts'));
    const system = privateSystem({ copied: [dirname(store)] });
    const run = (line: string) => system.run(['sh', '-c', line], made.folder, cleanEnvironment());
    const [add = '', list = '', remove = ''] = recipes['trust-java'].commands(made.context).split('\n');
    const vouched = async () => {
      rmSync(join(made.folder, 'leaf.p12'), { force: true });
      const { output } = await run(
        'keytool -importcert -trustcacerts -alias leaf -file cert.pem -keystore leaf.p12 -storepass changeit </dev/null',
      );
      return output.includes('was added to keystore');
    };
    expect(await vouched()).toBe(false);
    expect((await run(add)).code).toBe(0);
    try {
      expect((await run(list)).output.replaceAll(':', '').toLowerCase()).toContain(
        made.context.anchor.sha256,
      );
      expect(await vouched()).toBe(true);
    } finally {
      expect((await run(remove)).code).toBe(0);
    }
    expect(await vouched()).toBe(false);
  });
});

describeWith(['openssl', 'java'], 'Java’s option, as the page shows it', (path) => {
  it('names the truststore of a folder with a blank and an apostrophe in its path', async () => {
    const option =
      recipes['trust-java'].steps?.(made.context).find((step) => step.startsWith('export ')) ?? '';
    const finished = await finish(
      [
        'sh',
        '-c',
        `cd "${homeFolder().replace('$', '\\$')}"; ${option}; '${path('java')}' -XshowSettings:properties -version; pwd`,
      ],
      { cwd: made.folder, env: cleanEnvironment() },
    );
    const folder = finished.output.trim().split('\n').at(-1) ?? '';
    expect(folder).toContain("o'brien's ");
    expect(finished.output).toContain(`javax.net.ssl.trustStore = ${folder}/truststore.p12`);
  });
});
