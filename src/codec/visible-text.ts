/**
 * Text from a stranger's file, fit to be shown: what has no shape of its own or turns the text around it (controls, format
 * characters, bidirectional overrides, lone surrogates) is written out as ‹U+202E›. Nothing else is changed.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

export const visibleText = (text: string): string =>
  text.replace(
    UNSEEN,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
