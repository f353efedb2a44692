// The JSON Schema of certwright.json (draft 2020-12), held against what reads the file, by an implementation of its own: what one
// takes the other takes, but for what a schema cannot say. And every field there is stands in it and in README.md.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { formatMadeBefore, nothingMade, parseMadeBefore } from '../../src/pki/manifest/made-before';
import { parseManifest } from '../../src/pki/manifest/manifest';
import { example } from '../../src/ui/bulk/bulk-words';
import { describeWith } from '../support/tools';

const schemaText = readFileSync('public/certwright.schema.json', 'utf8');
const readme = readFileSync('README.md', 'utf8');
const ca = { ca: { commonName: 'CA' } };
const known = { sha256: 'AB:'.repeat(31) + 'cd' };
const about = (more: object) => ({ certwright: 1, authorities: ca, ...more });
const authority = (more: object, id = 'ca') => ({
  certwright: 1,
  authorities: { [id]: { commonName: 'CA', ...more } },
});
const server = (more: object) => about({ servers: [{ names: ['a.test'], ...more }] });
const client = (more: object) => about({ clients: [{ name: 'Alice', ...more }] });
const without = (names: readonly string[], value: object) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

const [, ofReadme = ''] = /## certwright\.json\n\n```json\n([^]*?)```/.exec(readme) ?? [];

const good: Readonly<Record<string, unknown>> = {
  'the example of the page': JSON.parse(example) as unknown,
  'the example of README.md': JSON.parse(ofReadme.replace('…', 'ab'.repeat(32))) as unknown,
  'an authority alone': about({}),
  'a schema named': about({ $schema: './certwright.schema.json' }),
  'one that is there': { certwright: 1, authorities: { old: known } },
  'every field': {
    certwright: 1,
    defaults: { key: 'ed25519', days: 825, organization: 'Ü' },
    authorities: {
      'a.b-c_d': {
        commonName: 'A',
        organization: '',
        key: 'rsa-4096',
        days: 36_525,
        permitted: 'anything',
        excluded: [],
      },
      b: {
        commonName: 'B',
        signedBy: 'a.b-c_d',
        permitted: ['b.test', '10.0.0.0/8'],
        excluded: ['x.b.test'],
      },
    },
    servers: [
      { names: ['x.test y.test', '::1'], signedBy: 'b', key: 'ml-dsa-44', days: 1, organization: 'S' },
    ],
    clients: [
      {
        name: 'A'.repeat(64),
        email: '',
        device: '',
        signedBy: 'b',
        key: 'ec-p521',
        days: 3,
        organization: '',
      },
    ],
  },
  'every kind of key': about({
    servers: Object.keys(keyAlgorithms).map((key, i) => ({ names: [`${i}.test`], key })),
  }),
  'sixty-four letters of more than sixteen bits': authority({ commonName: '😀'.repeat(64) }),
};

const bad: Readonly<Record<string, unknown>> = {
  'a list': [],
  'a number': 3,
  'no version': without(['certwright'], about({})),
  'another version': about({ certwright: 2 }),
  'a version as text': about({ certwright: '1' }),
  'no authority': { certwright: 1 },
  'authorities as a list': about({ authorities: [] }),
  'no authority at all': about({ authorities: {} }),
  'too many authorities': about({
    authorities: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, { commonName: 'A' }])),
  }),
  'a schema that is no text': about({ $schema: 3 }),
  'a misspelt field': about({ server: [] }),
  'a misspelt default': about({ defaults: { day: 3 } }),
  'a misspelt field of an authority': authority({ permited: [] }),
  'a misspelt field of a server': server({ name: 'x' }),
  'a misspelt field of a client': client({ mail: 'x' }),
  'an id that is a path': authority({}, '../x'),
  'an id of Windows': authority({}, 'nul.txt'),
  'an id with two dots': authority({}, 'a..b'),
  'an id with a line': authority({}, 'a\n'),
  'an id too long': authority({}, 'a'.repeat(64)),
  'an authority without a name': about({ authorities: { ca: {} } }),
  'an authority with a blank name': authority({ commonName: ' ' }),
  'a name that turns round': authority({ commonName: 'a\u202eb' }),
  'a name too long': authority({ commonName: 'a'.repeat(65) }),
  'a fingerprint with company': authority(known),
  'half a fingerprint': about({ authorities: { ca: { sha256: 'ab'.repeat(31) } } }),
  'an authority for ever': authority({ days: 36_526 }),
  'an authority that permits nothing': authority({ permitted: [] }),
  'an authority that permits a word': authority({ permitted: 'all' }),
  'an authority that permits a number': authority({ permitted: [3] }),
  'an authority that excludes anything': authority({ excluded: 'anything' }),
  'servers as an object': about({ servers: {} }),
  'a server as text': about({ servers: ['a.test'] }),
  'a server without names': server({ names: [] }),
  'a server with one name': server({ names: 'a.test' }),
  'a server with an empty name': server({ names: [''] }),
  'a server that lasts too long': server({ days: 826 }),
  'a server that lasts no day': server({ days: 0 }),
  'a server that lasts half a day': server({ days: 0.5 }),
  'days as text': server({ days: '90' }),
  'an unknown key': server({ key: 'dsa' }),
  'a key of JavaScript': server({ key: 'toString' }),
  'an organization with a line': server({ organization: 'a\nb' }),
  'a client without a name': about({ clients: [{}] }),
  'a client with a blank name': client({ name: ' ' }),
  'a device too long': client({ device: 'a'.repeat(65) }),
  'a mailbox as a list': client({ email: ['a@b.test'] }),
  'too many clients': about({ clients: Array.from({ length: 10_001 }, () => ({ name: 'A' })) }),
};

/** What a schema cannot say; the reader does. */
const beyond: Readonly<Record<string, unknown>> = {
  'a name that is none': server({ names: ['300.1.1.1'] }),
  'a zone that is none': authority({ permitted: ['a b'] }),
  'a mailbox that is none': client({ email: 'a b' }),
  'an authority that is not there': server({ signedBy: 'x' }),
  'a circle': about({ authorities: { a: { commonName: 'A', signedBy: 'a' } } }),
  'two ids of one folder': about({ authorities: { a: { commonName: 'A' }, A: { commonName: 'B' } } }),
};

describeWith(['jsonschema'], 'certwright.schema.json', (path) => {
  const program = `
import json, jsonschema, sys
schema, values = json.load(sys.stdin)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
print(json.dumps([validator.is_valid(value) for value in values]))
`;
  const bySchema = (cases: Readonly<Record<string, unknown>>): Readonly<Record<string, boolean>> => {
    const input = `[${schemaText},${JSON.stringify(Object.values(cases))}]`;
    const out = execFileSync(path('jsonschema'), ['-c', program], { input, encoding: 'utf8' });
    const verdicts = JSON.parse(out) as readonly boolean[];
    return Object.fromEntries(Object.keys(cases).map((name, i) => [name, verdicts[i] ?? false]));
  };
  const byReader = (cases: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(cases).map(([name, value]) => [name, parseManifest(JSON.stringify(value)).ok]),
    );
  const all = (cases: object, verdict: boolean) =>
    Object.fromEntries(Object.keys(cases).map((name) => [name, verdict]));

  it('takes what the reader takes, and refuses what it refuses', () => {
    expect(byReader(good)).toEqual(all(good, true));
    expect(bySchema(good)).toEqual(all(good, true));
    expect(byReader(bad)).toEqual(all(bad, false));
    expect(bySchema(bad)).toEqual(all(bad, false));
  });

  it('leaves to the reader what a schema cannot say', () => {
    expect(bySchema(beyond)).toEqual(all(beyond, true));
    expect(byReader(beyond)).toEqual(all(beyond, false));
  });
});

/** The fields that a reader knows at each place, as it names them where one is unknown. */
const knownAt = (result: ReturnType<typeof parseManifest> | ReturnType<typeof parseMadeBefore>) =>
  new Map(
    result.ok
      ? []
      : result.error.filter(({ code }) => code === 'unknown-field').map(({ at, facts }) => [at, facts]),
  );
const odd = { zzz: 1 };

it('every field of certwright.json is in the schema with a description, and in README.md', () => {
  const fields = knownAt(
    parseManifest(
      JSON.stringify({ ...odd, defaults: odd, authorities: { a: odd }, servers: [odd], clients: [odd] }),
    ),
  );
  type Described = Readonly<Record<string, { readonly description?: string }>>;
  interface Part {
    readonly properties: Described;
  }
  const schema = JSON.parse(schemaText) as Part & { readonly $defs: Readonly<Record<string, Part>> };
  const { knownAuthority, newAuthority, server: ofServer, client: ofClient } = schema.$defs;
  const parts: Readonly<Record<string, Described>> = {
    zzz: schema.properties,
    'defaults.zzz': (schema.properties as unknown as { readonly defaults: Part }).defaults.properties,
    'authorities.a.zzz': { ...knownAuthority?.properties, ...newAuthority?.properties },
    'servers[0].zzz': ofServer?.properties ?? {},
    'clients[0].zzz': ofClient?.properties ?? {},
  };
  expect([...fields.keys()].toSorted()).toEqual(Object.keys(parts).toSorted());
  const [, section = ''] = /\n\| field \| what it says \|\n([^]*?)\n\n/.exec(readme) ?? [];
  for (const [at, properties] of Object.entries(parts)) {
    expect(Object.keys(properties).toSorted(), at).toEqual(fields.get(at)?.toSorted());
    for (const [name, { description = '' }] of Object.entries(properties)) {
      expect(description, `${at} ${name}`).toMatch(/\w/);
      expect(section, `${at} ${name}`).toContain(`\`${name}\``);
    }
  }
});

it('the page hands out the same as lies on the site', () => {
  expect(readFileSync('src/app/certwright.schema.json', 'utf8')).toBe(schemaText);
});

it('every field of made.json is in README.md', () => {
  const told = { authorities: [odd], certificates: [odd] };
  const fields = knownAt(parseMadeBefore(JSON.stringify({ ...odd, ...told, former: { ...odd, ...told } })));
  const tableOf = (heading: string): readonly string[] => {
    const [, table = ''] = readme.split(`\n| field of ${heading} | what it says |\n`);
    const [rows = ''] = table.split('\n\n');
    return [...rows.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    );
  };
  const headings = {
    zzz: '`made.json`',
    'authorities[0].zzz': 'an authority',
    'former.authorities[0].zzz': 'an authority',
    'certificates[0].zzz': 'a server or client',
  };
  for (const [at, heading] of Object.entries(headings))
    expect(tableOf(heading).toSorted(), at).toEqual(fields.get(at)?.toSorted());
  // And what is written is what is read.
  expect(Object.keys(JSON.parse(formatMadeBefore(nothingMade)) as object)).toEqual(
    expect.arrayContaining(['certwright-made', 'authorities', 'certificates']),
  );
});
