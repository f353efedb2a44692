/** What a file describes by itself: a draft for each section of extensions, used or not, and for a name without any. */
import { assemble, type Wanted } from './assemble';
import type { ConfigEntry, ConfigSection } from './config-text';
import { isExtensionName } from './extension-section';
import { schemeFor } from './key-words';
import type { ConfigDraft } from './reading';
import {
  lookUp,
  readAuthoritySettings,
  readRequestSettings,
  type AuthoritySettings,
  type RequestSettings,
} from './request-settings';
import { sectionNamed, type ConfigContext } from './value-list';

/** @param used sections that commands have made drafts of already */
export function draftsOfConfig(
  context: ConfigContext,
  used: ReadonlySet<string> = new Set(),
): readonly ConfigDraft[] {
  const settings = readRequestSettings(context);
  const authority = readAuthoritySettings(context);
  // Extensions in there are a mistake that is told where the name is read.
  const names = lookUp(context, 'req', 'distinguished_name')?.value;
  const taken = new Set(used);
  const drafts: ConfigDraft[] = [];
  const add = (
    pointer: ConfigEntry | undefined,
    more: Pick<Wanted, 'what' | 'selfSigned'> & Partial<Wanted>,
  ): void => {
    if (pointer === undefined || taken.has(pointer.value)) return;
    const section = sectionNamed(context, pointer.value, pointer.line, pointer.name);
    if (section === undefined) return;
    taken.add(section.name);
    drafts.push(
      assemble(
        { ...common(settings, section), label: `${pointer.name} = ${section.name}`, ...more },
        context,
      ),
    );
  };
  remarkOnSections(settings, context);
  add(settings.certificateSection, { what: 'certificate', selfSigned: true });
  add(settings.requestSection, { what: 'request', selfSigned: 'unknown' });
  add(authority?.certificateSection, {
    what: 'certificate',
    selfSigned: false,
    ...lastingFor(authority),
  });
  if (authority?.digest !== undefined) schemeFor(authority.digest, undefined, context.remarks);
  const lists = listSections(context);
  for (const section of context.file.values()) {
    const isOther = taken.has(section.name) || section.name === names || lists.has(section.name);
    if (isOther || !hasExtensions(section)) continue;
    const wanted = { ...common(settings, section), what: 'certificate', selfSigned: 'unknown' } as const;
    // What `ca -extensions` is called with; an authority is made in another way, or to last longer.
    const lasting = isAuthority(section) ? {} : lastingFor(authority);
    drafts.push(assemble({ ...wanted, ...lasting, label: `[${section.name}]` }, context));
  }
  if (drafts.length === 0 && used.size === 0 && settings.subject.length > 0)
    drafts.push(
      assemble({ ...common(settings), label: '[req]', what: 'request', selfSigned: 'unknown' }, context),
    );
  return drafts;
}

function common(
  { subject, key, digest, days }: RequestSettings,
  section?: ConfigSection,
): Pick<Wanted, 'subject' | 'entries' | 'section' | 'line' | 'key' | 'digest' | 'validity'> {
  return {
    subject,
    entries: [...(section?.entries.values() ?? [])],
    line: section?.line ?? 0,
    ...(section !== undefined && { section: section.name }),
    ...(key !== undefined && { key }),
    ...(digest !== undefined && { digest }),
    ...(days !== undefined && { validity: { kind: 'days', days } }),
  };
}

/** How long the `[ca]` of the file signs for. */
const lastingFor = (authority: AuthoritySettings | undefined): Pick<Wanted, 'validity'> =>
  authority?.days === undefined ? {} : { validity: { kind: 'days', days: authority.days } };

/** Sections with the extensions of revocation lists, which are none of a certificate. */
function listSections({ file }: ConfigContext): ReadonlySet<string> {
  return new Set([...file.values()].flatMap(({ entries }) => entries.get('crl_extensions')?.value ?? []));
}

const isAuthority = ({ entries }: ConfigSection): boolean =>
  /CA:(?:TRUE|true|yes|YES)/.test(entries.get('basicConstraints')?.value ?? '');

/** Sections with settings of programs have entries of such names as well: `[req]` may not be one of extensions. */
function hasExtensions({ name, entries }: ConfigSection): boolean {
  return name !== 'req' && name !== 'ca' && [...entries.keys()].some(isExtensionName);
}

/** A file with both kinds of section, of which one alone has the names: whoever uses the other is without them. */
function remarkOnSections(
  { certificateSection, requestSection }: RequestSettings,
  { file, remarks }: ConfigContext,
): void {
  const section = file.get(certificateSection?.value ?? '');
  const certificate = section?.entries;
  const request = file.get(requestSection?.value ?? '')?.entries;
  if (section === undefined || certificate === undefined || request === undefined) return;
  if (isAuthority(section)) return;
  const inCertificate = certificate.get('subjectAltName');
  const inRequest = request.get('subjectAltName');
  if (inRequest !== undefined && inCertificate === undefined)
    remarks.add('names-only-in-request', inRequest.line);
  if (inCertificate !== undefined && inRequest === undefined)
    remarks.add('names-only-in-certificate', inCertificate.line);
}
