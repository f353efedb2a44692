// Makes src/pki/inspect/debian-weak-keys.txt, the list of RSA keys that anyone can make again (CVE-2008-0166):
//   node .ci/debian-weak-keys.mjs moduli le64 rnd 1 32767 >> moduli    for each machine and seed; half a second a key, so best in parts
//   node .ci/debian-weak-keys.mjs list 'le64: rnd, nornd' < moduli > src/pki/inspect/debian-weak-keys.txt    with what it covers
// One line a modulus, in hex. The list that is there was made from the moduli of a faster program that takes the same steps, eight
// keys at a time; tests/pki/debian-weak-key.test.ts makes some of them again from these.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machines, primesOf, seeds } from './debian-openssl.mjs';

/** As in src/pki/inspect/debian-weak-key.ts, which says why. */
const PLAIN_BITS = 19;
const KEYS_FOR_EACH = 1_000_000n;

/** @param {string} covered */
const head = (
  covered,
) => `# RSA moduli of 2048 bits that OpenSSL 0.9.8c-1 to 0.9.8g-8 of Debian and Ubuntu made (CVE-2008-0166) in processes 1 to 32767,
# on ${covered}.
# le: little-endian, of so many bits. rnd: ~/.rnd was read; noreadrnd: it could not be read, or 0.9.8c did not find it; nornd: a later
# version did not find it. Made by .ci/debian-weak-keys.mjs; how it is read stands in debian-weak-key.ts.
`;

/** @param {readonly string[]} moduli in hex @param {string} covered said at its head */
export function listOf(moduli, covered) {
  const range = BigInt(moduli.length) * KEYS_FOR_EACH;
  const places = moduli.map((modulus) => Number(BigInt(`0x${modulus.slice(-18, -2)}`) % range));
  let before = 0;
  let bits = '';
  /** @type {Buffer[]} */
  const octets = [];
  for (const place of places.sort((a, b) => a - b)) {
    const above = place - before;
    const plain = above % 2 ** PLAIN_BITS;
    bits += `${'1'.repeat((above - plain) / 2 ** PLAIN_BITS)}0${plain.toString(2).padStart(PLAIN_BITS, '0')}`;
    const whole = bits.length - (bits.length % 8);
    octets.push(octetsOf(bits.slice(0, whole)));
    bits = bits.slice(whole);
    before = place;
  }
  octets.push(octetsOf(bits.padEnd(8, '0')));
  return `${head(covered)}${String(moduli.length)} ${Buffer.concat(octets).toString('base64')}\n`;
}

/** @param {string} bits */
function octetsOf(bits) {
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, machineName, seedName, first, last] = process.argv;
  const machine = /** @type {const} */ (['le64', 'le32', 'be32']).find((name) => name === machineName);
  const seed = seeds.find((name) => name === seedName);
  if (what === 'list') {
    const moduli = new Set(readFileSync(0, 'latin1').trim().split('\n'));
    process.stdout.write(listOf([...moduli], machineName ?? ''));
  } else if (machine !== undefined && seed !== undefined)
    for (let pid = Number(first); pid <= Number(last); pid++) {
      const [p, q] = primesOf(machine, seed, pid, 2048);
      process.stdout.write(`${(p * q).toString(16)}\n`);
    }
  else
    throw new Error(
      `list, or moduli with one of ${Object.keys(machines).join(', ')}, one of ${seeds.join(', ')}, and the first and last process`,
    );
}
