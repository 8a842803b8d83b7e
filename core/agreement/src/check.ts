import {
  digestOfJson,
  fail,
  type Hasher,
  type Instant,
  type JsonObject,
  ok,
  type Result,
} from '@greenline/base';
import { type Area, lineFromGeoJson, lineOf, prepareArea } from '@greenline/geo';
import { prepareClauses } from './language/clauses.ts';
import { contradictions } from './language/contradictions.ts';
import { excess } from './language/excess.ts';
import { type AgreementSource, fileSchema } from './language/file-schema.ts';
import { filesJson, readFile } from './language/geometry-files.ts';
import { isTimezone } from './language/local-time.ts';
import { placeMilestones } from './language/milestones.ts';
import { noSuch } from './language/no-such.ts';
import { isNever, readPhases } from './language/phases.ts';
import { readYaml } from './language/read-yaml.ts';
import { readSilences } from './language/silences.ts';
import { sizes } from './language/sizes.ts';
import { type AgreementError, SourceMap } from './language/source-map.ts';
import type { FieldPath, NamedLine, NamedZone } from './language/terms.ts';
import { always, termsAt, type Words } from './language/words.ts';
import { MOST_FLAWS } from './language/yaml-flaws.ts';
import { buildZone, place } from './language/zones.ts';
import type { PreparedAgreement } from './prepared.ts';

/**
 * Reads an agreement file: syntax, schema, meaning, contradictions; then compiles it.
 *
 * `files` holds the text of each file that it refers to, by the name it uses. All errors that can be
 * told apart come back at once, in the order of the file.
 */
export function checkAgreement(
  text: string,
  hasher: Hasher,
  files: ReadonlyMap<string, string> = new Map(),
): Result<PreparedAgreement, readonly AgreementError[]> {
  const read = readYaml(text);
  if (!read.ok) return fail(inOrder(read.error.map((flaw) => ({ ...flaw, field: '' }))));
  const { json } = read.value;
  const map = new SourceMap(read.value, fileSchema);
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success)
    return fail(
      inOrder(parsed.error.issues.slice(0, MOST_FLAWS).flatMap((issue) => map.issue(issue))),
    );
  const errors: AgreementError[] = [];
  const refuse = (field: FieldPath, words: string): void => {
    if (errors.length < MOST_FLAWS) errors.push(map.error(field, words));
  };
  const source = parsed.data;
  excess(source, refuse);
  const words = errors.length > 0 ? undefined : wordsOf(source, files, refuse);
  if (words === undefined) return fail(inOrder(errors));
  const terms = termsAt(words, []);
  const from = terms.time(source.inForce.from, 'inForce', 'from');
  const inForce = {
    from: [terms.moment(source.inForce.from, 'inForce', 'from')],
    to: source.inForce.to === undefined ? [] : [terms.moment(source.inForce.to, 'inForce', 'to')],
  };
  if (isNever(inForce)) refuse(['inForce', 'to'], 'lies before from: exchange the two');
  const phases = readPhases(source.phases ?? {}, (field) => termsAt(words, field));
  const silences = readSilences(source, words);
  const readings = prepareClauses(
    source,
    (json as { clauses: readonly Readonly<Record<string, unknown>>[] }).clauses,
    words,
    inForce,
    phases,
  );
  unused(source, words, phases.used, refuse);
  const notes: AgreementError[] = [];
  const note = (field: FieldPath, text: string): void => void notes.push(map.error(field, text));
  contradictions(source, readings, words, refuse, note);
  sizes(words, refuse);
  const clauses = readings.flatMap(({ judged, parts }) => (judged ? parts : []));
  if (errors.length > 0) return fail(inOrder(errors));
  const digest = digestOfJson(
    hasher,
    files.size === 0 ? json : { agreement: json, files: filesJson(json, files) },
  );
  return ok({
    id: source.agreement,
    version: source.version,
    title: source.title,
    digest,
    timezone: source.timezone,
    inForce: { from, to: inForce.to[0]?.fixed },
    reportCutOff: source.reportCutOff,
    parties: words.parties,
    clauses,
    readings,
    lines: words.lines,
    zones: words.zones,
    missionSide: words.missionSide,
    guard: {
      gridM: Math.max(1000, source.guard?.grid ?? 0),
      delayMs: Math.max(6 * 3_600_000, source.guard?.delay ?? 0),
    },
    longestDwellMs: Math.max(0, ...clauses.map(({ dwellMs }) => dwellMs)),
    turns: [...words.turns].sort((a, b) => a - b),
    movableMoments: [...words.movable],
    declaredMilestones: new Set(
      Object.entries(source.milestones ?? {}).flatMap(([name, one]) =>
        one.declared ? [name] : [],
      ),
    ),
    silences,
    source,
    written: json as JsonObject,
    notes: inOrder(notes),
  });
}

type Refuse = (field: FieldPath, text: string) => void;

function wordsOf(
  source: AgreementSource,
  files: ReadonlyMap<string, string>,
  refuse: Refuse,
): Words | undefined {
  if (!isTimezone(source.timezone)) {
    refuse(['timezone'], `${source.timezone} is no IANA time zone, as Europe/Kyiv`);
    return undefined;
  }
  const principals = Object.keys(source.parties).filter(
    (id) => source.parties[id]?.role === 'party',
  );
  const [first, second, third] = principals;
  if (first === undefined || second === undefined || third !== undefined) {
    refuse(['parties'], `exactly two have the role party, here ${principals.length}`);
    return undefined;
  }
  const turns = new Set<Instant>();
  const milestones = placeMilestones(source.milestones ?? {}, source.timezone, refuse);
  const validity = (
    window: { from?: string | undefined; to?: string | undefined } | undefined,
    field: FieldPath,
  ) => {
    const read = (name: 'from' | 'to'): Instant | undefined => {
      const text = window?.[name];
      if (text === undefined) return undefined;
      const { fixed, milestone } = milestones.read(text, [...field, name]);
      if (fixed !== undefined) turns.add(fixed);
      else
        refuse(
          [...field, name],
          `hangs on ${milestone}, whose time is not known beforehand: give the clause a window`,
        );
      return fixed;
    };
    const [from, to] = [read('from'), read('to')];
    if (from !== undefined && to !== undefined && to <= from)
      refuse([...field, 'to'], 'lies before from: exchange the two');
    return always({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  };
  const parties = [first, second] as const;
  const usedLines = new Set<string>();
  const lines = namedLines(source, files, parties, validity, refuse);
  const usedZones = new Set<string>();
  const zones = namedZones(
    source,
    files,
    { parties, lines, usedLines, usedZones },
    validity,
    refuse,
  );
  return {
    timezone: source.timezone,
    parties,
    everybody: new Set([...Object.keys(source.parties), 'mission', 'private', 'unknown']),
    missionSide: missionSide(source),
    lines,
    zones,
    classes: source.classes ?? {},
    models: source.models ?? {},
    usedZones,
    usedLines,
    unsound: new Set([
      ...Object.keys(source.lines ?? {}).flatMap((one) => (lines.has(one) ? [] : [`line ${one}`])),
      ...Object.keys(source.zones ?? {}).flatMap((one) => (zones.has(one) ? [] : [`zone ${one}`])),
    ]),
    usedClasses: new Map(),
    milestones,
    turns,
    movable: new Set(),
    refuse,
  };
}

type Validity = (
  window: { from?: string | undefined; to?: string | undefined } | undefined,
  field: FieldPath,
) => (at: Instant) => boolean;

function namedLines(
  source: AgreementSource,
  files: ReadonlyMap<string, string>,
  parties: readonly [string, string],
  validity: Validity,
  refuse: Refuse,
): ReadonlyMap<string, NamedLine> {
  const lines = new Map<string, NamedLine>();
  for (const [name, line] of Object.entries(source.lines ?? {})) {
    const field = ['lines', name];
    const { coordinates, file, sides } = line;
    for (const hand of ['left', 'right'] as const)
      if (!parties.includes(sides[hand]))
        refuse([...field, 'sides', hand], noSuch('party', sides[hand], parties));
    if (sides.left === sides.right) refuse([...field, 'sides'], 'both sides are the same party’s');
    if ((coordinates === undefined) === (file === undefined)) {
      refuse(field, 'say either coordinates or file');
      continue;
    }
    if (file !== undefined) {
      const json = readFile(files, file);
      if (!json.ok) {
        refuse([...field, 'file'], json.error);
        continue;
      }
      const made = lineFromGeoJson(json.value);
      if (!made.ok) refuse([...field, 'file'], made.error.text);
      else
        lines.set(name, {
          name,
          words: line.name ?? name,
          line: made.value,
          sides,
          inForceAt: validity(line.validity, [...field, 'validity']),
        });
      continue;
    }
    const made = lineOf((coordinates ?? []).map(place));
    if (!made.ok) {
      const vertex = 'vertex' in made.error ? [made.error.vertex] : [];
      refuse([...field, 'coordinates', ...vertex], made.error.text);
    } else
      lines.set(name, {
        name,
        words: line.name ?? name,
        line: made.value,
        sides,
        inForceAt: validity(line.validity, [...field, 'validity']),
      });
  }
  return lines;
}

function namedZones(
  source: AgreementSource,
  files: ReadonlyMap<string, string>,
  known: {
    readonly parties: readonly [string, string];
    readonly lines: ReadonlyMap<string, NamedLine>;
    readonly usedLines: Set<string>;
    readonly usedZones: Set<string>;
  },
  validity: Validity,
  refuse: Refuse,
): ReadonlyMap<string, NamedZone> {
  const sources = source.zones ?? {};
  const built = new Map<string, Area | undefined>();
  const build = (name: string, above: readonly string[]): Result<Area, string> => {
    if (above.includes(name))
      return fail(`zone ${[...above, name].join(' is made of ')}: a zone cannot be made of itself`);
    const zone = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (zone === undefined) return fail(noSuch('zone', name, Object.keys(sources)));
    if (!built.has(name)) {
      const made = buildZone(zone, {
        parties: known.parties,
        line: (line) => {
          known.usedLines.add(line);
          return known.lines.get(line);
        },
        lineNames: Object.keys(source.lines ?? {}),
        zone: (other) => {
          known.usedZones.add(other);
          return build(other, [...above, name]);
        },
        file: (file) => readFile(files, file),
      });
      built.set(name, made.ok ? made.value : undefined);
      if (!made.ok) refuse(['zones', name, ...made.error.field], made.error.text);
    }
    const area = built.get(name);
    return area === undefined ? fail(`zone ${name} is not sound`) : ok(area);
  };
  const zones = new Map<string, NamedZone>();
  for (const [name, zone] of Object.entries(sources)) {
    const inForceAt = validity(zone.validity, ['zones', name, 'validity']);
    const area = build(name, []);
    const ready = area.ok ? prepareArea(area.value) : undefined;
    if (ready?.ok === false) refuse(['zones', name], ready.error.text);
    if (ready?.ok === true)
      zones.set(name, { name, words: zone.name ?? name, area: ready.value, inForceAt });
  }
  return zones;
}

/** What is written down and never used misleads whoever reads it. */
function unused(
  source: AgreementSource,
  words: Words,
  usedPhases: ReadonlySet<string>,
  refuse: Refuse,
): void {
  for (const [name, zone] of Object.entries(source.zones ?? {}))
    if (!words.usedZones.has(name) && zone.site !== true)
      refuse(['zones', name], 'is used by no clause: take it out, or mark it site: true');
  for (const name of Object.keys(source.lines ?? {}))
    if (!words.usedLines.has(name))
      refuse(['lines', name], 'is used by no clause and no zone: take it out');
  for (const name of Object.keys(source.milestones ?? {}))
    if (!words.milestones.used.has(name))
      refuse(['milestones', name], 'is counted from nowhere: take it out');
  for (const name of Object.keys(source.phases ?? {}))
    if (!usedPhases.has(name))
      refuse(['phases', name], 'is used by no clause and no phase: take it out');
  const known = source.sources.map(({ id }) => id);
  const cited = [
    ...source.clauses.map((clause, i) => [clause.source, ['clauses', i, 'source']] as const),
    ...Object.entries(source.lines ?? {}).map(
      ([n, line]) => [line.source, ['lines', n, 'source']] as const,
    ),
    ...Object.entries(source.zones ?? {}).map(
      ([n, zone]) => [zone.source, ['zones', n, 'source']] as const,
    ),
    ...Object.entries(source.classes ?? {}).map(
      ([n, one]) => [one.source, ['classes', n, 'source']] as const,
    ),
    ...Object.entries(source.milestones ?? {}).map(
      ([n, one]) => [one.source, ['milestones', n, 'source']] as const,
    ),
    ...Object.entries(source.phases ?? {}).map(
      ([n, one]) => [one.source, ['phases', n, 'source']] as const,
    ),
  ];
  for (const [id, field] of cited)
    if (id !== undefined && !known.includes(id)) refuse(field, noSuch('source', id, known));
}

const missionSide = (source: AgreementSource): ReadonlySet<string> =>
  new Set([
    'mission',
    ...Object.keys(source.parties).filter((id) =>
      ['lead', 'contributor', 'contingent'].includes(source.parties[id]?.role ?? ''),
    ),
  ]);

const inOrder = (errors: readonly AgreementError[]): readonly AgreementError[] =>
  [...errors].sort((a, b) => a.line - b.line || a.column - b.column);
