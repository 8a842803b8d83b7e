import { agreementFiles, checkAgreement, type PreparedAgreement } from '@greenline/agreement';
import {
  canonicalJson,
  type Digest,
  digestOfJson,
  fail,
  type Hasher,
  heightAboveEllipsoid,
  ok,
  type Result,
} from '@greenline/base';
import { type CasePractice, DEFAULT_PRACTICE } from '@greenline/cases';
import { FILING_CLOCKS, type FilingPractice } from '@greenline/filings';
import { type Position, type PreparedArea, polygonZone, prepareArea } from '@greenline/geo';
import type { ScanHabit, Sensor, SensorRegistry, SensorTasking } from '@greenline/observation';
import { type AlertPractice, DEFAULT_ALERT_PRACTICE } from '@greenline/safety';
import { type Principal, parsePrincipals } from '@greenline/sharing';
import { LineCounter, parseDocument } from 'yaml';
import { NODE, OPERATOR, SIMULATION } from './hands.ts';
import { linksOf } from './link.ts';
import { type MissionFile, missionSchema } from './mission-schema.ts';
import { withoutAbsent } from './without-absent.ts';

/** The files of a mission by their name in its folder. Written into the journal as they are. */
export type MissionFiles = Readonly<Record<string, string>>;

/** What is wrong with a mission's folder, where, and what to change. */
export interface MissionError {
  readonly file: string;
  /** 1-based; absent where the file itself is missing. */
  readonly line?: number;
  readonly field?: string;
  readonly text: string;
}

/** Where a report's counts are placed. */
export interface Region {
  readonly id: string;
  readonly name: string;
  readonly area: PreparedArea;
  readonly polygon: readonly (readonly [lon: number, lat: number])[];
}

/** A mission, checked and compiled. */
export interface Mission {
  readonly file: MissionFile;
  readonly agreement: PreparedAgreement;
  readonly sensors: SensorRegistry;
  readonly regions: readonly Region[];
  readonly practice: CasePractice;
  readonly filings: FilingPractice;
  readonly alerts: AlertPractice;
  /** Who may ask and act, by id. */
  readonly principals: ReadonlyMap<string, Principal>;
  readonly files: MissionFiles;
}

const PRINCIPALS = 'policy/principals.yaml';
const NOBODY = 'principals: []\n';

/** Reads `mission.yaml` and what it names. All errors at once, or the mission. */
export function readMission(
  files: MissionFiles,
  hasher: Hasher,
): Result<Mission, readonly MissionError[]> {
  const text = files['mission.yaml'];
  if (text === undefined) {
    return fail([
      { file: 'mission.yaml', text: 'no such file in the mission’s folder: every mission has one' },
    ]);
  }
  const file = readYaml('mission.yaml', text);
  if (!file.ok) return file;
  const terms = files[file.value.agreement];
  if (terms === undefined) {
    return fail([
      { file: file.value.agreement, text: 'mission.yaml names it, but it is not there' },
    ]);
  }
  const agreement = checkAgreement(terms, hasher, filesOf(file.value.agreement, terms, files));
  if (!agreement.ok) {
    return fail(agreement.error.map((error) => ({ file: file.value.agreement, ...error })));
  }
  const regions = regionsOf(file.value);
  if (!regions.ok) return regions;
  const principals = parsePrincipals(files[PRINCIPALS] ?? NOBODY, file.value.exercise, hasher);
  if (!principals.ok) {
    return fail(principals.error.map((error) => ({ file: PRINCIPALS, ...error })));
  }
  const hand = [NODE, OPERATOR, SIMULATION].find((name) => principals.value.has(name));
  if (hand !== undefined) {
    const text = `${hand} is the name of a hand of the node itself: choose another id`;
    return fail([{ file: PRINCIPALS, field: 'principals', text }]);
  }
  const errors = [
    ...contradictions(file.value, agreement.value),
    ...strangers(file.value, principals.value),
    ...unsignable(file.value),
  ];
  if (errors.length > 0) return fail(errors);
  return ok({
    file: file.value,
    agreement: agreement.value,
    sensors: new Map(file.value.sensors.map((sensor) => [sensor.id, sensorOf(sensor, file.value)])),
    regions: regions.value,
    practice: practiceOf(file.value),
    filings: filingsOf(file.value, agreement.value),
    alerts: { ...DEFAULT_ALERT_PRACTICE, ...file.value.safety },
    principals: principals.value,
    files,
  });
}

/** Only what the agreement names: its digest, and the ids of findings, hang on nothing else. */
function filesOf(path: string, terms: string, files: MissionFiles): ReadonlyMap<string, string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const named = agreementFiles(terms).map((name) => [name, files[folder + name]] as const);
  return new Map(named.filter((one): one is [string, string] => one[1] !== undefined));
}

/** A mission as one journal entry: its files, by name. */
export const missionText = (files: MissionFiles): string => canonicalJson(files);

export const missionDigest = (hasher: Hasher, files: MissionFiles): Digest =>
  digestOfJson(hasher, files);

function readYaml(file: string, text: string): Result<MissionFile, readonly MissionError[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return fail(
      document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        text: error.message.split('\n')[0] ?? 'not YAML',
      })),
    );
  }
  const read = missionSchema.safeParse(document.toJS());
  if (read.success) return ok(read.data);
  return fail(
    read.error.issues.map((issue) => {
      const node = document.getIn(issue.path as (string | number)[], true) as
        | { range?: [number, number, number] }
        | undefined;
      return {
        file,
        line: lines.linePos(node?.range?.[0] ?? 0).line,
        field: issue.path.join('.'),
        text: issue.message,
      };
    }),
  );
}

function contradictions(file: MissionFile, agreement: PreparedAgreement): readonly MissionError[] {
  const errors: MissionError[] = [];
  const say = (field: string, text: string) => errors.push({ file: 'mission.yaml', field, text });
  const parties = file.parties.map(({ id }) => id);
  for (const party of agreement.parties) {
    if (!parties.includes(party))
      say('parties', `the agreement's party ${party} is not among them`);
  }
  for (const name of file.disengagementAreas) {
    if (!agreement.zones.has(name))
      say(
        'disengagementAreas',
        `the agreement has no zone ${name}: it has ${[...agreement.zones.keys()].join(', ')}`,
      );
  }
  if (file.parties[0]?.hue === file.parties[1]?.hue) {
    say('parties', 'the two parties need two hues: blue and orange');
  }
  const known = new Set([
    'mission',
    'public',
    'commission',
    ...parties,
    ...file.nations.map(({ id }) => id),
  ]);
  for (const sensor of file.sensors) {
    if (!known.has(sensor.nation)) {
      say(`sensors.${sensor.id}.nation`, `${sensor.nation} is not among the nations`);
    }
    for (const reader of sensor.releasableTo) {
      if (!known.has(reader))
        say(`sensors.${sensor.id}.releasableTo`, `nobody is called ${reader}`);
    }
  }
  const sensors = new Set(file.sensors.map(({ id }) => id));
  for (const { id, relays } of file.sensors) {
    if (relays !== undefined && (relays === id || !sensors.has(relays)))
      say(`sensors.${id}.relays`, `${relays} is no other sensor of the register`);
  }
  for (const { id, position, tasking } of file.sensors) {
    if (tasking !== undefined && (tasking.position ?? tasking.passes ?? position) === undefined)
      say(`sensors.${id}.tasking`, 'write where it starts from, or passes');
  }
  for (const { id, fuses = [], scan } of file.sensors) {
    const stranger = fuses.find((name) => name === id || !sensors.has(name));
    if (stranger !== undefined)
      say(`sensors.${id}.fuses`, `${stranger} is no other sensor of the register`);
    if (fuses.length > 0 && scan !== undefined)
      say(`sensors.${id}.scan`, 'a tracker of its own reports tracks and does not scan');
  }
  const { acceptance, quorum } = practiceOf(file);
  for (const { rule, kinds } of acceptance) {
    const slow = kinds.find((kind) => (quorum[kind] ?? quorum.default).persons > 1);
    if (slow !== undefined)
      say(
        `verification.acceptance.${rule}.kinds`,
        `${slow} takes more than one person to decide: no rule may accept it`,
      );
  }
  for (const feed of linksOf(file)) {
    for (const name of [...feed.sensors, ...(feed.as === undefined ? [] : [feed.as])]) {
      if (!sensors.has(name)) say(`feeds.${feed.id}`, `no sensor is called ${name}`);
    }
  }
  for (const [field, ids] of [
    ['sensors', file.sensors.map(({ id }) => id)],
    ['feeds', linksOf(file).map(({ id }) => id)],
    ['regions', file.regions.map(({ id }) => id)],
    ['nations', file.nations.map(({ id }) => id)],
    ['verification.acceptance', file.verification.acceptance.map(({ rule }) => rule)],
  ] as const) {
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) say(field, `${twice} stands there twice`);
  }
  for (const clock of Object.keys(file.filings.clocksS)) {
    if (!FILING_CLOCKS.includes(clock))
      say(`filings.clocksS.${clock}`, `is no clock: known are ${FILING_CLOCKS.join(', ')}`);
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: file.timezone });
  } catch {
    say('timezone', `${file.timezone} is no time zone: write one as Europe/Kyiv`);
  }
  return errors;
}

/** Whom alerts call must be there to answer. */
function strangers(
  { safety }: MissionFile,
  principals: ReadonlyMap<string, Principal>,
): readonly MissionError[] {
  return (safety?.escalation ?? [])
    .filter((id) => principals.get(id)?.role !== 'staff')
    .map((id) => ({
      file: 'mission.yaml',
      field: 'safety.escalation',
      text: `${id} is nobody of mission staff in ${PRINCIPALS}: enter them there, or name somebody else`,
    }));
}

/** A link of signed envelopes is for devices that can sign. */
function unsignable(file: MissionFile): readonly MissionError[] {
  const errors: MissionError[] = [];
  const say = (field: string, text: string) => errors.push({ file: 'mission.yaml', field, text });
  const keyed = new Set(file.sensors.filter(isKeyed).map(({ id }) => id));
  for (const { id, signed, sensors, as } of file.feeds) {
    if (signed !== true) continue;
    const names = as === undefined ? sensors : [...sensors, as];
    if (names.length === 0) say(`feeds.${id}.sensors`, 'name the devices that sign on this link');
    for (const name of names.filter((one) => !keyed.has(one)))
      say(`feeds.${id}.sensors`, `${name} has no key to sign with: give it key or keyFile`);
  }
  return errors;
}

const isKeyed = ({ key, keyFile }: MissionFile['sensors'][number]): boolean =>
  key !== undefined || keyFile !== undefined;

function regionsOf(file: MissionFile): Result<readonly Region[], readonly MissionError[]> {
  const regions: Region[] = [];
  for (const { id, name, polygon } of file.regions) {
    const refuse = (text: string) =>
      fail([{ file: 'mission.yaml', field: `regions.${id}.polygon`, text }]);
    const outer = polygon.map(([lon, lat]) => ({ lon, lat }));
    const zone = polygonZone([{ outer }]);
    if (!zone.ok) return refuse(zone.error.text);
    const area = prepareArea(zone.value);
    if (!area.ok) return refuse(`no area: ${area.error.kind}`);
    regions.push({ id, name, area: area.value, polygon });
  }
  return ok(regions);
}

function placeOf({
  heightM,
  ...place
}: NonNullable<MissionFile['sensors'][number]['position']>): Position {
  return heightM === undefined ? place : { ...place, height: heightAboveEllipsoid(heightM) };
}

function sensorOf(sensor: MissionFile['sensors'][number], file: MissionFile): Sensor {
  const { sigmaM, bearingSigmaDeg, rangeSigmaShare, uncertaintyS, relays, ...known } = sensor;
  const { scan, fuses, tasking, ...told } = known;
  const { position, reportsEveryS, footprint, detectionProbability, capabilities, ...more } = told;
  const { key: _, keyFile: __, mostPerS: ___, mostBytesPerS: ____, ...rest } = more;
  return {
    ...rest,
    ...(isKeyed(sensor) && { keyed: true as const }),
    ...(position !== undefined && { position: placeOf(position) }),
    ...(reportsEveryS !== undefined && { reportsEveryS }),
    ...(footprint !== undefined && { footprint }),
    ...(detectionProbability !== undefined && { detectionProbability }),
    ...(capabilities !== undefined && { capabilities }),
    ...(sigmaM !== undefined && { sigmaM }),
    ...(bearingSigmaDeg !== undefined && { bearingSigmaDeg }),
    ...(rangeSigmaShare !== undefined && { rangeSigmaShare }),
    ...(uncertaintyS !== undefined && { uncertaintyS }),
    ...(relays !== undefined && { relays }),
    ...(scan !== undefined && { scan: scanOf(scan) }),
    ...(fuses !== undefined && { fuses }),
    ...(tasking !== undefined && { tasking: taskingOf(tasking, position) }),
    exercise: file.exercise,
  };
}

type ScanEntry = NonNullable<MissionFile['sensors'][number]['scan']>;

function scanOf(entry: ScanEntry): ScanHabit {
  const { rangeM, minRangeM, area, ...told } = entry;
  return {
    ...withoutAbsent(told),
    ...(rangeM !== undefined && { rangeM: [minRangeM, rangeM] as const }),
    ...(area !== undefined && { area: area.slice(0, -1).map(([lon, lat]) => ({ lon, lat })) }),
  };
}

type TaskingEntry = NonNullable<MissionFile['sensors'][number]['tasking']>;

function taskingOf(entry: TaskingEntry, stands: Position | undefined): SensorTasking {
  const { wants, reachM, speedMps, radiusM, passes, prepareS, deliverS } = entry;
  const position = entry.position ?? (passes === undefined ? stands : undefined);
  return {
    ...{ wants, prepareS, deliverS },
    ...(position !== undefined && { position }),
    ...(reachM !== undefined && { reachM }),
    ...(speedMps !== undefined && { speedMps }),
    ...(radiusM !== undefined && { radiusM }),
    ...(passes !== undefined && { passesS: passes.map(secondsOfDay).sort((a, b) => a - b) }),
  };
}

function secondsOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 3_600 + minutes * 60;
}

function filingsOf({ filings, guard }: MissionFile, agreement: PreparedAgreement): FilingPractice {
  const { delayMs, gridM } = agreement.guard;
  return {
    ...filings,
    delayH: Math.max(guard.delayH, delayMs / 3_600_000),
    cellM: Math.max(guard.cellM, gridM),
  };
}

function practiceOf(file: MissionFile): CasePractice {
  const { quorum, clocksS, watch, lookWithinS, acceptance } = file.verification;
  return {
    ...DEFAULT_PRACTICE,
    quorum: { ...DEFAULT_PRACTICE.quorum, ...quorum },
    clocksS: { ...DEFAULT_PRACTICE.clocksS, ...clocksS },
    ...(watch !== undefined && { watch }),
    ...(lookWithinS !== undefined && { lookWithinS }),
    acceptance,
  };
}
