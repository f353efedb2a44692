/**
 * `install.sh`, `install.ps1` and `env.sh`: the scripts beside this file with their placeholders filled. A placeholder is a
 * quoted word, `'@NAME@'`, so that each script is whole before and after; the quotes are replaced with it.
 */
import type { NamedFile } from '../../codec/named-file';
import envScript from './env.sh?raw';
import powerShellScript from './install.ps1?raw';
import shellScript from './install.sh?raw';
import { shellQuote } from './quote';
import type { RecipeContext } from './recipe';
import { anchorFileName, browserNickname } from './trust-anchor';

function fill(script: string, words: Readonly<Record<string, string>>): string {
  return script.replace(/'@([A-Z0-9_]+)@'/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new RangeError(`No value for the placeholder ${name}.`);
    return word;
  });
}

export function installScript({ anchor, selfSigned }: RecipeContext): NamedFile {
  const contents = fill(shellScript, {
    NAME: shellQuote(browserNickname(anchor)),
    FILE: shellQuote(anchorFileName(anchor)),
    SHA256: shellQuote(anchor.sha256),
    SHA1: shellQuote(anchor.sha1.toUpperCase()),
    SELF_SIGNED: selfSigned ? 'yes' : 'no',
  });
  return { path: 'trust/install.sh', contents, mode: 0o755 };
}

/**
 * All ASCII, for Windows PowerShell 5.1 takes a file without a byte-order mark for the local code page; the certificate's
 * name is therefore read from the certificate. CRLF, since Notepad and signing tools expect it there.
 */
export function powerShellInstaller({ anchor }: RecipeContext): NamedFile {
  const contents = fill(powerShellScript, { SHA256: `'${anchor.sha256}'` }).replaceAll('\n', '\r\n');
  return { path: 'trust/install.ps1', contents, mode: 0o644 };
}

/** Needs nothing filled in: it names `ca.pem` alone. */
export const environmentScript: NamedFile = { path: 'trust/env.sh', contents: envScript, mode: 0o644 };
