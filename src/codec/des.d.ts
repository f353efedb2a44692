/** What is used of des.js 1.1, which ships no types; found through `paths` in tsconfig.json. */
export interface CipherOptions {
  readonly type: 'encrypt' | 'decrypt';
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  /** False: blocks go in and out as they are. */
  readonly padding: boolean;
}

export interface Cipher {
  update(data: Uint8Array): number[];
  final(): number[];
}

interface CipherKind {
  create(options: CipherOptions): Cipher;
}

export const DES: CipherKind;
export const EDE: CipherKind;
export const CBC: { instantiate(base: CipherKind): CipherKind };
