/** Linux: the system store, Chromium's NSS database and Firefox's profiles, all by `install.sh`. */
import { keyBrowsersRefuse } from './anchor-key';
import type { Recipe, RecipeContext } from './recipe';
import { installScript } from './trust-scripts';

/** The three verbs of `install.sh`, the same on Linux and macOS. */
export const installCommands = `sh trust/install.sh
sh trust/install.sh --check
sh trust/install.sh --uninstall`;

export const trustLinux: Recipe = {
  needs: [
    'apt install libnss3-tools',
    'dnf install nss-tools',
    'pacman -S nss',
    'zypper install mozilla-nss-tools',
    'apk add nss-tools',
  ],
  files: (context) => [installScript(context)],
  commands: () => installCommands,
  note: () =>
    'Run it as yourself: it asks for sudo once, for the system store alone. The browsers’ databases need certutil, of ' +
    'the NSS tools; without it the rest is still done. Debian’s system store is tried in our tests, those of Fedora, ' +
    'Arch, SUSE and Alpine are written from their documentation.',
  steps: (context) => [
    ...refusedKeySteps(context),
    ...(context.selfSigned
      ? [
          'The certificate is its own authority. That works with Chromium, Firefox, OpenSSL, curl, Python and Node; ' +
            'the system stores of Fedora, Arch and SUSE leave it out, for they list authorities alone.',
        ]
      : []),
    'Restart programs and browsers that are open.',
    'Browsers from Flatpak see their own databases alone: start them once, then run the script again.',
    'Under WSL do the Windows tab as well: Windows keeps a store of its own.',
  ],
};

function refusedKeySteps(context: RecipeContext): readonly string[] {
  const key = keyBrowsersRefuse(context);
  if (key === undefined) return [];
  const both = `The key is ${key}: no browser’s database takes such a root, the system store does.`;
  if (key === 'EdDSA')
    return [`${both} Chromium and Firefox refuse EdDSA altogether; choose P-256 for them.`];
  return [
    `${both} Chromium alone trusts it, by policy: write {"CACertificates": ["<the base64 lines of ca.pem, joined>"]} to ` +
      '/etc/chromium/policies/managed/certwright.json (Chrome: /etc/opt/chrome/policies/managed/). Firefox does not know ML-DSA.',
  ];
}
