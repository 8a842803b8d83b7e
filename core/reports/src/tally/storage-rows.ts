import type { Figure, SiteStanding, StorageRow, StorageSite } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { grouped, partyOrder } from './grouped.ts';

export const STANDINGS: readonly SiteStanding[] = [
  'complete',
  'departs',
  'partial',
  'denied',
  'holding',
  'undeclared',
  'not-visited',
];

/** Sites of each party by how they stand; every site has one standing. */
export function storageRows(
  sites: readonly StorageSite[],
  mission: ReportMission,
): readonly StorageRow[] {
  return grouped(sites, ({ party }) => [partyOrder(party, mission)]).flatMap((own) => {
    const of = (chosen: readonly StorageSite[]): Figure => ({
      value: chosen.length,
      records: [...new Set(chosen.flatMap(({ records }) => records))].sort(),
    });
    const standing = (name: SiteStanding) => of(own.filter((site) => site.standing === name));
    const standings: StorageRow['standings'] = {
      complete: standing('complete'),
      departs: standing('departs'),
      partial: standing('partial'),
      denied: standing('denied'),
      holding: standing('holding'),
      undeclared: standing('undeclared'),
      'not-visited': standing('not-visited'),
    };
    return own[0] === undefined ? [] : [{ party: own[0].party, sites: of(own), standings }];
  });
}
