/** The parts of a Name and of GeneralNames (RFC 5280 §4.1.2.4, §4.2.1.6) as octets with their types, for the views. */
import { readTagged, type TaggedOctets } from '../../codec/document-outline';
import { DerReader } from '../../codec/der-reader';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';

export interface NamePart {
  readonly oid: string;
  readonly value: TaggedOctets;
}

/** RDN by RDN. @throws Malformed */
export function nameParts(der: Uint8Array): readonly (readonly NamePart[])[] {
  return DerReader.document(der, (reader) => {
    const rdns: NamePart[][] = [];
    const sequence = reader.sequence();
    while (!sequence.done) {
      const set = sequence.set();
      const rdn: NamePart[] = [];
      while (!set.done) {
        const attribute = set.sequence();
        rdn.push({ oid: attribute.oid(), value: readTagged(attribute) });
        attribute.finish();
      }
      if (rdn.length > 0) rdns.push(rdn);
    }
    return rdns;
  });
}

const EDI_PARTY = Tag.explicit(5);
const forms = new Set([...[1, 2, 6, 7, 8].map(Tag.implicit), ...[0, 3, 4, 5].map(Tag.explicit)]);

/** One name's tag and contents; `[4]` contains the Name. @throws Malformed */
export function generalNamePart(reader: DerReader): TaggedOctets {
  if (!forms.has(reader.peek())) throw new Malformed('unexpected-tag', reader.offset);
  const name = readTagged(reader);
  if (name.tag === EDI_PARTY) checkEdiPartyName(new DerReader(name.octets));
  return name;
}

/** OpenSSL refuses the list where the strings stand under `[0]` and `[1]` without a tag of their own. */
function checkEdiPartyName(reader: DerReader): void {
  const assigner = reader.optionalExplicit(0);
  assigner?.contents();
  const party = reader.enter(Tag.explicit(1));
  party.contents();
  party.finish();
}

export function generalNameParts(list: DerReader): readonly TaggedOctets[] {
  const names: TaggedOctets[] = [];
  while (!list.done) names.push(generalNamePart(list));
  return names;
}

/** The five forms of otherName that OpenSSL 3 prints by name. */
export const otherNameLabels: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.4.1.311.20.2.3', 'UPN'],
  ['1.3.6.1.5.5.7.8.9', 'SmtpUTF8Mailbox'],
  ['1.3.6.1.5.5.7.8.5', 'XmppAddr'],
  ['1.3.6.1.5.5.7.8.7', 'SRVName'],
  ['1.3.6.1.5.5.7.8.8', 'NAIRealm'],
]);

/** What an otherName `[0]` contains. @throws Malformed */
export function otherNameParts(contents: Uint8Array): NamePart {
  const reader = new DerReader(contents);
  const oid = reader.oid();
  const wrapped = reader.enter(Tag.explicit(0));
  return { oid, value: readTagged(wrapped) };
}
