/** curl with a client certificate. The key's password goes in on standard input: an option would show it in `ps`. */
import { shellKeyPassword, shellScript } from '../shell-script';
import { addressAbout, commandFor, shellUrl } from './client-address';
import type { ClientContext, MutualClient } from './recipe';

const LINE = 'sh run/curl.sh';

export const curlClient: MutualClient = {
  label: 'curl',
  files: (context) => [{ path: 'run/curl.sh', contents: script(context), mode: 0o755 }],
  commands: (context) => commandFor(context, LINE),
  note: (context) =>
    context.keyEncrypted
      ? `By hand: curl ${files(context)} and the address; it asks for the password. Not tried, from its documentation: the curl of ` +
        'Windows wants the certificate in its store, --cert CurrentUser\\MY\\ and the SHA-1 fingerprint.'
      : `By hand: curl ${files(context)} and the address.`,
};

const files = ({ certificate }: ClientContext): string =>
  `--cacert ca.pem --cert ${certificate} --key key.pem`;

function script(context: ClientContext): string {
  const { keyEncrypted } = context;
  const options = files(context);
  return shellScript(`Opens a page with curl and this certificate; ${addressAbout(context)}.`, [
    shellUrl(context, LINE),
    keyEncrypted
      ? `${shellKeyPassword}
# As curl's configuration on standard input, quoted for it.
quoted=$(printf '%s' "$KEY_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')
printf 'pass = "%s"\\n' "$quoted" | curl --config - --fail-with-body -sS ${options} "$URL"
`
      : `exec curl --fail-with-body -sS ${options} "$URL"
`,
  ]);
}
