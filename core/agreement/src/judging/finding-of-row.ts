import {
  canonicalJson,
  type Digest,
  formatInstant,
  type Hasher,
  hex,
  type Instant,
  roundDistance,
  utf8,
} from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Finding, FindingId } from '../finding.ts';
import { durationWords, lengthWords, percentWords } from '../language/quantity.ts';
import { attributionWords } from './attribution.ts';
import type { Clause } from './clause.ts';
import { asKnown } from './place.ts';
import type { Last, Row, Snapshot } from './row.ts';
import { KEPT, type RollUp } from './subject.ts';

/** Of which agreement, and how digests and labels are made. */
export interface Maker {
  readonly agreement: string;
  readonly version: string;
  readonly agreementDigest: Digest;
  readonly hasher: Hasher;
  readonly rollUp: RollUp;
}

/** A row as it was opened: it rests on the facts that opened it. */
export const openedFinding = (maker: Maker, clause: Clause, row: Row): Finding =>
  finding(
    maker,
    clause,
    row,
    row.opening,
    row.until,
    row.opening.evidence.digests,
    row.opening.evidence.label,
    row.opening.evidence.exercise,
  );

/** A row at its end: it rests on its opening, its most probable and its last fact, 16 digests at most. */
export function closedFinding(maker: Maker, clause: Clause, row: Row, last: Last): Finding {
  const { opening, best } = row;
  const inputs = [
    ...opening.evidence.digests.slice(-KEPT),
    ...best.evidence.digests.slice(1 - KEPT),
  ];
  if (last.digest !== undefined) inputs.push(last.digest);
  const label = [best.evidence.label, last.label].reduce(
    (a, b) => (a === b ? a : maker.rollUp(a, b)),
    opening.evidence.label,
  );
  const exercise = opening.evidence.exercise || best.evidence.exercise || last.exercise;
  const to = last.at > opening.at ? last.at : opening.at;
  return finding(maker, clause, row, best, to, inputs, label, exercise);
}

function finding(
  maker: Maker,
  clause: Clause,
  row: Row,
  told: Snapshot,
  to: Instant,
  digests: readonly Digest[],
  label: LabelId,
  exercise: boolean,
): Finding {
  const inputs = [...new Set(digests)].sort();
  const from = row.opening.at;
  const part = row.part ?? clause.part;
  const cite = part === undefined ? clause.cite : `${clause.cite}, ${part}`;
  const { reading } = clause;
  const subject = [...row.subject].sort();
  const rule = {
    agreementDigest: maker.agreementDigest,
    clause: cite,
    reading,
    nature: row.nature,
    subject,
  };
  const id = hex(
    maker.hasher.sha256(utf8(canonicalJson({ ...rule, from: formatInstant(from), inputs }))),
  );
  return {
    id: id as FindingId,
    clause: cite,
    agreement: maker.agreement,
    version: maker.version,
    agreementDigest: maker.agreementDigest,
    verdict: row.verdict,
    probability: told.probability,
    ...(reading === undefined ? {} : { reading }),
    nature: row.nature,
    subject,
    party: told.party,
    from,
    to,
    ...(told.measured === undefined ? {} : { measured: round(told.measured, told.unit) }),
    ...(told.limit === undefined ? {} : { limit: round(told.limit, told.unit) }),
    ...(told.margin === undefined ? {} : { margin: round(told.margin, told.unit) }),
    ...(told.unit === undefined ? {} : { unit: told.unit }),
    exceptions: told.exceptions,
    reason: reasonOf(clause, cite, row, told),
    ...(told.hypotheses === undefined ? {} : { hypotheses: told.hypotheses }),
    inputs,
    label,
    ...(exercise ? { exercise: true } : {}),
  };
}

/** One plain sentence: clause, measured value, limit, margin, verdict and sources. */
function reasonOf(clause: Clause, cite: string, row: Row, told: Snapshot): string {
  const under = clause.reading === undefined ? '' : ` as ${clause.reading} reads it`;
  const said =
    row.nature === 'procedural' && clause.rule.form === 'place'
      ? `${told.what} ${row.subject.join(', ')} of ${told.party} ${told.against ?? ''}`
      : clause.rule.say({ ...told, subject: row.subject, party: told.party });
  const beyond = marginWords(told);
  const doubt = told.doubt === undefined ? '' : ` (${told.doubt})`;
  const excused = told.exceptions.length === 0 ? '' : `, exceptions ${told.exceptions.join('; ')}`;
  const sources = told.evidence.sources;
  const from =
    sources.length === 0
      ? 'no source named'
      : `source${sources.length > 1 ? 's' : ''} ${sources.join(', ')}`;
  const whose = attributionWords(told.party, told.hypotheses ?? []);
  return `Clause ${cite}${under}: ${said}${beyond}; P(breach) ${told.probability}, ${row.verdict}${doubt}${excused}${whose}; ${from}.`;
}

function marginWords({ margin, unit, sigma }: Snapshot): string {
  // Seconds after a moment are the measure itself: there is nothing beyond it to tell.
  if (margin === undefined || !Number.isFinite(margin) || unit === 's') return '';
  const by = Math.abs(margin);
  const words =
    unit === 'm'
      ? lengthWords(asKnown(by, sigma))
      : unit === 'min'
        ? durationWords(by * 60_000)
        : unit === 'h'
          ? durationWords(by * 3_600_000)
          : unit === 'share'
            ? percentWords(by)
            : `${Number(by.toFixed(3))}`;
  return `, ${words} ${margin > 0 ? 'beyond' : 'within'} it`;
}

const round = (value: number, unit: string | undefined): number =>
  unit === 'm' ? roundDistance(value) : Math.round(value * 1e6) / 1e6;
