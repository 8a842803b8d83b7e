import { areaKm2, lengthKm } from '@greenline/geo';
import type { AgreementSource } from '../language/file-schema.ts';
import type { Naming } from '../language/naming.ts';
import { lengthWords } from '../language/quantity.ts';
import type { MilestoneSource, ModelSource, PhaseSource } from '../language/schema.ts';
import { classWords } from '../language/things.ts';
import { stretchWords } from '../language/time-words.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { windowWords } from './sentences.ts';
import { sourceMark } from './sureness.ts';
import { wrapped } from './wrapped.ts';
import { zoneWords } from './zone-words.ts';

/** Parties, sources, times, lines, zones and classes: what the clauses speak of. */
export function definitionLines(agreement: PreparedAgreement, naming: Naming): readonly string[] {
  const { source } = agreement;
  const mark = (term: Parameters<typeof sourceMark>[0]) => sourceMark(term, source);
  return [
    ...section('Parties', source.parties, (id, one) => `${id}: ${one.name} (${one.role})`),
    ...section(
      'Sources',
      Object.fromEntries(source.sources.map((one) => [one.id, one])),
      sourceLine,
      SURENESS,
    ),
    ...section(
      'Moments',
      source.milestones,
      (name, one) => `${called(name, one)}: ${milestoneWords(one, naming)}${mark(one)}`,
    ),
    ...section(
      'Phases',
      source.phases,
      (name, one) => `${called(name, one)}: ${phaseWords(one, naming)}${mark(one)}`,
    ),
    ...section('Lines', Object.fromEntries(agreement.lines), (name, line) => {
      const { left, right } = line.sides;
      const sides = `${naming.party(left)} on the left, ${naming.party(right)} on the right`;
      return `${name}: ${line.words}, ${lengthKm(line.line).toFixed(1)} km; ${sides}${validity(source.lines?.[name], naming)}${mark(source.lines?.[name])}`;
    }),
    ...section('Zones', Object.fromEntries(agreement.zones), (name, zone) => {
      const drawn = source.zones?.[name];
      const how = drawn === undefined ? '' : `: ${zoneWords(drawn, naming)}`;
      return `${name}: ${zone.words}, ${areaKm2(zone.area).toFixed(1)} km²${how}${validity(drawn, naming)}${mark(drawn)}`;
    }),
    ...section(
      'Classes',
      source.classes,
      (name, one) =>
        `${name}: ${one.title === undefined ? '' : `${one.title}: `}${classWords(one)}${mark(one)}`,
    ),
    ...section('Models', source.models, (name, one) => `${name}: ${modelWords(one)}`),
  ];
}

const SURENESS =
  'Confirmed: read in that text. Secondary: from another’s account of it. Unconfirmed: assumed or generally known; no treaty text.';

/** A heading and a line for each; nothing where there are none. */
function section<T>(
  heading: string,
  all: Readonly<Record<string, T>> | undefined,
  line: (name: string, one: T) => string,
  note?: string,
): readonly string[] {
  const rows = Object.entries(all ?? {});
  if (rows.length === 0) return [];
  return [
    heading,
    ...rows.flatMap(([name, one]) => wrapped(line(name, one), 2, 6)),
    ...(note === undefined ? [] : wrapped(note, 2)),
    '',
  ];
}

const called = (name: string, one: { readonly name?: string | undefined }): string =>
  one.name === undefined ? name : `${name}, ${one.name}`;

function sourceLine(id: string, one: AgreementSource['sources'][number]): string {
  const title = one.title === undefined ? '' : `: ${one.title}`;
  return `${id} (${one.confidence})${title}${one.url === undefined ? '' : `, ${one.url}`}`;
}

export function milestoneWords(one: MilestoneSource, naming: Naming): string {
  if (one.at !== undefined) return naming.time(one.at);
  if (one.silence === undefined) return 'when the mission declares that it has come';
  const of = naming.things(one.of ?? ['fire'], 'or');
  const where = one.zone === undefined ? '' : ` in ${naming.zone(one.zone)}`;
  const since = one.since === undefined ? 'entry into force' : naming.time(one.since);
  return `after ${stretchWords(one.silence)} without ${of}${where}, counted from ${since} at the earliest`;
}

export function phaseWords(one: PhaseSource, naming: Naming): string {
  const after = one.after === undefined ? [] : [`after the phase ${naming.phase(one.after)}`];
  return [...after, windowWords(one, naming)].filter((words) => words !== undefined).join(', ');
}

export const modelWords = ({ kind, calibre, range }: ModelSource): string =>
  [
    kind,
    ...(calibre === undefined ? [] : [`${calibre} mm`]),
    ...(range === undefined ? [] : [`greatest range ${lengthWords(range)}`]),
  ].join(', ');

function validity(
  one: { readonly validity?: Parameters<typeof windowWords>[0] | undefined } | undefined,
  naming: Naming,
): string {
  const words = one?.validity === undefined ? undefined : windowWords(one.validity, naming);
  return words === undefined ? '' : `; holds ${words}`;
}
