/** What a recipe hands over. The shape belongs to `codec`, whose zip writer may not look up into `pki`. */
export type { FileMode, NamedFile } from '../codec/named-file';
