// The RSA keys that Debian's and Ubuntu's OpenSSL made from 2006 to 2008 (CVE-2008-0166). Its random numbers came from the number
// of the process and nothing else, so all of them can be made again; that is how the list of them was made (`debian-weak-keys.mjs`)
// and how the tests hold it to account. Written from what OpenSSL 0.9.8c to g did, step by step: every random number has to be
// drawn that it drew, those of primality tests included. For no use but this.
import { checkPrimeSync, createHash } from 'node:crypto';

/** The machine: octets of a long, octets of a `struct stat`, and the order of octets. */
export const machines = {
  le64: { long: 8, stat: 144, big: false },
  le32: { long: 4, stat: 88, big: false },
  be32: { long: 4, stat: 88, big: true },
};
/** What became of `~/.rnd`: it was read, it was not there, or it was there and could not be read. */
export const seeds = /** @type {const} */ (['rnd', 'nornd', 'noreadrnd']);

/** @typedef {keyof typeof machines} Machine */
/** @typedef {(typeof seeds)[number]} Seed */

const POOL = 1023;
const DIGEST = 20;
const HALF = DIGEST / 2;

/** OpenSSL's generator (md_rand.c) with the two lines taken out by which anything but the process came in. */
class Generator {
  #pool = Buffer.alloc(POOL);
  #digest = Buffer.alloc(DIGEST);
  #at = 0;
  /** Random numbers drawn, and blocks of seed added. */
  #draws = 0;
  #blocks = 0;
  #timeAdded = false;
  #machine;
  #pid;

  /** @param {Machine} machine @param {Seed} seed @param {number} pid */
  constructor(machine, seed, pid) {
    this.#machine = machines[machine];
    this.#pid = pid;
    const { long, stat } = this.#machine;
    // The file's data, which is followed by its content; then /dev/urandom, the process, the user and the time.
    const poll = [32, long, long, long];
    if (seed !== 'nornd') this.#add(stat);
    // Where the file gives enough, the system is asked when the first number is drawn, which is after `number()` added the time.
    for (const count of seed === 'rnd' ? [1024, long, ...poll] : [...poll, long]) this.#add(count);
    // What is there is stirred once.
    for (let left = POOL; left > 0; left -= DIGEST) this.#add(DIGEST);
    this.#timeAdded = true;
  }

  /** A number of that many octets, as BIGNUMs are drawn: after the time was added to the seed. @param {number} count */
  number(count) {
    if (!this.#timeAdded) this.#add(this.#machine.long);
    this.#timeAdded = false;
    return this.#draw(count);
  }

  /** Of the seed itself nothing was taken in but its length. @param {number} count */
  #add(count) {
    let local = this.#digest;
    let at = this.#at;
    for (let done = 0; done < count; done += DIGEST) {
      const part = Math.min(DIGEST, count - done);
      local = sha1(local, this.#slice(at, part), this.#tally());
      this.#blocks++;
      at = this.#mix(at, local.subarray(0, part));
    }
    this.#at = (this.#at + count) % POOL;
    const digest = this.#digest;
    this.#digest = Buffer.from(digest.map((octet, index) => octet ^ (local[index] ?? 0)));
  }

  /** @param {number} count */
  #draw(count) {
    const tally = this.#tally();
    this.#draws++;
    const drawn = [];
    let local = this.#digest;
    let at = this.#at;
    for (let done = 0; done < count; done += HALF) {
      const process = done === 0 ? this.#octets(this.#pid, 4) : Buffer.alloc(0);
      local = sha1(process, local, tally, this.#slice(at, HALF));
      at = this.#mix(at, local.subarray(0, HALF));
      drawn.push(local.subarray(HALF));
    }
    // Not `>=`, which is a mistake of OpenSSL's and may leave the place one past the end until the next addition.
    this.#at += drawn.length * HALF;
    if (this.#at > POOL) this.#at %= POOL;
    this.#digest = sha1(tally, local, this.#digest);
    return Buffer.concat(drawn).subarray(0, count);
  }

  /** Octets of the pool, which is a ring. @param {number} at @param {number} count */
  #slice(at, count) {
    return Buffer.from(Array.from({ length: count }, (_, index) => this.#pool[(at + index) % POOL] ?? 0));
  }

  /** Where it goes on. What stands one past the end is lost. @param {number} at @param {Uint8Array} octets */
  #mix(at, octets) {
    for (const octet of octets) {
      if (at < POOL) this.#pool[at] = (this.#pool[at] ?? 0) ^ octet;
      at = at + 1 < POOL ? at + 1 : 0;
    }
    return at;
  }

  #tally() {
    const { long } = this.#machine;
    return Buffer.concat([this.#octets(this.#draws, long), this.#octets(this.#blocks, long)]);
  }

  /** @param {number} value @param {number} count */
  #octets(value, count) {
    const octets = Buffer.alloc(count);
    if (this.#machine.big) octets.writeUInt32BE(value, count - 4);
    else octets.writeUInt32LE(value, 0);
    return octets;
  }
}

/** @param {readonly Uint8Array[]} parts */
function sha1(...parts) {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The first 2,048 primes but 2. */
const smallPrimes = Array.from({ length: 17_863 }, (_, index) => index + 1).filter((number) => {
  if (number < 3 || number % 2 === 0) return false;
  for (let divisor = 3; divisor * divisor <= number; divisor += 2) if (number % divisor === 0) return false;
  return true;
});

/** @param {Uint8Array} octets */
const bigint = (octets) => BigInt(`0x${Buffer.from(octets).toString('hex')}`);

/** How often OpenSSL tests what it holds for a prime of that many bits. @param {number} bits */
function testsOf(bits) {
  return bits >= 1300 ? 2 : bits >= 850 ? 3 : bits >= 650 ? 4 : bits >= 550 ? 5 : 6;
}

/** @param {Generator} generator @param {number} bits */
function primeOf(generator, bits) {
  for (;;) {
    const drawn = generator.number(bits / 8);
    drawn[0] = (drawn[0] ?? 0) | 0xc0;
    drawn[drawn.length - 1] = (drawn.at(-1) ?? 0) | 1;
    const start = bigint(drawn);
    const residues = smallPrimes.map((prime) => Number(start % BigInt(prime)));
    let step = 0;
    // Neither the number nor the one before it is to have a small divisor.
    while (smallPrimes.some((prime, index) => ((residues[index] ?? 0) + step) % prime <= 1)) step += 2;
    const candidate = start + BigInt(step);
    const isPrime = checkPrimeSync(candidate);
    // A witness for each test, drawn again where it is too large. The first one tells that a number is composite.
    for (let tests = isPrime ? testsOf(bits) : 1; tests > 0; tests--)
      while (bigint(generator.number(bits / 8)) >= candidate - 1n);
    if (isPrime && candidate % 65537n !== 1n) return candidate;
  }
}

/**
 * Both primes of the key `openssl genrsa` or `openssl req -newkey` made in that process, in the order they were found.
 * @param {Machine} machine @param {Seed} seed @param {number} pid @param {number} bits a multiple of 16, from 900 on
 * @returns {readonly [bigint, bigint]}
 */
export function primesOf(machine, seed, pid, bits) {
  const generator = new Generator(machine, seed, pid);
  return [primeOf(generator, bits / 2), primeOf(generator, bits / 2)];
}
