/** What cases do to a sound certificate: one field put in another's place. Each gives back a new blueprint. */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import { extensionOid, type ExtensionName, type ExtensionValue } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { sound, type Blueprint, type Change } from './blueprint';
import type { RawExtension } from './raw-certificate';
import { timeAt } from './raw-time';
import type { Scheme } from './scheme';

const DAY = 86_400;

export const all =
  (...changes: readonly Change[]): Change =>
  (one, above) =>
    changes.reduce((changed, change) => change(changed, above), one);

export const fields =
  (changed: Partial<Blueprint>): Change =>
  (one) => ({ ...one, ...changed });

/** An extension in the place of the one of its kind, or behind all. */
export const put =
  (extension: RawExtension): Change =>
  (one) => {
    const there = one.extensions.some(({ oid }) => oid === extension.oid);
    const extensions = there
      ? one.extensions.map((other) => (other.oid === extension.oid ? extension : other))
      : [...one.extensions, extension];
    return { ...one, extensions };
  };

export const having = <K extends ExtensionName>(
  name: K,
  critical: boolean,
  value: ExtensionValue<K>,
): Change => put(sound(name, critical, value));

export const without =
  (...names: readonly ExtensionName[]): Change =>
  (one) => ({
    ...one,
    extensions: one.extensions.filter(({ oid }) => !names.some((name) => extensionOid[name] === oid)),
  });

/** The value of an extension as octets, whatever they are. */
export const holding = (name: ExtensionName, value: Uint8Array, critical?: number): Change =>
  put({ oid: extensionOid[name], value, ...(critical !== undefined && { critical }) });

/** Changes the extension that is there. */
export const reworked =
  (name: ExtensionName, work: (extension: RawExtension) => RawExtension): Change =>
  (one) => ({
    ...one,
    extensions: one.extensions.map((other) => (other.oid === extensionOid[name] ? work(other) : other)),
  });

export const authority = (value: ExtensionValue<'basicConstraints'>): Change =>
  having('basicConstraints', true, value);

export const usable = (...usages: ExtensionValue<'keyUsage'>): Change => having('keyUsage', true, usages);

export const purposes = (...oids: readonly string[]): Change => having('extendedKeyUsage', false, oids);

export const alternativeNames = (...names: readonly GeneralName[]): Change =>
  having('subjectAltName', false, names);

/** In days from `at`. */
export const valid =
  (at: Date, from: number, to: number): Change =>
  (one) => ({ ...one, notBefore: timeAt(at, from * DAY), notAfter: timeAt(at, to * DAY) });

export const signedWith = (scheme: Scheme): Change => fields({ scheme, signature: scheme.signature });

export const labelled = (signature: AlgorithmIdentifier): Change => fields({ signature });

/** A Name of attributes, each in a string of the type given. */
export const nameOf = (
  ...attributes: readonly { readonly oid: string; readonly tag: number; readonly text: string }[]
): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      for (const { oid, tag, text } of attributes) {
        writer.setOf([DerWriter.encode((inner) => inner.sequence(() => inner.oid(oid).string(tag, text)))]);
      }
    }),
  );
