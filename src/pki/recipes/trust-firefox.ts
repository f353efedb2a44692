/** Firefox: on Linux profile by profile with `install.sh`, or by policy; elsewhere it follows the system. */
import { keyBrowsersRefuse } from './anchor-key';
import type { Recipe } from './recipe';
import { anchorFile, anchorFileName } from './trust-anchor';
import { installScript } from './trust-scripts';

export const trustFirefox: Recipe = {
  needs: ['apt install libnss3-tools'],
  files: (context) => [installScript(context), anchorFile(context)],
  commands: () => 'sh trust/install.sh --only firefox',
  note: (context) =>
    'On Windows, macOS and Android there is nothing to do: from version 120 on Firefox follows the system. On Linux it does ' +
    'not; this puts the certificate into every profile of yours.' +
    (keyBrowsersRefuse(context) === undefined ? '' : ' But Firefox refuses a root with this kind of key.'),
  steps: ({ anchor, selfSigned }) => {
    const policy = JSON.stringify({
      policies: {
        Certificates: { Install: [`/usr/local/share/ca-certificates/${anchorFileName(anchor)}.crt`] },
      },
    });
    return [
      'Start Firefox once before, so that there is a profile, and restart it afterwards.',
      ...(selfSigned
        ? []
        : [
            'By hand instead: Settings > Privacy & Security > Certificates > View Certificates > Authorities > Import, choose ' +
              'trust/ca.crt and tick “Trust this CA to identify websites”.',
          ]),
      `For all users: /etc/firefox/policies/policies.json, here with the path that install.sh gives it on Debian: ${policy}`,
      'Where that file exists already, add the path to its list policies.Certificates.Install and leave the rest as it is.',
    ];
  },
};
