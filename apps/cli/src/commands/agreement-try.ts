import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  agreementFiles,
  compareFindings,
  countBy,
  type Finding,
  partyOf,
  type TrialDifference,
  type TrialSpan,
  trialWords,
} from '@greenline/agreement';
import { fromUtf8, instant, utf8 } from '@greenline/base';
import type { Case } from '@greenline/cases';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import { describeMissionError, folderOf, mustOpenMission } from '@greenline/node';
import {
  type Mission,
  type MissionFiles,
  missionText,
  readMission,
  readRecord,
  recordText,
  Walk,
} from '@greenline/pipeline';
import { type Command, Option } from 'commander';
import { openAgreement } from '../agreement-file.ts';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure, inOneLine } from '../failure.ts';
import { readInstant, readText } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { type RecordedInput, readRecording } from '../recording.ts';

interface Options {
  readonly mission: string;
  readonly data: string;
  readonly input?: readonly string[];
  readonly agreement: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: 'text' | 'json';
  readonly out?: string;
}

export function addTry(agreement: Command): void {
  agreement
    .command('try')
    .description('Judges stored history anew by another agreement, and says what would differ.')
    .requiredOption('--agreement <file>', 'the new version')
    .option('--mission <dir>', 'mission whose history it is', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the mission’s node keeps its data', DATA)
    .option('--input <[format:]file...>', 'inputs of a replay, in the stead of a node’s journal')
    .option('--from <time>', 'findings that end before are left out')
    .option('--to <time>', 'findings that begin then or later are left out')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .option('--out <file>', 'file to write; default: standard output')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const span: TrialSpan = {
    ...(options.from !== undefined && { from: readInstant('--from', options.from) }),
    ...(options.to !== undefined && { to: readInstant('--to', options.to) }),
  };
  const mission = mustOpenMission(options.mission);
  openAgreement(options.agreement);
  const under = (files: MissionFiles) => withAgreement(files, options.agreement);
  const tried = missionOf(under(mission.files), options.agreement);
  const journal = join(options.data, folderOf(mission), 'journal');
  const { inputs } = await readRecording(options.input ?? [`journal:${journal}`], {
    missions: true,
  });
  const old = walked(mission, inputs, (files) => files);
  const now = walked(tried, inputs, under);
  const differences = compareFindings(old.findings, now.findings, span);
  const affected = casesAffected(old.cases, differences);
  const head = {
    old: { ...versionOf(mission), findings: old.findings.length },
    new: { ...versionOf(tried), findings: now.findings.length },
    inputs: inputs.length,
    byClause: countBy(differences, ({ clause }) => clause),
    byParty: countBy(differences, partyOf),
    cases: affected,
  };
  const text =
    options.format === 'json'
      ? `${recordText({ ...head, ...span, differences })}\n`
      : wordsOf(head, differences);
  if (options.out === undefined) process.stdout.write(text);
  else writeWhole(options.out, text);
  // As a comparison answers: 0 where nothing would differ.
  if (differences.length > 0) process.exitCode = 1;
}

/** The mission’s files with another agreement, and its geometry, in the place of their own. */
function withAgreement(files: MissionFiles, path: string): MissionFiles {
  const place = /^agreement:\s*['"]?([^\s'"#]+)/m.exec(files['mission.yaml'] ?? '')?.[1];
  const name = place !== undefined && files[place] !== undefined ? place : 'agreement.yaml';
  const text = readText(path);
  const beside = agreementFiles(text)
    .filter((file) => existsSync(join(dirname(path), file)))
    .map((file) => [join(dirname(name), file), readText(join(dirname(path), file))]);
  return { ...files, ...Object.fromEntries(beside), [name]: text };
}

function missionOf(files: MissionFiles, path: string): Mission {
  const mission = readMission(files, nodeHasher);
  if (mission.ok) return mission.value;
  const lines = mission.error.map((error) => describeMissionError(basename(path), error));
  throw new Failure(`--agreement ${path}: does not fit the mission: ${inOneLine(lines)}`);
}

interface Walked {
  readonly findings: readonly Finding[];
  readonly cases: readonly Case[];
}

/** Nothing is written: salts and ids of releases matter to nobody here, and are nobody’s secret. */
const NO_SECRET = new Uint8Array(32);

/** The whole walk over recorded inputs, under the mission’s files as `alter` makes them. */
function walked(
  mission: Mission,
  inputs: readonly RecordedInput[],
  alter: (files: MissionFiles) => MissionFiles,
): Walked {
  const entered = inputs.some(({ type }) => type === 'mission');
  const walk = new Walk(
    {
      hasher: nodeHasher,
      feeds,
      saltKey: NO_SECRET,
      releaseKey: NO_SECRET,
      verify: verifyEd25519Now,
    },
    entered ? undefined : mission,
  );
  const findings = new Map<string, Finding>();
  const cases = new Map<string, Case>();
  const drain = () => {
    for (const { kind, id, body } of walk.take().rows) {
      if (kind === 'case') cases.set(id, readRecord<Case>(body));
      if (kind !== 'finding') continue;
      const finding = readRecord<Finding>(body);
      if (finding.supersedes !== undefined) findings.delete(finding.supersedes);
      findings.set(id, finding);
    }
  };
  for (const [index, { argument: _, order: __, ...input }] of inputs.entries()) {
    const bytes = input.type === 'mission' ? missionBytes(input.bytes, alter) : input.bytes;
    walk.fold({ ...input, bytes, seq: index + 1, lane: 'normal' });
    if (index % 4096 === 0) drain();
  }
  walk.finish(instant(inputs.at(-1)?.receivedAt ?? 0));
  drain();
  return { findings: [...findings.values()], cases: [...cases.values()] };
}

const missionBytes = (bytes: Uint8Array, alter: (files: MissionFiles) => MissionFiles) =>
  utf8(missionText(alter(JSON.parse(fromUtf8(bytes) ?? '') as MissionFiles)));

const versionOf = ({ agreement: { id, version, digest } }: Mission) => ({
  agreement: id,
  version,
  digest,
});

interface AffectedCase {
  readonly id: string;
  readonly clause: string;
  readonly party: string;
  readonly state: string;
  readonly decision?: string;
  /** Of its findings, those that the new version would not make as they are. */
  readonly findings: readonly string[];
}

function casesAffected(
  cases: readonly Case[],
  differences: readonly TrialDifference[],
): readonly AffectedCase[] {
  const changed = new Set(differences.flatMap(({ old }) => (old === undefined ? [] : [old.id])));
  return cases
    .map(({ id, clause, party, state, decision, findings }) => ({
      id,
      clause,
      party,
      state,
      ...(decision !== undefined && { decision }),
      findings: findings.filter((finding) => changed.has(finding)),
    }))
    .filter(({ findings }) => findings.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Head = Readonly<Record<'old' | 'new', ReturnType<typeof versionOf> & { findings: number }>> & {
  readonly inputs: number;
  readonly byClause: ReturnType<typeof countBy>;
  readonly byParty: ReturnType<typeof countBy>;
  readonly cases: readonly AffectedCase[];
};

function wordsOf(head: Head, differences: readonly TrialDifference[]): string {
  const version = ({ agreement, version: of, findings }: Head['old']) =>
    `${agreement} version ${of}, ${findings} findings`;
  const counts = (word: string, by: Head['byClause']) =>
    Object.entries(by).map(
      ([name, { onlyOld, onlyNew, changed }]) =>
        `${word} ${name}: ${onlyOld} only in the old, ${onlyNew} only in the new, ${changed} changed`,
    );
  const cases = head.cases.map(
    ({ id, clause, party, state, findings }) =>
      `case ${id} (clause ${clause}, ${party}, ${state}) rests on ${findings.length} that would differ`,
  );
  const lines = [
    `old: ${version(head.old)}`,
    `new: ${version(head.new)}`,
    differences.length === 0 ? 'nothing would differ' : `${differences.length} would differ`,
    ...counts('clause', head.byClause),
    ...counts('party', head.byParty),
    ...cases,
    ...differences.map(trialWords),
  ];
  return `${lines.join('\n')}\n`;
}
