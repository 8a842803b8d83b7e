import { formatInstant } from '@greenline/base';
import { areaKm2, lengthKm } from '@greenline/geo';
import type { Moment } from './language/moment.ts';
import { durationWords, lengthWords } from './language/quantity.ts';
import type { ExceptionSource } from './language/schema.ts';
import { classWords } from './language/things.ts';
import type { PreparedAgreement } from './prepared.ts';

/** The agreement in plain English, to be read beside its text. */
export function describeAgreement(agreement: PreparedAgreement): string {
  const { source } = agreement;
  const lines = [
    `${agreement.title} (${agreement.id}, version ${agreement.version})`,
    `In force from ${formatInstant(agreement.inForce.from)}${agreement.inForce.to === undefined ? '' : ` to ${formatInstant(agreement.inForce.to)}`}; local times are ${agreement.timezone}; a report’s day ends at ${agreement.reportCutOff}.`,
    `Digest ${agreement.digest}`,
    '',
    'Parties',
    ...Object.entries(source.parties).map(
      ([id, party]) => `  ${id}: ${party.name} (${party.role})`,
    ),
    '',
    'Sources',
    ...source.sources.map(
      (one) =>
        `  ${one.id} (${one.confidence})${one.title === undefined ? '' : `: ${one.title}`}${one.url === undefined ? '' : ` ${one.url}`}`,
    ),
    '',
    'Lines',
    ...[...agreement.lines.values()].map(
      (line) =>
        `  ${line.name}: ${line.words}, ${lengthKm(line.line).toFixed(1)} km; ${line.sides.left} on the left, ${line.sides.right} on the right${marks(source.lines?.[line.name])}`,
    ),
    '',
    'Zones',
    ...[...agreement.zones.values()].map(
      (zone) =>
        `  ${zone.name}: ${zone.words}, ${areaKm2(zone.area).toFixed(1)} km²${marks(source.zones?.[zone.name])}`,
    ),
    '',
    ...(source.classes === undefined
      ? []
      : [
          'Classes',
          ...Object.entries(source.classes).map(
            ([name, one]) =>
              `  ${name}: ${one.title === undefined ? '' : `${one.title}: `}${classWords(one)}${marks(one)}`,
          ),
          '',
        ]),
    'Clauses',
    ...agreement.clauses
      .filter(({ part }) => part === undefined)
      .flatMap((clause) => clauseLines(agreement, clause)),
    '',
    `The guard: nothing finer than ${lengthWords(agreement.guard.gridM)} or sooner than ${durationWords(agreement.guard.delayMs)} leaves the mission.`,
  ];
  return `${lines.join('\n')}\n`;
}

function clauseLines(
  agreement: PreparedAgreement,
  clause: PreparedAgreement['clauses'][number],
): readonly string[] {
  const source = agreement.source.clauses.find((one) => one.cite === clause.cite);
  if (source === undefined) return [];
  const { strict, exceptions = [], dwell, hysteresis, when } = source;
  const terms = [
    ...(clause.parties === undefined ? [] : [`binds ${[...clause.parties].join(', ')}`]),
    ...clause.window.from.map((moment) => `from ${momentWords(moment)}`),
    ...clause.window.to.map((moment) => `until ${momentWords(moment)}`),
    strict === true ? 'the limit itself is a breach' : 'the limit itself is no breach',
    `breach at P ≥ ${clause.breachAt}, compliant at P ≤ ${clause.compliantAt}`,
    ...(dwell === undefined ? [] : [`seen for ${durationWords(dwell)}`]),
    ...(hysteresis === undefined ? [] : [`begins ${lengthWords(hysteresis)} beyond the limit`]),
    ...(when === undefined ? [] : [`where ${when}`]),
  ];
  return [
    `  ${clause.cite}${clause.reading === undefined ? '' : `, as ${clause.reading} reads it`} (${clause.kind})${marks(source)}`,
    ...(clause.text === undefined ? [] : [`    “${clause.text.trim()}”`]),
    `    ${clause.words}`,
    `    ${terms.join('; ')}.`,
    ...exceptions.map((one) => `    Except ${one.cite}: ${exceptionWords(one)}.`),
  ];
}

/** `EIF+9d (2026-01-10T22:00:00Z)`; without a time while its milestone has not come. */
function momentWords({ fixed, text }: Moment): string {
  if (fixed === undefined) return text;
  const utc = formatInstant(fixed);
  return text === utc ? utc : `${text} (${utc})`;
}

function exceptionWords(exception: ExceptionSource): string {
  switch (exception.kind) {
    case 'class':
      return exception.what.join(', ');
    case 'party':
      return `what belongs to ${exception.parties.join(', ')}`;
    case 'zone':
      return `in ${exception.zone}${exception.hours === undefined ? '' : ` from ${exception.hours.replace('-', ' to ')} local time`}`;
    case 'window':
      return `${exception.from === undefined ? '' : `from ${exception.from} `}${exception.to === undefined ? '' : `until ${exception.to}`}`.trim();
    case 'permit':
      return `with a permit for ${exception.permits.join(', ')}`;
    case 'notified':
      return `${exception.what?.join(', ') ?? 'anything'} announced as ${exception.notices.join(', ')}${exception.lead === undefined ? '' : ` at least ${durationWords(exception.lead)} ahead`}; late notice is procedural`;
    case 'self-defence':
      return 'self-defence, which people decide';
    case 'condition':
      return `where ${exception.when}`;
  }
}

/** Where a term comes from and how sure it is. */
function marks(
  term:
    | { readonly source?: string | undefined; readonly confidence?: string | undefined }
    | undefined,
): string {
  const words = [term?.source, term?.confidence].filter((one) => one !== undefined);
  return words.length === 0 ? '' : ` [${words.join(', ')}]`;
}
