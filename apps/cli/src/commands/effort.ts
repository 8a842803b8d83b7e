import { type EffortArea, effort, type Look, parseCoverageFact } from '@greenline/coverage';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { linesOf, readInstant, readJson } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly facts: string;
  readonly from: string;
  readonly to: string;
  readonly area?: string;
  readonly out?: string;
}

export function addEffort(program: Command): void {
  program
    .command('effort')
    .description('What was looked at, not looked at, jammed and denied, from coverage facts.')
    .requiredOption('--facts <file>')
    .requiredOption('--from <time>')
    .requiredOption('--to <time>', 'exclusive')
    .option('--area <file>', 'GeoJSON polygon; default: the union of the facts’ areas')
    .option('--out <file>', 'default: standard output')
    .action((options: Options) => {
      const from = readInstant('--from', options.from);
      const to = readInstant('--to', options.to);
      if (to <= from) throw new Failure('--to: must be later than --from');
      const area = options.area === undefined ? undefined : areaOf(options.area);
      const looks = [...looksOf(options.facts)];
      const found = effort(looks, { from, to, ...(area !== undefined && { area }) });
      const text = `${JSON.stringify(found)}\n`;
      if (options.out === undefined) process.stdout.write(text);
      else writeWhole(options.out, text);
    });
}

function* looksOf(path: string): Generator<Look> {
  for (const { text, line } of linesOf(path)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new Failure(`${path}:${line}: is no JSON: one fact is one line`);
    }
    if ((json as { fact?: unknown } | null)?.fact !== 'coverage') continue;
    const look = parseCoverageFact(json);
    if (!look.ok) throw new Failure(placed(`${path}:${line}`, look.error.field, look.error.text));
    yield look.value;
  }
}

interface GeoJson {
  readonly type?: string;
  readonly geometry?: unknown;
  readonly features?: readonly { readonly geometry?: unknown }[];
}

function areaOf(path: string): EffortArea {
  const json = readJson(path, 'give a GeoJSON polygon') as GeoJson;
  const found = (json.features?.[0]?.geometry ?? json.geometry ?? json) as EffortArea;
  if (found.type === 'Polygon' || found.type === 'MultiPolygon') return found;
  throw new Failure(`${path}: holds no Polygon and no MultiPolygon`);
}
