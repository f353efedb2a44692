# A root, a request and a certificate, as a hundred blogs have it.
DOMAIN=app.example.test
openssl genrsa -out ca.key 4096
openssl req -x509 -new -nodes -key ca.key -sha256 -days 1826 -out ca.crt -subj '/CN=My Root/C=DE'
openssl req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-384 -keyout s.key -out s.csr \
  -subj "/CN=$DOMAIN/O=A\/B" -addext "subjectAltName = DNS:$DOMAIN, IP:127.0.0.1"
cat > v3.ext <<-EOT
	basicConstraints=CA:FALSE
	subjectAltName = @alt_names
	[alt_names]
	DNS.1 = $DOMAIN
	DNS.2 = www.$DOMAIN
EOT
openssl x509 -req -in s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out s.crt -days 825 -sha256 -extfile v3.ext
openssl x509 -req -in s.csr -CA ca.crt -CAkey ca.key -out lost.crt -days 825
openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c.crt -subj /CN=localhost \
  -config <(printf "[req]\ndistinguished_name=dn\n[dn]\n[SAN]\nsubjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n") -extensions SAN
openssl req -x509 -newkey ed25519 -nodes -keyout k2 -out c2.crt -days 10 -subj /CN=localhost -addext subjectAltName=DNS:localhost
openssl ecparam -genkey -name secp521r1 -noout -out ec.key
sudo openssl req -new -key ec.key -config - -out r.csr <<'END'
[req]
prompt = no
distinguished_name = dn
x509_extensions = v3
[dn]
CN = late.example.test
[v3]
subjectAltName = DNS:late.example.test
END
