// The form: what it asks the worker for, what it shows before that, and what stops it.
import { describe, expect, it } from 'vitest';
import { fileTree } from '../../src/app/file-tree';
import { initialKey } from '../../src/app/key-choice.svelte';
import { LocalHttpsForm, type Obstacle } from '../../src/app/local-https.svelte';
import { Rulebook } from '../../src/app/rulebook.svelte';
import { SubjectFields } from '../../src/app/subject-fields.svelte';
import { attributeType } from '../../src/codec/attribute-type';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { validityOf } from '../../src/pki/issue';
import { applicableRecipes, plannedFiles, type BundleShape } from '../../src/pki/planned-files';
import { profiles } from '../../src/pki/profile';
import { WorkerClient } from '../../src/worker/client';

async function form(): Promise<LocalHttpsForm> {
  const made = new LocalHttpsForm(new WorkerClient(), new Rulebook());
  await made.settle();
  return made;
}

describe('the request', () => {
  it('asks for local HTTPS by default', async () => {
    expect((await form()).request(7)).toEqual({
      names: [
        { kind: 'dns', value: 'localhost' },
        { kind: 'ip', value: '127.0.0.1' },
        { kind: 'ip', value: '::1' },
      ],
      hosts: ['localhost', '127.0.0.1', '::1'],
      folder: 'localhost+2',
      signedBy: { kind: 'new-authority', commonName: '' },
      keyAlgorithm: 'ec-p256',
      days: 397,
      insistsOnDays: false,
      subject: [],
      keyPassword: '',
      at: 7,
    });
  });

  it('takes in what is still in the field', async () => {
    const made = await form();
    made.names.type('app.test');
    await made.settle();
    expect(made.request(0)).toMatchObject({ folder: 'localhost+3' });
  });

  it('writes the subject most general first, without what is empty', async () => {
    const made = await form();
    made.subject.values['2.5.4.3'] = ' app.test ';
    made.subject.values['2.5.4.10'] = '   ';
    made.subject.values['2.5.4.6'] = 'NL';
    expect(made.request(0)).toMatchObject({
      subject: [
        { type: '2.5.4.6', value: 'NL' },
        { type: '2.5.4.3', value: 'app.test' },
      ],
    });
  });

  it('holds no number of days where the field holds none, for the worker to refuse', async () => {
    const made = await form();
    made.validity.days = null;
    expect(made.request(0)).toMatchObject({ days: 0 });
  });
});

describe('what stops it', () => {
  const changes: Readonly<Record<Obstacle, (made: LocalHttpsForm) => unknown>> = {
    'names-to-decide': (made) => made.names.add('*.com'),
    'authority-missing': (made) => (made.signer.kind = 'given'),
    'names-outside-authority': (made) => {
      made.signer.kind = 'given';
      // As if the worker had opened one that may sign .test alone.
      Object.defineProperty(made.signer.given, 'opened', {
        value: {
          id: 'authority-1',
          constraints: [{ permitted: [{ kind: 'dns', base: 'test' }], excluded: [] }],
        },
      });
    },
    'passwords-differ': (made) => (made.password.value = 'one'),
  };

  it.each(Object.keys(changes) as Obstacle[])('%s', async (obstacle) => {
    const made = await form();
    await changes[obstacle](made);
    expect([made.obstacle, made.request(0)]).toEqual([obstacle, obstacle]);
  });

  it('is no second password where the first can be seen', async () => {
    const made = await form();
    made.password.value = 'one';
    made.password.shown = true;
    expect(made.obstacle).toBeUndefined();
    made.password.shown = false;
    made.password.repeated = 'one';
    expect(made.request(0)).toMatchObject({ keyPassword: 'one' });
  });
});

describe('what it shows', () => {
  it('is the file tree of the zip, each file once', async () => {
    const made = await form();
    made.password.value = 'x';
    const paths = made.files.map(({ path }) => path);
    const planned = plannedFiles({ keyEncrypted: true, selfSigned: false, hasHosts: true });
    expect(paths).toEqual(planned.map(({ path }) => path));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('counts a server for each recipe with files', () => {
    const treeOf = (shape: BundleShape) => fileTree(plannedFiles(shape), applicableRecipes(shape));
    const labels = (keyEncrypted: boolean) =>
      treeOf({ keyEncrypted, selfSigned: false, hasHosts: true }).flatMap((row) =>
        row.folder === 'run' ? row.labels : [],
      );
    expect(labels(false)).toContain('gunicorn');
    expect(labels(true)).not.toContain('gunicorn');
    expect(labels(true)).toContain('uvicorn');
  });

  it('has no run/ where nothing can be connected to', async () => {
    const made = await form();
    for (const name of made.names.accepted) made.names.remove(name);
    await made.names.add('someone@app.test');
    expect(made.tree.some((row) => row.folder === 'run')).toBe(false);
  });

  it('is the end that the certificate will have', async () => {
    const made = await form();
    const before = Date.now();
    made.validity.refresh();
    const [earliest, latest] = [before, Date.now()].map((at) =>
      validityOf(profiles.tlsServer, { at: new Date(at) }).notAfter.getTime(),
    );
    expect(made.endsAt).toBeGreaterThanOrEqual(earliest!);
    expect(made.endsAt).toBeLessThanOrEqual(latest!);
  });

  it.each([0, -1, 1.5, null, Number.NaN, 1e20])('has no end after %s days', async (days) => {
    const made = await form();
    made.validity.days = days;
    expect(made.endsAt).toBeUndefined();
  });

  it('is what a new authority can sign, wider by what was typed', async () => {
    const made = await form();
    await made.names.add('example.com 8.8.8.8 app.test');
    expect(made.signer.scopeBeyondLocal(made.names.planned)).toEqual(['example.com', '8.8.8.8']);
    expect(made.signer.scope(made.names.planned)).toEqual(
      expect.arrayContaining(['localhost', '10.0.0.0/8', 'example.com', '8.8.8.8/32']),
    );
  });
});

it('starts with a key that the registry knows by the same label', () => {
  expect(keyAlgorithms[initialKey.id].label).toBe(initialKey.label);
  expect(keyAlgorithms[initialKey.id].limit).toBeUndefined();
});

it('names subject attributes as refusals name them', () => {
  const known = SubjectFields.fields.map(({ type }) => attributeType(type)?.long);
  expect(SubjectFields.fields.map(({ attribute }) => attribute)).toEqual(known);
});
