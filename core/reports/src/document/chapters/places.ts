import { TOTAL } from '../../chronicle/chronicle.ts';
import type { SiteStanding } from '../../report.ts';
import { NEAR_M } from '../../tally/disengagement-rows.ts';
import { STANDINGS } from '../../tally/storage-rows.ts';
import type { Block, TableRow } from '../document.ts';
import { nothing, type Telling, table } from '../telling.ts';

/** Storage sites, counted by standing and then one by one. */
export function storage(told: Telling): readonly Block[] | undefined {
  const { report, wording, party, figure, moment } = told;
  if (report.storage === undefined) return undefined;
  const { rows, sites } = report.storage;
  const told_ = STANDINGS.filter(
    (standing) => ALWAYS.has(standing) || rows.some((row) => row.standings[standing].value > 0),
  );
  const counted = rows.map(
    (row): TableRow => ({
      heading: party(row.party),
      cells: [figure(row.sites), ...told_.map((standing) => figure(row.standings[standing]))],
    }),
  );
  const each = sites.map(
    (site): TableRow => ({
      heading: site.site,
      cells: [
        party(site.party),
        wording.say(`standing.${site.standing}`),
        site.visitedAt === undefined ? '–' : moment(site.visitedAt),
        site.declared === undefined ? '–' : wording.number(site.declared),
        site.seen === undefined ? '–' : wording.number(site.seen),
      ],
    }),
  );
  const columns = ['site', 'party', 'standing', 'visited', '#declared', '#seenThere'];
  return [
    table(
      told,
      'caption.storage',
      ['party', '#sites', ...told_.map((standing) => `#standing.${standing}`)],
      counted,
    ),
    table(told, { text: wording.say('caption.storage.sites') }, columns, each),
  ];
}

const ALWAYS: ReadonlySet<SiteStanding> = new Set(['complete', 'departs', 'partial', 'denied']);

export function disengagement(told: Telling): readonly Block[] | undefined {
  const { report, wording, count } = told;
  if (report.disengagement === undefined) return undefined;
  const objects = report.audience === 'staff';
  const columns = [
    'area',
    '#sensorHours',
    '#inside',
    '#near',
    ...(objects ? ['#objectsInside', '#objectsNear'] : []),
  ];
  const rows = report.disengagement.map(
    (row): TableRow => ({
      heading: row.name,
      cells: [
        row.effort === undefined ? '–' : wording.number(row.effort.sensorHours),
        ...[row.inside, row.near].map(count),
        ...(objects ? [row.objectsInside, row.objectsNear].map(count) : []),
      ],
    }),
  );
  const text = wording.say('caption.disengagement', { km: NEAR_M / 1000 });
  return [table(told, { text }, columns, rows)];
}

export function movement(told: Telling): readonly Block[] | undefined {
  const { report, wording, region, figure } = told;
  if (report.movement === undefined) return undefined;
  const columns = ['region', '#denied', '#delayed', '#minutes', '#conditional'];
  const rows = report.movement.map(
    (row): TableRow => ({
      heading: region(row.region),
      whole: row.region === TOTAL,
      cells: [
        figure(row.denied),
        figure(row.delayed),
        wording.number(row.delayMinutes),
        figure(row.conditional),
      ],
    }),
  );
  return [table(told, 'caption.movement', columns, rows)];
}

export function hazards(told: Telling): readonly Block[] {
  const { report, wording, region, figure } = told;
  if (report.hazards.length === 0) return nothing(wording.say('none.hazards'));
  const rows = report.hazards.map(
    (row): TableRow => ({
      heading: wording.kind(row.class),
      cells: [region(row.region), figure(row.now)],
    }),
  );
  return [table(told, 'caption.hazards', ['kind', 'region', '#count'], rows)];
}

export function interference(told: Telling): readonly Block[] | undefined {
  const { report, wording, region, figure } = told;
  if (report.interference === undefined) return undefined;
  if (report.interference.length === 0) return nothing(wording.say('none.interference'));
  const rows = report.interference.map(
    (row): TableRow => ({
      heading: wording.kind(row.type),
      cells: [region(row.region), figure(row.now), figure(row.before)],
    }),
  );
  return [table(told, 'caption.interference', ['kind', 'region', '#count', '#before'], rows)];
}
