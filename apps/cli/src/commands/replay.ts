import { type FindingKey, inOrder } from '@greenline/agreement';
import { concat, digestOf, instant, utf8 } from '@greenline/base';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import { describeMissionError, openMission } from '@greenline/node';
import { missionText, type Row, type RowKind, Walk } from '@greenline/pipeline';
import type { Command } from 'commander';
import { Failure, inOneLine } from '../failure.ts';
import { readInstant } from '../input-file.ts';
import { OutputFolder } from '../output-file.ts';
import { progress } from '../progress.ts';
import { type Recording, readRecording } from '../recording.ts';
import { PUBLICATIONS } from '../replay-source.ts';

interface Options {
  readonly mission: string;
  readonly input: readonly string[];
  readonly out: string;
  readonly until?: string;
}

/** Records written as they are made; of the others, what a later one replaces is left out. */
const AS_MADE: Readonly<Partial<Record<RowKind, string>>> = {
  observation: 'observations.jsonl',
  track: 'tracks.jsonl',
  'track-history': 'track-history.jsonl',
  correlation: 'correlations.jsonl',
  period: 'periods.jsonl',
  refusal: 'refusals.jsonl',
  declaration: 'declarations.jsonl',
  release: 'releases.jsonl',
  'hazard-warning': 'hazard-warnings.jsonl',
  report: PUBLICATIONS,
  'released-report': PUBLICATIONS,
  restriction: 'restrictions.jsonl',
};
const LATEST: Readonly<Partial<Record<RowKind, string>>> = {
  event: 'events.jsonl',
  finding: 'findings.jsonl',
  case: 'cases.jsonl',
  desk: 'desk.jsonl',
  filing: 'filings.jsonl',
  'released-filing': 'released-filings.jsonl',
  interference: 'interference.jsonl',
  'safety-alert': 'safety-alerts.jsonl',
  suspension: 'suspensions.jsonl',
  task: 'tasks.jsonl',
};

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('Runs the whole walk on recorded input.')
    .requiredOption('--mission <dir>')
    .requiredOption(
      '--input <[format:]file...>',
      'recordings, officers’ steps, filings, facts or a journal',
    )
    .requiredOption('--out <dir>')
    .option('--until <time>', 'exclusive; default: the last input and the longest dwell')
    .action(async (options: Options) => {
      const started = performance.now();
      const summary = await replay(options);
      const seconds = Math.round(performance.now() - started) / 1000;
      process.stderr.write(`greenline: ${summary} in ${seconds} s\n`);
    });
}

async function replay(options: Options): Promise<string> {
  const started = performance.now();
  const opened = openMission(options.mission, nodeHasher);
  if (!opened.ok) {
    const lines = opened.error.map((error) => describeMissionError(options.mission, error));
    throw new Failure(inOneLine(lines));
  }
  const mission = opened.value;
  const until = options.until === undefined ? undefined : readInstant('--until', options.until);
  const recording = await readRecording(options.input);
  const inputs =
    until === undefined
      ? recording.inputs
      : recording.inputs.filter(({ receivedAt }) => receivedAt < until);
  const files = utf8(missionText(mission.files));
  const saltKey = saltKeyOf(files, recording);
  const ports = {
    hasher: nodeHasher,
    feeds,
    saltKey,
    releaseKey: nodeHasher.sha256(files),
    verify: verifyEd25519Now,
  };
  const walk = new Walk(ports, mission);
  const out = new ReplayOutput(options.out);
  const tell = progress('replay');
  try {
    for (const [index, { argument: _, order: __, ...input }] of inputs.entries()) {
      walk.fold({ ...input, seq: index + 1, lane: 'normal' });
      if (index % 4096 === 0) out.take(walk.take().rows);
      tell(() => `${index + 1} of ${inputs.length} inputs`);
    }
    const last = inputs.at(-1)?.receivedAt ?? 0;
    const end = until ?? instant(last + mission.agreement.longestDwellMs);
    walk.finish(end);
    walk.release(instant(end + mission.file.guard.delayH * 3_600_000 + 7_200_000));
    out.take(walk.take().rows);
    for (const [id, label] of walk.labels.entries()) out.label(id, label);
    const refused = new Map([...recording.refused, ...walk.state.refused]);
    for (const [kind, count] of recording.refused) {
      refused.set(kind, count + (walk.state.refused.get(kind) ?? 0));
    }
    const messages = inputs.filter(({ type }) => type !== 'tick').length;
    const before = [...recording.refused.values()].reduce((sum, count) => sum + count, 0);
    out.finish({
      in: messages + before,
      accepted: walk.state.accepted,
      refused: Object.fromEntries([...refused].sort(([a], [b]) => (a < b ? -1 : 1))),
      seconds: (performance.now() - started) / 1000,
    });
    return `${messages + before} in, ${walk.state.accepted} accepted`;
  } catch (cause) {
    out.drop();
    throw cause;
  }
}

/**
 * Salts of a replay: the same for the same inputs, and known to nobody who lacks them. Ids of releases
 * are never made with it: they leave, and by them a recording could be guessed, place by place.
 */
function saltKeyOf(mission: Uint8Array, recording: Recording): Uint8Array {
  let digest = nodeHasher.sha256(mission);
  for (const { bytes } of recording.inputs) {
    digest = nodeHasher.sha256(concat(digest, utf8(digestOf(nodeHasher, bytes))));
  }
  return digest;
}

/** The files of a replay, all or none. */
class ReplayOutput {
  readonly #folder: OutputFolder;
  readonly #latest = new Map<RowKind, Map<string, string>>();
  readonly #findings = new Map<string, { key: FindingKey; body: string }>();

  constructor(folder: string) {
    this.#folder = new OutputFolder(folder);
    for (const name of [...Object.values(AS_MADE), ...Object.values(LATEST), 'labels.jsonl']) {
      this.#folder.file(name);
    }
  }

  take(rows: readonly Row[]): void {
    for (const row of rows) {
      const name = AS_MADE[row.kind];
      if (name !== undefined) this.#folder.file(name).line(row.body);
      else if (row.kind === 'finding') this.#finding(row);
      else if (LATEST[row.kind] !== undefined) this.#keep(row);
    }
  }

  label(id: string, label: object): void {
    this.#folder.file('labels.jsonl').line(JSON.stringify({ id, label }));
  }

  finish(summary: {
    in: number;
    accepted: number;
    refused: Readonly<Record<string, number>>;
    seconds: number;
  }): void {
    for (const [kind, rows] of this.#latest) {
      const file = this.#folder.file(LATEST[kind] ?? `${kind}.jsonl`);
      for (const body of rows.values()) file.line(body);
    }
    const findings = [...this.#findings.values()].sort((a, b) => inOrder(a.key, b.key));
    for (const { body } of findings) this.#folder.file('findings.jsonl').line(body);
    const files = [...Object.values(AS_MADE), ...Object.values(LATEST), 'labels.jsonl'];
    const { seconds, ...counts } = summary;
    const text = JSON.stringify({
      ...counts,
      out: Object.fromEntries(
        [...new Set(files)].sort().map((name) => [name, this.#folder.file(name).lines]),
      ),
      measured: {
        seconds: Math.round(seconds * 1000) / 1000,
        peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      },
    });
    this.#folder.file('summary.json').line(text);
    this.#folder.keep();
  }

  drop(): void {
    this.#folder.drop();
  }

  #keep({ kind, id, body }: Row): void {
    const rows = this.#latest.get(kind) ?? new Map<string, string>();
    rows.set(id, body);
    this.#latest.set(kind, rows);
  }

  /** In the order of `judge`; a row that a later one replaces while it grows is left out. */
  #finding({ id, body }: Row): void {
    const { from, clause, subject, reading, nature, supersedes } = JSON.parse(body);
    if (supersedes !== undefined) this.#findings.delete(supersedes);
    const key = { from: instant(Date.parse(from)), clause, subject, reading, nature };
    this.#findings.set(id, { key: { ...key, id: id as FindingKey['id'] }, body });
  }
}
