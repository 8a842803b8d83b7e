import type { Json, JsonObject } from '@greenline/base';
import type { Case } from '@greenline/cases';
import type { Observation } from '@greenline/observation';
import { type Row, type RowKind, readRecord } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { Event, Track } from '@greenline/tracking';
import type { Access, Question } from '../access.ts';

/** What a case rests on, as far as one reader may take it out; lines of JSON by file. */
export interface CaseRecords {
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Digests of the raw messages that its observations came from. */
  readonly sources: ReadonlySet<string>;
  /** Records that the reader may read here and not take out. */
  readonly withheld: number;
}

/** Everything that staff has of a case; `undefined` where there is no such case. */
export async function exactCase(
  access: Access,
  principal: Principal,
  id: string,
): Promise<CaseRecords | undefined> {
  let withheld = 0;
  const take = async (kind: RowKind, question: Omit<Question, 'after' | 'limit'>) => {
    const taken = await access.readToExport(principal, kind, question);
    withheld += taken.withheld;
    return taken.rows;
  };
  const each = async (kind: RowKind, ids: readonly string[]) =>
    (await Promise.all(ids.map((one) => take(kind, { id: one })))).flat();
  const [row] = await take('case', { id });
  if (row === undefined) return undefined;
  const known = readRecord<Case>(row.body);
  const findings = await take('finding', { parent: id });
  const tracks = await each('track', known.subject);
  const events = await each('event', known.subject);
  const looks = (
    await Promise.all(
      [...known.subject, ...joined(tracks)].map((parent) => take('observation', { parent })),
    )
  ).flat();
  const reports = events.flatMap(({ body }) => (JSON.parse(body) as Event).reports);
  const observations = byId([...looks, ...(await each('observation', reports))]);
  const seen = observations.map(({ body }) => JSON.parse(body) as Observation);
  return {
    files: new Map([
      ['case.json', [row.body]],
      ['findings.jsonl', bodies(findings)],
      ['tracks.jsonl', bodies(tracks)],
      ['events.jsonl', bodies(events)],
      ['observations.jsonl', bodies(observations)],
      ['decisions.jsonl', decisionsOf(row.body)],
      ['media.jsonl', seen.flatMap(mediaOf)],
    ]),
    sources: new Set(seen.map(({ source }) => source)),
    withheld,
  };
}

/** Ids under which what is one track now was followed before. */
const joined = (tracks: readonly Row[]): readonly string[] => [
  ...new Set(tracks.flatMap(({ body }) => (JSON.parse(body) as Track).joins ?? [])),
];

/** What has been told of a case to those who are not staff; `undefined` where nothing has. */
export async function releasedCase(
  access: Access,
  principal: Principal,
  id: string,
): Promise<CaseRecords | undefined> {
  const take = async (kind: RowKind, question: Omit<Question, 'after' | 'limit'> = {}) =>
    (await access.readToExport(principal, kind, question)).rows;
  const [row] = await take('released-case', { id });
  if (row === undefined) return undefined;
  const told = JSON.parse(row.body) as Told;
  const findings = (await take('released-finding')).filter(({ body }) =>
    alike(told, JSON.parse(body) as Told),
  );
  const ids = new Set([id, ...findings.map((one) => one.id)]);
  const releases = (await take('release')).filter(({ body }) =>
    (JSON.parse(body) as { records: readonly { id: string }[] }).records.some((one) =>
      ids.has(one.id),
    ),
  );
  return {
    files: new Map([
      ['case.json', [row.body]],
      ['findings.jsonl', bodies(findings)],
      ['releases.jsonl', bodies(releases)],
    ]),
    sources: new Set(),
    withheld: 0,
  };
}

interface Told {
  readonly clause: string;
  readonly party: string;
  readonly cell?: { readonly id: string };
}

/** Of one clause, one party and, where it was told, one cell: nearer than that nobody outside is told. */
const alike = (told: Told, finding: Told): boolean =>
  finding.clause === told.clause &&
  finding.party === told.party &&
  (told.cell === undefined || finding.cell?.id === told.cell.id);

const bodies = (rows: readonly Row[]): readonly string[] => rows.map(({ body }) => body);

const byId = (rows: readonly Row[]): readonly Row[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => a.seq - b.seq);

/** Steps that people took, and that rules took, as the case’s own text has them. */
function decisionsOf(body: string): readonly string[] {
  const { history } = JSON.parse(body) as { history: readonly JsonObject[] };
  return history.filter(({ entry }) => entry !== 'finding').map((entry) => JSON.stringify(entry));
}

/** Pictures and films that an observation names: names and digests, wherever their bytes lie. */
function mediaOf({ id, attributes }: Observation): readonly string[] {
  const media: Json | undefined = attributes?.media;
  if (!Array.isArray(media)) return [];
  return media.map((one: Json) => JSON.stringify({ media: one, observation: id }));
}
