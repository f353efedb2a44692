/**
 * Who signed a CMS message, and what (RFC 5652 §5.3, §5.4): what it takes to check each signature, read from DER or BER. Nothing is
 * checked here.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { derFromBer } from './ber';
import { concat, toHex, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { readDistinguishedName } from './distinguished-name';
import { attempt, Malformed, type Result } from './malformed';
import * as Tag from './tag';
import { readTime } from './time';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
/** Octets; larger messages are shown without a word about their signatures. */
const MAX_MESSAGE = 32 * 1024 * 1024;
/** Signatures of one message. */
const MAX_SIGNERS = 50;

export interface SignerInfo {
  /** By issuer and serial number, or by subject key identifier, in hex. */
  readonly certificate: { readonly issuer: string; readonly serial: string } | { readonly keyId: string };
  readonly digest: AlgorithmIdentifier;
  readonly signed?: {
    /** SET OF Attribute, which the signature is over. */
    readonly octets: Bytes;
    readonly contentType?: string;
    readonly messageDigest?: Bytes;
    /** ms since 1970. */
    readonly time?: number;
  };
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Bytes;
}

export interface SignedMessage {
  readonly contentType: string;
  /** Absent where the message is kept beside its signature. */
  readonly content?: Bytes;
  readonly signers: readonly SignerInfo[];
}

/** @param octets a ContentInfo; anything but SignedData is `unsupported` */
export function parseSignedMessage(octets: Uint8Array): Result<SignedMessage> {
  return attempt(() => {
    if (octets.length > MAX_MESSAGE) throw new Malformed('too-large', 0, `${octets.length} octets`);
    return DerReader.document(derFromBer(octets), (reader) => {
      const info = reader.sequence();
      const type = info.oid();
      if (type !== SIGNED_DATA) throw new Malformed('unsupported', 0, `content ${type}`);
      return readSignedData(info.enter(Tag.explicit(0)).sequence());
    });
  });
}

function readSignedData(data: DerReader): SignedMessage {
  data.smallInteger();
  data.skip();
  const encapsulated = data.sequence();
  const contentType = encapsulated.oid();
  const content = encapsulated.optionalExplicit(0);
  while (!data.done && data.peek() !== Tag.SET) data.skip();
  const signers: SignerInfo[] = [];
  const set = data.done ? undefined : data.set();
  while (set !== undefined && !set.done && signers.length < MAX_SIGNERS)
    signers.push(readSigner(set.sequence()));
  return { contentType, ...(content !== undefined && { content: contentOctets(content) }), signers };
}

/** Of PKCS#7 the content may be anything, and its contents without their header are signed (RFC 5652 §5.2.1). */
const contentOctets = (content: DerReader): Bytes => DerReader.own(content.contents());

function readSigner(signer: DerReader): SignerInfo {
  signer.smallInteger();
  const certificate = readIdentifier(signer);
  const digest = readAlgorithmIdentifier(signer);
  const signed = signer.peek() === Tag.explicit(0) ? readSignedAttributes(signer) : undefined;
  const algorithm = readAlgorithmIdentifier(signer);
  const signature = DerReader.own(signer.octetString());
  return { certificate, digest, ...(signed && { signed }), algorithm, signature };
}

function readIdentifier(signer: DerReader): SignerInfo['certificate'] {
  if (signer.peek() === Tag.implicit(0)) return { keyId: toHex(signer.octetString(Tag.implicit(0))) };
  const byIssuer = signer.sequence();
  const issuer = toHex(readDistinguishedName(byIssuer).der);
  return { issuer, serial: toHex(byIssuer.integerOctets()) };
}

function readSignedAttributes(signer: DerReader): NonNullable<SignerInfo['signed']> {
  const octets = concat(signer.element());
  // The signature is over a SET, in whose place the message has [0].
  octets[0] = Tag.SET;
  const attributes = new DerReader(octets).set();
  let contentType: string | undefined;
  let messageDigest: Bytes | undefined;
  let time: number | undefined;
  while (!attributes.done) {
    const attribute = attributes.sequence();
    const type = attribute.oid();
    const values = attribute.set();
    if (type === CONTENT_TYPE) contentType = values.oid();
    else if (type === MESSAGE_DIGEST) messageDigest = DerReader.own(values.octetString());
    else if (type === SIGNING_TIME) time = readTime(values).getTime();
  }
  return {
    octets,
    ...(contentType !== undefined && { contentType }),
    ...(messageDigest !== undefined && { messageDigest }),
    ...(time !== undefined && { time }),
  };
}
