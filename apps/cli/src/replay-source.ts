import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, parseInstant } from '@greenline/base';
import type { RecordSource } from '@greenline/node';
import type { RowKind } from '@greenline/pipeline';
import { audienceOf, type Principal } from '@greenline/sharing';
import { Failure } from './failure.ts';
import { linesOf } from './input-file.ts';

/** What was published, to whomever: a replay's own file, and an input of the next. */
export const PUBLICATIONS = 'publications.jsonl';

const FILES: Readonly<Partial<Record<RowKind, string>>> = {
  observation: 'observations.jsonl',
  period: 'periods.jsonl',
  track: 'tracks.jsonl',
  event: 'events.jsonl',
  finding: 'findings.jsonl',
  case: 'cases.jsonl',
  declaration: 'declarations.jsonl',
  desk: 'desk.jsonl',
  filing: 'filings.jsonl',
  restriction: 'restrictions.jsonl',
  interference: 'interference.jsonl',
  'safety-alert': 'safety-alerts.jsonl',
};

/** The records of a replay. Staff reads the exact ones; others what was released to them, when it was. */
export function replaySource(folder: string, principal: Principal, now: Instant): RecordSource {
  if (!existsSync(join(folder, 'summary.json'))) {
    throw new Failure(`--from ${folder}: holds no replay: run \`greenline replay\` first`);
  }
  const audience = audienceOf(principal);
  const all = (kind: RowKind): readonly string[] => {
    if (kind === 'report') return principal.role === 'staff' ? publishedIn(folder, 'staff') : [];
    const name = FILES[kind];
    if (principal.role === 'staff' && name !== undefined) {
      return [...linesOf(join(folder, name))].map(({ text }) => text);
    }
    if (kind === 'released-filing')
      return [...linesOf(join(folder, 'released-filings.jsonl'))].map(({ text }) => text);
    if (kind === 'released-report')
      return audience === undefined ? [] : publishedIn(folder, audience);
    return audience === undefined ? [] : releasedTexts(folder, kind, audience, now);
  };
  return {
    async looks() {
      return [...linesOf(join(folder, 'periods.jsonl'))].map(({ text }) => text);
    },
    async texts(kind) {
      return all(kind);
    },
    async text(kind, id) {
      const told = JSON.stringify(id);
      return all(kind).findLast(
        (text) => text.includes(told) && (JSON.parse(text) as { id?: string }).id === id,
      );
    },
  };
}

/** Nothing, where an earlier version of this program wrote the replay. */
function publishedIn(folder: string, reader: string): readonly string[] {
  const path = join(folder, PUBLICATIONS);
  if (!existsSync(path)) return [];
  return [...linesOf(path)]
    .map(({ text }) => text)
    .filter((text) => (JSON.parse(text) as { reader?: string }).reader === reader);
}

function releasedTexts(
  folder: string,
  kind: RowKind,
  audience: string,
  now: Instant,
): readonly string[] {
  const texts: string[] = [];
  for (const { text } of linesOf(join(folder, 'releases.jsonl'))) {
    const release = JSON.parse(text) as {
      audience: string;
      releasedAt: string;
      records: { kind: string }[];
    };
    const at = parseInstant(release.releasedAt);
    if (release.audience !== audience || at === undefined || at > now) continue;
    for (const record of release.records) {
      if (record.kind === kind) texts.push(JSON.stringify(record));
    }
  }
  return texts;
}
