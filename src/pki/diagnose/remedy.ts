/** What to type: one row per command, by the platform it is typed on. Names that people gave are quoted; nothing here is run. */
import { pythonQuote, shellQuote } from '../recipes/quote';

type Platform = 'openssl' | 'python' | 'java' | 'node' | 'linux' | 'macos' | 'windows' | 'server' | 'git';

/** What the commands are written for. */
export interface RemedyFacts {
  readonly host: string;
  readonly port: number;
  /** Names of files, as they were given or as they are usually called. */
  readonly certificate: string;
  readonly key: string;
  readonly root: string;
  readonly intermediate: string;
  readonly alias: string;
}

export const usualFacts: RemedyFacts = {
  host: 'app.test',
  port: 443,
  certificate: 'cert.pem',
  key: 'key.pem',
  root: 'rootCA.pem',
  intermediate: 'intermediate.pem',
  alias: 'local-ca',
};

export type RemedyCode = keyof typeof remedies;

interface Remedy {
  readonly platform: Platform;
  readonly command: (facts: RemedyFacts) => string;
}

const q = shellQuote;
const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');
const altName = (host: string): string => `${isAddress(host) ? 'IP' : 'DNS'}:${host}`;
/** PowerShell and cmd take double quotes alike, and no name of a file on Windows has one. */
const w = (text: string): string => (/^[\w.:\\/-]+$/.test(text) ? text : `"${text.replace(/["%]/g, '')}"`);

const remedies = {
  'see-sent': {
    platform: 'openssl',
    command: ({ host, port }) =>
      `openssl s_client -connect ${q(`${host}:${port}`)} -servername ${q(host)} -showcerts </dev/null`,
  },
  'see-certificate': {
    platform: 'openssl',
    command: ({ certificate }) =>
      `openssl x509 -in ${q(certificate)} -noout -subject -issuer -dates -ext subjectAltName,basicConstraints,keyUsage,extendedKeyUsage`,
  },
  'see-whole': {
    platform: 'openssl',
    command: ({ certificate }) => `openssl x509 -in ${q(certificate)} -noout -text`,
  },
  'see-root': {
    platform: 'openssl',
    command: ({ root }) =>
      `openssl x509 -in ${q(root)} -noout -subject -dates -ext basicConstraints,keyUsage,subjectKeyIdentifier`,
  },
  verify: {
    platform: 'openssl',
    command: ({ root, certificate }) =>
      `openssl verify -CAfile ${q(root)} -untrusted ${q(certificate)} ${q(certificate)}`,
  },
  'verify-strict': {
    platform: 'openssl',
    command: ({ root, certificate }) =>
      `openssl verify -x509_strict -CAfile ${q(root)} -untrusted ${q(certificate)} ${q(certificate)}`,
  },
  'verify-host': {
    platform: 'openssl',
    command: ({ root, certificate, host }) =>
      `openssl verify -${isAddress(host) ? 'verify_ip' : 'verify_hostname'} ${q(host)} -CAfile ${q(root)} ${q(certificate)}`,
  },
  'compare-key': {
    platform: 'openssl',
    command: ({ certificate, key }) =>
      [
        `openssl x509 -in ${q(certificate)} -noout -pubkey | openssl sha256`,
        `openssl pkey -in ${q(key)} -pubout | openssl sha256   # the same line: they belong together`,
      ].join('\n'),
  },
  'append-intermediate': {
    platform: 'server',
    command: ({ certificate, intermediate }) =>
      `cat ${q(certificate)} ${q(intermediate)} > fullchain.pem   # the server's own first, no root`,
  },
  'request-with-names': {
    platform: 'openssl',
    command: ({ host }) =>
      [
        'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \\',
        `  -keyout key.pem -out request.pem -subj ${q(`/CN=${host}`)} -addext ${q(`subjectAltName=${altName(host)}`)}`,
      ].join('\n'),
  },
  'issue-leaf': {
    platform: 'openssl',
    command: ({ host, root }) =>
      [
        `printf '%s\\n' ${q(`subjectAltName=${altName(host)}`)} basicConstraints=critical,CA:FALSE \\`,
        '  keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth \\',
        '  subjectKeyIdentifier=hash authorityKeyIdentifier=keyid > leaf.ext',
        `openssl x509 -req -in request.pem -CA ${q(root)} -CAkey rootCA-key.pem -days 90 -sha256 -extfile leaf.ext -out cert.pem`,
      ].join('\n'),
  },
  'issue-root': {
    platform: 'openssl',
    // Same name and same key: what it signed stays good.
    command: ({ root }) =>
      [
        "printf '%s\\n' basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign \\",
        '  subjectKeyIdentifier=hash > root.ext',
        `openssl x509 -in ${q(root)} -signkey rootCA-key.pem -sha256 -days 3650 -clrext -extfile root.ext -out rootCA-new.pem`,
      ].join('\n'),
  },
  'der-to-pem': {
    platform: 'openssl',
    command: ({ certificate }) => `openssl x509 -inform der -in ${q(certificate)} -out cert.pem`,
  },
  'pkcs12-to-pem': {
    platform: 'openssl',
    command: () => 'openssl pkcs12 -in bundle.p12 -nodes -out bundle.pem   # asks for its password',
  },
  'pkcs12-again': {
    platform: 'openssl',
    command: () =>
      [
        'openssl pkcs12 -legacy -in old.p12 -nodes -out bundle.pem',
        'openssl pkcs12 -export -in bundle.pem -out new.p12   # AES-256 and SHA-256',
        'rm bundle.pem',
      ].join('\n'),
  },
  'pkcs12-old': {
    platform: 'openssl',
    command: () =>
      'openssl pkcs12 -export -legacy -descert -in bundle.pem -out compatible.p12   # for systems that read no AES',
  },
  'try-password': { platform: 'openssl', command: ({ key }) => `openssl pkey -in ${q(key)} -noout -check` },
  'remove-password': {
    platform: 'openssl',
    command: ({ key }) => `(umask 077 && openssl pkey -in ${q(key)} -out key-plain.pem)`,
  },
  'look-into': {
    platform: 'linux',
    command: ({ certificate, key }) =>
      `head -n 1 ${q(certificate)} ${q(key)}; file ${q(certificate)} ${q(key)}`,
  },
  'list-files': { platform: 'linux', command: ({ certificate, key }) => `ls -l ${q(certificate)} ${q(key)}` },
  'own-key': {
    platform: 'linux',
    command: ({ key }) => `chmod 600 ${q(key)}   # and let the server's user own it`,
  },
  'see-clock': { platform: 'linux', command: () => 'date -u; timedatectl status' },
  'trust-debian': {
    platform: 'linux',
    command: ({ root, alias }) =>
      `sudo cp ${q(root)} ${q(`/usr/local/share/ca-certificates/${alias}.crt`)} && sudo update-ca-certificates`,
  },
  'trust-fedora': {
    platform: 'linux',
    command: ({ root, alias }) =>
      `sudo cp ${q(root)} ${q(`/etc/pki/ca-trust/source/anchors/${alias}.pem`)} && sudo update-ca-trust`,
  },
  'trust-chromium': {
    platform: 'linux',
    command: ({ root, alias }) => `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n ${q(alias)} -i ${q(root)}`,
  },
  'trust-firefox': {
    platform: 'linux',
    command: ({ root, alias }) =>
      [
        'for store in "$HOME"/.mozilla/firefox/*/cert9.db; do   # Firefox closed',
        `  certutil -d "sql:\${store%/cert9.db}" -A -t C,, -n ${q(alias)} -i ${q(root)}`,
        'done',
      ].join('\n'),
  },
  'trust-curl': {
    platform: 'linux',
    command: ({ root, host, port }) => `curl --cacert ${q(root)} ${q(`https://${host}:${port}/`)}`,
  },
  'trust-android': {
    platform: 'linux',
    command: ({ root }) =>
      `adb push ${q(root)} /sdcard/Download/   # then Settings, Security, Install a certificate, CA certificate`,
  },
  'trust-docker': {
    platform: 'linux',
    command: ({ root, host, port }) => {
      const folder = `/etc/docker/certs.d/${host}${port === 443 ? '' : `:${port}`}`;
      return `sudo mkdir -p ${q(folder)} && sudo cp ${q(root)} ${q(`${folder}/ca.crt`)}`;
    },
  },
  'trust-macos': {
    platform: 'macos',
    command: ({ root }) =>
      `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${q(root)}`,
  },
  'trust-windows': { platform: 'windows', command: ({ root }) => `certutil -addstore -f Root ${w(root)}` },
  'see-windows': {
    platform: 'windows',
    command: ({ certificate }) => `certutil -verify -urlfetch ${w(certificate)}`,
  },
  'trust-python': {
    platform: 'python',
    command: ({ root }) =>
      [
        'import ssl',
        `context = ssl.create_default_context(cafile=${pythonQuote(root)})`,
        '# Requests: requests.get(url, verify=…) or REQUESTS_CA_BUNDLE; httpx: verify=context; pip: --cert',
      ].join('\n'),
  },
  'trust-environment': {
    platform: 'python',
    command: ({ root }) => `export SSL_CERT_FILE=${q(root)} REQUESTS_CA_BUNDLE=${q(root)}`,
  },
  'see-python': {
    platform: 'python',
    command: () => 'python3 -c "import ssl; print(ssl.OPENSSL_VERSION, ssl.get_default_verify_paths())"',
  },
  'less-strict': {
    platform: 'python',
    command: () =>
      [
        'context = ssl.create_default_context()',
        'context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # the last resort: mend the certificate instead',
      ].join('\n'),
  },
  'python-server': {
    platform: 'python',
    command: ({ certificate, key }) =>
      [
        'context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)',
        `context.load_cert_chain(${pythonQuote(certificate)}, ${pythonQuote(key)}, password=getpass.getpass())`,
      ].join('\n'),
  },
  'trust-node': { platform: 'node', command: ({ root }) => `NODE_EXTRA_CA_CERTS=${q(root)} node app.js` },
  'trust-npm': { platform: 'node', command: ({ root }) => `npm config set cafile ${q(root)}` },
  'trust-git': { platform: 'git', command: ({ root }) => `git config --global http.sslCAInfo ${q(root)}` },
  'trust-java': {
    platform: 'java',
    command: ({ root, alias }) => `keytool -importcert -cacerts -alias ${q(alias)} -file ${q(root)}`,
  },
  'see-keystore': { platform: 'java', command: () => 'keytool -list -v -keystore keystore.p12' },
  'remove-alias': {
    platform: 'java',
    command: ({ alias }) => `keytool -delete -alias ${q(alias)} -keystore keystore.p12`,
  },
  'reply-chain': {
    platform: 'java',
    command: ({ certificate, intermediate, root, alias }) =>
      [
        `keytool -importcert -alias root -file ${q(root)} -keystore keystore.p12   # the authority first`,
        `cat ${q(certificate)} ${q(intermediate)} > reply.pem`,
        `keytool -importcert -alias ${q(alias)} -file reply.pem -keystore keystore.p12   # the alias of the key`,
      ].join('\n'),
  },
  'to-keystore': {
    platform: 'java',
    command: ({ certificate, key, root, alias }) =>
      `openssl pkcs12 -export -in ${q(certificate)} -inkey ${q(key)} -certfile ${q(root)} -name ${q(alias)} -out keystore.p12`,
  },
  'trace-java': {
    platform: 'java',
    command: () => 'java -Djavax.net.debug=ssl:handshake:verbose -jar app.jar',
  },
  'send-client': {
    platform: 'openssl',
    command: ({ host, port }) =>
      `curl --cert client.pem --key client-key.pem ${q(`https://${host}:${port}/`)}`,
  },
  'see-client-authorities': {
    platform: 'openssl',
    command: ({ host, port }) =>
      `openssl s_client -connect ${q(`${host}:${port}`)} </dev/null | sed -n '/Acceptable client/,/^---/p'`,
  },
  'test-nginx': { platform: 'server', command: () => 'sudo nginx -t && sudo nginx -s reload' },
  'test-apache': { platform: 'server', command: () => 'sudo apachectl configtest' },
  'speak-plain': {
    platform: 'openssl',
    command: ({ host, port }) =>
      `curl -v ${q(`http://${host}:${port}/`)}   # an answer: the port speaks no TLS`,
  },
  'see-protocols': {
    platform: 'openssl',
    command: ({ host, port }) =>
      `openssl s_client -connect ${q(`${host}:${port}`)} -servername ${q(host)} -tls1_2 </dev/null`,
  },
} as const satisfies Readonly<Record<string, Remedy>>;

export interface WrittenRemedy {
  readonly code: RemedyCode;
  readonly platform: Platform;
  readonly command: string;
}

export const writtenRemedy = (code: RemedyCode, facts: RemedyFacts): WrittenRemedy => {
  const { platform, command }: Remedy = remedies[code];
  return { code, platform, command: command(facts) };
};
