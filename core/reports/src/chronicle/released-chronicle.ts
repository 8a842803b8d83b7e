import { isA } from '@greenline/observation';
import type {
  ReleasedCase,
  ReleasedCell,
  ReleasedFinding,
  ReleasedRecord,
} from '@greenline/sharing';
import type { Period } from '../day-bounds.ts';
import type { ReportMission } from '../report-mission.ts';
import type { Chronicle } from './chronicle.ts';
import { placer } from './placer.ts';
import type { ReleasedRecords } from './records.ts';
import { storageSites } from './storage-sites.ts';

/**
 * A period as anybody else is told it: from records released to that reader, and nothing besides. What was
 * released to another is passed over, even if it stands among them by mistake.
 */
export function releasedChronicle(
  released: ReleasedRecords,
  reader: string,
  period: Period,
  mission: ReportMission,
): Chronicle {
  const place = placer(mission);
  const placeOf = (cell: ReleasedCell | undefined) => place(cell && centreOf(cell));
  const genuine = ({ exercise }: { readonly exercise?: true }) =>
    (exercise === true) === mission.exercise;
  const within = ({ at }: { readonly at: number }) => at >= period.from && at < period.to;
  const theirs = released.records.filter(({ audience }) => audience === reader);
  const records = [...new Map(theirs.map((one) => [one.id, one])).values()].filter(genuine);
  const of = <K extends ReleasedRecord['kind']>(kind: K) =>
    records.filter((one): one is Extract<ReleasedRecord, { kind: K }> => one.kind === kind);

  const happenings = of('released-event')
    .filter(within)
    .map(({ id, at, cell, class: type, direction = 'undetermined' }) => {
      const place = cell && { place: centreOf(cell) };
      return { id, at, region: placeOf(cell), type, direction, means: [], ...place };
    });
  const declared = released.declarations?.filter(genuine);
  const sites = declared && storageSites(declared, period, mission.holding ?? []);
  return {
    happenings: happenings.filter(({ type }) => !isA(type, 'jamming')),
    things: [],
    judgements: of('released-finding')
      .filter(({ from, to }) => from < period.to && to >= period.from)
      .map((finding) => ({
        id: finding.id,
        at: finding.from,
        region: placeOf(finding.cell),
        clause: finding.clause,
        party: finding.party,
        verdict: finding.verdict,
        ...(finding.reading !== undefined && { reading: finding.reading }),
        about: [finding.nature, finding.class, finding.party, finding.cell?.id].join(' '),
        subject: [],
        confirmed: of('released-case').some((one) => isOf(one, finding)),
        class: finding.class,
        excusedBy: [],
        reason: finding.reason,
      })),
    turns: of('released-case')
      .map(({ id, clause, party, decidedAt, cell }) => ({
        id,
        at: decidedAt,
        clause,
        party,
        region: placeOf(cell),
        turn: 'confirmed' as const,
      }))
      .filter(within),
    hazards: (released.hazards ?? [])
      .filter(genuine)
      .filter(within)
      .map(({ id, at, position, class: kind }) => ({
        id,
        at,
        region: place(position),
        class: kind,
      })),
    interference: happenings.filter(({ type }) => isA(type, 'jamming')),
    ...(sites !== undefined && { sites }),
    ...(released.hours !== undefined && { hours: released.hours }),
    effort: new Map(Object.entries(released.effort ?? {})),
    exact: false,
  };
}

/** A released case is of the findings of its clause, its party and its cell. */
const isOf = (one: ReleasedCase, { clause, party, cell }: ReleasedFinding): boolean =>
  one.clause === clause &&
  one.party === party &&
  one.cell !== undefined &&
  one.cell.id === cell?.id;

/** The middle of a cell, which is a rectangle. */
function centreOf({ polygon }: ReleasedCell): { lon: number; lat: number } {
  const corners = polygon.slice(0, -1);
  const mean = (axis: 0 | 1) =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return { lon: mean(0), lat: mean(1) };
}
