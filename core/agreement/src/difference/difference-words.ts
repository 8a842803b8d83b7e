import { lengthWords } from '../language/quantity.ts';
import { wrapped } from '../printout/wrapped.ts';
import { differenceSentence } from './aspect.ts';
import type {
  AgreementChange,
  AgreementDifference,
  GeometryChange,
  Part,
  VersionName,
} from './change.ts';
import { type Partings, partingWords } from './partings.ts';

const HEADINGS: Readonly<Record<Part, string>> = {
  agreement: 'Agreement',
  party: 'Parties',
  source: 'Sources',
  moment: 'Moments',
  phase: 'Phases',
  line: 'Lines',
  zone: 'Zones',
  class: 'Classes',
  model: 'Models',
  clause: 'Clauses',
};

/** The difference between two versions in plain English, for those who know the treaty and not the file. */
export function differenceWords({ before, after, changes, readings }: AgreementDifference): string {
  const parts = Object.entries(HEADINGS).flatMap(([part, heading]) => {
    const own = changes.filter((one) => one.part === part);
    return own.length === 0 ? [] : ['', heading, ...own.flatMap(changeLines)];
  });
  const same =
    before.digest === after.digest
      ? 'The two files say the same.'
      : 'The two files say the same in other words: no term differs.';
  return `${[
    ...wrapped(`Before: ${versionWords(before)}`, 0, 2),
    ...wrapped(`Now: ${versionWords(after)}`, 0, 2),
    ...(changes.length === 0 ? ['', same] : parts),
    ...readingLines('Where readings part, before', readings.before),
    ...readingLines('Where readings part, now', readings.after),
  ].join('\n')}\n`;
}

const versionWords = ({ agreement, version, title, digest }: VersionName): string =>
  `${title} (${agreement}, version ${version}, ${digest})`;

function changeLines(change: AgreementChange): readonly string[] {
  const { name, change: what, differences, before, after, geometry, part } = change;
  const heading = `${part === 'clause' ? `Clause ${name}` : name}${WHAT[what]}`;
  const sentences = [
    ...differences.map(
      (one) =>
        `${one.reading === undefined ? '' : `In the reading “${one.reading}”: `}${differenceSentence(one)}`,
    ),
    ...(geometry === undefined ? [] : [geometryWords(geometry, part)]),
    ...(before === undefined ? [] : [`Before: ${before}`]),
    ...(after === undefined ? [] : [`Now: ${after}`]),
  ];
  if (part === 'agreement') return sentences.flatMap((one) => wrapped(one, 2, 4));
  return [...wrapped(heading, 2, 4), ...sentences.flatMap((one) => wrapped(one, 4, 6))];
}

const WHAT = { added: ' is added.', removed: ' is taken out.', changed: ':' } as const;

function geometryWords({ unit, before, after, movedAtMostM }: GeometryChange, part: Part): string {
  const size = (value: number) => `${value.toFixed(1)} ${unit}`;
  if (before === undefined || after === undefined) return `It is ${size(before ?? after ?? 0)}.`;
  const what = part === 'line' ? 'it' : 'its boundary';
  const moved =
    movedAtMostM === undefined
      ? ''
      : `; ${what} moved by up to ${lengthWords(Number(movedAtMostM.toPrecision(3)))}`;
  return `It was ${size(before)} and is ${size(after)}${moved}.`;
}

const readingLines = (heading: string, all: readonly Partings[]): readonly string[] =>
  all.length === 0
    ? []
    : [
        '',
        heading,
        ...all.flatMap((one) => [
          ...wrapped(one.clause, 2),
          ...partingWords(one).flatMap((line) => wrapped(line, 4, 6)),
        ]),
      ];
