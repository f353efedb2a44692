/**
 * An Apple configuration profile (Device Management): XML around certificates and identities. Everything in it follows from
 * the fingerprint it is given, so that installing the same one again replaces it instead of adding to it. It is not signed:
 * iPhone says so in red, and there is nobody whose signature would mean anything here.
 */
import { toBase64, type Bytes } from '../../codec/bytes';

/** XML 1.0 §2.2 has no way to write most control characters, nor a lone surrogate: they become U+FFFD. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** A version 8 UUID (RFC 9562 §5.8): bits of our choosing, here 16 octets of a fingerprint. */
function uuid(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
}

function base64Lines(octets: Bytes, indent: string): string {
  return (toBase64(octets).match(/.{1,64}/g) ?? []).map((line) => `${indent}${line}`).join('\n');
}

/** A certificate to trust, or a key with its certificate: PKCS#12, whose password the device asks for. */
interface ProfilePayload {
  readonly type: 'com.apple.security.root' | 'com.apple.security.pkcs12';
  /** Last part of its identifier. */
  readonly role: 'root' | 'identity';
  readonly title: string;
  readonly fileName: string;
  readonly octets: Bytes;
  /** 32 hex digits that no other payload has. */
  readonly unique: string;
}

export interface ConfigurationProfile {
  readonly title: string;
  readonly description: string;
  /** Lower-case hex SHA-256 of what it is about. */
  readonly sha256: string;
  readonly payloads: readonly ProfilePayload[];
}

export function configurationProfile({ title, description, sha256, payloads }: ConfigurationProfile): string {
  const identifier = `local.certwright.${sha256.slice(0, 16)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
  <key>PayloadIdentifier</key>
  <string>${identifier}</string>
  <key>PayloadUUID</key>
  <string>${uuid(sha256.slice(0, 32))}</string>
  <key>PayloadDisplayName</key>
  <string>${xmlText(title)}</string>
  <key>PayloadDescription</key>
  <string>${xmlText(description)}</string>
  <key>PayloadContent</key>
  <array>
${payloads.map((payload) => payloadText(payload, identifier)).join('')}  </array>
</dict>
</plist>
`;
}

function payloadText(payload: ProfilePayload, identifier: string): string {
  const { type, role, title, fileName, octets, unique } = payload;
  return `    <dict>
      <key>PayloadType</key>
      <string>${type}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
      <key>PayloadIdentifier</key>
      <string>${identifier}.${role}</string>
      <key>PayloadUUID</key>
      <string>${uuid(unique)}</string>
      <key>PayloadDisplayName</key>
      <string>${xmlText(title)}</string>
      <key>PayloadCertificateFileName</key>
      <string>${xmlText(fileName)}</string>
      <key>PayloadContent</key>
      <data>
${base64Lines(octets, '      ')}
      </data>
    </dict>
`;
}
