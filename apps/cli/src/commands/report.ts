import { readFileSync } from 'node:fs';
import { type Instant, instant } from '@greenline/base';
import {
  mustOpenMission,
  REPORT_FORMATS,
  REPORT_LANGUAGES,
  type ReportSubject,
  reportFor,
  reportFormat,
  reportFromData,
  reportWording,
} from '@greenline/node';
import { readPhrases, type Wording, wordingOf } from '@greenline/reports';
import type { Principal } from '@greenline/sharing';
import type { Command } from 'commander';
import { DATA } from '../defaults.ts';
import { Failure, inOneLine } from '../failure.ts';
import { readInstant } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { publish } from '../publish-replay.ts';
import { replaySource } from '../replay-source.ts';

interface Options {
  readonly mission: string;
  readonly from?: string;
  readonly data: string;
  readonly database?: string;
  readonly day?: string;
  readonly week?: string;
  readonly case?: string;
  readonly event?: string;
  readonly format: string;
  readonly language: string;
  readonly version?: string;
  readonly publish?: true;
  readonly at?: string;
  readonly for: string;
  readonly out: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('Writes the report of a day, a week or a case, for whoever it is for.')
    .requiredOption('--mission <dir>')
    .option('--from <dir>', 'folder that `greenline replay` wrote')
    .option('--data <dir>', 'a node’s data folder', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .option('--day <date>', 'local date on which the day ends, at the cut-off')
    .option('--week <week>', '2026-W11, Monday to Sunday, or the last of seven days')
    .option('--case <id>', 'a spot report on one case')
    .option('--event <id>', 'a spot report on one event and what hangs together with it')
    .option('--format <format>', REPORT_FORMATS.join(', '), 'html')
    .option('--language <language>', `${REPORT_LANGUAGES.join(', ')}, or a file of phrases`, 'en')
    .option('--version <number>', 'a version as it was published; default: as it stands now')
    .option('--publish', 'keeps it as the next version, in the folder of --from')
    .option('--at <time>', 'as it was then, or is published then; default: now')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .requiredOption('--out <file>')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const mission = mustOpenMission(options.mission);
  const principal = principalOf(options.for, mission.principals);
  const format = reportFormat(options.format);
  if (format === undefined) {
    throw new Failure(`--format ${options.format}: write one of ${REPORT_FORMATS.join(', ')}`);
  }
  const wording = wordingFor(options.language);
  const now = momentOf(options);
  const version = versionOf(options);
  const request = {
    subject: subjectOf(options),
    principal,
    now,
    ...(version !== undefined && { version }),
  };
  const report =
    options.from === undefined
      ? await reportFromData(mission, request, {
          data: options.data,
          ...(options.database !== undefined && { database: options.database }),
        })
      : await reportFor(replaySource(options.from, principal, now), mission, request);
  if (!report.ok) throw new Failure(report.error, 1);
  if (options.publish) await publish(report.value, options, principal, now);
  writeWhole(options.out, await format.render(report.value, wording));
}

function subjectOf({ day, week, case: of, event }: Options): ReportSubject {
  const asked: readonly ReportSubject[] = [
    ...(day === undefined ? [] : [{ day }]),
    ...(week === undefined ? [] : [{ week }]),
    ...(of === undefined ? [] : [{ case: of }]),
    ...(event === undefined ? [] : [{ event }]),
  ];
  const [subject] = asked;
  if (subject !== undefined && asked.length === 1) return subject;
  throw new Failure('name one of --day, --week, --case and --event');
}

function versionOf({ version, publish }: Options): number | undefined {
  if (version === undefined) return undefined;
  if (publish)
    throw new Failure('--version and --publish: a version that was published stays as it is');
  if (/^[1-9]\d{0,5}$/.test(version)) return Number(version);
  throw new Failure(`--version ${version}: a number; 1 is the first that was published`);
}

/** A past moment: a report that may not be had yet is not had by a clock that is put forward. */
function momentOf({ at }: Options): Instant {
  const now = instant(Date.now());
  if (at === undefined) return now;
  const moment = readInstant('--at', at);
  if (moment <= now) return moment;
  throw new Failure(`--at ${at}: is yet to come: leave it out`);
}

/** A language of the house, or one that somebody wrote a file of phrases for. */
function wordingFor(language: string): Wording {
  const known = reportWording(language);
  if (known !== undefined) return known;
  if (!language.endsWith('.json')) {
    throw new Failure(
      `--language ${language}: write one of ${REPORT_LANGUAGES.join(', ')}, or name a file of phrases (.json)`,
    );
  }
  const phrases = readPhrases(textOf(language));
  if (phrases.ok) return wordingOf(phrases.value);
  throw new Failure(inOneLine(phrases.error.map((error) => `${language}: ${error}`)));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Failure(`--language ${path}: no such file`);
  }
}

export function principalOf(id: string, known: ReadonlyMap<string, Principal>): Principal {
  const found = known.get(id);
  if (found !== undefined) return found;
  if (id === 'public') return { id, role: 'public', name: 'Public', may: [] };
  throw new Failure(`--for ${id}: principals are ${[...known.keys(), 'public'].join(', ')}`);
}
