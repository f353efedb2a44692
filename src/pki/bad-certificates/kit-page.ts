/** index.html of the kit: every case against every client, in one table that needs no script and no network. */
import type { ClientVerdict } from '../clients/client';
import { badCertificateGroups } from './bad-certificate';
import { groupTitles, outcomeMarks } from './case-words';
import type { ClientColumn, JudgedCase } from './kit';
import type { ShownKit } from './kit-readme';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => `&#${String(found.codePointAt(0))};`);

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 1400px; margin: 24px auto; padding: 0 16px; }
table { border-collapse: collapse; font-size: 13px; }
th, td { border: 1px solid #8886; padding: 3px 7px; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
.refused { background: #b3261e26; }
.accepted, .accepted-but { background: #0f7b4f22; }
.wide { overflow-x: auto; }
`;

export function kitPage({ at, cases, clients }: ShownKit): string {
  const groups = badCertificateGroups.flatMap((group) => {
    const rows = cases.filter((one) => one.group === group);
    return rows.length === 0 ? [] : [section(groupTitles[group], rows, clients)];
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bad certificates, on purpose</title>
<style>${STYLE}</style>
<h1>Bad certificates, on purpose</h1>
<p>${cases.length} chains, made on ${at.toISOString().slice(0, 10)}. What each client is expected to say of them; its words are in
<a href="expected.json">expected.json</a>, how to serve them in <a href="README.md">README.md</a>. The keys are throw-away keys: trust
no <code>ca.pem</code> of this kit but in the client under test.</p>
${groups.join('\n')}
</html>
`;
}

function section(title: string, rows: readonly JudgedCase[], clients: readonly ClientColumn[]): string {
  const heads = clients.map(({ name }) => `<th scope="col">${escape(name)}`).join('');
  const body = rows.map((row) => {
    const verdicts = clients.map(({ id }) => cell(row.verdicts.find(({ client }) => client === id)));
    return `<tr><th scope="row"><code>${row.id}</code><td>${escape(row.wrong)}<br><small>${escape(row.citation)}</small>${verdicts.join('')}`;
  });
  return `<h2>${escape(title)}</h2>
<div class="wide"><table>
<thead><tr><th scope="col">Case<th scope="col">What is wrong${heads}</thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

function cell(verdict: ClientVerdict | undefined): string {
  const outcome = verdict?.outcome ?? 'unknown';
  const said = verdict?.hits[0]?.error ?? '';
  const title = said === '' ? '' : ` title="${escape(said)}"`;
  return `<td class="${outcome}"${title}>${outcomeMarks[outcome]}`;
}
