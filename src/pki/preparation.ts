/**
 * Fetches what loads lazily ahead of its first use, when there is nothing better to do: the first certificate is then as
 * quick as the second, and a page whose server has gone away since can still make one.
 */
import { prepareSecondReader } from '../codec/second-reader';
import { prepareZip } from '../codec/zip';

export async function prepare(): Promise<void> {
  await Promise.all([prepareSecondReader(), prepareZip()]);
}
