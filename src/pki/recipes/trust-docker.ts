/** Docker: an image that trusts the certificate, and a registry that has it. No test of ours runs Docker. */
import type { Recipe, RecipeContext } from './recipe';
import { anchorFile, anchorFileName } from './trust-anchor';

export const trustDocker: Recipe = {
  files: (context) => [dockerfile(context), anchorFile(context)],
  commands: () => 'docker build -t debian-with-ca trust/',
  note: () =>
    'Builds on debian:stable-slim; --build-arg BASE=… takes another image of Debian, Ubuntu or Alpine. The folder trust/ holds no key.',
  steps: ({ anchor, host }) => {
    const registry = `/etc/docker/certs.d/${host.includes(':') ? `[${host}]` : host}:5000`;
    return [
      `In a Dockerfile of your own: COPY ca.crt /usr/local/share/ca-certificates/${anchorFileName(anchor)}.crt and then ` +
        'RUN update-ca-certificates, in an image with the package ca-certificates. Node and Java in it need their own tabs besides.',
      `A registry with this certificate: sudo install -D -m 644 trust/ca.crt ${registry}/ca.crt`,
    ];
  },
};

function dockerfile({ anchor }: RecipeContext) {
  const contents = `# An image that trusts ca.crt:  docker build -t debian-with-ca trust/
ARG BASE=debian:stable-slim
FROM \${BASE}
RUN if command -v apk >/dev/null; then apk add --no-cache ca-certificates; \\
    else apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*; fi
COPY ca.crt /usr/local/share/ca-certificates/${anchorFileName(anchor)}.crt
RUN update-ca-certificates
`;
  return { path: 'trust/Dockerfile', contents, mode: 0o644 } as const;
}
