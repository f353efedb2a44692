/**
 * A passphrase as octets are made of it. An ä is one character where one keyboard typed it and two where another did: what is
 * sealed is sealed under the composed form (NFC, Unicode Standard Annex #15; as RFC 8265 §4.2.2 has it for passwords), and what
 * was sealed under another one still opens.
 */

/** To seal with. */
export const writtenPassphrase = (typed: string): string => typed.normalize('NFC');

/** To open with, one after the other: one form for most, three at most. */
export const writtenForms = (typed: string): readonly string[] => [
  ...new Set([writtenPassphrase(typed), typed, typed.normalize('NFD')]),
];
