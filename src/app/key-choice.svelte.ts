/** Which kind of key, out of those this browser has. */
import { keyAlgorithms, type AlgorithmLimit, type KeyAlgorithmId } from '../pki/algorithms';
import type { WorkerClient } from '../worker/client';
import { faultOf, type Fault } from './fault';

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

export class KeyChoice {
  id = $state<KeyAlgorithmId>('ec-p256');
  /** `undefined` until the worker has tried them all. */
  #available = $state.raw<ReadonlySet<KeyAlgorithmId> | undefined>(undefined);
  #fault = $state.raw<Fault | undefined>(undefined);

  readonly label: string = $derived(keyAlgorithms[this.id].label);
  readonly groups: readonly KeyGroup[] = $derived.by(() => {
    const groups = new Map<KeyGroup['family'], KeyOption[]>();
    for (const { id, label, limit, scheme } of Object.values(keyAlgorithms)) {
      const options = groups.get(scheme.family) ?? [];
      options.push({ id, label, limit, available: this.#available?.has(id) ?? true });
      groups.set(scheme.family, options);
    }
    return [...groups].map(([family, options]) => ({ family, options }));
  });

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
