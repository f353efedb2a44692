# Python's ssl module, strict and with lists of revoked certificates: both ends of a handshake in memory. Each line of input is a
# root, a chain (leaf first), its key and the lists in one file, separated by tabs. Answers `ok` or why not.
import ssl
import sys


def judge(root, chain, key, lists):
    client = ssl.create_default_context(cafile=root)
    client.load_verify_locations(lists)
    client.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_CRL_CHECK_CHAIN
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, key)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(back, there, server_hostname="app.test"),
        server.wrap_bio(there, back, server_side=True),
    ]
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
    return "ok"


for line in sys.stdin:
    try:
        print(judge(*line.rstrip("\n").split("\t")))
    except ssl.SSLCertVerificationError as refusal:
        print(refusal.verify_message)
