/**
 * An Apple configuration profile that carries one root certificate (Device Management, payload `com.apple.security.root`).
 * Everything in it follows from the certificate, so that installing the same one again replaces it instead of adding to it.
 * It is not signed: iPhone says so in red, and there is nobody whose signature would mean anything here.
 */
import { toBase64 } from '../../codec/bytes';
import type { RecipeContext } from './recipe';
import { anchorFileName } from './trust-anchor';

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

function base64Lines(der: RecipeContext['anchor']['der'], indent: string): string {
  return (toBase64(der).match(/.{1,64}/g) ?? []).map((line) => `${indent}${line}`).join('\n');
}

export function mobileconfig(anchor: RecipeContext['anchor']): string {
  const { der, name, sha256 } = anchor;
  const identifier = `local.certwright.${sha256.slice(0, 16)}`;
  const title = xmlText(name);
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
  <string>${title}</string>
  <key>PayloadDescription</key>
  <string>Installs one certificate authority. Full trust is switched on afterwards, in Certificate Trust Settings.</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key>
      <string>com.apple.security.root</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
      <key>PayloadIdentifier</key>
      <string>${identifier}.root</string>
      <key>PayloadUUID</key>
      <string>${uuid(sha256.slice(32))}</string>
      <key>PayloadDisplayName</key>
      <string>${title}</string>
      <key>PayloadCertificateFileName</key>
      <string>${anchorFileName(anchor)}.cer</string>
      <key>PayloadContent</key>
      <data>
${base64Lines(der, '      ')}
      </data>
    </dict>
  </array>
</dict>
</plist>
`;
}
