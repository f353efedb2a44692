# One TLS handshake for each line of input (port, host, trusted certificate), one line of output for each: ok, or Python's words.
# With the argument `strict` the flags that Python 3.13 made the default are set by hand.
import socket
import ssl
import sys

for line in sys.stdin:
    port, host, ca = line.rstrip("\n").split("\t")
    context = ssl.create_default_context(cafile=ca)
    if "strict" in sys.argv:
        context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as plain:
            with context.wrap_socket(plain, server_hostname=host):
                print("ok")
    except (ssl.SSLError, OSError) as error:
        print(str(error).replace("\n", " "))
