/** What the page calls the things of a pile, and how it says what stands with each: a `Record` over the codes. */
import type { Inspector, Outcome } from '../../app/inspector.svelte';
import type { Standing } from '../../app/standing';
import type { Item, ItemLock, ItemProblem } from '../../pki/inspect/item';
import { faults } from '../messages';
import { dayOf } from '../moment';
import { thousands } from '../thousands';
import { counted, listedBriefly } from '../words';

const kindNames: Readonly<Record<Item['kind'], string>> = {
  certificate: 'certificate',
  'attribute-certificate': 'attribute certificate',
  request: 'signing request',
  'revocation-list': 'revocation list',
  'private-key': 'private key',
  'encrypted-private-key': 'private key',
  'rsa-private-key': 'private key',
  'ec-private-key': 'private key',
  'dsa-private-key': 'private key',
  'openssh-private-key': 'OpenSSH key',
  'putty-key': 'PuTTY key',
  'public-key': 'public key',
  'rsa-public-key': 'public key',
  'ssh-public-key': 'SSH public key',
  'ssh-certificate': 'SSH certificate',
  'ec-parameters': 'curve parameters',
  'dh-parameters': 'DH parameters',
  'dsa-parameters': 'DSA parameters',
  pkcs7: 'PKCS#7',
  pkcs12: 'PKCS#12',
  'ocsp-response': 'OCSP response',
  'time-stamp': 'time stamp',
  'sct-list': 'SCT list',
  'java-keystore': 'Java keystore',
  zip: 'zip',
  jwk: 'JSON Web Key',
  'secret-key': 'secret key',
  content: 'content',
  asn1: 'ASN.1',
  unreadable: 'unreadable',
};

/** `certificate`, `intermediate`, `root`, `private key`: the word beside the name. */
export function kindOf(item: Item, { rows, ties }: Inspector): string {
  const document = item.kind === 'certificate' ? rows.of(item).document : undefined;
  if (document === undefined) return kindNames[item.kind];
  const own = document.selfIssued || ties.isSelfSigned(item.id);
  if (document.authority) return own ? 'root' : 'intermediate';
  return own ? 'self-signed' : 'certificate';
}

/** What to call it where it has no name of its own. */
export function titleOf(item: Item, inspector: Inspector): string {
  const { title } = inspector.rows.of(item);
  if (title !== '') return title;
  const kind = item.label === '' ? kindOf(item, inspector) : item.label;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

type Tone = 'good' | 'warn' | 'bad' | 'quiet';

interface Said {
  readonly tone: Tone;
  readonly text: string;
}

const say = (tone: Tone, text: string): Said => ({ tone, text });

/** `12,000,000 iterations` */
export const demandedOf = ({ demanded = 'very much work' }: ItemLock): string =>
  demanded.replace(/\d{4,}/g, (digits) => thousands(Number(digits)));

type Sentences = {
  readonly [C in Standing['code']]: (facts: Extract<Standing, { code: C }>) => Said;
};

/** `root` in the name of who is missing: then nothing between is. */
const isRoot = (name: string): boolean => /\broot\b/i.test(name);

const sentences: Sentences = {
  unreadable: ({ problem }) => say('bad', problemSaid(problem)),
  locked: ({ lock }) =>
    lock.reason === 'wrong-password'
      ? say('bad', 'locked, not with that password')
      : lock.reason === 'too-much-work'
        ? say('warn', `locked, demands ${demandedOf(lock)}`)
        : say('warn', 'locked, asks for a password'),
  expired: ({ moment }) => say('bad', `expired ${dayOf(moment)}`),
  overdue: ({ moment }) => say('warn', `the next one was due ${dayOf(moment)}`),
  'not-yet-valid': ({ moment }) => say('bad', `not valid before ${dayOf(moment)}`),
  'ends-soon': ({ days }) => say('warn', days === 0 ? 'ends today' : `${counted(days, 'day')} left`),
  'does-not-match': ({ name }) => say('bad', `does not match ${name}, signed by another key`),
  'issuer-expired': ({ name }) => say('bad', `${name} above it has expired`),
  'issuer-missing': ({ name, authority }) =>
    authority || isRoot(name)
      ? say('quiet', `root not here: ${name}`)
      : say('warn', `missing intermediate: ${name}`),
  'chain-complete': () => say('good', 'chain complete'),
  'self-signed': () => say('quiet', 'signed by itself'),
  'key-found': () => say('good', 'key found'),
  'key-matches': ({ name }) => say('good', `matches ${name}`),
  'all-known': () => say('quiet', 'nothing in it that is not here'),
  'key-alone': () => say('warn', 'matches nothing here'),
  'found-again': ({ places }) => say('quiet', `in ${counted(places, 'file')}`),
};

export function standingSaid(standing: Standing): Said {
  // The table pairs each code with its own facts, which a lookup by the union of codes cannot show.
  return (sentences[standing.code] as (facts: Standing) => Said)(standing);
}

const problems: Readonly<Record<ItemProblem['code'], string>> = {
  truncated: 'it ends too early',
  'trailing-data': 'there is more behind its end',
  'length-form': 'a length is written in a form that is not allowed',
  'tag-form': 'a type is written in a form that is not allowed',
  'unexpected-tag': 'another type stands where it goes on',
  'too-deep': 'it is nested deeper than anything real',
  'too-large': 'it is larger than can be read here',
  'bad-boolean': 'a yes or no is neither',
  'bad-integer': 'a number is written wrongly',
  'bad-oid': 'an object identifier is written wrongly',
  'bad-bit-string': 'a bit string is written wrongly',
  'bad-string': 'a text has octets that are no text',
  'bad-time': 'a time is no time',
  'bad-ip-address': 'an IP address has the wrong length',
  'bad-value': 'a value is not allowed there',
  'bad-base64': 'its base64 is damaged: a character or the padding is wrong',
  'bad-pem': 'its BEGIN and END lines do not fit',
  unsupported: 'it is of a kind that cannot be read here',
};

/** Why and where, short enough for a list. */
export const problemSaid = ({ code, offset }: ItemProblem): string =>
  offset > 0 ? `${problems[code]}, at octet ${thousands(offset)}` : problems[code];

const named = (paths: readonly string[]): string =>
  listedBriefly(paths.map((path) => (path === '' ? 'what was pasted' : path)));

export function outcomeSaid(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'nothing-found':
      return `Nothing that can be read here is in ${named(outcome.paths)}. PEM, DER, PKCS#12, PKCS#7, keys, requests, revocation lists, keystores and zips can; so can base64 and hex of them.`;
    case 'too-large':
      return `More than 64 MB each, and left out: ${named(outcome.paths)}.`;
    case 'not-readable':
      return `The browser could not read ${named(outcome.paths)}: moved, changed or forbidden since it was chosen. Choose it again.`;
    case 'cancelled':
      return 'Cancelled. What was found until then is below.';
    case 'failed':
      return faults[outcome.fault.code](outcome.fault.facts);
  }
}
