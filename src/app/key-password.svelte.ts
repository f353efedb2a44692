/** The password that key.pem, combined.pem and bundle.p12 get, if any. */
import { serversLeftOut } from '../pki/planned-files';

export class KeyPassword {
  value = $state('');
  /** Typed a second time; asked for only while the first cannot be seen. */
  repeated = $state('');
  shown = $state(false);

  readonly isSet: boolean = $derived(this.value !== '');
  readonly differs: boolean = $derived(this.isSet && !this.shown && this.value !== this.repeated);
  /** Java takes a password of a PKCS#12 for ASCII (keytool 17 with what OpenSSL makes, and with ours), and opens no other. */
  readonly beyondJava: boolean = $derived([...this.value].some((character) => character > '\x7f'));

  /** Servers that a password costs. */
  readonly cannotRead: readonly string[] = serversLeftOut({
    keyEncrypted: true,
    selfSigned: false,
    hasHosts: true,
  });

  clear(): void {
    this.value = '';
    this.repeated = '';
  }
}
