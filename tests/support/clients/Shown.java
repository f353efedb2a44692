// Java's TLS trust manager with revocation, which judges purposes as well: each line of input is what the certificate is shown as
// (server, client), a root, a chain (leaf first) and lists, each PEM, separated by tabs. Answers `ok` or why not.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

public class Shown {
  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null; ) System.out.println(judge(line.split("\t")));
  }

  static String judge(String[] files) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream(files[1]));
    var chain = factory.generateCertificates(new FileInputStream(files[2])).toArray(new X509Certificate[0]);
    var lists = new ArrayList<Object>();
    for (int i = 3; i < files.length; i++) lists.addAll(factory.generateCRLs(new FileInputStream(files[i])));
    var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), new X509CertSelector());
    parameters.setRevocationEnabled(true);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(new CertPathTrustManagerParameters(parameters));
    try {
      var manager = (X509TrustManager) managers.getTrustManagers()[0];
      if (files[0].equals("client")) manager.checkClientTrusted(chain, "EC");
      else manager.checkServerTrusted(chain, "ECDHE_ECDSA");
      return "ok";
    } catch (CertificateException refusal) {
      Throwable cause = refusal;
      while (cause.getCause() != null) cause = cause.getCause();
      return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
