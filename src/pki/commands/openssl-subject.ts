/**
 * The subject in one word of the shell, `-subj /C=DE/CN=a.test`, for a certificate whose request asks for another: the section
 * with the name is read by `openssl req` alone. Takes what OpenSSL has a name for, in ASCII: `x509` reads octets as Latin-1.
 */
import { longName, oidNamed, shortName } from '../views/openssl-objects';
import type { DraftAttribute } from '../draft/certificate-draft';
import { shellQuote } from '../recipes/quote';

interface SubjectOption {
  readonly option: string;
  readonly cannot: readonly string[];
}

export function subjectOption(subject: readonly DraftAttribute[]): SubjectOption {
  const cannot: string[] = [];
  const parts = subject.flatMap(({ type: typed, value }) => {
    const type = typed.trim();
    const short = shortName(type);
    const isNamed = oidNamed(short) === type;
    if (isNamed && /^[ -~]+$/.test(value)) return [`/${short}=${escaped(value)}`];
    cannot.push(
      isNamed
        ? `${longName(type)} with letters outside ASCII, other than the request has it`
        : `${longName(type)} other than the request has it: -subj takes attributes with a name`,
    );
    return [];
  });
  return { option: `-subj ${shellQuote(parts.length === 0 ? '/' : parts.join(''))}`, cannot };
}

/** A slash begins the next attribute, a plus one beside it, a backslash takes what follows as it is. */
const escaped = (value: string): string => value.replace(/[\\/+]/g, '\\$&');
