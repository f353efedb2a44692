// A server with a certificate and a client that checks strictly, in one process of a Python that does so by itself (3.13 and later).
import { execFileSync } from 'node:child_process';
import { requireTools } from './page-fixture';

const PROGRAM = `import ssl, sys
root, leaf, key, name = sys.argv[1:]
server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_side.load_cert_chain(leaf, key)
client_side = ssl.create_default_context(cafile=root)
assert client_side.verify_flags & ssl.VERIFY_X509_STRICT
there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
client = client_side.wrap_bio(back, there, server_hostname=name)
server = server_side.wrap_bio(there, back, server_side=True)
def step(one):
    try:
        one.do_handshake()
        return True
    except ssl.SSLWantReadError:
        return False
done = [False, False]
for _ in range(20):
    done = [step(client), step(server)]
assert all(done)
`;

interface Files {
  /** PEM, what the client trusts. */
  readonly root: string;
  /** PEM, with those above it. */
  readonly leaf: string;
  readonly key: string;
  /** The host that is asked for. */
  readonly name: string;
}

/** Throws where the client does not accept it, with what Python says. */
export function strictHandshake({ root, leaf, key, name }: Files): void {
  const [python = ''] = requireTools('python3.13');
  execFileSync(python, ['-c', PROGRAM, root, leaf, key, name], { stdio: 'pipe' });
}
