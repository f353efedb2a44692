/** Every client there is a model of, one row each, in the order of `clientIds`. */
import type { Client } from './client-model';
import { go } from './go';

export const clients: readonly Client[] = [go];
