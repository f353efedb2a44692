/** iPhone, iPad and Vision Pro: a configuration profile, then full trust by hand. No test of ours runs there. */
import { mobileconfig } from './mobileconfig';
import type { Recipe } from './recipe';
import { shownName } from './trust-anchor';

export const trustIphone: Recipe = {
  files: ({ anchor }) => [{ path: 'trust/ca.mobileconfig', contents: mobileconfig(anchor), mode: 0o644 }],
  commands: () => '',
  note: ({ selfSigned }) =>
    selfSigned
      ? 'Certificate Trust Settings lists authorities alone, and this certificate is none: choose a local authority instead.'
      : 'Two steps, and the second is the one people miss: installing the profile, then switching on full trust.',
  steps: ({ anchor, selfSigned }) =>
    selfSigned
      ? []
      : [
          'Bring trust/ca.mobileconfig to the phone, by AirDrop or mail, and open it: “Profile Downloaded”. “Not Signed” is as it ' +
            'should be.',
          `Settings > General > VPN & Device Management > ${shownName(anchor)} > Install.`,
          `Settings > General > About > Certificate Trust Settings: switch on full trust for ${shownName(anchor)}.`,
          'To take it out: Settings > General > VPN & Device Management, open the profile, Remove Profile.',
        ],
};
