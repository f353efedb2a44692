/** For an Android app of one's own (Network security configuration): debug builds trust our certificate and the user's. */
import type { NamedFile } from '../../codec/named-file';

export const networkSecurityConfig: NamedFile = {
  path: 'trust/network_security_config.xml',
  mode: 0o644,
  contents: `<?xml version="1.0" encoding="utf-8"?>
<!--
  Goes to res/xml/network_security_config.xml, and ca.crt beside this file to res/raw/ca.crt. In the manifest:
    <application android:networkSecurityConfig="@xml/network_security_config" ...>
  Read in debuggable builds only, in addition to what the app trusts anyway: a release is not changed by it.
-->
<network-security-config>
  <debug-overrides>
    <trust-anchors>
      <certificates src="@raw/ca" />
      <certificates src="user" />
    </trust-anchors>
  </debug-overrides>
</network-security-config>
`,
};
