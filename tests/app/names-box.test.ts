// The names box: nothing typed is lost, nothing wrong is taken.
import { describe, expect, it } from 'vitest';
import { INITIAL_FOLDER, initialNames, NamesBox } from '../../src/app/names-box.svelte';
import { Rulebook } from '../../src/app/rulebook.svelte';
import { readNames } from '../../src/pki/names';
import { folderName } from '../../src/pki/file-name';

async function box(...texts: readonly string[]): Promise<NamesBox> {
  const rulebook = new Rulebook();
  await rulebook.open();
  const names = new NamesBox(rulebook);
  for (const name of initialNames) names.remove(name);
  for (const text of texts) await names.add(text);
  return names;
}
const values = (names: NamesBox) => names.accepted.map(({ value }) => value);
const refused = (names: NamesBox) => names.refused.map(({ input, problem }) => [input, problem.code]);

describe('what it starts with', () => {
  it('is what reading the same text gives', () => {
    expect(initialNames).toEqual(readNames('localhost 127.0.0.1 ::1'));
  });

  it('is in the folder that such names get, before the rules are here', () => {
    const names = new NamesBox(new Rulebook());
    expect(names.folder).toBe(INITIAL_FOLDER);
    expect(INITIAL_FOLDER).toBe(folderName(initialNames));
  });

  it('waits for the rules where something is added', async () => {
    const names = new NamesBox(new Rulebook());
    const { accepted } = await names.add('app.test');
    expect(accepted.map(({ value }) => value)).toEqual(['app.test']);
    expect(names.folder).toBe('localhost+3');
  });
});

describe('adding', () => {
  it('takes several at once and keeps what it refuses', async () => {
    const names = await box('app.test, 10.0.0.1\n*.com foo_bar.test');
    expect(values(names)).toEqual(['app.test', '10.0.0.1']);
    expect(refused(names)).toEqual([
      ['*.com', 'wildcard-top-label'],
      ['foo_bar.test', 'underscore'],
    ]);
  });

  it('keeps the order of two additions that wait for the same rules', async () => {
    const names = new NamesBox(new Rulebook());
    await Promise.all([names.add('a.test'), names.add('b.test')]);
    expect(values(names).slice(3)).toEqual(['a.test', 'b.test']);
  });

  it('refuses what is there already, and forgets that when the certificate is made', async () => {
    const names = await box('app.test', 'APP.test');
    expect(refused(names)).toEqual([['APP.test', 'duplicate']]);
    names.dismissDuplicates();
    expect(names.refused).toEqual([]);
  });

  it('reads the field only at the end of a name', async () => {
    const names = await box();
    names.type('app.test');
    expect(names.ended).toBe(false);
    names.type('app.test,');
    expect(names.ended).toBe(true);
    await names.commit();
    expect([names.text, values(names)]).toEqual(['', ['app.test']]);
  });

  it('knows a whole name from half a one', async () => {
    const names = await box('app.test');
    const wholes = ['b.test', 'app.test', 'foo_', ''].map((text) => {
      names.type(text);
      return names.whole;
    });
    expect(wholes).toEqual([true, false, false, false]);
  });
});

describe('a refused name', () => {
  it('is mended with what it offers', async () => {
    const names = await box('foo_bar.test');
    const [entry] = names.refused;
    await names.mend(entry!, entry!.fixes[0]!);
    expect([values(names), refused(names)]).toEqual([['foo-bar.test'], []]);
  });

  it('goes back to the field to be edited', async () => {
    const names = await box('foo_bar.test');
    names.edit(names.refused[0]!);
    expect([names.text, names.refused]).toEqual(['foo_bar.test', []]);
  });

  it('is dismissed, alone or with the rest', async () => {
    const names = await box('*.com 127.1 a_b.test');
    names.dismiss(names.refused[1]!);
    expect(refused(names).map(([input]) => input)).toEqual(['*.com', 'a_b.test']);
    names.dismissAll();
    expect(names.refused).toEqual([]);
  });
});

describe('taking away', () => {
  it('takes the last, one, or several', async () => {
    const names = await box('a.test b.test c.test d.test');
    expect(names.removeLast()?.value).toBe('d.test');
    names.remove(names.accepted[0]!);
    names.removeValues(['c.test']);
    expect(values(names)).toEqual(['b.test']);
  });

  it('of nothing is nothing', async () => {
    const names = await box();
    expect(names.removeLast()).toBeUndefined();
    expect(names.folder).toBe('certificate');
  });
});

it('plans an address as an address and a wildcard as a host', async () => {
  const names = await box('*.app.test ::1 a@app.test spiffe://cluster.test/web');
  expect(names.planned).toEqual([
    { kind: 'dns', value: '*.app.test' },
    { kind: 'ip', value: '::1' },
    { kind: 'email', value: 'a@app.test' },
    { kind: 'uri', value: 'spiffe://cluster.test/web' },
  ]);
  expect(names.hosts).toEqual(['::1']);
});
