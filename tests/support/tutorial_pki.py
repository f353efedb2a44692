"""The files of a well-known tutorial on HTTPS with Python, made the way it makes them (reference: Real Python, "Exploring HTTPS
with Python"): an authority whose certificate says nothing but that it is one, its key under the traditional encryption of
OpenSSL, a server's request, and the certificate that copies from it whatever it asks for. Usage: tutorial_pki.py FOLDER"""
import datetime
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

FOLDER = pathlib.Path(sys.argv[1])
NOW = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
END = NOW + datetime.timedelta(days=30)


def name(host):
    parts = [
        (NameOID.COUNTRY_NAME, "US"),
        (NameOID.STATE_OR_PROVINCE_NAME, "Maryland"),
        (NameOID.LOCALITY_NAME, "Baltimore"),
        (NameOID.ORGANIZATION_NAME, "My CA Company" if host == "my-ca.com" else "My Company"),
        (NameOID.COMMON_NAME, host),
    ]
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def key(file_name, passphrase):
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.BestAvailableEncryption(passphrase),
    )
    (FOLDER / file_name).write_bytes(text)
    return made


def write(file_name, document):
    (FOLDER / file_name).write_bytes(document.public_bytes(serialization.Encoding.PEM))


def certificate(subject, issuer, public_key, extensions, signing_key):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(END)
    )
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    return builder.sign(signing_key, hashes.SHA256())


ca_key = key("ca-private-key.pem", b"secret_password")
ca_name = name("my-ca.com")
basic = x509.BasicConstraints(ca=True, path_length=None)
write("ca-public-key.pem", certificate(ca_name, ca_name, ca_key.public_key(), [(basic, True)], ca_key))

server_key = key("server-private-key.pem", b"serverpassword")
alternatives = x509.SubjectAlternativeName([x509.DNSName("localhost")])
request = (
    x509.CertificateSigningRequestBuilder()
    .subject_name(name("my-site.com"))
    .add_extension(alternatives, critical=False)
    .sign(server_key, hashes.SHA256())
)
write("server-csr.pem", request)
copied = [(extension.value, extension.critical) for extension in request.extensions]
write("server-public-key.pem", certificate(request.subject, ca_name, request.public_key(), copied, ca_key))
