/** Java: the JDK's own keystore, or a truststore beside it. */
import type { Recipe } from './recipe';
import { anchorFileName } from './trust-anchor';

export const trustJava: Recipe = {
  files: () => [],
  commands: ({ anchor }) => {
    const store = `-cacerts -storepass changeit -alias ${anchorFileName(anchor)}`;
    return `keytool -importcert -noprompt ${store} -file ca.pem
keytool -list ${store}
keytool -delete ${store}`;
  },
  note: () =>
    'Adds it to the truststore of the Java that keytool belongs to (version 9 or later); put sudo before it where the system ' +
    'installed that Java. The second line shows it, the third takes it out.',
  steps: () => [
    'Without touching Java: truststore.p12 holds this certificate alone (its password is changeit, and protects nothing secret).',
    String.raw`export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=\"$PWD/truststore.p12\" -Djavax.net.ssl.trustStorePassword=changeit"`,
    'That replaces what Java trusts: programs started with it reach no public site.',
    'On Windows and macOS, -Djavax.net.ssl.trustStoreType=Windows-ROOT or KeychainStore-ROOT makes Java use the system’s store.',
  ],
};
