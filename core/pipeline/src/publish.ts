import { canonicalJson, digestOf, fail, fromUtf8, ok, type Result, utf8 } from '@greenline/base';
import { label } from '@greenline/labels';
import {
  type Publication,
  type PublishedReport,
  publicationId,
  type Report,
  readerOf,
  subjectOf,
} from '@greenline/reports';
import { releaseLabel } from '@greenline/sharing';
import { OPERATOR } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import type { Mission } from './mission.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const FORMAT = 'publications';

/** What the journal holds of a publication: the report itself, as it went out. */
export const publicationText = (report: Report): string => canonicalJson(report);

/**
 * A version of a report that was published: it is kept as it is, beside those before.
 *
 * Versions follow on each other without a gap, and each but the first says which one it corrects, so a
 * published number cannot be replaced in silence.
 */
export function takePublication(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  const read = publishable(walk, rooms, entry);
  if (!read.ok) {
    refuse(walk, entry, FORMAT, read.error);
    return;
  }
  const { report, reader, subject, version, audience } = read.value;
  const digest = digestOf(walk.ports.hasher, utf8(publicationText(report)));
  walk.state.published.set(`${reader}:${subject}`, { version, digest });
  walk.state.accepted += 1;
  const id = publicationId(reader, subject, version);
  const { exercise } = rooms.mission.file;
  const at = entry.receivedAt;
  const publication: Publication = {
    ...{ id, subject, reader, version, at, digest },
    ...(exercise && { exercise }),
  };
  const whole: PublishedReport = { ...publication, report };
  const corrections = report.corrects?.corrections.length ?? 0;
  const { missionLabel } = rooms;
  const place = { parent: reader };
  const noted = { ...publication, by: entry.by, corrections };
  walk.output.emit('publication', id, missionLabel, at, noted, place);
  if (audience === 'staff') walk.output.emit('report', id, missionLabel, at, whole, place);
  else {
    const marked = walk.labels.intern(label(releaseLabel(audience, exercise)));
    walk.output.emit('released-report', id, marked, at, whole, place);
  }
}

interface Publishable {
  readonly report: Report;
  readonly reader: string;
  readonly subject: string;
  readonly version: number;
  readonly audience: Audience | 'staff';
}

/** What is published, and for whom; or why it is not. */
function publishable(
  { state }: Walk,
  { mission }: Rooms,
  { bytes, by }: JournalEntry,
): Result<Publishable, { kind: string; field: string; text: string }> {
  const no = (kind: string, field: string, text: string) => fail({ kind, field, text });
  const report = reportIn(bytes);
  if (report === undefined) return no('bad-publication', '', 'is no report as this node writes it');
  if (!mayPublish(by, mission))
    return no('not-theirs', 'by', `${by} may not publish: mission staff may who may report`);
  const reader = readerOf(report);
  const audience = audienceIn(reader, mission);
  if (state.suspension !== undefined && audience !== 'staff')
    return no('suspended', 'audience', 'the mission is suspended: publish once it was resumed');
  if (audience === undefined) return no('unknown-name', 'reader', `nobody reads as ${reader}`);
  if (report.exercise !== mission.file.exercise)
    return no('exercise', 'exercise', 'an exercise and the real thing are published apart');
  const subject = subjectOf(report);
  if (subject.includes('/'))
    return no('bad-publication', 'spot', `${subject} holds a slash, which no record’s id does`);
  const before = state.published.get(`${reader}:${subject}`);
  const { version = 0, corrects } = report;
  if (version !== (before?.version ?? 0) + 1)
    return no('version', 'version', `${version} does not follow on ${before?.version ?? 0}`);
  if (corrects?.digest !== before?.digest)
    return no('version', 'corrects', `names another version than ${before?.version ?? 'none'}`);
  return ok({ report, reader, subject, version, audience });
}

type Audience = Exclude<Parameters<typeof releaseLabel>[0], string>;

/** Those whom a release goes to under a name. */
function audienceIn(reader: string, { file, agreement }: Mission): Audience | 'staff' | undefined {
  if (reader === 'staff') return 'staff';
  if (reader === 'public') return { kind: 'public' };
  if (reader === 'parties') return { kind: 'parties', members: agreement.parties };
  const nation = file.nations.find(({ id }) => id === reader);
  return nation && { kind: 'nation', member: nation.id };
}

function mayPublish(hand: string, { principals }: Mission): boolean {
  const principal = principals.get(hand);
  return hand === OPERATOR || (principal?.role === 'staff' && principal.may.includes('report'));
}

/** As far as it must be known here: what it is of, for whom, and its version. */
function reportIn(bytes: Uint8Array): Report | undefined {
  let json: unknown;
  try {
    json = JSON.parse(fromUtf8(bytes) ?? '');
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { kind, audience, mission, from, to, version, appendix } = json as Partial<Report>;
  const isReport =
    typeof kind === 'string' &&
    /^(day|week|period|spot)-report$/.test(kind) &&
    ['staff', 'parties', 'nation', 'public'].includes(audience ?? '') &&
    typeof mission?.id === 'string' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    Number.isInteger(version) &&
    Array.isArray(appendix);
  return isReport ? (json as Report) : undefined;
}
