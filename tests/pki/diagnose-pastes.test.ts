// What people paste is seldom one clean line: what leads, and which host is meant, in whole logs, across broken lines, under colours,
// in other languages; and nothing at all in prose.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { diagnose } from '../../src/pki/diagnose/diagnose';

interface Paste {
  readonly text: string;
  readonly subject: string;
  readonly host?: string;
  readonly from: string;
}

const { pastes } = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/diagnose-pastes.json'), 'utf8'),
) as { readonly pastes: readonly Paste[] };

const answer = (text: string) => {
  const { found, facts } = diagnose(text);
  const [lead] = found;
  return { subject: lead?.subject ?? 'none', host: lead?.facts.host ?? facts.host };
};

describe('a paste', () => {
  it.each(pastes)('of $from leads with $subject', ({ text, subject, host }) => {
    expect(answer(text)).toMatchObject({ subject, ...(host !== undefined && { host }) });
  });

  it('is read the same when a window of any width broke its lines', () => {
    const message = 'curl: (60) SSL certificate problem: self-signed certificate in certificate chain';
    const words = message.split(' ');
    for (let width = 20; width < message.length; width++) {
      const lines = [''];
      for (const word of words) {
        const line = lines.at(-1) ?? '';
        if (line.length + word.length >= width) lines.push(word);
        else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
      }
      expect(answer(lines.join('\n> ')).subject, lines.join('/')).toBe('root-untrusted');
    }
  });

  it('broken within a message shows the line where it begins', () => {
    const { found } = diagnose('\n\nunable to get local\n    issuer certificate');
    expect(found[0]).toMatchObject({
      id: 'openssl-verify-20',
      line: 3,
      excerpt: 'unable to get local',
      times: 1,
    });
  });

  it('takes no words of other lines for its own', () => {
    expect(diagnose('certificate\n\nof the server\nhas expired').found).toEqual([]);
    expect(diagnose('x509: certificate is valid for a.test,\nb.test, not c.test').found[0]?.facts).toEqual({
      names: 'a.test, b.test',
      host: 'c.test',
    });
  });
});
