import { ok, type Result } from '@greenline/base';
import { vouchedFor } from '@greenline/declarations';
import { parseVkey } from '@greenline/evidence';
import type { Filer, NewFiling, NewStep } from '@greenline/filings';
import type { AdmissionPorts } from './admission.ts';
import { filerOf } from './filing-context.ts';
import { NODE, OPERATOR } from './hands.ts';
import type { Mission } from './mission.ts';

/** A filing or a step that counts as somebody’s word. */
interface Heard {
  readonly handed: NewFiling | NewStep;
  readonly filer: Filer;
  readonly signedBy?: 'key' | 'token';
}

/** Whose word it is, where the hand that it came by may say it and what must be signed is signed. */
export function admitFiling(
  handed: NewFiling | NewStep,
  hand: string,
  mission: Mission,
  { hasher, verify }: AdmissionPorts,
): Result<Heard, { readonly kind: string; readonly field: string; readonly text: string }> {
  const { by } = handed;
  const refuse = (kind: string, field: string, text: string) =>
    ({ ok: false, error: { kind, field, text } }) as const;
  if (hand !== by && hand !== OPERATOR)
    return refuse('not-theirs', 'by', `${hand} cannot sign as ${by}`);
  const filer = filerOf(by, mission);
  if (filer === undefined)
    return refuse(
      'unknown-person',
      'by',
      `nobody who files is called ${by}: see policy/principals.yaml`,
    );
  if (hand === NODE || hand === OPERATOR) return ok({ handed, filer });
  const principal = mission.principals.get(by);
  if (principal?.may.includes('declare') !== true)
    return refuse(
      'not-theirs',
      'by',
      `${by} may not declare: policy/principals.yaml does not say so`,
    );
  const { key } = principal;
  const publicKey = key === undefined ? undefined : parseVkey(hasher, key)?.publicKey;
  const vouched = vouchedFor(handed, { id: by, publicKey }, verify);
  return vouched.ok
    ? ok({ handed, filer, signedBy: vouched.value })
    : refuse('bad-signature', vouched.error.field, vouched.error.text);
}
