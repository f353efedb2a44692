/** Text from outside (names of people, authorities, files) inside what the kit writes: HTML, Markdown, one line of anything. */

/** In one line, and nothing in it that turns the text around it (bidirectional controls are format characters). */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** For text and for attribute values in double or single quotes. */
export function html(text: string): string {
  return oneLine(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A code span takes anything but back-ticks; a table cell no bar either. */
export function markdown(text: string): string {
  return `\`${oneLine(text).replace(/[`|]/g, '?')}\``;
}
