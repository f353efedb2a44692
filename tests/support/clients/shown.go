// What a program written in Go says of a certificate that it is shown, by crypto/x509: each line of input is a question, each line of
// output the answer, `ok` or why not. `Verify` reads no lists, which its documentation leaves to the caller: what it accepts is looked
// up in them here, with `ParseRevocationList` and `CheckSignatureFrom`, and answered for with `list: ` in front.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type question struct {
	Leaf, Root   string
	Above, Lists []string
	// Of a server the host that is asked for; empty of a client.
	Host string
}

func parse(text string) (*x509.Certificate, error) {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

func ask(one question) error {
	leaf, err := parse(one.Leaf)
	if err != nil {
		return err
	}
	root, err := parse(one.Root)
	if err != nil {
		return err
	}
	roots, others := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(root)
	for _, text := range one.Above {
		authority, err := parse(text)
		if err != nil {
			return err
		}
		others.AddCert(authority)
	}
	usage := x509.ExtKeyUsageServerAuth
	if one.Host == "" {
		usage = x509.ExtKeyUsageClientAuth
	}
	paths, err := leaf.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: others, DNSName: one.Host, KeyUsages: []x509.ExtKeyUsage{usage},
	})
	if err != nil {
		return err
	}
	for at, certificate := range paths[0][:len(paths[0])-1] {
		if err := lookUp(certificate, paths[0][at+1], one.Lists); err != nil {
			return fmt.Errorf("list: %w", err)
		}
	}
	return nil
}

func lookUp(certificate, issuer *x509.Certificate, lists []string) error {
	for _, text := range lists {
		der, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return err
		}
		list, err := x509.ParseRevocationList(der)
		if err != nil {
			return err
		}
		if list.CheckSignatureFrom(issuer) != nil {
			continue
		}
		if list.NextUpdate.Before(time.Now()) {
			return fmt.Errorf("overdue")
		}
		for _, entry := range list.RevokedCertificates {
			if entry.SerialNumber.Cmp(certificate.SerialNumber) == 0 {
				return fmt.Errorf("revoked")
			}
		}
		return nil
	}
	return fmt.Errorf("none of its issuer")
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
		fmt.Println(answer)
	}
}
