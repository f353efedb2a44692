/**
 * Everything unusual about a draft, whether or not it can be done yet. One list of rules after the other: names, extensions,
 * then key, signature and time, which stand here.
 */
import { MAX_LEAF_DAYS } from '../profile';
import type { CertificateDraft } from './certificate-draft';
import { withKeyAlgorithm } from './profiles';
import type { DraftRemark } from './remark';
import { isServer, type Remark, type RemarkFacts } from './remark-facts';
import { extensionRemarks } from './remarks-of-extensions';
import { nameRemarks } from './remarks-of-names';

const DAY = 86_400_000;
/** CA/B BR §7.1 asks for 64 bits of chance. */
const SHORT_SERIAL = 16;

export function remarksOn(draft: CertificateDraft, facts: RemarkFacts): readonly DraftRemark[] {
  const remarks: DraftRemark[] = [];
  const remark: Remark = (code, at, said = [], mended) => {
    remarks.push({ code, at, facts: said, ...(mended !== undefined && { mended }) });
  };
  nameRemarks(draft, remark);
  extensionRemarks(draft, facts, remark);
  timeRemarks(draft, facts, remark);
  keyRemarks(draft, facts, remark);
  return remarks;
}

function timeRemarks(draft: CertificateDraft, { validity, at }: RemarkFacts, remark: Remark): void {
  const digits = draft.serialNumber.replace(/[\s:]+/g, '').replace(/^(?:0x)?0*/i, '');
  if (draft.serialNumber.trim() !== '' && digits.length < SHORT_SERIAL)
    remark('serial-short', ['serialNumber'], [], { ...draft, serialNumber: '' });
  if (validity === undefined) return;
  const { notBefore, notAfter } = validity;
  const days = (notAfter.getTime() - notBefore.getTime() + 1000) / DAY;
  if (isServer(draft) && days > MAX_LEAF_DAYS)
    remark('server-beyond-825-days', ['validity'], [String(Math.ceil(days))], {
      ...draft,
      validity: { kind: 'days', days: MAX_LEAF_DAYS },
    });
  if (notAfter < at) remark('already-ended', ['validity']);
  if (notBefore > at) remark('not-yet-begun', ['validity']);
}

/** Browsers and libraries of today take these two and nothing else. */
const usualKeys: readonly (string | undefined)[] = ['ec-p256', 'ec-p384'];

function keyRemarks(draft: CertificateDraft, facts: RemarkFacts, remark: Remark): void {
  const { scheme, usualScheme, family, keyAlgorithm, keyIsNew } = facts;
  if (scheme !== undefined && scheme !== usualScheme)
    remark('rare-signature', ['signature'], [scheme], { ...draft, signature: 'default' });
  if (family === 'rsa' || usualKeys.includes(keyAlgorithm)) return;
  remark(
    'rare-key',
    ['keyAlgorithm'],
    keyAlgorithm === undefined ? [] : [keyAlgorithm],
    keyIsNew ? withKeyAlgorithm(draft, 'ec-p256') : undefined,
  );
}
