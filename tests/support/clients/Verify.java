// Reads one question per line (host, sent and trusted certificates in Base64, tabs between them and commas within), answers each
// in one: what the trust manager of Java says of a server's chain, over an engine in the middle of a TLS 1.3 handshake.
import java.io.*;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.Principal;
import java.security.cert.*;
import java.util.*;
import javax.net.ssl.*;

public class Verify {
    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line; (line = lines.readLine()) != null; ) {
            String[] parts = line.split("\t", -1);
            System.out.println(ask(parts[0], parts[1], parts[2]));
        }
    }

    static X509Certificate parse(String text) throws CertificateException {
        byte[] der = Base64.getDecoder().decode(text);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    static String ask(String host, String sent, String trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (String text : trusted.split(",")) {
            try {
                if (!text.isEmpty()) store.setCertificateEntry("anchor" + count++, parse(text));
            } catch (CertificateException unread) {
                return rootOf(unread);
            }
        }
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (String text : sent.split(",")) chain.add(parse(text));
        } catch (CertificateException unread) {
            return "Failed to parse server certificates <- " + rootOf(unread);
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            X509ExtendedTrustManager manager = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            manager.checkServerTrusted(chain.toArray(new X509Certificate[0]), "UNKNOWN", new Engine(host));
            return "ok";
        } catch (Exception refused) {
            return words(refused);
        }
    }

    /** What it says, and what lies at its root. */
    static String words(Throwable one) {
        return (one instanceof RuntimeException ? one.toString() : one.getMessage()) + " <- " + rootOf(one);
    }

    static String rootOf(Throwable one) {
        Throwable root = one;
        while (root.getCause() != null) root = root.getCause();
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    static class Session extends ExtendedSSLSession {
        final String host;
        Session(String host) { this.host = host; }
        public String getPeerHost() { return host; }
        public String getProtocol() { return "TLSv1.3"; }
        public List<SNIServerName> getRequestedServerNames() {
            if (host.matches("[0-9.]+|.*:.*")) return List.of();
            try {
                return List.of(new SNIHostName(host));
            } catch (IllegalArgumentException unfit) {
                return List.of();
            }
        }
        public String[] getLocalSupportedSignatureAlgorithms() {
            return ("SHA256withECDSA,SHA384withECDSA,SHA512withECDSA,Ed25519,Ed448,RSASSA-PSS,SHA256withRSA,SHA384withRSA,"
                + "SHA512withRSA,SHA256withDSA,SHA224withECDSA,SHA224withRSA,SHA224withDSA,SHA1withECDSA,SHA1withRSA,SHA1withDSA")
                .split(",");
        }
        public String[] getPeerSupportedSignatureAlgorithms() { return getLocalSupportedSignatureAlgorithms(); }
        public List<byte[]> getStatusResponses() { return List.of(); }
        public byte[] getId() { return new byte[0]; }
        public SSLSessionContext getSessionContext() { return null; }
        public long getCreationTime() { return 0; }
        public long getLastAccessedTime() { return 0; }
        public void invalidate() { }
        public boolean isValid() { return true; }
        public void putValue(String name, Object value) { }
        public Object getValue(String name) { return null; }
        public void removeValue(String name) { }
        public String[] getValueNames() { return new String[0]; }
        public java.security.cert.Certificate[] getPeerCertificates() { return null; }
        public java.security.cert.Certificate[] getLocalCertificates() { return null; }
        public Principal getPeerPrincipal() { return null; }
        public Principal getLocalPrincipal() { return null; }
        public String getCipherSuite() { return "TLS_AES_128_GCM_SHA256"; }
        public int getPeerPort() { return 443; }
        public int getPacketBufferSize() { return 0; }
        public int getApplicationBufferSize() { return 0; }
    }

    static class Engine extends SSLEngine {
        final Session session;
        Engine(String host) { session = new Session(host); }
        public SSLSession getHandshakeSession() { return session; }
        public SSLParameters getSSLParameters() {
            SSLParameters parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            return parameters;
        }
        public SSLEngineResult wrap(ByteBuffer[] from, int at, int length, ByteBuffer to) { return null; }
        public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int at, int length) { return null; }
        public Runnable getDelegatedTask() { return null; }
        public void closeInbound() { }
        public boolean isInboundDone() { return false; }
        public void closeOutbound() { }
        public boolean isOutboundDone() { return false; }
        public String[] getSupportedCipherSuites() { return new String[0]; }
        public String[] getEnabledCipherSuites() { return new String[0]; }
        public void setEnabledCipherSuites(String[] suites) { }
        public String[] getSupportedProtocols() { return new String[0]; }
        public String[] getEnabledProtocols() { return new String[0]; }
        public void setEnabledProtocols(String[] protocols) { }
        public SSLSession getSession() { return session; }
        public void beginHandshake() { }
        public SSLEngineResult.HandshakeStatus getHandshakeStatus() { return null; }
        public void setUseClientMode(boolean mode) { }
        public boolean getUseClientMode() { return true; }
        public void setNeedClientAuth(boolean need) { }
        public boolean getNeedClientAuth() { return false; }
        public void setWantClientAuth(boolean want) { }
        public boolean getWantClientAuth() { return false; }
        public void setEnableSessionCreation(boolean flag) { }
        public boolean getEnableSessionCreation() { return true; }
    }
}
