// Reads one question per line, answers each in one: what a TLS client written in Go would say of a server's chain.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
)

type question struct {
	Chain, Anchors []string
	Host           string
}

func parse(text string) (*x509.Certificate, error) {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// As crypto/tls does in verifyServerCertificate.
func ask(one question) error {
	roots, others := x509.NewCertPool(), x509.NewCertPool()
	for _, text := range one.Anchors {
		if root, err := parse(text); err == nil {
			roots.AddCert(root)
		}
	}
	var leaf *x509.Certificate
	for place, text := range one.Chain {
		certificate, err := parse(text)
		if err != nil {
			return fmt.Errorf("tls: failed to parse certificate from server: %w", err)
		}
		if place == 0 {
			leaf = certificate
		} else {
			others.AddCert(certificate)
		}
	}
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: others, DNSName: one.Host})
	return err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var one question
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			panic(err)
		}
		answer := "ok"
		if err := ask(one); err != nil {
			answer = err.Error()
		}
		line, _ := json.Marshal(answer)
		fmt.Println(string(line))
	}
}
