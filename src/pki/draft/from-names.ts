/**
 * Names and subtrees of a certificate as a form shows them: in words where those come to the same octets again, else as hex
 * of their DER.
 */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { readDirectoryString } from '../../codec/distinguished-name';
import { extensionOid, extensionValue, type Extension } from '../../codec/extension';
import { writeGeneralName, type GeneralName } from '../../codec/general-name';
import { attempt } from '../../codec/malformed';
import { writeNameConstraints, type Subtree } from '../../codec/name-constraint';
import * as Tag from '../../codec/tag';
import type { DraftExtensions, DraftName, DraftSubtree, StringForm } from './certificate-draft';
import { readSubtree } from './constraints';
import { attributesOf } from './kept-subject';
import { MOST_NAMES, readDraftName } from './names';
import { ProblemList } from './problem-list';
import { stringTags } from './text-values';

export interface CopiedNames {
  readonly names: readonly DraftName[];
  readonly critical: DraftExtensions['subjectAltNameCritical'];
  readonly leftOut: readonly string[];
}

/** The subject alternative names, and how critical they are: `auto` where that is what the subject asks for. */
export function draftNames(extensions: readonly Extension[], subjectIsEmpty: boolean): CopiedNames {
  const read = extensionValue(extensions, 'subjectAltName');
  const found = read.ok ? read.value : undefined;
  const names = found?.value.map(draftName) ?? [];
  const whole = names.every((name) => name !== undefined) && names.length <= MOST_NAMES;
  if (!read.ok || !whole || (found !== undefined && names.length === 0))
    return { names: [], critical: 'auto', leftOut: [extensionOid.subjectAltName] };
  const critical = found === undefined || found.critical === subjectIsEmpty ? 'auto' : found.critical;
  return { names, critical, leftOut: [] };
}

/** `undefined` for what nothing here could write again. */
function draftName(name: GeneralName): DraftName | undefined {
  const der = DerWriter.encode((writer) => {
    writeGeneralName(writer, name);
  });
  const words = nameInWords(name);
  const candidates: readonly (DraftName | undefined)[] = [words, { kind: 'der', hex: toHex(der) }];
  return candidates.find((candidate) => {
    const again = candidate && readDraftName(candidate, [], new ProblemList());
    return again !== undefined && equalBytes(der, encodedName(again));
  });
}

const encodedName = (name: GeneralName): Bytes =>
  DerWriter.encode((writer) => {
    writeGeneralName(writer, name);
  });

function nameInWords(name: GeneralName): DraftName | undefined {
  switch (name.kind) {
    case 'dns':
    case 'ip':
    case 'email':
    case 'uri':
    case 'registered-id':
      return name;
    case 'directory':
      return { kind: 'directory', attributes: attributesOf(name.name) };
    case 'other':
      return otherInWords(name.der);
  }
}

/** An otherName with a string of one of the forms in it. */
function otherInWords(der: Uint8Array): DraftName | undefined {
  const read = attempt(() =>
    DerReader.document(der, (document): DraftName | undefined => {
      const sequence = document.enter(Tag.explicit(0));
      const oid = sequence.oid();
      const wrapped = sequence.enter(Tag.explicit(0));
      sequence.finish();
      const tag = wrapped.peek();
      const form = (Object.keys(stringTags) as StringForm[]).find((one) => stringTags[one] === tag);
      const value = readDirectoryString(wrapped);
      wrapped.finish();
      return form && { kind: 'other', oid, form, value };
    }),
  );
  return read.ok ? read.value : undefined;
}

/** `undefined` for what nothing here could write again. */
export function draftSubtree(subtree: Subtree): DraftSubtree | undefined {
  const der = encodedBase(subtree);
  const words: DraftSubtree | undefined =
    subtree.kind === 'directory'
      ? { kind: 'directory', attributes: attributesOf(subtree.name) }
      : subtree.kind === 'other'
        ? undefined
        : subtree;
  const candidates: readonly (DraftSubtree | undefined)[] = [words, { kind: 'der', hex: toHex(der) }];
  return candidates.find((candidate) => {
    const again = candidate && readSubtree(candidate, [], new ProblemList());
    return again !== undefined && equalBytes(der, encodedBase(again));
  });
}

/** The GeneralName in it: constraints of it alone, opened again. */
function encodedBase(subtree: Subtree): Bytes {
  const constraints = DerWriter.encode((writer) => {
    writeNameConstraints(writer, { permitted: [subtree], excluded: [] });
  });
  return DerReader.document(constraints, (document) =>
    DerReader.own(document.sequence().enter(Tag.explicit(0)).sequence().element()),
  );
}
