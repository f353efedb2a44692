# Opens TLS connections with this Python's default context: lines of host, port and authorities in, one line of JSON out for each.
import json, socket, ssl, sys

for line in sys.stdin:
    host, port, authorities = line.rstrip("\n").split("\t")
    try:
        context = ssl.create_default_context(cafile=authorities)
        with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as raw:
            with context.wrap_socket(raw, server_hostname=host):
                answer = "ok"
    except ssl.SSLCertVerificationError as error:
        answer = "ssl.SSLCertVerificationError: " + error.args[1]
    except ssl.SSLError as error:
        answer = "ssl.SSLError: " + error.args[1]
    except (OSError, ValueError) as error:
        answer = type(error).__name__ + ": " + str(error)
    print(json.dumps(answer), flush=True)
