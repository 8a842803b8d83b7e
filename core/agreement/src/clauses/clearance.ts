import { type Instant, roundProbability } from '@greenline/base';
import type { Evidence } from '../judging/look.ts';
import { partyWords, placeIn } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { samplesOf, samplesWithin } from '../judging/samples.ts';
import { ledgerRule } from '../language/clause-kind.ts';
import type { Moment } from '../language/moment.ts';
import { percentWords } from '../language/quantity.ts';
import type { NamedZone } from '../language/terms.ts';
import { match, type Things } from '../language/things.ts';
import {
  addLook,
  chanceNeeded,
  chanceOfFinding,
  newSearch,
  remaining,
  type Search,
  shareLookedAt,
} from './search.ts';

/** What has to be clear of what, and from when. */
export interface Clearance {
  readonly zone: NamedZone;
  /** Whose things: each party is told apart. */
  readonly parties: readonly string[];
  readonly things: Things;
  readonly by: Moment;
  /** P(not clear) up to which a zone is clear. */
  readonly compliantAt: number;
}

/**
 * Whether a zone is clear, from how well it was looked at: where nobody looked, nothing seen says
 * nothing. It accuses nobody: what is found is judged by itself, with its exceptions.
 */
export function clearance({ zone, parties, things, by, compliantAt }: Clearance) {
  const samples = samplesOf(zone.area);
  return ledgerRule<Map<string, Search>>({
    part: 'clearance',
    of: ['coverage', 'object'],
    start: () => new Map(parties.map((party) => [party, newSearch(samples)])),
    take(searches, fact, hearing, look) {
      const due = hearing.at(by);
      if (due === undefined) return [];
      const evidence = hearing.evidence(fact);
      if (fact.fact === 'coverage')
        return fact.from < due || samplesWithin(samples, fact.area).length === 0
          ? []
          : [...searches].flatMap(([party, search]) =>
              changed(party, search, due, fact.to, hearing, evidence, () =>
                addLook(search, samples, fact, evidence.authenticated),
              ),
            );
      if (look === undefined || look.at <= due) return [];
      const kind = match(things, look)?.probability ?? 0;
      const here = kind === 0 ? 0 : (placeIn(zone.area, look, true)?.probability ?? 0);
      return [...searches].flatMap(([party, search]) => {
        const bound = look.party === party || look.party === 'unknown';
        const chance = bound ? roundProbability(here * kind) : 0;
        if (chance === (search.seen.get(look.id) ?? 0)) return [];
        return changed(party, search, due, look.at, hearing, evidence, () =>
          chance === 0 ? search.seen.delete(look.id) : search.seen.set(look.id, chance),
        );
      });
    },
    tick(searches, now, hearing) {
      const due = hearing.at(by);
      return due === undefined || now <= due
        ? []
        : [...searches].flatMap(([party, search]) => begun(party, search, due));
    },
    say: (row) =>
      `${row.against} clear of ${row.what} of ${partyWords(row.party)} by ${by.text}: what remains would have been found with P ${percentWords(row.measured ?? 0)}, limit ${percentWords(row.limit ?? 0)}`,
  });

  /** What became of the zone by one fact: how it stood until then, and how it stands. */
  function changed(
    party: string,
    search: Search,
    due: Instant,
    at: Instant,
    hearing: Hearing,
    evidence: Evidence,
    change: () => unknown,
  ): readonly Outcome[] {
    const beginning = begun(party, search, due);
    if (evidence.authenticated)
      search.evidence =
        search.evidence === undefined ? evidence : hearing.both(search.evidence, evidence);
    const before = standing(party, search, at);
    change();
    return [...beginning, before, standing(party, search, at)];
  }

  /** The first row, from the deadline on: nobody has looked since. */
  function begun(party: string, search: Search, due: Instant): readonly Outcome[] {
    if (search.told) return [];
    search.told = true;
    return [standing(party, search, due)];
  }

  function standing(party: string, search: Search, at: Instant): Outcome {
    const chance = roundProbability(chanceOfFinding(search, samples));
    const looked = roundProbability(shareLookedAt(search, samples));
    const unseen = [...search.seen.values()].reduce((product, q) => product * (1 - q), 1);
    const probability = roundProbability(1 - (1 - remaining(chance)) * unseen);
    const limit = roundProbability(chanceNeeded(compliantAt));
    const hindered = [...search.hindered].map(([sensor, why]) => `, ${sensor} ${why}`);
    return {
      subject: [party, zone.name],
      party,
      nature: 'substantive',
      at,
      probability,
      what: things.words,
      against: `${zone.words} (${percentWords(looked)} of it looked at${hindered.join('')})`,
      measured: chance,
      limit,
      margin: limit - chance,
      unit: 'share',
      latest: true,
      evidence: search.evidence,
      ...(probability > compliantAt ? { doubt: doubtOf(search, looked) } : {}),
    };
  }
}

function doubtOf({ seen }: Search, looked: number): string {
  if (seen.size > 0) return `${seen.size} seen there, each a finding of its own`;
  if (looked === 0) return 'not looked';
  return looked < 1 ? 'part of it not looked at' : 'not looked at well enough';
}
