/** Values of extensions as meant, in the words of the field sheets. */
import type { ExtensionName, ExtensionValue } from '../codec/extension';
import { extensionText } from '../codec/extension-text';
import type { IntendedExtension } from './issue';

function text<K extends ExtensionName>(intended: {
  readonly name: K;
  readonly value: ExtensionValue<K>;
}): readonly [K, string] {
  return [intended.name, extensionText(intended.name, intended.value)];
}

export const intendedTexts = (extensions: readonly IntendedExtension[]): ReadonlyMap<ExtensionName, string> =>
  new Map(extensions.map((extension) => text(extension)));
