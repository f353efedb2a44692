# Python's ssl module, strict and with lists of revoked certificates: both ends of a handshake in memory. Each line of input is what
# the certificate is shown as (server, client), a root, a chain (leaf first), its key, the lists in one file and, of a server, the host
# that is asked for; separated by tabs. Answers `ok` or why not.
import ssl
import sys


def judging(context, root, lists):
    context.load_verify_locations(root)
    context.load_verify_locations(lists)
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_CRL_CHECK_CHAIN
    context.verify_mode = ssl.CERT_REQUIRED


def judge(shown_as, root, chain, key, lists, host):
    client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    judging(client if shown_as == "server" else server, root, lists)
    (server if shown_as == "server" else client).load_cert_chain(chain, key)
    if shown_as == "client":
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
        # A server has a certificate, whoever visits it: this one, which the client does not look at.
        server.load_cert_chain(chain, key)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(back, there, server_hostname=host),
        server.wrap_bio(there, back, server_side=True),
    ]
    done = set()
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
                done.add(end)
            except ssl.SSLWantReadError:
                pass
    return "ok" if len(done) == 2 else "no end of the handshake"


for line in sys.stdin:
    try:
        print(judge(*line.rstrip("\n").split("\t")))
    except ssl.SSLCertVerificationError as refusal:
        print(refusal.verify_message)
