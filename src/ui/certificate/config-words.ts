/** What is to be said of an openssl.cnf, or a recipe of commands, in sentences by code. The facts are those of `ConfigRemarkCode`. */
import type { ConfigReading } from '../../app/certificate-taken';
import { shownText } from '../../app/shown-text';

type Remark = ConfigReading['remarks'][number];
type Facts = readonly string[];

const quoted = (text = ''): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

const sentences: Readonly<Record<Remark['code'], (facts: Facts) => string>> = {
  'nothing-found': () => 'There is no section of extensions, no name and no command in it.',
  'file-too-large': ([limit]) => `It is longer than ${limit ?? ''} characters.`,
  'value-too-long': ([name, limit]) =>
    `The value of ${quoted(name)} is longer than ${limit ?? ''} characters.`,
  'too-much-expansion': ([limit]) => `Its variables make more than ${limit ?? ''} characters of text.`,
  'bracket-missing': () => 'The name of a section has no closing bracket.',
  'equals-missing': ([line]) => `${quoted(line)} is no setting: there is no = in it.`,
  'brace-missing': ([variable]) => `The brace after ${quoted(variable)} is never closed.`,
  'variable-unknown': ([variable]) =>
    `Nothing sets ${quoted(variable)} before it is used: OpenSSL gives up here.`,
  'variable-from-environment': ([variable]) =>
    `${quoted(variable)} comes from the environment, which is not here: fill it in.`,
  'include-left-out': ([path]) => `It includes ${quoted(path)}, which is not here.`,
  'pragma-left-out': ([pragma]) => `The pragma ${quoted(pragma)} is not followed.`,
  'given-twice': ([name]) => `${quoted(name)} is given twice, and the last one counts.`,
  'section-missing': ([section, from]) =>
    `${quoted(from)} refers to a section ${quoted(section)} that is not there.`,
  'attribute-unknown': ([name]) => `${quoted(name)} is no attribute of a name that OpenSSL knows.`,
  'prefix-stripped': ([written, read]) =>
    `OpenSSL drops everything up to the first dot: ${quoted(written)} becomes ${quoted(read)}.`,
  'only-prompts': () => 'The name has labels of questions and no values: fill them in.',
  'several-in-one': ([name]) => `${quoted(name)} joins several attributes in one; they are taken one by one.`,
  'attribute-of-request': ([name]) =>
    `${quoted(name)} is an attribute of a request, which is not taken over: type it under Attributes.`,
  'not-utf8': ([name]) =>
    `${quoted(name)} has letters beyond ASCII, and without utf8 = yes OpenSSL garbles them.`,
  'string-mask-left-out': ([mask]) =>
    `string_mask = ${mask ?? ''} is not followed: names are written in UTF-8.`,
  'name-without-type': ([value]) =>
    `${quoted(value)} does not say what it is: write DNS:, IP: or another kind in front.`,
  'name-type-unknown': ([type]) => `${quoted(type)} is no kind of name.`,
  'section-in-list': ([section]) =>
    `A list cannot hold the section ${quoted(section)}: it has to stand alone.`,
  'address-in-dns': ([value]) =>
    `${quoted(value)} is an IP address given as DNS, where no client finds it. It is taken as an address.`,
  'host-in-ip': ([value]) => `${quoted(value)} is a host given as IP. It is taken as a DNS name.`,
  'name-twice': ([value]) => `${quoted(value)} is there twice.`,
  'common-name-not-among-names': ([name]) =>
    `The common name ${quoted(name)} is not among the alternative names, and clients look only there.`,
  'email-not-found': () => 'It copies the mailbox from the name, which has none.',
  'name-left-out': ([entry]) => `${quoted(entry)} could not be taken over.`,
  'extension-unknown': ([name]) => `${quoted(name)} is no extension that OpenSSL knows.`,
  'extension-left-out': ([name]) => `${quoted(name)} has no field here and is left out.`,
  'value-not-understood': ([extension, value]) => `${quoted(value)} makes no sense for ${quoted(extension)}.`,
  'part-left-out': ([extension, part]) => `Of ${quoted(extension)} the part ${quoted(part)} is left out.`,
  'extension-twice': ([name]) =>
    `${quoted(name)} is in the file and on the command line: the command’s counts, and OpenSSL 3.0 gives up where it is for a request.`,
  'issuer-alone': () =>
    'OpenSSL writes only the name and serial number of the authority’s certificate here; its key identifier is written as well.',
  'server-is-authority': () =>
    'A server’s certificate is made an authority here (CA:TRUE): who breaks into the server can sign for any name.',
  'self-signed-authority-identifier': () =>
    'It names the key of its issuer, and signs itself: OpenSSL cannot always know it yet.',
  'identifiers-added': () => 'OpenSSL 3 adds the key identifiers by itself; they are in the form.',
  'weak-digest': ([digest]) =>
    `${digest ?? 'The digest'} is broken, and clients refuse it. SHA-256 or better is used.`,
  'digest-left-out': ([digest]) => `The digest ${quoted(digest)} cannot be used with this key.`,
  'weak-key': ([bits]) =>
    `An RSA key of ${bits ?? 'so few'} bits is too short: clients ask for 2048 and more.`,
  'key-left-out': ([asked, taken]) =>
    `A key ${quoted(asked)} cannot be made here; ${quoted(taken)} is chosen instead.`,
  'password-left-out': () => 'There is a password in it, which is not taken over.',
  'names-only-in-request': () =>
    'The names are in req_extensions only, which req -x509 does not use: the certificate would have none.',
  'names-only-in-certificate': () =>
    'The names are in x509_extensions only, which req -new does not use: the request would have none.',
  'request-extensions-dropped': () =>
    'x509 -req drops what the request asks for, names included: it needs -copy_extensions copy or -extfile.',
  'request-copied-blindly': () =>
    'copy_extensions = copyall signs whatever a request asks for, CA:TRUE included.',
  'file-not-here': ([path]) => `The command reads ${quoted(path)}, which is not here: add its contents.`,
  'option-left-out': ([option]) => `The option ${quoted(option)} is not followed.`,
};

export const configRemarkSaid = ({ code, facts }: Remark): string => shownText(sentences[code](facts));

export const configRemarkTones: Readonly<Record<Remark['kind'], string>> = {
  mistake: 'Mistake',
  'left-out': 'Left out',
  note: 'Note',
};
