/**
 * INSTALL.html: what a person does with a certificate. One file that loads nothing and runs nothing, readable without the
 * kit it came from; every text from outside is escaped, and the password is never in it.
 */
import { installSteps, type InstallStep } from './install-steps';
import { html, oneLine } from './kit-text';
import type { MutualClient } from '../recipes/mutual/recipe';

export interface InstallPage {
  /** As in the certificate. */
  readonly name: string;
  readonly device: string;
  /** Names the files. */
  readonly fileName: string;
  readonly issuerName: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
  /** Lower-case hex SHA-256. */
  readonly fingerprint: string;
  readonly hasCompatible: boolean;
  /** Empty where their files are not beside it. */
  readonly programs: readonly {
    readonly client: MutualClient;
    readonly commands: string;
    readonly note: string;
  }[];
}

const style = `
  :root { color-scheme: light dark; background: Canvas; color: CanvasText }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
  code, pre { font: 0.875rem/1.5 ui-monospace, monospace }
  pre { white-space: pre-wrap; border: 1px solid #8886; border-radius: 4px; padding: 0.5rem 0.75rem }
  dt { font-weight: 600 }
  dd { margin: 0 0 0.5rem }
  summary { cursor: pointer; font-weight: 600; padding: 0.5rem 0 }
`;

/** Commands keep their lines. */
const block = (commands: string): string =>
  commands === '' ? '' : `<pre>${commands.split('\n').map(html).join('\n')}</pre>\n`;

const section = ({ title, steps, commands, tried }: InstallStep): string => `<details>
<summary>${html(title)}</summary>
<ol>
${steps.map((step) => `<li>${html(step)}</li>`).join('\n')}
</ol>
${block(commands)}${tried ? '' : '<p><small>Written from documentation, not tried by the program that made this page.</small></p>\n'}</details>
`;

export function installPage(page: InstallPage): string {
  const { name, device, fileName, issuerName, notAfter, fingerprint, hasCompatible, programs } = page;
  const whom = oneLine(name) + (device.trim() === '' ? '' : ` (${oneLine(device)})`);
  const pairs = fingerprint.toUpperCase().match(/../g) ?? [];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificate of ${html(whom)}</title>
<style>${style}</style>
<main>
<h1>Certificate of ${html(whom)}</h1>
<p>With this certificate, servers know that it is you; it takes the place of a password. Install it once on each device.
The password of the file <code>${html(fileName)}.p12</code> reaches you by another way. Never pass on the file: whoever has it
and the password is you.</p>
<dl>
<dt>Valid until</dt><dd>${html(notAfter.slice(0, 10))}; ask for a new one before that</dd>
<dt>Issued by</dt><dd>${html(issuerName)}</dd>
<dt>SHA-256 fingerprint</dt><dd><code>${pairs.join(':')}</code></dd>
</dl>
<h2>Install it</h2>
${installSteps(fileName).map(section).join('')}${
    hasCompatible
      ? `<p>Where “the password is wrong” though it is not: Windows Server 2016 and older macOS cannot read how ${html(fileName)}.p12 is
encrypted. Take <code>${html(fileName)}-compatible.p12</code> there.</p>
`
      : ''
  }${programs.length === 0 ? '' : '<h2>Use it in programs</h2>\n'}${programs
    .map(
      ({ client, commands, note }) => `<details>
<summary>${html(client.label)}</summary>
${client.needs === undefined ? '' : `<p>Needs: ${client.needs.map((way) => `<code>${html(way)}</code>`).join(' or ')}</p>\n`}${block(commands)}<p>${html(note)}</p>
</details>
`,
    )
    .join('')}<h2>Lost?</h2>
<p>A lost device, a forgotten password, a file that went to the wrong person: tell whoever gave you this. They revoke this
certificate and make a new one.</p>
</main>
</html>
`;
}
