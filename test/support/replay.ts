import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickly } from './quickly.ts';

/** A record as it lies in a file of a replay: fields of every kind, by name. */
export type Line = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly clause: string;
  readonly verdict: string;
  readonly party: string;
  readonly probability: number;
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly records: readonly Line[];
};

export interface Summary {
  readonly in: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly out: Readonly<Record<string, number>>;
}

/** What a replay wrote. */
export interface Replayed {
  readonly folder: string;
  readonly summary: Summary;
  lines(kind: string): readonly Line[];
  text(name: string): string;
}

/** Every file of a replay but `summary.json`, which says how long it took. */
export const FILES = [
  'observations.jsonl',
  'periods.jsonl',
  'tracks.jsonl',
  'events.jsonl',
  'findings.jsonl',
  'cases.jsonl',
  'desk.jsonl',
  'filings.jsonl',
  'released-filings.jsonl',
  'declarations.jsonl',
  'refusals.jsonl',
  'releases.jsonl',
  'hazard-warnings.jsonl',
  'publications.jsonl',
  'restrictions.jsonl',
  'interference.jsonl',
  'safety-alerts.jsonl',
  'suspensions.jsonl',
  'correlations.jsonl',
  'tasks.jsonl',
  'track-history.jsonl',
  'labels.jsonl',
];

/** Runs `greenline replay`, which must succeed. */
export async function replay(
  mission: string,
  inputs: readonly string[],
  out: string,
  ...more: readonly string[]
): Promise<Replayed> {
  const args = ['--mission', mission, '--input', ...inputs, '--out', out, ...more];
  const run = await quickly('replay', ...args);
  if (run.code !== 0) throw new Error(run.errors);
  return replayedIn(out);
}

export function replayedIn(folder: string): Replayed {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    folder,
    summary: JSON.parse(text('summary.json')) as Summary,
    text,
    lines: (kind) => linesIn(text(`${kind}.jsonl`)),
  };
}

export const linesIn = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** Writes one JSON value a line, and gives back the path. */
export function writeLines(folder: string, name: string, lines: readonly object[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

/** The example mission under an agreement of `agreements/`, whose parties it then has. */
export function missionUnder(folder: string, agreement: string, parties: [string, string]): string {
  const root = join(import.meta.dirname, '../..');
  const mission = join(folder, `mission-${agreement}`);
  cpSync(join(root, 'missions/forty-km'), mission, { recursive: true });
  cpSync(join(root, 'agreements', agreement, 'agreement.yaml'), join(mission, 'agreement.yaml'));
  for (const name of ['mission.yaml', 'policy/principals.yaml']) {
    const path = join(mission, name);
    const text = readFileSync(path, 'utf8')
      .replaceAll('{ id: A, name', `{ id: ${parties[0]}, name`)
      .replaceAll('{ id: B, name', `{ id: ${parties[1]}, name`)
      .replaceAll('[A, B', `[${parties.join(', ')}`)
      .replaceAll('member: A,', `member: ${parties[0]},`)
      .replaceAll('member: B,', `member: ${parties[1]},`);
    writeFileSync(path, text);
  }
  return mission;
}

export const refusedIn = ({ refused }: Summary): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);
