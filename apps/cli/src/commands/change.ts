import { digestOf, formatInstant } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import {
  changeFeatures,
  commonWindow,
  encoders,
  openScene,
  type Scene,
  type Window,
} from '@greenline/feeds';
import { type ChangeMap, changedAreas, opticalChange, sarChange } from '@greenline/imagery';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { readBytes, readInstant } from '../input-file.ts';
import { OutputFile } from '../output-file.ts';

interface ChangeOptions {
  readonly out: string;
  readonly method: string;
  readonly looks: string;
  readonly falseAlarm: string;
  readonly reach: string;
  readonly leastPixels: string;
  readonly band: string;
  readonly window?: string;
  readonly at?: string;
  readonly sensor: string;
  readonly decibels?: true;
}

export function addChange(program: Command): void {
  program
    .command('change <before> <after>')
    .description(
      'Finds what changed between two co-registered GeoTIFF scenes, with a stated false-alarm rate; writes GeoJSON that `geojson` reads.',
    )
    .requiredOption('--out <file>', 'features, one an area')
    .option(
      '--method <sar|optical>',
      'SAR intensity by log ratio, or an optical band by normalised difference',
      'sar',
    )
    .option('--looks <n>', 'SAR: equivalent number of looks of a pixel', '1')
    .option('--decibels', 'SAR: the scenes are in decibels, not linear intensity')
    .option('--false-alarm <rate>', 'probability that an unchanged pixel is called changed', '1e-4')
    .option('--reach <pixels>', 'SAR: pixels around each that are averaged for its test', '0')
    .option('--least-pixels <n>', 'areas of fewer pixels are left out', '4')
    .option('--band <n>', 'counted from 1', '1')
    .option(
      '--window <left,top,width,height>',
      'pixels of the first scene; default: what both share',
    )
    .option('--at <time>', 'when the second scene was taken; default: what its file says')
    .option(
      '--sensor <id>',
      'whose scenes they are, as the sensor registry knows it',
      'scene-comparison',
    )
    .action(change);
}

async function change(
  beforePath: string,
  afterPath: string,
  options: ChangeOptions,
): Promise<void> {
  const numberOf = (option: string, text: string, least: number, most: number): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most))
      throw new Failure(`${option} ${text}: give a number from ${least} to ${most}`);
    return value;
  };
  if (options.method !== 'sar' && options.method !== 'optical')
    throw new Failure(`--method ${options.method}: is sar or optical`);
  const falseAlarmRate = numberOf('--false-alarm', options.falseAlarm, 1e-12, 0.5);
  const looks = numberOf('--looks', options.looks, 0.5, 10_000);
  const testReach = Math.trunc(numberOf('--reach', options.reach, 0, 50));
  const leastPixels = Math.trunc(numberOf('--least-pixels', options.leastPixels, 1, 1e9));
  const band = Math.trunc(numberOf('--band', options.band, 1, 1000)) - 1;
  const [before, after] = [await opened(beforePath), await opened(afterPath)];
  try {
    const at = options.at === undefined ? after.takenAt : readInstant('--at', options.at);
    if (at === undefined)
      throw new Failure(`${afterPath}: does not say when it was taken: give --at TIME`);
    const shared = commonWindow(before.grid, after.grid, windowOf(options.window));
    if (!shared.ok) throw new Failure(`${beforePath}, ${afterPath}: ${shared.error}`);
    const read = async (scene: Scene, path: string, window: Window) => {
      const raster = await scene.read(band, window);
      if (!raster.ok) throw new Failure(`${path}: ${raster.error}`);
      if (options.decibels !== true) return raster.value;
      return {
        ...raster.value,
        values: raster.value.values.map((decibels) => 10 ** (decibels / 10)),
      };
    };
    const first = await read(before, beforePath, shared.value.before);
    const second = await read(after, afterPath, shared.value.after);
    const map: ChangeMap =
      options.method === 'sar'
        ? sarChange(first, second, { looks, falseAlarmRate, testReach })
        : opticalChange(first, second, { falseAlarmRate });
    const areas = changedAreas(map, leastPixels);
    const features = changeFeatures(areas, before.grid, shared.value.before, {
      sensor: options.sensor,
      at,
      method: options.method === 'sar' ? 'sar-log-ratio' : 'optical-normalised-difference',
      falseAlarmRate,
      tested: map.tested,
      leastPixels,
      before: digestOf(nodeHasher, readBytes(beforePath)),
      after: digestOf(nodeHasher, readBytes(afterPath)),
    });
    const file = encoders.get('geojson')?.(features);
    if (!file?.ok) throw new Failure(`${options.out}: the areas cannot be written`);
    const out = new OutputFile(options.out);
    out.line(Buffer.from(file.value).toString('utf8'));
    out.keep();
    const alarms = (falseAlarmRate * map.tested).toPrecision(3);
    process.stderr.write(
      `greenline: ${areas.length} areas changed by ${formatInstant(at)}; ${map.tested} pixels tested, of which ${alarms} are false alarms on average\n`,
    );
  } finally {
    await Promise.all([before.close(), after.close()]);
  }
}

async function opened(path: string): Promise<Scene> {
  readBytes(path);
  const scene = await openScene(path);
  if (!scene.ok) throw new Failure(`${path}: ${scene.error}`);
  return scene.value;
}

function windowOf(text: string | undefined): Window | undefined {
  if (text === undefined) return undefined;
  const [left, top, width, height, ...more] = text.split(',').map(Number);
  const numbers = [left, top, width, height];
  if (more.length > 0 || !numbers.every((one) => Number.isInteger(one) && (one as number) >= 0))
    throw new Failure(`--window ${text}: give left,top,width,height in whole pixels`);
  return { left: left ?? 0, top: top ?? 0, width: width ?? 0, height: height ?? 0 };
}
