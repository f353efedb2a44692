/** Finished files handed to the browser as downloads, their addresses let go of once the browser has had time to read them. */
import {
  certificateFile,
  certificatesFile,
  revocationListFile,
  type PublicForm,
} from '../pki/authority/public-files';
import type { Download } from '../pki/handover';
import type { WorkerClient } from '../worker/client';
import { linkTo, revoke, save } from './download';
import { done, outcomeOf, type Outcome } from './vault/outcome';

type Octets = Parameters<typeof certificateFile>[1];

/** Long enough for a browser that asks where to save it. */
const KEPT_MS = 120_000;

export function handOver(file: Download): void {
  const link = linkTo(file);
  save(link);
  setTimeout(() => {
    revoke(link);
  }, KEPT_MS);
}

export function saveCertificate(
  name: string,
  certificate: Octets,
  form: PublicForm,
  chain: readonly Octets[] = [],
): void {
  handOver(certificateFile(name, certificate, form, chain));
}

/** One after another in one PEM file. */
export function saveCertificates(name: string, certificates: readonly Octets[]): void {
  handOver(certificatesFile(name, certificates));
}

export function saveRevocationList(name: string, list: Octets, form: PublicForm): void {
  handOver(revocationListFile(name, list, form));
}

/** The root above an authority, with what installs it. */
export function saveTrustFolder(
  client: WorkerClient,
  { certificate, chain }: { readonly certificate: Octets; readonly chain: readonly Octets[] },
): Promise<Outcome> {
  return outcomeOf(async () => {
    handOver(await client.ask('trustFolder', { certificate, chain }));
    return done(undefined);
  });
}
