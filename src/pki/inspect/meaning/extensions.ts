/**
 * Extensions, one row each: identifier, the module's name, what people call it, where it is defined, what it is for. Their
 * types are in `codec/asn1-modules`.
 */
export interface ExtensionMeaning {
  /** As its module names it. */
  readonly name: string;
  readonly label: string;
  readonly citation: string;
  readonly about: string;
}

const table = `
2.5.29.9 | subjectDirectoryAttributes | Directory attributes | RFC 5280 §4.2.1.8 | Facts about the subject that are no part of its name, such as a date of birth.
2.5.29.14 | subjectKeyIdentifier | Subject key identifier | RFC 5280 §4.2.1.2 | A short name for the key in this certificate, by which certificates it signs refer to it.
2.5.29.15 | keyUsage | Key usage | RFC 5280 §4.2.1.3 | What the key may be used for.
2.5.29.16 | privateKeyUsagePeriod | Private key usage period | RFC 3280 §4.2.1.4 | How long the private key may sign, where that is shorter than the certificate is valid.
2.5.29.17 | subjectAltName | Subject alternative names | RFC 5280 §4.2.1.6 | The hosts, addresses and mailboxes the certificate is for; clients look here and not at the common name.
2.5.29.18 | issuerAltName | Issuer alternative names | RFC 5280 §4.2.1.7 | Other names of the issuer, mostly a web page or a mailbox.
2.5.29.19 | basicConstraints | Basic constraints | RFC 5280 §4.2.1.9 | Whether this is an authority that may sign certificates, and how many authorities may stand below it.
2.5.29.20 | cRLNumber | CRL number | RFC 5280 §5.2.3 | Counts the lists of this issuer, so that a newer one can be told from an older.
2.5.29.21 | reasonCode | Reason | RFC 5280 §5.3.1 | Why the certificate was revoked.
2.5.29.23 | holdInstructionCode | Hold instruction | RFC 3280 §5.3.2 | What to do with a certificate on hold; no longer in use.
2.5.29.24 | invalidityDate | Invalid since | RFC 5280 §5.3.2 | When the key is thought to have been lost, which may be before the revocation.
2.5.29.27 | deltaCRLIndicator | Delta CRL | RFC 5280 §5.2.4 | The list holds only what changed since the one with this number.
2.5.29.28 | issuingDistributionPoint | Issuing distribution point | RFC 5280 §5.2.5 | Which part of the certificates of an issuer the list covers.
2.5.29.29 | certificateIssuer | Certificate issuer | RFC 5280 §5.3.3 | Who issued the revoked certificate, where that is not the issuer of the list.
2.5.29.30 | nameConstraints | Name constraints | RFC 5280 §4.2.1.10 | The names the authorities and certificates below this one may and may not have.
2.5.29.31 | cRLDistributionPoints | CRL distribution points | RFC 5280 §4.2.1.13 | Where to fetch the list that would say if the certificate was revoked.
2.5.29.32 | certificatePolicies | Certificate policies | RFC 5280 §4.2.1.4 | The rules under which the certificate was issued.
2.5.29.33 | policyMappings | Policy mappings | RFC 5280 §4.2.1.5 | Which policies of another authority count as which of its own.
2.5.29.35 | authorityKeyIdentifier | Authority key identifier | RFC 5280 §4.2.1.1 | Which key of the issuer signed this, by its subject key identifier.
2.5.29.36 | policyConstraints | Policy constraints | RFC 5280 §4.2.1.11 | How far down the chain policies have to be named, or may be mapped.
2.5.29.37 | extKeyUsage | Extended key usage | RFC 5280 §4.2.1.12 | The purposes the certificate is for.
2.5.29.46 | freshestCRL | Freshest CRL | RFC 5280 §4.2.1.15 | Where to fetch the changes since the last full revocation list.
2.5.29.54 | inhibitAnyPolicy | Inhibit anyPolicy | RFC 5280 §4.2.1.14 | After how many certificates anyPolicy no longer stands for every policy.
2.5.29.55 | targetInformation | Targets | RFC 5755 §4.3.2 | The servers and services the attributes are meant for; others must refuse them.
2.5.29.56 | noRevAvail | No revocation available | RFC 5755 §4.3.6 | Nothing will ever say that it was revoked; it ends soon instead.
2.5.29.60 | expiredCertsOnCRL | Expired certificates on CRL | X.509 (2019) §9.5.2.7 | The list keeps certificates that expired since this time.
2.5.29.72 | subjectAltPublicKeyInfo | Alternative public key | X.509 (2019) §9.8.2 | A second key, mostly one that withstands quantum computers.
2.5.29.73 | altSignatureAlgorithm | Alternative signature algorithm | X.509 (2019) §9.8.3 | How the second signature was made.
2.5.29.74 | altSignatureValue | Alternative signature | X.509 (2019) §9.8.4 | A second signature, by the issuer’s alternative key.
2.5.29.1 | authorityKeyIdentifierOld | Authority key identifier (old form) | X.509 (1995 draft) | An early form of the authority key identifier; nobody reads it any more.
2.5.29.2 | keyAttributesOld | Key attributes (old form) | X.509 (1995 draft) | An early form of key usage and identifiers; nobody reads it any more.
1.3.6.1.5.5.7.1.1 | authorityInfoAccess | Authority information access | RFC 5280 §4.2.2.1 | Where to fetch the issuer’s certificate and ask whether this one was revoked.
1.3.6.1.5.5.7.1.2 | biometricInfo | Biometric information | RFC 3739 §3.2.5 | Hashes of a picture or a signature of the person.
1.3.6.1.5.5.7.1.3 | qcStatements | Qualified certificate statements | RFC 3739 §3.2.6, ETSI EN 319 412-5 | What the issuer declares under the European rules for qualified certificates.
1.3.6.1.5.5.7.1.4 | auditIdentity | Audit identity | RFC 5755 §4.3.1 | By which audit trails name the holder, where the name itself is kept back.
1.3.6.1.5.5.7.1.6 | aaControls | Attribute authority controls | RFC 5755 §7.4 | Which attributes an authority may vouch for.
1.3.6.1.5.5.7.1.10 | acProxying | Proxying | RFC 5755 §7.2 | Which services may pass the attributes on.
1.3.6.1.5.5.7.1.7 | ipAddrBlocks | IP address blocks | RFC 3779 §2 | Ranges of addresses the holder may announce to the internet’s routers.
1.3.6.1.5.5.7.1.8 | autonomousSysIds | Autonomous system numbers | RFC 3779 §3 | Networks the holder may announce to the internet’s routers.
1.3.6.1.5.5.7.1.11 | subjectInfoAccess | Subject information access | RFC 5280 §4.2.2.2 | Where the subject offers services or keeps what it publishes.
1.3.6.1.5.5.7.1.12 | logotype | Logotypes | RFC 9399 §4 | Logos of the subject or the issuer, by address and hash.
1.3.6.1.5.5.7.1.14 | proxyCertInfo | Proxy certificate | RFC 3820 §3.8 | Makes this a proxy: a certificate that a user signed to lend its rights.
1.3.6.1.5.5.7.1.24 | tlsFeature | TLS feature | RFC 7633 §4 | What the server has to send in the handshake; status_request is known as must-staple.
1.3.6.1.5.5.7.1.31 | acmeIdentifier | ACME identifier | RFC 8737 §3 | Proves control of a host to an ACME authority; of no use for anything else.
1.3.6.1.5.5.7.48.1.2 | ocspNonce | OCSP nonce | RFC 6960 §4.4.1, RFC 9654 | Ties the answer to the question, so that an old one cannot be replayed.
1.3.6.1.5.5.7.48.1.3 | ocspCrlReferences | CRL reference | RFC 6960 §4.4.2 | The list in which the answer was found.
1.3.6.1.5.5.7.48.1.4 | ocspResponse | Acceptable responses | RFC 6960 §4.4.3 | The kinds of answer the asker understands.
1.3.6.1.5.5.7.48.1.5 | ocspNoCheck | OCSP no check | RFC 6960 §4.2.2.2.1 | Clients need not ask whether this certificate of an OCSP responder was itself revoked.
1.3.6.1.5.5.7.48.1.6 | ocspArchiveCutoff | Archive cutoff | RFC 6960 §4.4.4 | How long the responder remembers certificates that have expired.
1.3.6.1.5.5.7.48.1.7 | ocspServiceLocator | Service locator | RFC 6960 §4.4.6 | Which responder is in charge of the certificate.
1.3.6.1.5.5.7.48.1.9 | ocspExtendedRevoke | Extended revoked definition | RFC 6960 §4.4.8 | The responder says “revoked” also of certificates that were never issued.
1.3.6.1.4.1.11129.2.4.2 | signedCertificateTimestampList | Signed certificate timestamps | RFC 6962 §3.3 | Promises of public logs to list the certificate; browsers ask for them.
1.3.6.1.4.1.11129.2.4.3 | precertificatePoison | Precertificate poison | RFC 6962 §3.1 | Makes this a precertificate: sent to logs, and of no use to any client.
1.3.6.1.4.1.11129.2.4.5 | ocspSignedCertificateTimestampList | Signed certificate timestamps | RFC 6962 §3.3 | Promises of public logs to list the certificate, sent with an OCSP response.
1.3.6.1.4.1.44363.44 | delegationUsage | Delegated credentials | RFC 9345 §4.2 | The holder may hand short-lived keys to its servers.
2.23.140.1.31 | torServiceDescriptor | Onion service descriptor | CA/Browser Forum BR appendix B | Ties the certificate to the key of an onion service.
2.23.140.3.1 | cabfOrganizationIdentifier | Organisation identifier | CA/Browser Forum EVG §7.1.2.2 | The number under which the organisation is registered.
1.3.6.1.4.1.311.20.2 | enrollCerttypeExtension | Certificate template name | Microsoft [MS-WCCE] §2.2.2.7.7.1 | The template, by name, a Windows authority issued from.
1.3.6.1.4.1.311.21.1 | caVersion | CA version | Microsoft [MS-WCCE] §3.2.1.4.3 | Counts how often a Windows authority renewed its certificate and its key.
1.3.6.1.4.1.311.21.2 | previousCaCertificateHash | Previous CA certificate | Microsoft [MS-WCCE] §3.2.1.4.3 | SHA-1 of the certificate this authority had before.
1.3.6.1.4.1.311.21.4 | nextCrlPublish | Next CRL publication | Microsoft [MS-WCCE] §3.2.1.4.3 | When the next list will be there, before this one expires.
1.3.6.1.4.1.311.21.7 | certificateTemplate | Certificate template | Microsoft [MS-WCCE] §2.2.2.7.7.2 | The template, by identifier and version, a Windows authority issued from.
1.3.6.1.4.1.311.21.10 | applicationPolicies | Application policies | Microsoft [MS-WCCE] §2.2.2.7.7.3 | Microsoft’s own form of the extended key usage.
1.3.6.1.4.1.311.21.11 | applicationPolicyMappings | Application policy mappings | Microsoft crypto identifiers | Which purposes of another authority count as which of its own.
1.3.6.1.4.1.311.21.12 | applicationPolicyConstraints | Application policy constraints | Microsoft crypto identifiers | How far down the chain purposes have to be named, or may be mapped.
1.3.6.1.4.1.311.21.14 | publishedCrlLocations | Published CRL locations | Microsoft crypto identifiers | Where in the directory the list is published.
1.3.6.1.4.1.311.25.2 | ntdsCaSecurity | Windows security identifier | Microsoft [MS-WCCE] §2.2.2.7.7.4 | The account in the directory the certificate belongs to, which logging on to Windows asks for.
1.3.6.1.4.1.311.10.9.1 | crossCertificateDistributionPoints | Cross-certificate distribution points | Microsoft crypto identifiers | Where to fetch cross-certificates.
1.3.6.1.4.1.311.10.11.11 | friendlyName | Friendly name | Microsoft crypto identifiers | The name Windows shows for the certificate.
2.16.840.1.113730.1.1 | netscapeCertType | Netscape certificate type | Netscape Certificate Specifications | What the key may be used for, as Netscape had it; extended key usage took its place.
2.16.840.1.113730.1.2 | netscapeBaseUrl | Netscape base URL | Netscape Certificate Specifications | What the other Netscape addresses are relative to.
2.16.840.1.113730.1.3 | netscapeRevocationUrl | Netscape revocation URL | Netscape Certificate Specifications | Where Netscape asked whether the certificate was revoked.
2.16.840.1.113730.1.4 | netscapeCaRevocationUrl | Netscape CA revocation URL | Netscape Certificate Specifications | Where Netscape asked whether an authority was revoked.
2.16.840.1.113730.1.7 | netscapeRenewalUrl | Netscape renewal URL | Netscape Certificate Specifications | Where to renew the certificate.
2.16.840.1.113730.1.8 | netscapeCaPolicyUrl | Netscape CA policy URL | Netscape Certificate Specifications | Where the issuer’s policy can be read.
2.16.840.1.113730.1.12 | netscapeSslServerName | Netscape server name | Netscape Certificate Specifications | The host, as Netscape had it; subject alternative names took its place.
2.16.840.1.113730.1.13 | netscapeComment | Netscape comment | Netscape Certificate Specifications | A remark for whoever looks at the certificate.
1.2.840.113533.7.65.0 | entrustVersInfo | Entrust version | Entrust | Which version of Entrust’s software made the certificate.
1.2.840.113583.1.1.9.1 | adobeTimestamp | Adobe time-stamp | Adobe PDF signatures | The time-stamp server Acrobat asks when this certificate signs.
1.2.840.113583.1.1.9.2 | adobeArchiveRevInfo | Adobe archive revocation information | Adobe PDF signatures | Acrobat stores what it learns about revocation with the signature.
1.2.643.100.111 | subjectSignTool | Subject signing tool | FSB order 795 | The program the subject signs with, as Russian law asks for.
1.2.643.100.112 | issuerSignTool | Issuer signing tool | FSB order 795 | The programs the issuer signs with, as Russian law asks for.
1.3.6.1.4.1.41482.2 | yubicoU2f | Yubico U2F device | Yubico developers documentation | The model of the security key, as an identifier.
2.16.840.1.101.3.6.9.1 | pivInterim | PIV interim indicator | FIPS 201-2 appendix B.2 | Whether the holder’s background was still being looked into.
1.3.6.1.4.1.45724.1.1.4 | fidoAaguid | FIDO authenticator model | W3C WebAuthn §8.2.1 | The model of the security key.
1.3.6.1.4.1.45724.2.1.1 | fidoU2fTransports | FIDO transports | FIDO U2F Authenticator Transports §3.1 | How the security key connects.
1.3.6.1.4.1.52266.1 | lei | Legal entity identifier | ISO 17442-2 | The number under which the organisation is known to the world’s financial markets.
1.3.6.1.4.1.52266.2 | leiRole | Role in the legal entity | ISO 17442-2 | What the person is to the organisation.
1.3.6.1.4.1.57264.1.1 | fulcioIssuer | Sigstore issuer | Sigstore Fulcio, oid-info | Who vouched for the identity of the signer.
1.3.6.1.4.1.57264.1.2 | githubWorkflowTrigger | GitHub workflow trigger | Sigstore Fulcio, oid-info | The event that started the build.
1.3.6.1.4.1.57264.1.3 | githubWorkflowSha | GitHub workflow commit | Sigstore Fulcio, oid-info | The commit that was built.
1.3.6.1.4.1.57264.1.4 | githubWorkflowName | GitHub workflow name | Sigstore Fulcio, oid-info | The workflow that built it.
1.3.6.1.4.1.57264.1.5 | githubWorkflowRepository | GitHub repository | Sigstore Fulcio, oid-info | The repository that was built.
1.3.6.1.4.1.57264.1.6 | githubWorkflowRef | GitHub reference | Sigstore Fulcio, oid-info | The branch or tag that was built.
1.3.6.1.4.1.57264.1.8 | fulcioIssuerV2 | Sigstore issuer | Sigstore Fulcio, oid-info | Who vouched for the identity of the signer.
1.3.6.1.4.1.57264.1.9 | buildSignerUri | Build signer | Sigstore Fulcio, oid-info | The build instructions that signed.
1.3.6.1.4.1.57264.1.10 | buildSignerDigest | Build signer digest | Sigstore Fulcio, oid-info | The version of the build instructions.
1.3.6.1.4.1.57264.1.11 | runnerEnvironment | Runner environment | Sigstore Fulcio, oid-info | Where the build ran.
1.3.6.1.4.1.57264.1.12 | sourceRepositoryUri | Source repository | Sigstore Fulcio, oid-info | The repository that was built.
1.3.6.1.4.1.57264.1.13 | sourceRepositoryDigest | Source digest | Sigstore Fulcio, oid-info | The commit that was built.
1.3.6.1.4.1.57264.1.14 | sourceRepositoryRef | Source reference | Sigstore Fulcio, oid-info | The branch or tag that was built.
1.2.840.113635.100.6.1.1 | appleAppStoreSigningMarker | Apple mark | Apple certificate policy | Marks certificates for a use of Apple’s own.
1.2.840.113635.100.6.1.2 | appleIphoneDeveloper | Apple iPhone developer | Apple WWDR CPS §4.11 | Signs programs for iOS during development.
1.2.840.113635.100.6.1.4 | appleIphoneDistribution | Apple iPhone distribution | Apple WWDR CPS §4.11 | Signs programs for iOS for distribution.
1.2.840.113635.100.6.1.7 | appleMacAppSigningSubmission | Apple Mac app submission | Apple WWDR CPS §4.11 | Signs programs sent to the Mac App Store.
1.2.840.113635.100.6.1.9 | appleMacAppStoreApplication | Apple Mac App Store | Apple WWDR CPS §4.11 | Signs programs from the Mac App Store.
1.2.840.113635.100.6.1.12 | appleMacDeveloper | Apple Mac developer | Apple WWDR CPS §4.11 | Signs programs for macOS during development.
1.2.840.113635.100.6.1.13 | appleDeveloperIdApplication | Apple Developer ID | Apple Developer ID CPS §4.11 | Signs programs for macOS that are distributed outside the store.
1.2.840.113635.100.6.1.14 | appleDeveloperIdInstaller | Apple Developer ID installer | Apple Developer ID CPS §4.11 | Signs installers for macOS that are distributed outside the store.
1.2.840.113635.100.6.2.1 | appleWwdrIntermediate | Apple Worldwide Developer Relations | Apple WWDR CPS §4.11 | Marks the authority that issues to developers.
1.2.840.113635.100.6.2.6 | appleDeveloperIdIntermediate | Apple Developer ID authority | Apple Developer ID CPS §4.11 | Marks the authority that issues Developer ID certificates.
1.2.840.113635.100.6.11.1 | appleReceiptSigning | Apple receipt signing | Apple WWDR CPS §4.11 | Signs receipts of the App Store.
1.2.840.113635.100.6.86 | appleServerAuthentication | Apple server authentication | Apple certificate policy | Marks certificates of Apple’s own servers.
`;

export const extensionMeanings: ReadonlyMap<string, ExtensionMeaning> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [oid = '', name = '', label = '', citation = '', about = ''] = line.split(' | ');
      return [oid, { name, label, citation, about }] as const;
    }),
);
