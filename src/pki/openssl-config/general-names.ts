/** Names in the values of extensions: `DNS:app.test`, `IP.1 = …`, `dirName:section`, `otherName:oid;UTF8:text`. */
import { fromHex, toHex } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import { parseIpAddress } from '../../codec/ip-address';
import * as Tag from '../../codec/tag';
import type { DraftName } from '../draft/certificate-draft';
import { readAsn1Text } from './asn1-text';
import { readDirectorySection } from './name-section';
import { oidOf } from './object-identifier';
import { isNamed, sectionNamed, type ConfigContext, type ListEntry } from './value-list';

const types = ['email', 'URI', 'DNS', 'RID', 'IP', 'dirName', 'otherName'] as const;

/** `email:copy` and `email:move`: the address is the subject's, which is read elsewhere. */
export const isEmailFromSubject = (entry: ListEntry): boolean =>
  isNamed(entry, 'email') && (entry.value === 'copy' || entry.value === 'move');

export function readName(entry: ListEntry, context: ConfigContext): DraftName | undefined {
  const { remarks } = context;
  const { name, value, line } = entry;
  if (value === undefined) {
    if (name.startsWith('@')) remarks.add('section-in-list', line, name);
    else remarks.add('name-without-type', line, name);
    return undefined;
  }
  const type = types.find((known) => isNamed(entry, known));
  if (type === undefined) {
    remarks.add('name-type-unknown', line, name);
    return undefined;
  }
  if (value === '') {
    remarks.add('value-not-understood', line, name, value);
    return undefined;
  }
  switch (type) {
    case 'email':
      return { kind: 'email', value };
    case 'URI':
      return { kind: 'uri', value };
    case 'DNS':
      if (parseIpAddress(value) === undefined) return { kind: 'dns', value };
      remarks.add('address-in-dns', line, value);
      return { kind: 'ip', value };
    case 'IP':
      if (parseIpAddress(value) !== undefined || !/[a-z]/i.test(value) || value.includes(':'))
        return { kind: 'ip', value };
      remarks.add('host-in-ip', line, value);
      return { kind: 'dns', value };
    case 'RID': {
      const oid = oidOf(value);
      if (oid === undefined) remarks.add('value-not-understood', line, name, value);
      return oid === undefined ? undefined : { kind: 'registered-id', oid };
    }
    case 'dirName': {
      const section = sectionNamed(context, value, line, name);
      if (section === undefined) return undefined;
      return { kind: 'directory', attributes: readDirectorySection(section, remarks) };
    }
    case 'otherName': {
      const other = readOtherName(value);
      if (other === undefined) remarks.add('name-left-out', line, `${name}:${value}`);
      return other;
    }
  }
}

function readOtherName(value: string): DraftName | undefined {
  const semicolon = value.indexOf(';');
  const oid = oidOf(value.slice(0, Math.max(0, semicolon)).trim());
  const content = readAsn1Text(value.slice(semicolon + 1));
  if (semicolon < 0 || oid === undefined || content === undefined) return undefined;
  if (content.kind === 'text') return { kind: 'other', oid, form: content.form, value: content.text };
  const inner = fromHex(content.hex) ?? new Uint8Array();
  const der = DerWriter.encode((writer) =>
    writer.constructed(Tag.explicit(0), () => writer.oid(oid).explicit(0, () => writer.raw(inner))),
  );
  return { kind: 'der', hex: toHex(der) };
}
