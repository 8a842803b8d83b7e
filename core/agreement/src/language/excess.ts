import type { AgreementSource } from './file-schema.ts';
import type { FieldPath } from './terms.ts';

/** More of one sort than any agreement has. Each costs memory or time of whoever judges by it. */
const MOST = {
  sources: 500,
  milestones: 200,
  phases: 200,
  parties: 500,
  lines: 200,
  zones: 500,
  classes: 500,
  models: 2000,
  clauses: 500,
} as const;

/** How many readings and exceptions one clause may have. */
const MOST_READINGS = 20;
const MOST_EXCEPTIONS = 100;

/** How many others one zone or class may rest on, those counted again that are named again. */
const MOST_PARTS = 1000;

/** What a file asks for beyond all measure: too much to build, though each piece of it is sound. */
export function excess(
  source: AgreementSource,
  refuse: (field: FieldPath, text: string) => void,
): void {
  for (const [name, most] of Object.entries(MOST)) {
    const count = Object.keys(source[name as keyof typeof MOST] ?? {}).length;
    if (count > most) refuse([name], `are ${count}: at most ${most}`);
  }
  for (const [i, { readings = {}, exceptions = [] }] of source.clauses.entries()) {
    if (Object.keys(readings).length > MOST_READINGS)
      refuse(['clauses', i, 'readings'], `are over ${MOST_READINGS}: name fewer`);
    if (exceptions.length > MOST_EXCEPTIONS)
      refuse(['clauses', i, 'exceptions'], `are over ${MOST_EXCEPTIONS}: put them together`);
  }
  const { zones = {}, classes = {} } = source;
  const zoneParts = partsOf((name) => {
    const zone = Object.hasOwn(zones, name) ? zones[name] : undefined;
    const { union = [], intersection = [], minus, sector } = zone ?? {};
    return [
      ...union,
      ...intersection,
      ...(minus === undefined ? [] : [minus.from, ...minus.take]),
      ...(sector === undefined ? [] : [sector.of]),
    ];
  });
  for (const name of Object.keys(zones))
    if (zoneParts(name) > MOST_PARTS)
      refuse(['zones', name], `is made of over ${MOST_PARTS} zones: draw it more simply`);
  const classParts = partsOf((name) =>
    Object.hasOwn(classes, name) ? (classes[name]?.without ?? []) : [],
  );
  for (const name of Object.keys(classes))
    if (classParts(name) > MOST_PARTS)
      refuse(['classes', name], `takes out over ${MOST_PARTS} classes: say it more simply`);
}

/** Counts what a name rests on; of one that rests on itself, what it names once (told elsewhere). */
function partsOf(names: (name: string) => readonly string[]): (name: string) => number {
  const known = new Map<string, number>();
  const count = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 1);
    let sum = 1;
    for (const part of names(name)) sum = Math.min(MOST_PARTS + 1, sum + count(part));
    known.set(name, sum);
    return sum;
  };
  return count;
}
