/** What a server's or responder's certificate says of their protocols: TLS features (RFC 7633) and OCSP no-check (RFC 6960 §4.2.2.2.1). */
import { row } from './extension-row';
import { Malformed } from './malformed';

const MAX_FEATURES = 1000;

/** Numbers of TLS extensions: 5 is status_request, "must staple". */
export const tlsFeature = row<readonly number[]>({
  oid: '1.3.6.1.5.5.7.1.24',
  write(writer, features) {
    writer.sequence(() => {
      for (const feature of features) writer.integer(feature);
    });
  },
  read(reader) {
    const list = reader.sequence();
    const features: number[] = [];
    while (!list.done) {
      if (features.length >= MAX_FEATURES) throw new Malformed('too-large', list.offset);
      features.push(list.smallInteger());
    }
    return features;
  },
});

/** Nobody need ask whether this responder is revoked. It says nothing beyond being there. */
export const ocspNoCheck = row<true>({
  oid: '1.3.6.1.5.5.7.48.1.5',
  write: (writer) => writer.null(),
  read(reader) {
    reader.null();
    return true;
  },
});
