/** Why a verb on an authority was not done, in words: storage, passphrases, rules, faults. */
import type { IssueProblem, NotRenewable } from '../../app/vault/issuing';
import type { Outcome } from '../../app/vault/outcome';
import type { VaultProblem } from '../../app/vault/vault-problem';
import type { UnsealFailure } from '../../pki/authority/sealed-key';
import type { ReadBackupReply } from '../../worker/authority-protocol';
import type { DraftProblem } from '../../pki/draft/draft-problem';
import { problemSaid } from '../certificate/problem-words';
import { faults } from '../messages';
import { counted } from '../words';

/** Why nothing can be kept in this browser, or why what was asked of its storage was not done. */
export const storageProblems: Readonly<Record<VaultProblem, string>> = {
  file: 'This page was opened from a file. There a browser may let every other local file read what is stored, so nothing is kept: save authorities as files, or open the page from a web server such as “python3 -m http.server”.',
  'no-storage':
    'This browser gives this page no storage: a private window, or a setting that blocks it. Everything works in this tab; save authorities as files before you close it.',
  quota:
    'The browser’s storage, or the disk, is full. Nothing was changed there, and what you made is still in this tab: make room and try again, or save it as a file.',
  blocked:
    'Another tab with an older version of this page holds the storage. Close it and try again; until then everything lives in this tab.',
  newer:
    'What is kept here was written by a newer version of this page, which this one leaves alone. Open the newer one.',
  damaged:
    'What is kept here cannot be read: the browser says its storage is damaged. A backup brings everything back. Until then everything lives in this tab.',
  wiped:
    'What was kept in this browser was wiped in another tab of this page. What is shown here lives only in this tab; a backup brings the rest back.',
  gone: 'Authorities were kept in this browser, and they are gone: the browser or somebody cleared its storage. A backup brings them back.',
  failed:
    'The browser’s storage failed without saying why. What you made is still in this tab: save it as a file.',
};

export const unsealFailures: Readonly<Record<UnsealFailure, string>> = {
  'wrong-passphrase': 'That passphrase does not open it. Try again.',
  'other-key': 'The key that is kept belongs to another certificate than this one. Restore a backup.',
  unsupported: 'The key was sealed in a way this version of the page does not know. Open a newer one.',
};

type BackupProblem = Extract<ReadBackupReply, { kind: 'refused' }>['problem'];

export const backupProblems: Readonly<Record<BackupProblem, string>> = {
  'not-a-backup': 'That is no backup of this page. Single authorities are opened under “Open or import”.',
  damaged: 'The backup is damaged: something is missing from it, or was changed. Nothing was brought back.',
  newer: 'The backup was written by a newer version of this page. Open that one.',
  'wrong-passphrase': 'That passphrase does not open the backup. Try again.',
};

export const leftOutSaid = (records: number): string =>
  `${counted(records, 'record')} in it ${records === 1 ? 'was' : 'were'} of no use when the backup was made, damaged or of an authority that is not in it: ${records === 1 ? 'it is' : 'they are'} left out.`;

/** Every problem, once. */
const draftSaid = (problems: readonly DraftProblem[]): string =>
  problems.length === 0
    ? 'What was asked for cannot be signed.'
    : [...new Set(problems.map(problemSaid))].join(' ');

export function issueProblemSaid(problem: IssueProblem | NotRenewable): string {
  switch (problem.code) {
    case 'draft':
      return draftSaid(problem.problems);
    case 'serial-taken':
      return `The serial number ${problem.serial} was given before, and none is given twice.`;
    case 'no-certificate':
      return 'The certificate itself is not here: only a revocation list told of it.';
  }
}

type Trouble<P> = Exclude<Outcome<unknown, P>, { kind: 'done' }>;

/** @param problemSaid what a refusal of this verb says */
export function troubleSaid<P>(trouble: Trouble<P>, problemSaid: (problem: P) => string): string {
  switch (trouble.kind) {
    case 'refused':
      return problemSaid(trouble.problem);
    case 'storage':
      return storageProblems[trouble.problem];
    case 'locked':
      return 'It is locked. Unlock it, and do it again.';
    case 'gone':
      return 'It was removed in another tab in the meantime.';
    case 'failed':
      return faults[trouble.fault.code](trouble.fault.facts);
  }
}

/** Of verbs that nothing but storage can refuse. */
export const plainTroubleSaid = (trouble: Trouble<never>): string => troubleSaid(trouble, () => '');
