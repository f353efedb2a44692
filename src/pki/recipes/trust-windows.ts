/** Windows: the current user's root store, or the computer's, by `install.ps1`, certutil or by hand. No test of ours runs there. */
import type { Recipe } from './recipe';
import { anchorFile } from './trust-anchor';
import { powerShellInstaller } from './trust-scripts';

const run = 'powershell -ExecutionPolicy Bypass -File trust\\install.ps1';

export const trustWindows: Recipe = {
  files: (context) => [powerShellInstaller(context), anchorFile(context)],
  commands: () => `${run}\n${run} -Check\n${run} -Uninstall`,
  note: ({ selfSigned }) =>
    'For you alone, no administrator needed: Windows shows a Security Warning, click Yes. With -AllUsers, in a terminal run as ' +
    'administrator, for everyone. Chrome, Edge, Firefox (from version 120 on), curl.exe and .NET read this store.' +
    (selfSigned ? ' Browsers may still refuse a certificate that is its own authority.' : ''),
  steps: ({ anchor }) => [
    'Without PowerShell: certutil -user -addstore Root trust\\ca.crt',
    `And out again: certutil -user -delstore Root ${anchor.sha1}`,
    'By hand: double-click trust\\ca.crt, Install Certificate, Current User, “Place all certificates in the following store”, ' +
      'Browse, Trusted Root Certification Authorities.',
    'curl.exe also asks for revocation lists, and this authority has none: curl.exe --ssl-revoke-best-effort',
    'Restart browsers that are open.',
  ],
};
