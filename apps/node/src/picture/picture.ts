import { zonesGeoJson } from '@greenline/agreement';
import { formatInstant, type Instant, instant } from '@greenline/base';
import {
  inPicture,
  LONGEST_PICTURE_MS,
  type Mission,
  type PictureRecords,
  type PictureSpan,
  type RowKind,
  readRecord,
  recordText,
  TRACK_MS,
} from '@greenline/pipeline';
import { mergeReleases, type Principal, type Release } from '@greenline/sharing';
import type { Access } from '../access.ts';
import type { Past } from './past.ts';

export interface PicturePorts {
  readonly access: Access;
  readonly past: Past;
  readonly mission: () => Mission;
  readonly now: Instant;
}

/** As much of each kind as a picture holds. */
const MOST = 5_000;
const PAGE = 2_000;

/**
 * The picture at a moment, twice: as it was known then, and as it is known now of then. JSON text.
 *
 * For staff the first is the journal folded up to the moment. Everybody else gets what had been released
 * to them by the moment, and what is released of it now: nothing finer, and nothing sooner.
 */
export async function pictureAt(
  ports: PicturePorts,
  principal: Principal,
  span: PictureSpan,
): Promise<string> {
  const staff = principal.role === 'staff';
  const { agreement } = ports.mission();
  const { id, version, digest } = agreement;
  const rules = { agreement: { id, version, digest }, zones: zonesGeoJson(agreement, span.at) };
  const {
    agreement: ruled = rules.agreement,
    zones,
    ...then
  } = staff
    ? { zones: { type: 'FeatureCollection', features: [] }, ...(await ports.past.known(span)) }
    : { ...rules, ...(await releasedThen(ports, principal, span)) };
  const now = staff
    ? await knownNow(ports, principal, span)
    : await releasedNow(ports, principal, span);
  return `{"at":"${formatInstant(span.at)}","from":"${formatInstant(span.from)}","knownThen":${sideText(
    span.at,
    { agreement: ruled, zones },
    then,
  )},"knownNow":${sideText(ports.now, rules, now)}}\n`;
}

function sideText(knownAt: Instant, rules: object, records: PictureRecords): string {
  const lists = (['tracks', 'events', 'findings', 'cases'] as const).map(
    (name) => `"${name}":[${records[name].slice(-MOST).join(',')}]`,
  );
  const more = Object.values(records).some((texts: readonly string[]) => texts.length > MOST);
  const { agreement, zones } = rules as { agreement: object; zones: object };
  return `{"knownAt":"${formatInstant(knownAt)}","agreement":${JSON.stringify(agreement)},"zones":${JSON.stringify(zones)},${lists.join(',')},"more":${more}}`;
}

/** What is known now of then: what was seen by then, whenever it came; judged and decided as it stands now. */
async function knownNow(
  { access }: PicturePorts,
  principal: Principal,
  span: PictureSpan,
): Promise<PictureRecords> {
  const read = (kind: RowKind, from: Instant) =>
    textsOf(access, principal, kind, from, instant(span.at + 1));
  // A finding's row lies at its beginning, which may be long before.
  const findings = await read('finding', instant(0));
  const cases = await textsOf(access, principal, 'case');
  const superseded = new Set(
    findings.map((text) => (JSON.parse(text) as { supersedes?: string }).supersedes),
  );
  return {
    tracks: await lastLooks(access, principal, span),
    events: await read('event', span.from),
    findings: findings.filter((text) => {
      const finding = readRecord<{ id: string; from: Instant; to: Instant }>(text);
      return !superseded.has(finding.id) && inPicture.finding(finding, span);
    }),
    cases: cases.filter((text) => inPicture.case(readRecord(text), span)),
  };
}

/** Of each track its last look by then, under the track's id: late ones are among them. */
async function lastLooks(
  access: Access,
  principal: Principal,
  { at }: PictureSpan,
): Promise<readonly string[]> {
  const last = new Map<string, { at: Instant; text: string }>();
  const question = { from: instant(at - TRACK_MS), to: instant(at + 1) };
  for (let after = 0; ; ) {
    const rows = await access.read(principal, 'observation', { ...question, after, limit: PAGE });
    for (const { parent, body, at: seen } of rows) {
      if (parent === undefined) continue;
      const known = last.get(parent);
      if (known !== undefined && known.at > seen) continue;
      last.set(parent, { at: seen, text: lookText(parent, body) });
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) break;
    after = end.seq;
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text);
}

function lookText(track: string, body: string): string {
  const seen = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const { id, observedAt, position, class: is, party, sensor, sigmaM, covariance, label } = seen;
  return recordText({
    ...{ id: track, at: observedAt, observation: id, position, class: is, party, sensor },
    ...{ sigmaM, covariance, label },
  });
}

const RELEASED = ['released-event', 'released-finding', 'released-case'] as const;

/** What had been released by then, each record as it was told last. */
async function releasedThen(
  { access }: PicturePorts,
  principal: Principal,
  span: PictureSpan,
): Promise<PictureRecords> {
  const texts = await textsOf(access, principal, 'release', instant(0), instant(span.at + 1));
  const releases = texts
    .map((text) => readRecord<Release>(text))
    .filter(({ releasedAt }) => releasedAt <= span.at);
  const records = mergeReleases(releases)?.records ?? [];
  return sorted(
    records.map((record) => ({ kind: record.kind, text: recordText(record) })),
    span,
  );
}

/** What is released now, of then. */
async function releasedNow(
  { access }: PicturePorts,
  principal: Principal,
  span: PictureSpan,
): Promise<PictureRecords> {
  const kinds = RELEASED.map(async (kind) =>
    (await textsOf(access, principal, kind)).map((text) => ({ kind, text })),
  );
  return sorted((await Promise.all(kinds)).flat(), span);
}

function sorted(
  records: readonly { readonly kind: string; readonly text: string }[],
  span: PictureSpan,
): PictureRecords {
  const of = <T>(wanted: string, belongs: (record: T) => boolean) =>
    records
      .filter(({ kind, text }) => kind === wanted && belongs(readRecord<object>(text) as T))
      .map(({ text }) => text);
  return {
    tracks: [],
    events: of<{ at: Instant }>('released-event', (one) => inPicture.event(one, span)),
    findings: of<{ from: Instant; to: Instant }>('released-finding', (one) =>
      inPicture.finding(one, span),
    ),
    cases: of<{ decidedAt: Instant; state: string }>(
      'released-case',
      ({ decidedAt, state }) => decidedAt <= span.at && state !== 'closed',
    ),
  };
}

async function textsOf(
  access: Access,
  principal: Principal,
  kind: RowKind,
  from?: Instant,
  to?: Instant,
): Promise<readonly string[]> {
  const texts: string[] = [];
  const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  for (let after = 0; ; ) {
    const rows = await access.read(principal, kind, { ...span, after, limit: PAGE });
    for (const { body } of rows) texts.push(body);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return texts;
    after = end.seq;
  }
}

/** The span of a picture so many hours long; at most a week. */
export const pictureSpan = (at: Instant, hours: number): PictureSpan => ({
  at,
  from: instant(at - Math.min(hours * 3_600_000, LONGEST_PICTURE_MS)),
});
