// Name constraints typed as rules (RFC 5280 §4.2.1.10): what follows from them before an authority is made.
import { describe, expect, it } from 'vitest';
import { ConstraintRules, type RuleKind } from '../../src/app/constraint-rules.svelte';

/** @param list `may` in front of what it may sign, `not` in front of what it may not */
function rules(...list: readonly (readonly ['may' | 'not', RuleKind, string])[]): ConstraintRules {
  const made = new ConstraintRules();
  made.scope = 'rules';
  for (const [may, kind, base] of list) made.add(may === 'may', kind, base);
  return made;
}

describe('rules that nobody has filled in', () => {
  it('are unfinished, and no limit that anything could be held against', () => {
    const chosen = new ConstraintRules();
    expect([chosen.unfinished, chosen.constraints]).toEqual([false, { permitted: [], excluded: [] }]);
    chosen.scope = 'rules';
    expect([chosen.unfinished, chosen.constraints]).toEqual([true, undefined]);
    const blank = rules(['may', 'dns', '  ']);
    expect([blank.unfinished, blank.constraints, blank.wrong]).toEqual([true, undefined, true]);
  });

  it('are finished by the first of them, and what is left blank beside it says nothing', () => {
    const typed = rules(['may', 'dns', 'corp.example'], ['may', 'ip', '']);
    expect([typed.unfinished, typed.wrong]).toEqual([false, false]);
    expect(typed.constraints?.permitted).toEqual([{ kind: 'dns', base: 'corp.example' }]);
  });

  it('are wrong where one cannot be read', () => {
    const typed = rules(['may', 'ip', '10.0.0.0/99']);
    expect([typed.unfinished, typed.wrong]).toEqual([false, true]);
  });
});

describe('what rules leave open', () => {
  it('is each of hosts and addresses that no rule limits', () => {
    expect(rules(['may', 'dns', 'corp.example']).leftOpen).toEqual(['ip']);
    expect(rules(['may', 'ip', '10.0.0.0/8']).leftOpen).toEqual(['dns']);
    expect(rules(['may', 'dns', 'corp.example'], ['may', 'ip', '10.0.0.0/8']).leftOpen).toEqual([]);
  });

  it.each(['email', 'uri', 'directory'] as const)('is both where the rules speak of %s alone', (kind) => {
    const base = kind === 'directory' ? 'C=NL, O=Team' : 'corp.example';
    const typed = rules(['may', kind, base]);
    expect(typed.leftOpen).toEqual(['dns', 'ip']);
    typed.close('dns');
    typed.close('ip');
    expect(typed.leftOpen).toEqual([]);
    expect(typed.constraints?.excluded).toEqual([
      { kind: 'dns', base: '' },
      { kind: 'ip', base: '0.0.0.0/0' },
      { kind: 'ip', base: '::/0' },
    ]);
  });

  it('is nothing to warn of where all that is said is what it may not', () => {
    expect(rules(['not', 'dns', 'evil.example']).leftOpen).toEqual([]);
  });

  it('is addresses still where those of one family alone are excluded', () => {
    expect(rules(['may', 'dns', 'corp.example'], ['not', 'ip', '0.0.0.0/0']).leftOpen).toEqual(['ip']);
  });
});

describe('directory names', () => {
  const attributes = (base: string) => {
    const [first] = rules(['may', 'directory', base]).extension?.permitted ?? [];
    return first?.kind === 'directory' ? first.attributes.map(({ type, value }) => `${type}=${value}`) : [];
  };

  it('hold a comma that is quoted or escaped, as RFC 4514 writes it', () => {
    const wanted = ['2.5.4.6=NL', '2.5.4.10=Foo, Inc.', '2.5.4.11=Web'];
    expect(attributes('C=NL, O="Foo, Inc.", OU=Web')).toEqual(wanted);
    expect(attributes(String.raw`C=NL, O=Foo\, Inc., OU=Web`)).toEqual(wanted);
    expect(attributes(String.raw`O="The \"Foo\", Inc."`)).toEqual(['2.5.4.10=The "Foo", Inc.']);
  });

  it('are read as before where nothing is quoted', () => {
    expect(attributes('C=NL,  O=Team =1 ,1.2.3.4=x')).toEqual([
      '2.5.4.6=NL',
      '2.5.4.10=Team =1',
      '1.2.3.4=x',
    ]);
  });

  it('know the mailbox and the user', () => {
    expect(attributes('emailAddress=a@corp.example, UID=7')).toEqual([
      '1.2.840.113549.1.9.1=a@corp.example',
      '0.9.2342.19200300.100.1.1=7',
    ]);
  });

  it('that are no such thing are wrong', () => {
    for (const text of ['Team', 'O="Team', 'O=Team,', '=Team', 'O="a"b'])
      expect([text, rules(['may', 'directory', text]).wrong]).toEqual([text, true]);
  });
});
