import type { PreparedAgreement } from '@greenline/agreement';
import { formatInstant, instant } from '@greenline/base';
import {
  type AdequacyOptions,
  adequacy,
  cellsWithin,
  type EffortArea,
  type Glance,
  glancesOfPlaced,
  parseAdequacyOptions,
} from '@greenline/coverage';
import { toGeoJson } from '@greenline/geo';
import { mustOpenMission } from '@greenline/node';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { plannedOptions } from '../planned-options.ts';

export function addAdequacy(program: Command): void {
  program
    .command('adequacy')
    .description(
      'What would it take: whether a crossing would be seen, by place and hour, by option.',
    )
    .requiredOption('--mission <dir>')
    .option(
      '--options <file>',
      'the crossing, the time and what could be placed; default: towers and drones at several spacings',
    )
    .requiredOption('--out <file>')
    .action((paths: { mission: string; options?: string; out: string }) => {
      const { agreement } = mustOpenMission(paths.mission);
      const { options, file } = optionsOf(paths.options, agreement);
      const area = zoneOf(agreement, options, file);
      const cellKm = options.cellKm ?? Math.max(1, Math.sqrt(cellsWithin(area, 1) / MOST_CELLS));
      if (cellsWithin(area, cellKm) > 4 * MOST_CELLS) {
        throw new Failure(
          placed(file, 'cellKm', `more than ${4 * MOST_CELLS} cells: take larger ones`),
        );
      }
      const { from, to, crossing } = options;
      const found = options.options.map((option, i) =>
        adequacy(
          {
            name: option.name,
            glances: glancesOf(option, agreement, options, `${file}: options[${i}]`),
          },
          crossing,
          { area, from, to, cellKm },
        ),
      );
      const report = {
        agreement: agreement.id,
        from: formatInstant(from),
        to: formatInstant(to),
        crossing,
        cellKm,
        options: found,
        assumptions: ASSUMPTIONS,
      };
      writeWhole(paths.out, `${JSON.stringify(report)}\n`);
    });
}

const MOST_CELLS = 2_000;

const ASSUMPTIONS = [
  'looks, glimpses and vehicles are independent of each other',
  'sensors see all round to their range: terrain is not looked at here (greenline viewshed)',
  'dark is where the sun is more than 6° under the horizon at the sensor',
];

function optionsOf(path: string | undefined, agreement: PreparedAgreement) {
  if (path === undefined) {
    const { from } = agreement.inForce;
    // A day in December of the agreement's first year, when nights are longest north of the equator.
    const year = new Date(from).getUTCFullYear();
    const start = instant(Math.max(from, Date.UTC(year, 11, 21)));
    return { options: plannedOptions(start), file: 'planned options' };
  }
  const json = readJson(path, 'write one object');
  const parsed = parseAdequacyOptions(json);
  if (!parsed.ok) throw new Failure(placed(path, parsed.error.field, parsed.error.text));
  return { options: parsed.value, file: path };
}

function zoneOf(
  agreement: PreparedAgreement,
  { zone: name }: AdequacyOptions,
  file: string,
): EffortArea {
  const zone = name === undefined ? [...agreement.zones.values()][0] : agreement.zones.get(name);
  if (zone === undefined) {
    const names = [...agreement.zones.keys()].join(', ');
    throw new Failure(placed(file, 'zone', `the agreement has no such zone: it has ${names}`));
  }
  return toGeoJson(zone.area);
}

function glancesOf(
  option: AdequacyOptions['options'][number],
  agreement: PreparedAgreement,
  { from, to }: AdequacyOptions,
  place: string,
): readonly Glance[] {
  const along = option.placed.flatMap((sensors, i) => {
    const { line: name } = sensors;
    const line = name === undefined ? [...agreement.lines.values()][0] : agreement.lines.get(name);
    if (line === undefined) {
      const names = [...agreement.lines.keys()].join(', ');
      const remedy = names === '' ? 'give --options with looks instead' : `it has ${names}`;
      throw new Failure(
        placed(place, `placed[${i}].line`, `the agreement has no such line: ${remedy}`),
      );
    }
    return glancesOfPlaced(sensors, line.line.positions, from, to);
  });
  return [...option.glances, ...along];
}
