import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, instant, parseInstant } from '@greenline/base';
import { mustOpenMission, type RecordSource, reportFor, reportFromData } from '@greenline/node';
import type { RowKind } from '@greenline/pipeline';
import { renderCsv, renderHtml, renderJson } from '@greenline/reports';
import { audienceOf, type Principal } from '@greenline/sharing';
import type { Command } from 'commander';
import { DATA } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { linesOf } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly mission: string;
  readonly from?: string;
  readonly data: string;
  readonly database?: string;
  readonly day: string;
  readonly format: string;
  readonly for: string;
  readonly out: string;
}

const RENDER = { html: renderHtml, json: renderJson, csv: renderCsv };

export function addReport(program: Command): void {
  program
    .command('report')
    .description('Writes the report of a day, for whoever it is for.')
    .requiredOption('--mission <dir>')
    .option('--from <dir>', 'folder that `greenline replay` wrote')
    .option('--data <dir>', 'a node’s data folder', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .requiredOption('--day <date>', 'local date on which the day ends, at the cut-off')
    .option('--format <format>', 'html, json or csv', 'html')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .requiredOption('--out <file>')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const mission = mustOpenMission(options.mission);
  const principal = principalOf(options.for, mission.principals);
  if (!(options.format in RENDER)) {
    throw new Failure(`--format ${options.format}: this version writes html, json and csv`);
  }
  const render = RENDER[options.format as keyof typeof RENDER];
  const request = { day: options.day, principal, now: instant(Date.now()) };
  const report =
    options.from === undefined
      ? await reportFromData(mission, request, {
          data: options.data,
          ...(options.database !== undefined && { database: options.database }),
        })
      : await reportFor(replaySource(options.from, principal, request.now), mission, request);
  if (!report.ok) throw new Failure(report.error, 1);
  writeWhole(options.out, render(report.value));
}

function principalOf(id: string, known: ReadonlyMap<string, Principal>): Principal {
  const found = known.get(id);
  if (found !== undefined) return found;
  if (id === 'public') return { id, role: 'public', name: 'Public', may: [] };
  throw new Failure(`--for ${id}: principals are ${[...known.keys(), 'public'].join(', ')}`);
}

const FILES: Readonly<Partial<Record<RowKind, string>>> = {
  observation: 'observations.jsonl',
  period: 'periods.jsonl',
  track: 'tracks.jsonl',
  event: 'events.jsonl',
  finding: 'findings.jsonl',
  case: 'cases.jsonl',
};

/** The records of a replay. Staff reads the exact ones; others what was released to them, when it was. */
function replaySource(folder: string, principal: Principal, now: Instant): RecordSource {
  if (!existsSync(join(folder, 'summary.json'))) {
    throw new Failure(`--from ${folder}: holds no replay: run \`greenline replay\` first`);
  }
  const audience = audienceOf(principal);
  return {
    async looks() {
      return [...linesOf(join(folder, 'periods.jsonl'))].map(({ text }) => text);
    },
    async texts(kind) {
      const name = FILES[kind];
      if (principal.role === 'staff' && name !== undefined) {
        return [...linesOf(join(folder, name))].map(({ text }) => text);
      }
      return audience === undefined ? [] : releasedTexts(folder, kind, audience, now);
    },
  };
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
