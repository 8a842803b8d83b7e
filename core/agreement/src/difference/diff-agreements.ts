import { byCite } from '../describe.ts';
import { namingOf } from '../language/naming.ts';
import { durationWords, lengthWords } from '../language/quantity.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { type Aspect, aspect, differences } from './aspect.ts';
import type { AgreementChange, AgreementDifference, Part, VersionName } from './change.ts';
import { clauseChanges } from './clause-changes.ts';
import { namedChanges } from './named-changes.ts';
import { type Partings, partings } from './partings.ts';
import { lineChanges, type Version, zoneChanges } from './place-changes.ts';
import { TABLES } from './term-aspects.ts';

/** In what two versions of an agreement differ. The same two give the same records, in the same order. */
export function diffAgreements(
  old: PreparedAgreement,
  now: PreparedAgreement,
): AgreementDifference {
  const before = { agreement: old, naming: namingOf(old.source) };
  const after = { agreement: now, naming: namingOf(now.source) };
  const table = (part: keyof typeof TABLES) =>
    namedChanges(part, TABLES[part](old, before.naming), TABLES[part](now, after.naming));
  return {
    before: versionName(old),
    after: versionName(now),
    changes: [
      ...headChanges(before, after),
      ...table('party'),
      ...table('source'),
      ...table('moment'),
      ...table('phase'),
      ...lineChanges(before, after),
      ...zoneChanges(before, after),
      ...table('class'),
      ...table('model'),
      ...clauseChanges(before, after),
    ],
    readings: { before: partingsOf(before), after: partingsOf(after) },
  };
}

const versionName = ({ id, version, title, digest }: PreparedAgreement): VersionName => ({
  agreement: id,
  version,
  title,
  digest,
});

/** What is said of the agreement as a whole; that its version is another goes without saying. */
function headChanges(before: Version, after: Version): readonly AgreementChange[] {
  const found = differences(headAspects(before), headAspects(after));
  const part: Part = 'agreement';
  return found.length === 0
    ? []
    : [{ part, name: after.agreement.id, change: 'changed', differences: found }];
}

function headAspects({ agreement, naming }: Version): readonly Aspect[] {
  const { source, guard } = agreement;
  const { from, to } = source.inForce;
  const said = (what: string, words: string) => aspect(what, words, words);
  return [
    said('id', source.agreement),
    said('title', source.title),
    said('time zone', source.timezone),
    said('entry into force', naming.time(from)),
    ...(to === undefined ? [] : [said('end', naming.time(to))]),
    said('end of a report’s day', `${source.reportCutOff} local time`),
    said('finest grid that leaves the mission', lengthWords(guard.gridM)),
    said('least delay of what leaves the mission', durationWords(guard.delayMs)),
  ];
}

/** Where readings part, for each clause that has named ones. */
function partingsOf({ agreement, naming }: Version): readonly Partings[] {
  return byCite(agreement.readings)
    .filter((readings) => readings.some(({ name }) => name !== undefined))
    .map((readings) => partings(readings, naming));
}
