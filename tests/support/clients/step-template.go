// `step certificate create` as far as our commands use it. What it makes of a template is step's own code, go.step.sm/crypto; the
// options around it are read here, as step's manual has them.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"flag"
	"log"
	"os"
	"strings"
	"time"

	"go.step.sm/crypto/x509util"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func read(path string) []byte {
	text, err := os.ReadFile(path)
	must(err)
	block, _ := pem.Decode(text)
	return block.Bytes
}

func write(path, kind string, der []byte) {
	must(os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600))
}

func signerIn(path string) crypto.Signer {
	key, err := x509.ParsePKCS8PrivateKey(read(path))
	must(err)
	return key.(crypto.Signer)
}

func made(kty, crv string, size int) (signer crypto.Signer, err error) {
	curves := map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()}
	switch kty {
	case "EC":
		return ecdsa.GenerateKey(curves[crv], rand.Reader)
	case "RSA":
		return rsa.GenerateKey(rand.Reader, size)
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	return key, err
}

func moment(text string) time.Time {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	from, err := time.ParseDuration(text)
	must(err)
	return time.Now().Add(from)
}

func main() {
	flags := flag.NewFlagSet("step", flag.ExitOnError)
	template := flags.String("template", "", "")
	kty, crv, size := flags.String("kty", "", ""), flags.String("crv", "", ""), flags.Int("size", 0, "")
	ca, caKey, key := flags.String("ca", "", ""), flags.String("ca-key", "", ""), flags.String("key", "", "")
	from, to := flags.String("not-before", "", ""), flags.String("not-after", "", "")
	csr := flags.Bool("csr", false, "")
	for _, name := range []string{"no-password", "insecure", "subtle"} {
		flags.Bool(name, false, "")
	}
	// step certificate create SUBJECT FILE [KEY] --options
	given := os.Args[3:]
	files := []string{}
	for len(given) > 0 && (len(files) == 0 || !strings.HasPrefix(given[0], "--")) {
		files, given = append(files, given[0]), given[1:]
	}
	must(flags.Parse(given))

	var signer crypto.Signer
	if *key != "" {
		signer = signerIn(*key)
	} else {
		var err error
		signer, err = made(*kty, *crv, *size)
		must(err)
		der, err := x509.MarshalPKCS8PrivateKey(signer)
		must(err)
		write(files[2], "PRIVATE KEY", der)
	}
	text, err := os.ReadFile(*template)
	must(err)
	filled := x509util.WithTemplate(string(text), x509util.CreateTemplateData(files[0], nil))
	if *csr {
		request, err := x509util.NewCertificateRequest(signer, filled)
		must(err)
		signed, err := request.GetCertificateRequest()
		must(err)
		write(files[1], "CERTIFICATE REQUEST", signed.Raw)
		return
	}
	asked, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, signer)
	must(err)
	request, err := x509.ParseCertificateRequest(asked)
	must(err)
	wanted, err := x509util.NewCertificate(request, filled)
	must(err)
	certificate := wanted.GetCertificate()
	certificate.NotBefore, certificate.NotAfter = moment(*from), moment(*to)
	parent, issuer := certificate, signer
	if *ca != "" {
		parent, err = x509.ParseCertificate(read(*ca))
		must(err)
		issuer = signerIn(*caKey)
	}
	signed, err := x509util.CreateCertificate(certificate, parent, signer.Public(), issuer)
	must(err)
	write(files[1], "CERTIFICATE", signed.Raw)
}
