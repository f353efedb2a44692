/** Some authorities of an inventory with what they signed; templates are nobody's. */
import type { AuthorityRef, Inventory } from '../../pki/authority/authority-record';

export function partOf(
  { authorities, issued, lists }: Omit<Inventory, 'templates'>,
  belongs: (id: AuthorityRef) => boolean,
): Inventory {
  return {
    authorities: authorities.filter(({ id }) => belongs(id)),
    issued: issued.filter(({ authority }) => belongs(authority)),
    lists: lists.filter(({ authority }) => belongs(authority)),
    templates: [],
  };
}
