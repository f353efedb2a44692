/** Host, place in the chain, number and program, from what stands around a message. Each expression is bounded in all its parts. */
import type { ConnectionFacts } from './diagnosis';

/** The first that fits; what names the host on purpose before what merely holds one. */
const hosts: readonly RegExp[] = [
  /HTTPSConnectionPool\(host='([^'\s]{1,255})', port=(\d{1,5})\)/,
  /\bCannot connect to host ([\w.-]{1,253}):(\d{1,5}) ssl:/,
  /SNI[: ]+"?([\w.-]{1,253})"?/,
  /-servername[ =]([\w.-]{1,253})/,
  /-connect[ =]\[?([\w.:-]{1,253}?)\]?:(\d{1,5})\b/,
  /\b(?:https|wss|ldaps|imaps|smtps|amqps|rediss|mqtts):\/\/(?:[^\s/@]{1,200}@)?\[?([\w.-]{1,253}|[\da-f:.]{2,45})\]?(?::(\d{1,5}))?/i,
  /\bConnected to ([\w.-]{1,253}) \([\da-f.:]{2,45}\) port (\d{1,5})/,
  /\bThis server could not prove that it is ([\w.-]{1,253});/,
  /^([\w-]{1,63}(?:\.[\w-]{1,63}){0,20}) uses an (?:invalid security certificate|unsupported protocol)/m,
  // Pages of browsers, in the languages that are spoken most; none of them has the address in one piece.
  /(?:information from|Daten von|sur le site|información de) ([\w.-]{1,253}) (?:\(|zu )/,
  /\bdid not continue to ([\w.-]{1,253}?)\. /,
  /\bnot valid for ([\w.-]{1,253}?)\. The certificate/,
  /\bdoes not trust ([\w.-]{1,253}) because\b/,
  /\berkannt und ([\w.-]{1,253}) nicht geladen/,
  /\bduring a connection to ([\w.-]{1,253}?)(?::(\d{1,5}))?\. /,
  /^([\w-]{1,63}(?:\.[\w-]{1,63}){0,20}) (?:sent an invalid response|did(?:n['’]t| not) accept your login)/m,
  /may be impersonating [“"]([\w.-]{1,253})[”"]/,
  // Programs that know no addresses.
  /\bverification failed for ([\w.-]{1,253})\[[\da-f:.]{2,45}\]:(\d{1,5})/,
  /\bCan't connect to ([\w.-]{1,253}):(\d{1,5}) \(/,
  /\bconnection to server at "([\w.-]{1,253})" \([\da-f:.]{2,45}\), port (\d{1,5}) failed/,
  /\bsee inner exception\. \(([\w.-]{1,253}):(\d{1,5})\)/,
];
/** Where programs send who wants to read more: nobody connected there. */
const documentation =
  /https:\/\/(?:curl\.se|curl\.haxx\.se|cryptography\.io|urllib3\.readthedocs\.io|aka\.ms|go\.microsoft\.com)\/[^\s]{0,200}/g;

const depths: readonly RegExp[] = [/\bat (\d{1,3}) depth lookup/, /\bdepth=(\d{1,3})\b/];
const codes: readonly RegExp[] = [
  /verify error:num=(\d{1,4})/,
  /\berror (\d{1,4}) at \d{1,3} depth lookup/,
  /Verify return code: (\d{1,4}) \(/,
  /\bcurl: \((\d{1,3})\)/,
  /SSL alert number (\d{1,3})/,
];
const subjects: readonly RegExp[] = [
  /\bdepth=\d{1,3} ([^\n]{1,300})\nverify error/,
  /^([^\n]{1,300})\nerror \d{1,4} at \d{1,3} depth lookup/m,
  /TrustAnchor with subject "([^"\n]{1,300})"/,
  /while trying to verify candidate authority certificate "([^"\n]{1,300})"/,
];

const programs: readonly (readonly [RegExp, string])[] = [
  [/(?:\bPython |\/python|CPython )(\d\.\d{1,2})\b/, 'Python'],
  [/\bNode\.js v(\d{1,2})\./, 'Node.js'],
  [/\bcurl[ /](\d\.\d{1,2})/, 'curl'],
  [/\bgo(1\.\d{1,2})\b/, 'Go'],
  [/\bOpenSSL[ /](\d\.\d{1,2})/, 'OpenSSL'],
  [/\bnginx[ /](\d\.\d{1,2})/, 'nginx'],
];
/** Without a release: by what only it prints. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/Traceback \(most recent call last\)|_ssl\.c:\d|requests\.exceptions|urllib3\./, 'Python'],
  [/\bat TLSSocket\.|node:internal|npm (?:ERR!|error)/, 'Node.js'],
  [/^curl: \(/m, 'curl'],
  [/^(?:fatal|error): /m, 'Git'],
  [/\bnginx\b/, 'nginx'],
  [/\bjavax?\.|^Caused by: /m, 'Java'],
  [/\bx509: /, 'Go'],
  [/\bSystem\.(?:Net|Security)\./, '.NET'],
];

const firstOf = (patterns: readonly RegExp[], text: string): RegExpExecArray | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found !== null) return found;
  }
  return undefined;
};

const numberIn = (patterns: readonly RegExp[], text: string): number | undefined => {
  const digits = firstOf(patterns, text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export function connectionFacts(text: string): ConnectionFacts {
  const host = firstOf(hosts, text.replace(documentation, ''));
  const [depth, code] = [numberIn(depths, text), numberIn(codes, text)];
  const subject = firstOf(subjects, text)?.[1];
  const named = programs.map(([pattern, name]) => ({ name, release: pattern.exec(text)?.[1] }));
  const known = named.find(({ release }) => release !== undefined);
  const sign = signs.find(([pattern]) => pattern.test(text))?.[1];
  // A page may name the library below as well: what printed the lines is the program.
  const release =
    named.find(({ name }) => name === sign)?.release ?? (sign === undefined ? known?.release : undefined);
  const name = sign ?? known?.name;
  const port = Number(host?.[2] ?? Number.NaN);
  return {
    ...(host?.[1] !== undefined && { host: host[1] }),
    ...(Number.isInteger(port) && port < 65_536 && { port }),
    ...(depth !== undefined && { depth }),
    ...(code !== undefined && { code }),
    ...(subject !== undefined && { subject: subject.trim() }),
    ...(name !== undefined && { program: release === undefined ? name : `${name} ${release}` }),
    ...(release !== undefined && { release }),
  };
}
