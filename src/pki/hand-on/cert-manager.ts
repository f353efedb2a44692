/**
 * cert-manager: a Secret with the authority's certificate and key, and a ClusterIssuer of kind `ca` that signs with it
 * (cert-manager.io/docs/configuration/ca). The Secret of a ClusterIssuer lies in the cluster resource namespace, which is
 * `cert-manager` where nobody changed it.
 */
import { encodePem } from '../../codec/pem';
import { kubernetesName, kubernetesSecret } from '../kubernetes-secret';
import type { SuccessorRow } from './successor';
import { workSaid, type WorkDone } from './work-done';

export const certManager: SuccessorRow = {
  label: 'cert-manager',
  encrypted: false,
  files({ name: words, chain, root, isRoot, privateKey, work }) {
    const name = kubernetesName(words, 'authority');
    // The name of an object may have 253 octets, so that the suffix always has room.
    const secret = `${name}-key-pair`;
    const manifest = `# A Secret with the key of an authority, and the issuer that signs with it. The key stands in clear: keep this file from
# version control, and delete it when it is applied.
${kubernetesSecret({ name: secret, namespace: 'cert-manager', chain, key: encodePem('PRIVATE KEY', privateKey), root })}---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: ${JSON.stringify(name)}
spec:
  ca:
    secretName: ${JSON.stringify(secret)}
`;
    return Promise.resolve([
      { path: 'cluster-issuer.yaml', contents: manifest, mode: 0o600 },
      { path: 'root.pem', contents: root, mode: 0o644 },
      { path: 'README.md', contents: readme(name, isRoot, work), mode: 0o644 },
    ]);
  },
};

const lists = `cert-manager revokes nothing and publishes no lists: what it issues is renewed often instead. As long as something that was
revoked has not ended, go on signing lists where the authority comes from, each before the last is due, and nothing else.
Certificates of cert-manager are on none of them.`;

function readme(name: string, isRoot: boolean, work: WorkDone): string {
  return `# Handing an authority to cert-manager

\`cluster-issuer.yaml\` holds a Secret with the authority's certificate and its key in clear, and a ClusterIssuer.

    kubectl apply -f cluster-issuer.yaml
    kubectl describe clusterissuer ${name}

\`Ready: True\` means that cert-manager has found the key and that it fits. Then any Certificate may name it:

    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata:
      name: app
    spec:
      secretName: app-tls
      dnsNames: [app.example.test]
      issuerRef:
        name: ${name}
        kind: ClusterIssuer

The Secret is in the namespace \`cert-manager\`. If your controller was started with \`--cluster-resource-namespace\`, put it
into that namespace instead.

Clients trust \`root.pem\`. ${
    isRoot
      ? 'This authority is the root itself: whoever reads the Secret can sign for everybody who trusts it. An intermediate with a shorter life is the safer thing to hand on.'
      : 'The root’s key is not in here, and is not needed.'
  }

Delete \`cluster-issuer.yaml\` when it is applied: the key in it has no password.
${workSaid(work, lists)}`;
}
