/** Android: the user's store, by hand since Android 11, and apps of one's own. No test of ours runs there. */
import { networkSecurityConfig } from './network-security-config';
import type { Recipe } from './recipe';
import { anchorFile } from './trust-anchor';

/** Where the emulator finds the computer it runs on. */
export const emulatorHost = '10.0.2.2';

export const trustAndroid: Recipe = {
  files: (context) => [anchorFile(context), networkSecurityConfig],
  commands: () => '',
  note: ({ selfSigned }) =>
    selfSigned
      ? 'Android’s store takes authorities alone, and this certificate is none: choose a local authority instead, or build it into ' +
        'an app of your own as described in trust/network_security_config.xml.'
      : 'Chrome, and Firefox from version 120 on, trust what the user installed. Other apps do not, unless built to.',
  steps: ({ hosts, selfSigned }) => [
    ...(selfSigned
      ? []
      : [
          'Copy trust/ca.crt to the phone. From Android 11 on opening it does nothing: it is installed from Settings.',
          'Settings > Security & privacy > More security & privacy > Encryption & credentials > Install a certificate > ' +
            'CA certificate > Install anyway, and choose ca.crt. Makers name the menus differently: search Settings for “CA ' +
            'certificate”.',
          'To take it out: Encryption & credentials > Trusted credentials > User.',
        ]),
    'An app of your own: trust/network_security_config.xml says where it and ca.crt go.',
    ...(hosts.includes(emulatorHost)
      ? []
      : [
          `The emulator reaches this computer at ${emulatorHost}, which is not among the names: make the certificate with it.`,
        ]),
  ],
};
