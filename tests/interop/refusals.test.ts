// What clients and servers should accept of what the application signs, and what they should refuse: an authority where there is no
// room for one, names outside of constraints of each kind, what was revoked, another purpose, what is over. Asked of OpenSSL, Python,
// Java, Go, GnuTLS and NSS, and of the page Verify; printed as a table, with the reason where a program does not look at something.
import { afterAll, expect, it } from 'vitest';
import { judgedMaterial, type Material } from '../support/judged-material';
import type { Wrong } from '../support/judged-scenes';
import * as judges from '../support/judges';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith, type ToolName } from '../support/tools';

interface Program {
  readonly title: string;
  readonly tool?: ToolName;
  readonly ask: (path: string, material: Material) => Promise<readonly string[]>;
  readonly words: Readonly<Record<Wrong, RegExp>>;
  /** What it says otherwise than is asked of it, and why. */
  readonly otherwise?: readonly {
    readonly of: RegExp;
    readonly says: RegExp;
    readonly because: string;
  }[];
}

const ok = /^ok$/;
const opensslWords: Program['words'] = {
  purpose: /^unsuitable certificate purpose$|^unsupported certificate purpose$/,
  'purpose of its authority': /^unsuitable certificate purpose$|^unsupported certificate purpose$/,
  over: /^certificate has expired$/,
  'not begun': /^certificate is not yet valid$/,
  revoked: /^certificate revoked$/,
  'its authority revoked': /^certificate revoked$/,
  'list overdue': /^CRL has expired$/,
  'no list': /^unable to get certificate CRL$/,
  'path length': /^path length constraint exceeded$/,
  'critical extension': /^unhandled critical extension$/,
  permitted: /^permitted subtree violation$/,
  excluded: /^excluded subtree violation$/,
};

const programs: readonly Program[] = [
  {
    title: 'Verify',
    ask: (_, material) => judges.certwright(material),
    words: {
      purpose: /^wrong-purpose$/,
      'purpose of its authority': /^wrong-purpose$/,
      over: /^expired$/,
      'not begun': /^not-yet-valid$/,
      revoked: /^revoked$/,
      'its authority revoked': /^revoked$/,
      'list overdue': /^revocation-unknown$/,
      'no list': /^revocation-unknown$/,
      'path length': /^path-too-long$/,
      'critical extension': /^unknown-critical-extension$/,
      permitted: /^name-not-permitted$/,
      excluded: /^name-excluded$/,
    },
  },
  { title: 'OpenSSL', tool: 'openssl', ask: judges.openssl, words: opensslWords },
  { title: 'Python', tool: 'python3', ask: judges.python, words: opensslWords },
  {
    title: 'Java',
    tool: 'java',
    ask: judges.java,
    words: {
      purpose: /^Extended key usage does not permit use for TLS (?:server|client) authentication$/,
      'purpose of its authority': /^Extended key usage does not permit/,
      over: /^NotAfter: /,
      'not begun': /^NotBefore: /,
      revoked: /^Certificate has been revoked, reason: KEY_COMPROMISE, /,
      'its authority revoked': /^Certificate has been revoked, reason: CA_COMPROMISE, /,
      'list overdue': /^Could not determine revocation status$/,
      'no list': /^Could not determine revocation status$/,
      'path length': /pathLenConstraint violated/,
      'critical extension': /^unrecognized critical extension/,
      permitted: /^name constraints check failed$/,
      excluded: /^name constraints check failed$/,
    },
    otherwise: [
      {
        of: /^its authority is for clients alone$/,
        says: ok,
        because: 'reads the purposes of the last certificate alone (sun.security.validator.EndEntityChecker)',
      },
    ],
  },
  {
    title: 'Go',
    tool: 'go',
    ask: judges.go,
    words: {
      purpose: /^x509: certificate specifies an incompatible key usage$/,
      'purpose of its authority': /^x509: certificate specifies an incompatible key usage$/,
      over: /^x509: certificate has expired or is not yet valid: .* is after /,
      'not begun': /^x509: certificate has expired or is not yet valid: .* is before /,
      // Verify asks no lists: these four are what the lists say that it read and whose signatures it checked.
      revoked: /^list: revoked$/,
      'its authority revoked': /^list: revoked$/,
      'list overdue': /^list: overdue$/,
      'no list': /^list: none of its issuer$/,
      'path length': /^x509: too many intermediates for path length constraint$/,
      'critical extension': /^x509: unhandled critical extension$/,
      permitted:
        /^x509: a root or intermediate certificate is not authorized .* is not permitted by any constraint$/,
      excluded: /^x509: a root or intermediate certificate is not authorized .* is excluded by constraint /,
    },
    otherwise: [
      {
        of: /^directory /,
        says: /^x509: unhandled critical extension$/,
        because:
          'knows no constraints of directory names, and refuses whoever has critical ones (crypto/x509 parser.go)',
      },
    ],
  },
  {
    title: 'GnuTLS',
    tool: 'certtool',
    ask: judges.gnutls,
    words: {
      purpose: /does not match the intended purpose/,
      'purpose of its authority': /does not match the intended purpose/,
      over: /uses expired certificate/,
      'not begun': /uses not yet valid certificate/,
      revoked: /is revoked/,
      'its authority revoked': /is revoked/,
      'list overdue': /old|superseded/,
      'no list': /list/,
      'path length': /violates the signer's constraints/,
      'critical extension': /unknown critical extension/,
      permitted: /violates the signer's constraints/,
      excluded: /violates the signer's constraints/,
    },
    otherwise: [
      {
        of: /list/,
        says: ok,
        because:
          'looks a number up in the lists it was given; that one is missing or overdue does not matter to it',
      },
      {
        of: /^(?:URI|directory) permitted, breached$/,
        says: ok,
        because: 'passes over what is permitted of URIs and directory names (lib/x509/name_constraints.c)',
      },
      {
        of: /^(?:URI|directory) excluded, kept to$/,
        says: /violates the signer's constraints/,
        because: 'refuses every URI and directory name where any of their kind is excluded (the same)',
      },
    ],
  },
  {
    title: 'NSS',
    tool: 'certutil',
    ask: judges.nss,
    words: {
      purpose: /^Certificate type not approved for application\.$/,
      'purpose of its authority': /not approved/,
      over: /^Peer's Certificate has expired\.$/,
      'not begun': /^Peer's Certificate has expired\.$|not yet valid/i,
      revoked: /^Peer's Certificate has been revoked\.$/,
      'its authority revoked': /^Peer's Certificate has been revoked\.$/,
      'list overdue': /CRL/,
      'no list': /CRL/,
      'path length': /^Certificate path length constraint is invalid\.$/,
      'critical extension': /^Certificate contains unknown critical extension\.$/,
      permitted: /is not permitted to issue a certificate with this name\.$/,
      excluded: /is not permitted to issue a certificate with this name\.$/,
    },
    otherwise: [
      {
        of: /^its authority is for clients alone$/,
        says: ok,
        because:
          'reads an authority’s purposes as Netscape types, which do not tell servers from clients (lib/certdb/certdb.c)',
      },
      {
        of: /list/,
        says: ok,
        because:
          'heeds the lists of its database as far as there are any, and those that are overdue as well',
      },
    ],
  },
];

let material: Promise<Material> | undefined;
const made = (): Promise<Material> => (material ??= judgedMaterial());
const TIMEOUT = 200_000;

const table = new Map<string, string[]>();
const notes: string[] = [];
const said = new Map<string, Set<string>>();

afterAll(() => {
  const header = ['', 'signed again?', ...programs.map(({ title }) => title)];
  const rows = [header, ...[...table].map(([title, cells]) => [title, ...cells])];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const words = [...said].flatMap(([program, each]) => [...each].map((one) => `  ${program}: ${one}`));
  console.log(['accepted or refused', ...lines, ...notes, 'in their words', ...words].join('\n'));
  removeTemporaryFolders();
});

const cell = (scene: string, text: string): void => {
  const cells = table.get(scene) ?? [];
  table.set(scene, [...cells, text]);
};

describeWith(['chromium'], 'the application', () => {
  it(
    'signs no name outside of its constraints and no authority where there is no room',
    { timeout: TIMEOUT },
    async () => {
      for (const { title, wrong, again } of (await made()).judged) {
        cell(title, again === 'done' ? 'yes' : `no: ${again}`);
        expect(again, title).toBe(
          wrong === 'path length'
            ? 'path-too-long'
            : wrong === 'permitted' || wrong === 'excluded'
              ? 'outside-constraints'
              : 'done',
        );
      }
    },
  );
});

for (const { title: program, tool, ask, words, otherwise = [] } of programs)
  describeWith(tool === undefined ? ['chromium'] : ['chromium', tool], program, (path) => {
    it('accepts what is good and refuses the rest', { timeout: TIMEOUT }, async () => {
      const all = await made();
      const answers = await ask(tool === undefined ? '' : path(tool), all);
      expect(answers).toHaveLength(all.judged.length);
      const differ = otherwise.map(({ because }) => {
        notes.push(`${notes.length + 1} ${program} ${because}`);
        return notes.length;
      });
      const heard = new Set<string>();
      said.set(program, heard);
      for (const [at, { title, wrong }] of all.judged.entries()) {
        const answer = (answers[at] ?? '').trim();
        const place = otherwise.findIndex(({ of }) => of.test(title));
        const expected = otherwise[place]?.says ?? (wrong === undefined ? ok : words[wrong]);
        cell(title, `${answer === 'ok' ? 'accepts' : 'refuses'}${place < 0 ? '' : ` (${differ[place]})`}`);
        if (answer !== 'ok') heard.add(`${wrong ?? title}: ${answer}`);
        expect(answer, `${program}, ${title}`).toMatch(expected);
      }
    });
  });
