// Go as a client: reads `host port ca.pem` from each line, and answers each with a line.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
)

func open(host, port, ca string) error {
	text, err := os.ReadFile(ca)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	address := "127.0.0.1"
	if strings.Contains(host, ":") {
		address = "::1"
	}
	dialer := &net.Dialer{Timeout: 15 * time.Second}
	connection, err := tls.DialWithDialer(dialer, "tcp", net.JoinHostPort(address, port), &tls.Config{RootCAs: roots, ServerName: host})
	if err == nil {
		connection.Close()
	}
	return err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		answer := "ok"
		if err := open(fields[0], fields[1], fields[2]); err != nil {
			answer = strings.Join(strings.Fields(err.Error()), " ")
		}
		fmt.Println("answer", answer)
	}
}
