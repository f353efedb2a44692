/**
 * The frame of the scripts in `run/`: POSIX sh, started from anywhere, working in the unzipped folder, telling what to install
 * when a program is missing. Each ends in `exec`, so that stopping the script stops the server.
 */
import { defaultPort, listenAddress, type Host } from './address';

/** Ways to install what a recipe needs: package names, blanks between them. */
export interface Packages {
  readonly apt?: string;
  readonly pip?: string;
}

/** `apt install nginx`, `pip install uvicorn starlette`: one way each. */
export function waysToInstall({ apt, pip }: Packages): readonly string[] {
  return [
    ...(apt === undefined ? [] : [`apt install ${apt}`]),
    ...(pip === undefined ? [] : [`pip install ${pip}`]),
  ];
}

export function shellScript(about: string, parts: readonly string[]): string {
  // CDPATH would let `cd run/..` land in another folder of that name.
  return `#!/bin/sh
# ${about}
set -eu
CDPATH= cd -- "$(dirname -- "$0")/.."

${parts.join('\n')}`;
}

/** Sets HOST and PORT, and ADDRESS as `127.0.0.1:8443` or `[::1]:8443`. */
export function shellAddress(context: Host): string {
  return `HOST=\${HOST:-${listenAddress(context)}}
PORT=\${PORT:-${defaultPort}}
case $HOST in
  *:*) ADDRESS="[$HOST]:$PORT" ;;
  *) ADDRESS="$HOST:$PORT" ;;
esac
`;
}

/**
 * Leaves in `"$@"` what runs the Python program `module`: the first Python 3 that can import all of `modules`, and failing
 * these the program itself, which may live in an environment of its own. The system's Python is asked too: a version
 * manager's shim often comes before it in PATH and lacks the packages that the distribution installed.
 */
export function findPythonProgram(module: string, modules: readonly string[], packages: Packages): string {
  return `set --
for python in python3 /usr/bin/python3 python; do
  if "$python" -c 'import sys, ${modules.join(', ')}; sys.exit(sys.version_info < (3,))' 2>/dev/null; then
    set -- "$python" -m ${module}
    break
  fi
done
if [ $# = 0 ]; then
  command -v ${module} >/dev/null || { ${missing(modules, packages)}; exit 1; }
  set -- ${module}
fi
`;
}

/** Leaves in `$python` the first Python 3 that can import all of `modules`. */
export function findPython(modules: readonly string[], packages: Packages): string {
  return `for python in python3 /usr/bin/python3 python ''; do
  if [ -z "$python" ]; then
    ${missing(modules, packages)}
    exit 1
  fi
  if "$python" -c 'import sys, ${modules.join(', ')}; sys.exit(sys.version_info < (3,))' 2>/dev/null; then
    break
  fi
done
`;
}

/** Stops with advice when `program` is not installed. */
export function requireProgram(program: string, packages: Packages): string {
  return `command -v ${program} >/dev/null || { ${missing([program], packages)}; exit 1; }
`;
}

function missing(what: readonly string[], packages: Packages): string {
  return `echo 'Not found: ${what.join(', ')}. To install: ${waysToInstall(packages).join(', or: ')}' >&2`;
}

/** Sets KEY_PASSWORD: from the environment, else asked for on the terminal without showing it. */
export const shellKeyPassword = `if [ -z "\${KEY_PASSWORD:-}" ]; then
  [ -t 0 ] || { echo 'key.pem is encrypted: put its password into KEY_PASSWORD' >&2; exit 1; }
  trap 'stty echo; exit 130' HUP INT TERM
  stty -echo
  printf 'Password of key.pem: ' >&2
  IFS= read -r KEY_PASSWORD
  stty echo
  trap - HUP INT TERM
  echo >&2
fi
`;

/** For the page and the README, where the key is encrypted. */
export const keyPasswordNote =
  'The key is encrypted: the terminal asks for its password, or KEY_PASSWORD in the environment answers.';
