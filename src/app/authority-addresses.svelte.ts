/**
 * Where an authority's lists, its certificate and its responder are found, as typed in a form, one a line: read as they are read
 * when something is signed, so that what is saved can be signed with.
 */
import type { AuthoritySettings } from '../pki/authority/authority-record';
import { readAddressOfResource } from '../pki/draft/names';

export type AddressKind = 'lists' | 'certificates' | 'responders';

export class AuthorityAddresses {
  readonly typed: Record<AddressKind, string> = $state({ lists: '', certificates: '', responders: '' });

  constructor(settings?: AuthoritySettings) {
    this.typed.lists = settings?.listAddresses.join('\n') ?? '';
    this.typed.certificates = settings?.certificateAddresses.join('\n') ?? '';
    this.typed.responders = settings?.ocspAddresses?.join('\n') ?? '';
  }

  /** What cannot be put into a certificate, in the order of the fields. */
  readonly unreadable: Readonly<Record<AddressKind, readonly string[]>> = $derived({
    lists: unreadableOf(this.typed.lists),
    certificates: unreadableOf(this.typed.certificates),
    responders: unreadableOf(this.typed.responders),
  });

  readonly wrong: boolean = $derived(Object.values(this.unreadable).some((lines) => lines.length > 0));

  readonly chosen: Pick<AuthoritySettings, 'listAddresses' | 'certificateAddresses' | 'ocspAddresses'> =
    $derived({
      listAddresses: linesOf(this.typed.lists),
      certificateAddresses: linesOf(this.typed.certificates),
      ocspAddresses: linesOf(this.typed.responders),
    });

  readonly none: boolean = $derived(Object.values(this.typed).every((text) => linesOf(text).length === 0));
}

const linesOf = (text: string): readonly string[] => text.split(/\s+/).filter((line) => line !== '');

const unreadableOf = (text: string): readonly string[] =>
  linesOf(text).filter((line) => readAddressOfResource(line, () => undefined) === undefined);
