/** A Secret of type kubernetes.io/tls, as `kubectl create secret tls` writes it, in YAML that `kubectl apply -f` takes. */
import { toBase64, utf8 } from '../codec/bytes';

/** Names are of lower-case letters, digits, `-` and `.`, and begin and end with a letter or digit (RFC 1123); 63 at most. */
export function kubernetesName(words: string, otherwise: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/[.-]*\.[.-]*/g, '.')
    .slice(0, 63)
    .replace(/^[.-]+|[.-]+$/g, '');
  return name === '' ? otherwise : name;
}

interface SecretContents {
  readonly name: string;
  readonly namespace?: string;
  /** PEM, what signs first. */
  readonly chain: string;
  /** PEM, PKCS#8 without a password: a Secret has no other protection than the cluster's. */
  readonly key: string;
  /** PEM of the root, for readers of `ca.crt`. */
  readonly root?: string;
}

export function kubernetesSecret({ name, namespace, chain, key, root }: SecretContents): string {
  const entry = (file: string, pem: string) => `  ${file}: ${toBase64(utf8(pem))}`;
  return [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${JSON.stringify(name)}`,
    ...(namespace === undefined ? [] : [`  namespace: ${JSON.stringify(namespace)}`]),
    'type: kubernetes.io/tls',
    'data:',
    ...(root === undefined ? [] : [entry('ca.crt', root)]),
    entry('tls.crt', chain),
    entry('tls.key', key),
    '',
  ].join('\n');
}
