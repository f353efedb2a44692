// Java's own path validation with revocation: each line of input is root, intermediate and leaf (PEM), then lists, separated by
// tabs. Answers `ok` or why not.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

public class Paths {
  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null; ) System.out.println(judge(line.split("\t")));
  }

  static String judge(String[] files) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream(files[0]));
    var between = (X509Certificate) factory.generateCertificate(new FileInputStream(files[1]));
    var leaf = (X509Certificate) factory.generateCertificate(new FileInputStream(files[2]));
    var lists = new ArrayList<Object>();
    for (int i = 3; i < files.length; i++) lists.add(factory.generateCRL(new FileInputStream(files[i])));
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(true);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    try {
      CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(leaf, between)), parameters);
      return "ok";
    } catch (CertPathValidatorException refusal) {
      return refusal.getMessage();
    }
  }
}
