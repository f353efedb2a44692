/** macOS: the login keychain, by `install.sh` or by hand. No test of ours runs there. */
import type { Recipe } from './recipe';
import { anchorFile, shownName } from './trust-anchor';
import { installCommands } from './trust-linux';
import { installScript } from './trust-scripts';

export const trustMacos: Recipe = {
  files: (context) => [installScript(context), anchorFile(context)],
  commands: () => installCommands,
  note: () =>
    'Puts it into your login keychain, which Safari, Chrome, Edge, curl and Firefox (from version 120 on) read. No sudo: macOS ' +
    'asks for your password in a window, so it does not work over ssh.',
  steps: ({ anchor }) => [
    'By hand instead: double-click trust/ca.crt and add it to the login keychain.',
    `In Keychain Access open “${shownName(anchor)}”, unfold Trust, and set “When using this certificate” to Always Trust.`,
    'Restart browsers that are open.',
  ],
};
