// trust/install.sh on the system's store, over copies of its folders: Debian's own update-ca-certificates, and clients with their
// default trust. The stores of other distributions are tried for the file, the command and its undoing, with a stand-in for the
// command, which does what its manual page says.
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { anchorFileName, browserNickname } from '../../src/pki/recipes/trust-anchor';
import { database, environmentOf, finish, homeFolder, type Finished } from '../support/home-folder';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWithSystem, privateSystem, type PrivateSystem } from '../support/private-system';
import { servePage, trustFolder, type TlsPage, type TrustFolder } from '../support/trust-folder';
import { describeWith, findTool } from '../support/tools';

afterAll(removeTemporaryFolders);

const debianStore = { copied: ['/etc/ssl/certs', '/usr/local/share/ca-certificates'] };

function outcome({ code, output }: Finished, expected: number, words: RegExp): void {
  expect(output).toMatch(words);
  expect(code, output).toBe(expected);
}

const onlySystem = (...args: string[]) => ['sh', 'trust/install.sh', '--only', 'system', ...args] as const;

const python = `import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())`;
const fetching = `fetch(process.argv[1]).then((page) => page.text()).then(console.log, (error) => console.log(error.cause.code))`;

describeWithSystem(
  ['openssl', 'update-ca-certificates', 'curl', 'python3', 'node24', 'dash', 'bash', 'busybox'],
  'trust/install.sh, Debian’s store',
  (path) => {
    describe.each([
      ['an authority', 'authority'],
      ['a certificate without an authority', 'self'],
    ] as const)('with %s', (_, kind) => {
      let made: TrustFolder;
      let page: TlsPage;
      let system: PrivateSystem;
      beforeAll(async () => {
        made = await trustFolder({ kind });
        page = await servePage(made.folder);
        system = privateSystem(debianStore);
      });
      afterAll(async () => {
        await system.run(onlySystem('--uninstall'), made.folder);
        await page.close();
      });

      const clients = async () => {
        const curl = await system.run([path('curl'), '-sS', '--max-time', '20', page.url], made.folder);
        const client = await system.run([path('python3'), '-c', python, page.url], made.folder);
        const env = { ...process.env, NODE_USE_SYSTEM_CA: '1' };
        const node = await system.run([path('node24'), '-e', fetching, page.url], made.folder, env);
        return [curl, client, node].map(({ output }) => output.trim().split('\n').at(-1) ?? '');
      };

      it('is refused before, accepted by curl, Python and Node after, refused after --uninstall', async () => {
        const bundle = system.path('/etc/ssl/certs/ca-certificates.crt');
        const before = { bundle: readFileSync(bundle, 'utf8'), links: namesIn(dirname(bundle)) };
        const refused = [
          /web page mentioned above/,
          /CERTIFICATE_VERIFY_FAILED/,
          /UNABLE_TO_VERIFY|SELF_SIGNED/,
        ];

        outcome(await system.run(onlySystem('--check'), made.folder), 1, /NOT TRUSTED +system store/);
        (await clients()).forEach((text, index) => expect(text).toMatch(refused[index] ?? /^$/));
        outcome(await system.run(onlySystem(), made.folder), 0, /added +system store/);
        outcome(await system.run(onlySystem('--check'), made.folder), 0, / trusted +system store/);
        expect(await clients()).toEqual(['trusted', 'trusted', 'trusted']);
        outcome(await system.run(onlySystem(), made.folder), 0, /already +system store/);

        outcome(await system.run(onlySystem('--uninstall'), made.folder), 0, /removed +system store/);
        (await clients()).forEach((text, index) => expect(text).toMatch(refused[index] ?? /^$/));
        outcome(await system.run(onlySystem('--check'), made.folder), 1, /NOT TRUSTED +system store/);
        outcome(await system.run(onlySystem('--uninstall'), made.folder), 0, /not there +system store/);
        expect(readFileSync(bundle, 'utf8')).toBe(before.bundle);
        expect(namesIn(dirname(bundle))).toEqual(before.links);
      });
    });

    it.each([
      ['dash', [path('dash')]],
      ['bash', [path('bash')]],
      ['busybox ash', [path('busybox'), 'sh']],
    ] as const)('runs under %s', async (_, shell) => {
      const made = await trustFolder({ name: 'Über "CA" (test), $HOME' });
      const system = privateSystem(debianStore);
      const verb = (...args: string[]) =>
        system.run([...shell, 'trust/install.sh', '--only', 'system', ...args], made.folder);
      const file = `/usr/local/share/ca-certificates/${anchorFileName(made.context.anchor)}.crt`;
      outcome(await verb(), 0, /added/);
      expect(readFileSync(system.path(file), 'utf8')).toBe(made.context.anchor.pem);
      outcome(await verb('--check'), 0, / trusted/);
      outcome(await verb('--uninstall'), 0, /removed/);
      expect(existsSync(system.path(file))).toBe(false);
    });

    it('leaves alone what was put in under another name, and says so', async () => {
      const made = await trustFolder();
      const system = privateSystem(debianStore);
      const other = system.path('/usr/local/share/ca-certificates/other.crt');
      writeFileSync(other, made.context.anchor.pem);
      await system.run([path('update-ca-certificates')], made.folder);
      outcome(await system.run(onlySystem(), made.folder), 0, /already/);
      outcome(await system.run(onlySystem('--uninstall'), made.folder), 1, /something else/);
      expect(existsSync(other)).toBe(true);
      await system.run(['rm', '/usr/local/share/ca-certificates/other.crt'], made.folder);
      await system.run([path('update-ca-certificates'), '--fresh'], made.folder);
    });
  },
);

describeWith(['openssl', 'certutil'], 'trust/install.sh, without the right to the system’s store', () => {
  it('does the browsers all the same, says what was not done, and exits with 1', async () => {
    const made = await trustFolder();
    const home = homeFolder();
    // Nobody, where the tests are root; there sudo, if it is installed at all, finds no terminal to ask on.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    if (uid !== undefined) {
      chownSync(dirname(home), uid, uid);
      chownSync(home, uid, uid);
    }
    const finished = await finish(['sh', 'trust/install.sh', '--only', 'system', '--only', 'chromium'], {
      cwd: made.folder,
      env: environmentOf(home),
      ...(uid === undefined ? {} : { uid }),
    });
    outcome(finished, 1, /belongs to root[^]*NOT DONE +system store[^]*added +Chromium/);
    expect(Object.keys(database(join(home, '.local/share/pki/nssdb')))).toEqual([
      browserNickname(made.context.anchor),
    ]);
  });
});

// Only root can be somebody else, and only with mounts of its own can it make somebody up.
describe.runIf(process.getuid?.() === 0 && findTool('unshare') !== undefined)(
  'trust/install.sh under sudo',
  () => {
    it('does the browsers of the person who called sudo, as that person', async () => {
      const made = await trustFolder();
      const home = homeFolder();
      const id = 65533;
      for (const folder of [dirname(home), home]) chownSync(folder, id, id);
      const system = privateSystem({ copied: ['/etc'] });
      appendFileSync(system.path('/etc/passwd'), `ada-l:x:${id}:${id}::${home}:/bin/sh\n`);
      appendFileSync(system.path('/etc/group'), `ada-l:x:${id}:\n`);
      const env = { ...environmentOf('/root'), SUDO_USER: 'ada-l' };
      const finished = await system.run(['sh', 'trust/install.sh', '--only', 'chromium'], made.folder, env);
      outcome(finished, 0, /added +Chromium/);
      const place = join(home, '.local/share/pki/nssdb');
      expect(Object.keys(database(place))).toEqual([browserNickname(made.context.anchor)]);
      expect(statSync(join(place, 'cert9.db')).uid).toBe(id);
    });
  },
);

/** Where each distribution keeps anchors, and a stand-in for what makes the bundle of them. */
const elsewhere = [
  {
    system: 'Fedora and RHEL',
    command: 'update-ca-trust',
    argument: 'extract',
    anchors: '/etc/pki/ca-trust/source/anchors',
    suffix: 'pem',
    bundle: '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  },
  {
    system: 'Arch',
    command: 'trust',
    argument: 'extract-compat',
    anchors: '/etc/ca-certificates/trust-source/anchors',
    suffix: 'crt',
    bundle: '/etc/ssl/certs/ca-certificates.crt',
  },
  {
    system: 'SUSE',
    command: 'update-ca-certificates',
    argument: '',
    anchors: '/etc/pki/trust/anchors',
    suffix: 'pem',
    bundle: '/var/lib/ca-certificates/ca-bundle.pem',
  },
] as const;

describeWithSystem(['openssl'], 'trust/install.sh, stores of other distributions', () => {
  it.each(elsewhere)('$system: writes into $anchors', async (store) => {
    const { command, argument, anchors, suffix, bundle } = store;
    const made = await trustFolder();
    const folders = { copied: ['/etc'], emptied: ['/var/lib'], added: [anchors, dirname(bundle)] };
    const system = privateSystem(folders);
    const bin = join(homeFolder(), 'bin');
    mkdirSync(bin);
    const standIn = `#!/bin/sh
[ "$*" = '${argument}' ] || exit 1
cat ${anchors}/* >'${bundle}.new' 2>/dev/null
mv '${bundle}.new' '${bundle}'
`;
    writeFileSync(join(bin, command), standIn, { mode: 0o755 });
    emptyUntilDone(system.path(bundle));
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const verb = (...args: string[]) => system.run(onlySystem(...args), made.folder, env);
    const file = system.path(`${anchors}/${anchorFileName(made.context.anchor)}.${suffix}`);

    outcome(await verb('--check'), 1, /NOT TRUSTED/);
    outcome(await verb(), 0, /added/);
    expect(readFileSync(file, 'utf8')).toBe(made.context.anchor.pem);
    expect(readFileSync(system.path(bundle), 'utf8')).toBe(made.context.anchor.pem);
    outcome(await verb('--check'), 0, / trusted/);
    outcome(await verb('--uninstall'), 0, /removed/);
    expect(existsSync(file)).toBe(false);
    outcome(await verb('--check'), 1, /NOT TRUSTED/);
  });

  it('says it failed where the store does not take the certificate', async () => {
    const made = await trustFolder({ kind: 'self' });
    const anchors = '/etc/pki/ca-trust/source/anchors';
    const bundle = '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem';
    const system = privateSystem({ copied: ['/etc'], added: [anchors, dirname(bundle)] });
    const bin = join(homeFolder(), 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'update-ca-trust'), '#!/bin/sh\necho no such anchor >&2\nexit 1\n', {
      mode: 0o755,
    });
    emptyUntilDone(system.path(bundle));
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    outcome(
      await system.run(onlySystem(), made.folder, env),
      1,
      /no such anchor[^]*NOT DONE[^]*not an authority/,
    );
    outcome(await system.run(onlySystem('--uninstall'), made.folder, env), 0, /removed/);
  });
});

/** It may be the machine's own, where the machine is expendable. */
function emptyUntilDone(file: string): void {
  const kept = existsSync(file) ? readFileSync(file) : undefined;
  writeFileSync(file, '');
  onTestFinished(() => {
    if (kept === undefined) rmSync(file, { force: true });
    else writeFileSync(file, kept);
  });
}

const namesIn = (folder: string) => readdirSync(folder).sort();
