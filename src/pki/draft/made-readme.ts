/** README.md beside what was made: which file is for what. */

interface Facts {
  readonly title: string;
  readonly kind: 'certificate' | 'request';
  readonly chain: readonly unknown[];
}

/** Text from outside inside Markdown: code spans take anything but back-ticks and line ends. */
const code = (text: string): string => `\`${text.replace(/[`\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')}\``;

function about(path: string, { chain }: Facts, encrypted: boolean): string {
  switch (path) {
    case 'cert.pem':
      return 'the certificate';
    case 'request.csr':
      return 'the request: give this to the authority, and nothing else';
    case 'key.pem':
      return encrypted
        ? 'its private key, encrypted with your password'
        : 'its private key: keep it to yourself';
    case 'fullchain.pem':
      return 'the certificate and what stands between it and the root: what servers send';
    case 'chain.pem':
      return 'what stands between the certificate and the root, alone';
    case 'ca.pem':
      return chain.length === 0
        ? 'what others are told to trust: the certificate itself'
        : 'the root, which others are told to trust';
    case 'bundle.p12':
      return `certificate, chain and key for Windows, macOS and Java; password: ${encrypted ? 'yours' : '`changeit`'}`;
    default:
      return 'this list';
  }
}

/** @param paths of the other files */
export function madeReadme(facts: Facts, paths: readonly string[], encrypted: boolean): string {
  const rootless =
    facts.kind === 'certificate' && paths.includes('key.pem') && !paths.includes('ca.pem')
      ? '\nThe root above it is not known here, so there is nothing to start in this folder: who trusts what is not decided.\n'
      : '';
  const rows = paths.map((path) => `| \`${path}\` | ${about(path, facts, encrypted)} |`).join('\n');
  const secrets = paths.filter((path) => path === 'key.pem' || path === 'bundle.p12').map(code);
  const warning =
    secrets.length === 0
      ? ''
      : `\n${secrets.join(' and ')} ${secrets.length === 1 ? 'holds' : 'hold'} the private key: keep ${secrets.length === 1 ? 'it' : 'them'} out of version control and chat.\n`;
  return `# ${code(facts.title)}

| file | what it is |
|---|---|
${rows}
${warning}${rootless}`;
}
