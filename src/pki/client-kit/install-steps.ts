/**
 * How a PKCS#12 gets into each system, as text: by hand, and in a line where there is one. Chromium on Linux is tried
 * in our tests, the others are written from their makers' documentation.
 */
export interface InstallStep {
  readonly title: string;
  /** Plain text, in order. */
  readonly steps: readonly string[];
  /** What to type instead; empty where there is no such way. */
  readonly commands: string;
  readonly tried: boolean;
}

/** @param name of the files, safe in every shell */
export function installSteps(name: string): readonly InstallStep[] {
  const p12 = `${name}.p12`;
  return [
    {
      title: 'Windows: Chrome, Edge, Brave, Opera',
      steps: [
        `Double-click ${p12}, choose Current User, and go on with Next.`,
        'Type the password. Leave the other boxes as they are.',
        'Leave “Automatically select the certificate store” as it is, then Finish.',
        'Close the browser and open it again. On the first visit it asks which certificate to use: choose this one.',
      ],
      commands: `Import-PfxCertificate -FilePath ${p12} -CertStoreLocation Cert:\\CurrentUser\\My -Password (Read-Host -AsSecureString)`,
      tried: false,
    },
    {
      title: 'macOS: Safari, Chrome, Edge',
      steps: [
        `Double-click ${p12}. Keychain Access opens: choose the keychain “login” and type the password.`,
        'Open the browser again and choose this certificate on the first visit.',
        'macOS then asks whether the browser may use the key: type the password of your Mac and click Always Allow.',
      ],
      commands: `security import ${p12} -k ~/Library/Keychains/login.keychain-db`,
      tried: false,
    },
    {
      title: 'Firefox, on every system',
      steps: [
        'Settings > Privacy & Security > Certificates > View Certificates > Your Certificates > Import.',
        `Choose ${p12} and type the password.`,
      ],
      commands: '',
      tried: false,
    },
    {
      title: 'Linux: Chromium, Chrome, Edge',
      steps: [
        'Open chrome://certificate-manager, “Your certificates”, Import, and choose ' + p12 + '.',
        'Or in a terminal, with the NSS tools (apt install libnss3-tools, dnf install nss-tools); restart the browser afterwards:',
      ],
      commands: `database=$HOME/.pki/nssdb
[ -d "$database" ] || database=\${XDG_DATA_HOME:-$HOME/.local/share}/pki/nssdb
[ -d "$database" ] || { mkdir -p "$database" && certutil -d "sql:$database" -N --empty-password; }
pk12util -d "sql:$database" -i ${p12}`,
      tried: true,
    },
    {
      title: 'iPhone and iPad',
      steps: [
        `Bring ${name}.mobileconfig to the device, by AirDrop or mail, and open it: “Profile Downloaded”. “Not Signed” is as it should be.`,
        'Settings > General > VPN & Device Management > open the profile > Install, and type the password.',
        'Safari offers the certificate on the first visit.',
      ],
      commands: '',
      tried: false,
    },
    {
      title: 'Android',
      steps: [
        `Copy ${p12} to the device.`,
        'Settings > Security > Encryption & credentials > Install a certificate > VPN & app user certificate.',
        'Choose the file and type the password. Chrome offers the certificate on the first visit.',
      ],
      commands: '',
      tried: false,
    },
  ];
}
