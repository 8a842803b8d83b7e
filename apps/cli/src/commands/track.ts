import {
  ObjectTracker,
  parseScan,
  parseSector,
  type RegisteredSensor,
  type Scan,
  ScanDoor,
  type Sector,
} from '@greenline/tracking/following';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { linesOf, readJson } from '../input-file.ts';
import { OutputFile, writeWhole } from '../output-file.ts';
import { progress } from '../progress.ts';
import { TrackLine } from '../track-line.ts';

interface Options {
  readonly scans: string;
  readonly meta: string;
  readonly out: string;
  readonly stats?: string;
}

export function addTrack(program: Command): void {
  program
    .command('track')
    .description(
      'Follows objects through the scans of many sensors; each second uses what had arrived.',
    )
    .requiredOption('--scans <file>', 'one JSON line a scan, in order of arrival; may be gzipped')
    .requiredOption('--meta <file>', 'the sector: its box and its sensors')
    .requiredOption('--out <file>', 'one JSON line a track and second')
    .option('--stats <file>', 'what was read and what it cost')
    .action(track);
}

function track({ scans, meta, out, stats }: Options): void {
  const sector = sectorOf(meta);
  const tracker = new ObjectTracker(sector.box);
  const file = new OutputFile(out);
  const count = {
    scans: 0,
    detections: 0,
    shed: {} as Record<string, number>,
    first: new Map<string, number>(),
  };
  try {
    follow(scans, sector, tracker, file, count);
  } catch (cause) {
    file.drop();
    throw cause;
  }
  file.keep();
  for (const [reason, many] of Object.entries(count.shed))
    process.stderr.write(
      `greenline: ${scans}: ${many} scans shed, the first on line ${count.first.get(reason)}: ${reason}\n`,
    );
  if (stats === undefined) return;
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  const { detections, shed } = count;
  const detectionsPerCpuSecond = Math.round(detections / cpuSeconds);
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const cost = { cpuSeconds, detectionsPerCpuSecond, peakRssMiB };
  const registration = tracker.registration.map(misstated);
  const whole = { detections, ...cost, scans: count.scans, shed, registration };
  writeWhole(stats, `${JSON.stringify(whole)}\n`);
}

/** What a sensor was found to misstate, in rounded numbers. */
const misstated = ({ sensor, dx, dy, turn, lag }: RegisteredSensor) => ({
  sensor,
  eastM: Number(dx.toFixed(1)),
  northM: Number(dy.toFixed(1)),
  turnDeg: Number(((turn * 180) / Math.PI).toFixed(3)),
  clockS: Number(lag.toFixed(3)),
});

interface Count {
  scans: number;
  detections: number;
  readonly shed: Record<string, number>;
  /** For each reason, the line of the first scan that was shed for it. */
  readonly first: Map<string, number>;
}

function follow(
  path: string,
  sector: Sector,
  tracker: ObjectTracker,
  file: OutputFile,
  count: Count,
): void {
  const row = new TrackLine(file);
  const tell = progress('track');
  let second = 0;
  let last = 0;
  const until = (t: number) => {
    for (; second <= t; second++) {
      tracker.advance(second);
      for (let i = 0; i < tracker.size; i++) {
        const estimate = tracker.estimate(i, second);
        if (estimate !== undefined) row.write(second, tracker.followed.idOf(i), estimate);
      }
    }
  };
  for (const scan of scansOf(path, sector, count)) {
    // What arrived at the whole second itself still counts for it.
    until(Math.min(Math.ceil(scan.ta) - 1, sector.duration ?? Number.POSITIVE_INFINITY));
    last = Math.max(last, scan.ta);
    count.scans += 1;
    count.detections += scan.detections.length;
    tracker.take(scan);
    tell(() => `${count.scans} scans, up to second ${second}`);
  }
  if (count.scans === 0) throw new Failure(`${path}: holds no scan that can be used: see --help`);
  until(sector.duration ?? Math.floor(last));
  row.end();
}

function* scansOf(path: string, sector: Sector, { shed, first }: Count): Generator<Scan> {
  const door = new ScanDoor(sector);
  let at = 0;
  const refuse = (reason: string) => {
    shed[reason] = (shed[reason] ?? 0) + 1;
    if (!first.has(reason)) first.set(reason, at);
  };
  for (const { text, line } of linesOf(path)) {
    at = line;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      refuse('no JSON');
      continue;
    }
    const scan = parseScan(json);
    if (!scan.ok) {
      refuse(placed('', scan.error.field, scan.error.text).replace(/^: /, ''));
      continue;
    }
    const reason = door.refuse(scan.value);
    if (reason === undefined) yield scan.value;
    else refuse(reason);
  }
}

function sectorOf(path: string): Sector {
  const json = readJson(path, 'write one object, the sector');
  const sector = parseSector(json);
  if (!sector.ok) throw new Failure(placed(path, sector.error.field, sector.error.text));
  return sector.value;
}
