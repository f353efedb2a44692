// trust/install.sh on the databases of browsers, in throw-away homes: what certutil finds there afterwards, under every shell the
// script claims.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keyBrowsersRefuse } from '../../src/pki/recipes/anchor-key';
import { browserNickname } from '../../src/pki/recipes/trust-anchor';
import { toBase64 } from '../../src/codec/bytes';
import {
  addToDatabase,
  certificatesNamed,
  database,
  environmentOf,
  finish,
  homeFolder,
  makeDatabase,
  type Environment,
  type Finished,
} from '../support/home-folder';
import { trustFolder, type TrustFolder } from '../support/trust-folder';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

afterAll(removeTemporaryFolders);

const browsers = ['--only', 'chromium', '--only', 'firefox'];

function installer({ folder }: TrustFolder, home: string, shell: readonly [string, ...string[]] = ['sh']) {
  return (...args: string[]) =>
    finish([...shell, 'trust/install.sh', ...browsers, ...args], { cwd: folder, env: environmentOf(home) });
}

function outcome({ code, output }: Finished, expected: number, words: RegExp): void {
  expect(output).toMatch(words);
  expect(code, output).toBe(expected);
}

const oldPlace = (home: string) => join(home, '.pki/nssdb');
const newPlace = (home: string) => join(home, '.local/share/pki/nssdb');

describeWith(['openssl', 'certutil', 'dash', 'bash', 'busybox'], 'trust/install.sh, databases', (path) => {
  const shells: readonly [string, readonly [string, ...string[]]][] = [
    ['dash', [path('dash')]],
    ['bash', [path('bash')]],
    ['busybox ash', [path('busybox'), 'sh']],
  ];

  describe.each(shells)('under %s', (_, shell) => {
    it('makes the missing database of Chromium, trusts, says so, changes nothing twice, and takes it out', async () => {
      const made = await trustFolder();
      const nickname = browserNickname(made.context.anchor);
      const home = homeFolder();
      const run = installer(made, home, shell);
      outcome(await run('--check'), 1, /NOT TRUSTED/);
      expect(readdirSync(home)).toEqual([]);

      outcome(await run(), 0, /added +Chromium/);
      expect(database(newPlace(home))).toEqual({ [nickname]: 'C,,' });
      expect(certificatesNamed(newPlace(home), nickname)).toEqual([toBase64(made.context.anchor.der)]);
      outcome(await run('--check'), 0, /trusted +Chrom/);

      const again = await run();
      outcome(again, 0, /already +Chromium/);
      expect(again.output).not.toMatch(/added|replaced|Restart/);
      expect(database(newPlace(home))).toEqual({ [nickname]: 'C,,' });

      outcome(await run('--uninstall'), 0, /removed +Ch/);
      expect(database(newPlace(home))).toEqual({});
      expect((await run('--check')).code).toBe(1);
      outcome(await run('--uninstall'), 0, /not there/);
    });

    it('writes to every database there is, and to nothing else', async () => {
      const made = await trustFolder();
      const home = homeFolder();
      const run = installer(made, home, shell);
      const places = [
        oldPlace(home),
        newPlace(home),
        join(home, 'snap/chromium/current/.pki/nssdb'),
        join(home, '.mozilla/firefox/abcd1234.default-release'),
        join(home, '.config/mozilla/firefox/a profile of $USER'),
        join(home, 'snap/firefox/common/.mozilla/firefox/x.default'),
        join(home, '.var/app/org.mozilla.firefox/.mozilla/firefox/y.default'),
      ].map(makeDatabase);
      mkdirSync(join(home, '.mozilla/firefox/Crash Reports'));
      expect((await run()).code).toBe(0);
      for (const place of places) {
        expect(database(place), place).toEqual({ [browserNickname(made.context.anchor)]: 'C,,' });
      }
      expect(readdirSync(join(home, '.mozilla/firefox/Crash Reports'))).toEqual([]);
      expect((await run('--check')).code).toBe(0);
      expect((await run('--uninstall')).code).toBe(0);
      for (const place of places) expect(database(place), place).toEqual({});
    });

    it('takes a CommonName for text, whatever it looks like', async () => {
      const name = `$(touch "$HOME/owned")'; touch owned; '\n\`id\`: "Zoë’s 日本 CA" \\`;
      const made = await trustFolder({ name });
      const home = homeFolder();
      expect((await installer(made, home, shell)()).code).toBe(0);
      const [nickname = ''] = Object.keys(database(newPlace(home)));
      expect(nickname).toContain('Zoë s 日本 CA');
      expect(nickname).not.toMatch(/[:$`'"\n\\]/);
      expect([...readdirSync(home), ...readdirSync(made.folder)]).not.toContain('owned');
      expect((await installer(made, home, shell)('--uninstall')).code).toBe(0);
      expect(database(newPlace(home))).toEqual({});
    });
  });

  it('prefers ~/.pki/nssdb when that folder exists, even empty', async () => {
    const made = await trustFolder();
    const home = homeFolder();
    mkdirSync(oldPlace(home), { recursive: true });
    expect((await installer(made, home)()).code).toBe(0);
    expect(Object.values(database(oldPlace(home)))).toEqual(['C,,']);
    expect(readdirSync(home)).toEqual(['.pki']);
  });

  it('follows XDG_DATA_HOME', async () => {
    const made = await trustFolder();
    const home = homeFolder();
    const env = { ...environmentOf(home), XDG_DATA_HOME: join(home, 'data') };
    const command = ['sh', 'trust/install.sh', '--only', 'chromium'] as const;
    expect((await finish(command, { cwd: made.folder, env })).code).toBe(0);
    expect(Object.values(database(join(home, 'data/pki/nssdb')))).toEqual(['C,,']);
  });

  it('replaces an older certificate under the same nickname', async () => {
    const [older, newer] = [await trustFolder(), await trustFolder()];
    const nickname = browserNickname(newer.context.anchor);
    const home = homeFolder();
    addToDatabase(makeDatabase(oldPlace(home)), join(older.folder, 'ca.pem'), nickname, 'C,,');
    const run = installer(newer, home);
    expect((await run('--check')).code).toBe(1);
    outcome(await run(), 0, /replaced +Chromium/);
    expect(database(oldPlace(home))).toEqual({ [nickname]: 'C,,' });
    expect(certificatesNamed(oldPlace(home), nickname)).toEqual([toBase64(newer.context.anchor.der)]);
  });

  it('repairs trust that was taken away', async () => {
    const made = await trustFolder();
    const nickname = browserNickname(made.context.anchor);
    const home = homeFolder();
    addToDatabase(makeDatabase(oldPlace(home)), join(made.folder, 'ca.pem'), nickname, ',,');
    const run = installer(made, home);
    expect((await run('--check')).code).toBe(1);
    expect((await run()).code).toBe(0);
    expect(database(oldPlace(home))).toEqual({ [nickname]: 'C,,' });
  });

  it('leaves alone what somebody else put in', async () => {
    const [made, stranger] = [await trustFolder(), await trustFolder()];
    const home = homeFolder();
    const place = makeDatabase(oldPlace(home));
    // Of the same subject, which NSS lists together.
    addToDatabase(place, join(stranger.folder, 'ca.pem'), 'Stranger', 'C,,');
    const run = installer(made, home);
    expect((await run('--check')).code).toBe(1);
    expect((await run()).code).toBe(0);
    expect((await run('--uninstall')).code).toBe(0);
    expect(database(place)).toEqual({ Stranger: 'C,,' });

    addToDatabase(place, join(made.folder, 'ca.pem'), 'By hand', 'C,,');
    expect((await run('--check')).code).toBe(0);
    outcome(await run(), 0, /already/);
    outcome(await run('--uninstall'), 1, /something else/);
    expect(database(place)).toEqual({ Stranger: 'C,,', 'By hand': 'C,,' });
  });

  it('says so and leaves nothing behind where a database refuses the key', async () => {
    const made = await trustFolder({ kind: 'ed25519' });
    // The page says so beforehand.
    expect(keyBrowsersRefuse(made.context)).toBe('EdDSA');
    expect(keyBrowsersRefuse((await trustFolder()).context)).toBeUndefined();
    const home = homeFolder();
    outcome(await installer(made, home)(), 1, /NOT DONE +Chromium[^]*Ed25519/);
    expect(database(newPlace(home))).toEqual({});
  });

  it('changes nothing when ca.pem is another certificate, or more than one', async () => {
    const [made, other] = [await trustFolder(), await trustFolder()];
    const home = homeFolder();
    const file = join(made.folder, 'ca.pem');
    const [own, foreign] = [readFileSync(file, 'utf8'), readFileSync(join(other.folder, 'ca.pem'), 'utf8')];
    for (const text of [foreign, own + foreign, foreign + own, '']) {
      writeFileSync(file, text);
      outcome(await installer(made, home)(), 1, /Nothing was changed/);
    }
    expect(readdirSync(home)).toEqual([]);
    writeFileSync(file, own.replaceAll('\n', '\r\n'));
    expect((await installer(made, home)()).code).toBe(0);
  });

  it('explains itself, and refuses what it does not know', async () => {
    const made = await trustFolder();
    const run = installer(made, homeFolder());
    outcome(await run('--help'), 0, /--uninstall/);
    for (const wrong of [['--remove'], ['--only', 'opera'], ['--only']]) {
      outcome(await run(...wrong), 2, /--uninstall/);
    }
  });

  it('goes on without certutil and names the package', async () => {
    const made = await trustFolder();
    const home = homeFolder();
    makeDatabase(join(home, '.mozilla/firefox/x.default'));
    const bare = join(home, 'bin');
    mkdirSync(bare);
    // A busybox has all the script needs except certutil; apt-get is what tells the distribution apart.
    for (const name of ['sh', ...busyboxTools]) {
      writeFileSync(join(bare, name), `#!${path('busybox')} sh\nexec ${path('busybox')} ${name} "$@"\n`, {
        mode: 0o755,
      });
    }
    writeFileSync(join(bare, 'apt-get'), '', { mode: 0o755 });
    const env: Environment = { HOME: home, PATH: bare };
    const finished = await finish([path('busybox'), 'sh', 'trust/install.sh', ...browsers], {
      cwd: made.folder,
      env,
    });
    outcome(finished, 1, /apt install libnss3-tools/);
  });
});

const busyboxTools = ['sed', 'grep', 'tr', 'fold', 'base64', 'sha256sum', 'uname', 'id', 'cat', 'mkdir'];
