/**
 * Pieces of the Python files in `run/`: they run on Python 3.8 to 3.14 without a deprecated call, on Windows too, and find the
 * certificate beside their folder wherever they are started from. Each file comes in the two idioms people learn: a context
 * from `create_default_context`, and one from `SSLContext(PROTOCOL_TLS_…)`.
 */
import { defaultPort, listenAddress, type Host } from './address';

/** Where a file's certificate is and which address it uses. */
export function pythonAddress(context: Host): string {
  return `FOLDER = pathlib.Path(__file__).resolve().parent.parent
HOST = os.environ.get("HOST", "${listenAddress(context)}")
PORT = int(os.environ.get("PORT", "${defaultPort}"))
`;
}

/** ssl calls a password function for an encrypted key alone, so the same file serves both kinds of key. */
export const pythonKeyPassword = `def key_password():
    """Called when key.pem is encrypted, and only then."""
    return os.environ.get("KEY_PASSWORD") or getpass.getpass("Password of key.pem: ")
`;

export const pythonServerContext = {
  default: `context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.load_cert_chain(FOLDER / "fullchain.pem", FOLDER / "key.pem", password=key_password)
`,
  explicit: `context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.load_cert_chain(FOLDER / "fullchain.pem", FOLDER / "key.pem", password=key_password)
`,
} as const;

export const pythonClientContext = {
  default: `context = ssl.create_default_context(cafile=FOLDER / "ca.pem")
context.minimum_version = ssl.TLSVersion.TLSv1_2
`,
  explicit: `context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies the certificate and the name
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.load_verify_locations(FOLDER / "ca.pem")
`,
} as const;
