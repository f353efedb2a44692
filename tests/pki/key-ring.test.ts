// What a worker holds for the page: ids of one that has died open nothing in the next.
import { describe, expect, it } from 'vitest';
import { PkiError } from '../../src/pki/error';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { KeyRing } from '../../src/worker/key-ring';

describe('ids', () => {
  it('of a worker that has ended open nothing in another, however many were given there', () => {
    const [first, second] = [new KeyRing(), new KeyRing()];
    const held = first.keepRecorded({ name: 'One' } as OpenedAuthority);
    const others = Array.from({ length: 5 }, () => second.keepRecorded({ name: 'Other' } as OpenedAuthority));
    expect(others).not.toContain(held);
    expect(first.itself(held).name).toBe('One');
    expect(() => second.itself(held)).toThrow(PkiError);
  });

  it('are given once', () => {
    const ring = new KeyRing();
    const ids = Array.from({ length: 100 }, () => ring.newId('key'));
    expect(new Set(ids).size).toBe(100);
  });
});
