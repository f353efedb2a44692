/** Which kind of key, out of those this browser has. */
import type { AlgorithmLimit, KeyAlgorithmId } from '../pki/algorithms';
import type { WorkerClient } from '../worker/client';
import { faultOf, type Fault } from './fault';
import type { Rulebook } from './rulebook.svelte';

export interface KeyOption {
  readonly id: KeyAlgorithmId;
  readonly label: string;
  readonly limit: AlgorithmLimit | undefined;
  readonly available: boolean;
}

export interface KeyGroup {
  readonly family: 'ec' | 'rsa' | 'ed25519' | 'ml-dsa';
  readonly options: readonly KeyOption[];
}

/** The one chosen first, as the registry has it. */
export const initialKey = { id: 'ec-p256', label: 'ECDSA P-256' } as const;

export class KeyChoice {
  readonly #rulebook: Rulebook;
  id = $state<KeyAlgorithmId>(initialKey.id);
  /** `undefined` until the worker has tried them all. */
  #available = $state.raw<ReadonlySet<KeyAlgorithmId> | undefined>(undefined);
  #fault = $state.raw<Fault | undefined>(undefined);

  readonly label: string = $derived.by(
    () => this.#rulebook.rules?.keyAlgorithms[this.id].label ?? initialKey.label,
  );
  readonly limit: AlgorithmLimit | undefined = $derived.by(
    () => this.#rulebook.rules?.keyAlgorithms[this.id].limit,
  );
  /** Empty until the rules are here. */
  readonly groups: readonly KeyGroup[] = $derived.by(() => {
    const groups = new Map<KeyGroup['family'], KeyOption[]>();
    for (const { id, label, limit, scheme } of Object.values(this.#rulebook.rules?.keyAlgorithms ?? {})) {
      const options = groups.get(scheme.family) ?? [];
      options.push({ id, label, limit, available: this.#available?.has(id) ?? true });
      groups.set(scheme.family, options);
    }
    return [...groups].map(([family, options]) => ({ family, options }));
  });

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** Why the worker could not be asked: then nothing can be made here. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Starts the worker and has it try every algorithm. */
  async findOut(client: WorkerClient): Promise<void> {
    try {
      this.#available = new Set(await client.ask('algorithms', undefined));
    } catch (error) {
      this.#fault = faultOf(error);
    }
  }
}
