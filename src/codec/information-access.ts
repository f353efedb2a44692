/** Where the issuer's certificate and its OCSP service are (authorityInfoAccess, RFC 5280 §4.2.2.1). */
import { row } from './extension-row';
import { readGeneralName, writeGeneralName, type GeneralName } from './general-name';
import { Malformed } from './malformed';

export interface AccessDescription {
  /** Dotted decimal. */
  readonly method: string;
  readonly location: GeneralName;
}

export const OCSP_ACCESS = '1.3.6.1.5.5.7.48.1';
export const CA_ISSUERS_ACCESS = '1.3.6.1.5.5.7.48.2';
const MAX_DESCRIPTIONS = 1000;

export const authorityInfoAccess = row<readonly AccessDescription[]>({
  oid: '1.3.6.1.5.5.7.1.1',
  write(writer, descriptions) {
    writer.sequence(() => {
      for (const { method, location } of descriptions) {
        writer.sequence(() => {
          writer.oid(method);
          writeGeneralName(writer, location);
        });
      }
    });
  },
  read(reader) {
    const list = reader.sequence();
    const descriptions: AccessDescription[] = [];
    while (!list.done) {
      if (descriptions.length >= MAX_DESCRIPTIONS) throw new Malformed('too-large', list.offset);
      const sequence = list.sequence();
      descriptions.push({ method: sequence.oid(), location: readGeneralName(sequence) });
      sequence.finish();
    }
    return descriptions;
  },
});
