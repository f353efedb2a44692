/**
 * `run/client_certificates.py`: the TLS context that all Python servers here share. Only the leaf is held against a list
 * (VERIFY_CRL_CHECK_LEAF), since an authority seldom has the list of the root above it at hand.
 */
import type { NamedFile } from '../../../codec/named-file';
import type { MutualContext } from './recipe';

export function clientCertificates({ revocation }: MutualContext): NamedFile {
  const checks = revocation !== 'none';
  return {
    path: 'run/client_certificates.py',
    mode: 0o644,
    contents: `"""TLS that lets in whoever has a certificate from client-ca.pem, and nobody else (Python 3.8 and later).

${
  checks
    ? `Certificates that client-ca.crl.pem revokes are refused; so is everybody, once that list is past its next update: put the
new list in its place and start the server again.`
    : `There is no list of revoked certificates here: whoever comes in once comes in until the certificate expires.`
}
"""
import getpass
import os
import pathlib
import ssl

FOLDER = pathlib.Path(__file__).resolve().parent.parent


def key_password():
    """Called when key.pem is encrypted, and only then."""
    return os.environ.get("KEY_PASSWORD") or getpass.getpass("Password of key.pem: ")


def require(context):
    """Makes a server's context insist on a client certificate."""
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(FOLDER / "client-ca.pem")
${
  checks
    ? `    context.load_verify_locations(FOLDER / "client-ca.crl.pem")
    context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
`
    : ''
}    return context


def server_context():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(FOLDER / "fullchain.pem", FOLDER / "key.pem", password=key_password)
    return require(context)


def common_name(certificate):
    """Who it is, from what getpeercert() returns."""
    subject = (certificate or {}).get("subject", ())
    names = [value for part in subject for kind, value in part if kind == "commonName"]
    return names[-1] if names else "somebody without a name"
`,
  };
}

/** What every server's note says of the list. */
export function revocationNote({ revocation }: MutualContext, how = 'refused in the handshake'): string {
  return revocation === 'none'
    ? 'Revoked certificates are NOT noticed: there is no list of them here.'
    : `Whoever client-ca.crl.pem revokes is ${how}. Start the server again after replacing that file.`;
}

/** Measured of servers on asyncio, and of Node: the reason stays in the server's log or nowhere. */
export const turnedAwayNote = 'Who is turned away sees the connection close, and not why.';
