// One TLS handshake for each line of input (port, host, trusted certificate), one line of output for each: ok, or Java's words.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class Handshakes {
  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split("\t");
      System.out.println(verdict(Integer.parseInt(fields[0]), fields[1], fields[2]));
    }
  }

  private static String verdict(int port, String host, String ca) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      try (FileInputStream file = new FileInputStream(ca)) {
        trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
      }
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      try (Socket plain = new Socket("127.0.0.1", port);
          SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        plain.setSoTimeout(20000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return "ok";
      }
    } catch (Exception error) {
      StringBuilder words = new StringBuilder();
      for (Throwable cause = error; cause != null; cause = cause.getCause()) words.append(cause).append(' ');
      return words.toString().replace('\n', ' ').trim();
    }
  }
}
