import { byCite } from '../describe.ts';
import type { ReadClause } from '../language/clauses.ts';
import { heldTo, sentencesOf } from '../printout/sentences.ts';
import { type Difference, differences } from './aspect.ts';
import type { AgreementChange } from './change.ts';
import { clauseAspects } from './clause-aspects.ts';
import { type ComparedClause, clausePairs, movedPairs } from './clause-pairs.ts';
import { cameOrWent } from './named-changes.ts';
import type { Version } from './place-changes.ts';

/** A clause of one version under its readings. */
interface Clause extends ComparedClause {
  readonly readings: readonly ReadClause[];
  readonly version: Version;
}

/** Clauses that came, went, were renumbered, moved or changed, in the order of the new version. */
export function clauseChanges(before: Version, after: Version): readonly AgreementChange[] {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const pairs = clausePairs(old, now);
  const moved = movedPairs(pairs);
  const gone = old.filter((_, i) => !pairs.some(([one]) => one === i));
  const changes = now.flatMap((is, j): AgreementChange[] => {
    const pair = pairs.find(([, one]) => one === j);
    const was = pair === undefined ? undefined : old[pair[0]];
    if (was === undefined) return [cameOrWent('clause', is.cite, undefined, described(is))];
    const found = [
      ...(was.cite === is.cite ? [] : [{ what: 'number', before: was.cite, after: is.cite }]),
      ...(pair !== undefined && moved.has(pair) ? [placeDifference(old, now, pair)] : []),
      ...readingDifferences(was, is),
    ];
    if (found.length === 0) return [];
    const [said, says] = [words(was), words(is)];
    return [
      {
        part: 'clause',
        name: is.cite,
        change: 'changed',
        differences: found,
        ...(said === says ? {} : { before: said, after: says }),
      },
    ];
  });
  return [
    ...gone.map((one) => cameOrWent('clause', one.cite, described(one), undefined)),
    ...changes,
  ];
}

const clausesOf = (version: Version): readonly Clause[] =>
  byCite(version.agreement.readings).flatMap((readings) => {
    const [first] = readings;
    if (first === undefined) return [];
    const { cite, kind } = first.source;
    return [{ cite, kind, readings, version, aspects: clauseAspects(first, version.naming) }];
  });

/** A clause that came or went: all that it is held to. */
const described = (one: Clause) => ({
  aspects: [],
  words: words(one, (read, naming) =>
    [heldTo(read, naming), ...sentencesOf(read, naming)].join(' '),
  ),
});

/** What the machine holds a clause to, reading by reading. */
const words = ({ readings, version }: Clause, say = heldTo): string =>
  readings
    .map((one) => `${one.name === undefined ? '' : `“${one.name}”: `}${say(one, version.naming)}`)
    .join(' ');

function placeDifference(
  old: readonly Clause[],
  now: readonly Clause[],
  [i, j]: readonly [number, number],
): Difference {
  const behind = (one: Clause | undefined) => (one === undefined ? 'first' : `behind ${one.cite}`);
  return { what: 'place', before: behind(old[i - 1]), after: behind(now[j - 1]) };
}

/** What changed under each reading; once, where it changed alike under all. */
function readingDifferences(was: Clause, is: Clause): readonly Difference[] {
  const [old, now] = [namesOf(was), namesOf(is)];
  const named = [
    ...now.filter((name) => !old.includes(name)).map((name) => readingCame(is, name)),
    ...old.filter((name) => !now.includes(name)).map((name) => readingWent(was, name)),
    ...chosenDifference(was, is),
  ];
  const each = is.readings.flatMap((read) => {
    // A clause that all read alike is compared with each reading that it is given, and the other way round.
    const other =
      was.readings.find(({ name }) => name === read.name) ??
      (old.length === 0 || now.length === 0 ? was.readings[0] : undefined);
    if (other === undefined) return [];
    return [
      {
        name: read.name,
        found: differences(
          clauseAspects(other, was.version.naming),
          clauseAspects(read, is.version.naming),
        ),
      },
    ];
  });
  const [first] = each;
  const alike = each.every(({ found }) => JSON.stringify(found) === JSON.stringify(first?.found));
  if (alike && each.length === is.readings.length) return [...named, ...(first?.found ?? [])];
  return [
    ...named,
    ...each.flatMap(({ name, found }) =>
      found.map((one) => (name === undefined ? one : { ...one, reading: name })),
    ),
  ];
}

const namesOf = ({ readings }: Clause): readonly string[] =>
  readings.flatMap(({ name }) => (name === undefined ? [] : [name]));

const saidIn = ({ readings, version }: Clause, name: string): string => {
  const read = readings.find((one) => one.name === name);
  return read === undefined ? '' : heldTo(read, version.naming);
};

const readingCame = (one: Clause, name: string): Difference => ({
  what: `reading “${name}”`,
  after: saidIn(one, name),
});

const readingWent = (one: Clause, name: string): Difference => ({
  what: `reading “${name}”`,
  before: saidIn(one, name),
});

function chosenDifference(was: Clause, is: Clause): readonly Difference[] {
  const [before, after] = [was, is].map(({ readings }) => readings[0]?.source.chosenReading);
  if (before === after) return [];
  return [
    {
      what: 'choice of the commission',
      ...(before === undefined ? {} : { before: `“${before}”` }),
      ...(after === undefined ? {} : { after: `“${after}”` }),
    },
  ];
}
