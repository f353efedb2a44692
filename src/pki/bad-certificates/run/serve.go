// Serves cases of this kit as octets, also those that OpenSSL does not load, on this machine alone. Go 1.19 or newer:
//
//	go run run/serve.go                  what OpenSSL does not load, on the ports that run/serve.py leaves free for it
//	go run run/serve.go -all             every case
//	go run run/serve.go -only leaf-ku-zero,enc-trailing
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type servedCase struct {
	ID, Title, Wrong, Host, Serving string
	Port                            int
}

func blocks(file string) (ders [][]byte, err error) {
	rest, err := os.ReadFile(file)
	for err == nil {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		ders = append(ders, block.Bytes)
	}
	return ders, err
}

func load(folder string) (*tls.Certificate, error) {
	chain, err := blocks(filepath.Join(folder, "chain.pem"))
	if err != nil {
		return nil, err
	}
	keys, err := blocks(filepath.Join(folder, "key.pem"))
	if err != nil {
		return nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(keys[0])
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: chain, PrivateKey: key}, nil
}

func answer(accepted net.Conn, one servedCase) {
	defer accepted.Close()
	accepted.SetDeadline(time.Now().Add(15 * time.Second))
	if _, err := accepted.Read(make([]byte, 65536)); err != nil {
		return // the client refused, which is what this is for
	}
	body := fmt.Sprintf("%s\n%s\n%s\n", one.ID, one.Title, one.Wrong)
	fmt.Fprintf(accepted, "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
}

func main() {
	kit := flag.String("kit", ".", "folder of expected.json")
	base := flag.Int("port", 14300, "cases follow this port")
	only := flag.String("only", "", "ids of cases, with commas between them")
	all := flag.Bool("all", false, "also what OpenSSL loads")
	flag.Parse()
	text, err := os.ReadFile(filepath.Join(*kit, "expected.json"))
	if err != nil {
		log.Fatalf("%v: start it in the folder of the kit, or with -kit", err)
	}
	var expected struct{ Cases []servedCase }
	if err := json.Unmarshal(text, &expected); err != nil {
		log.Fatal(err)
	}
	served := 0
	for _, one := range expected.Cases {
		named := strings.Contains(","+*only+",", ","+one.ID+",")
		if !(named || *only == "" && (*all || strings.HasPrefix(one.Serving, "not-by-"))) {
			continue
		}
		certificate, err := load(filepath.Join(*kit, one.ID))
		if err != nil {
			fmt.Printf("skipped %s: %v; run/serve.py serves it\n", one.ID, err)
			continue
		}
		address := "127.0.0.1"
		if strings.Contains(one.Host, ":") {
			address = "::1"
		}
		listener, err := tls.Listen("tcp", net.JoinHostPort(address, fmt.Sprint(*base+one.Port)), &tls.Config{Certificates: []tls.Certificate{*certificate}})
		if err != nil {
			fmt.Printf("skipped %s: %v\n", one.ID, err)
			continue
		}
		served++
		go func(one servedCase) {
			for {
				accepted, err := listener.Accept()
				if err != nil {
					return
				}
				go answer(accepted, one)
			}
		}(one)
	}
	fmt.Printf("%d cases on %d and up\n", served, *base+1)
	select {}
}
