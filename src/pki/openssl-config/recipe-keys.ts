/** The keys a recipe makes, by the file each goes to: `genrsa`, `ecparam -genkey`, `genpkey`, `-newkey`. */
import type { KeyAlgorithmId } from '../algorithms';
import { curveKey, namedKey, rsaKey } from './key-words';
import { lastValue, type OpensslCommand } from './openssl-options';
import type { Remarks } from './remarks';
import type { ShellWord } from './shell-text';

export class RecipeKeys {
  readonly #byFile = new Map<string, KeyAlgorithmId>();
  readonly #remarks: Remarks;

  constructor(remarks: Remarks) {
    this.#remarks = remarks;
  }

  /** A command that does nothing else than make a key; any other is left alone. */
  run(command: OpensslCommand): void {
    const out = lastValue(command, 'out')?.text;
    if (out === undefined) return;
    const key = this.#made(command);
    if (key !== undefined) this.#byFile.set(out, key);
  }

  #made(command: OpensslCommand): KeyAlgorithmId | undefined {
    switch (command.program) {
      case 'genrsa': {
        const bits = command.rest.find((word) => /^\d+$/.test(word));
        return rsaKey(bits, command.line, this.#remarks);
      }
      case 'ecparam':
        return command.values.has('name')
          ? curveKey(lastValue(command, 'name')?.text, command.line, this.#remarks)
          : undefined;
      case 'genpkey':
        return this.#named(command, lastValue(command, 'algorithm'));
      default:
        return undefined;
    }
  }

  /** What `req` or `x509` makes or uses: `-newkey`, else the key in the file that `-key` or `-signkey` names. */
  of(command: OpensslCommand): KeyAlgorithmId | undefined {
    const file = lastValue(command, 'key')?.text ?? lastValue(command, 'signkey')?.text ?? '';
    const key = this.#named(command, lastValue(command, 'newkey')) ?? this.#byFile.get(file);
    const keyOut = lastValue(command, 'keyout')?.text;
    if (keyOut !== undefined && key !== undefined) this.#byFile.set(keyOut, key);
    return key;
  }

  #named(command: OpensslCommand, word: ShellWord | undefined): KeyAlgorithmId | undefined {
    if (word === undefined) return undefined;
    const options = (command.values.get('pkeyopt') ?? []).map(({ text }) => text);
    // `ec:<(openssl ecparam -name prime256v1)`, and the same from a file.
    const curve = /-name\s+(\S+)/.exec(word.substitution ?? '')?.[1];
    if (curve !== undefined) return curveKey(curve, word.line, this.#remarks);
    const file = /^(?:ec|param):(.+)$/.exec(word.text)?.[1];
    const known = file === undefined ? undefined : this.#byFile.get(file);
    return known ?? namedKey(word.text, options, word.line, this.#remarks);
  }
}
