import { type Instant, roundProbability } from '@greenline/base';
import type { CoverageFact, Fact } from '../fact.ts';
import type { Evidence, Look } from '../judging/look.ts';
import { chanceIn, partyWords } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { samplesOf, samplesWithin } from '../judging/samples.ts';
import { ledgerRule } from '../language/clause-kind.ts';
import type { Moment } from '../language/moment.ts';
import { percentWords } from '../language/quantity.ts';
import type { NamedZone } from '../language/terms.ts';
import { match, type Things } from '../language/things.ts';
import { addLook, chanceNeeded, newSearch, remaining, type Search } from './search.ts';

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

/** What is known of one party's things there: plain data. */
interface Own {
  /** By id: probability that a thing seen since the deadline is in the zone. */
  readonly seen: Map<string, number>;
  evidence: Evidence | undefined;
  told: boolean;
}

interface Memory {
  readonly search: Search;
  readonly owns: Map<string, Own>;
}

/**
 * Whether a zone is clear, from how well it was looked at: where nobody looked, nothing seen says
 * nothing. It accuses nobody: what is found is judged by itself, with its exceptions.
 */
export function clearance({ zone, parties, things, by, compliantAt }: Clearance) {
  const samples = samplesOf(zone.area);
  const limit = roundProbability(chanceNeeded(compliantAt));
  return ledgerRule<Memory>({
    part: 'clearance',
    of: ['coverage', 'object'],
    besidePlaces: true,
    start: () => ({
      search: newSearch(samples),
      owns: new Map(
        parties.map((party) => [party, { seen: new Map(), evidence: undefined, told: false }]),
      ),
    }),
    take(memory, fact, hearing, look) {
      const due = hearing.at(by);
      if (due === undefined) return [];
      if (fact.fact === 'coverage') return covered(memory, fact, due, hearing);
      return look === undefined || look.at <= due ? [] : seen(memory, fact, look, due, hearing);
    },
    tick(memory, now, hearing) {
      const due = hearing.at(by);
      return due === undefined || now <= due
        ? []
        : [...memory.owns.keys()].flatMap((party) => begun(memory, party, due));
    },
    say: (row) =>
      `${row.against} clear of ${row.what} of ${partyWords(row.party)} by ${by.text}: what remains would have been found with P ${percentWords(row.measured ?? 0)}, limit ${percentWords(row.limit ?? 0)}`,
  });

  function covered(
    memory: Memory,
    fact: CoverageFact,
    due: Instant,
    hearing: Hearing,
  ): readonly Outcome[] {
    const inside = fact.from < due ? [] : samplesWithin(samples, fact.area);
    if (inside.length === 0) return [];
    const evidence = hearing.evidence(fact);
    const all = [...memory.owns.keys()];
    const before = all.flatMap((party) => until(memory, party, due, fact.to, hearing, evidence));
    addLook(memory.search, samples, inside, fact, evidence.authenticated);
    return [...before, ...all.flatMap((party) => standing(memory, party, fact.to))];
  }

  function seen(
    memory: Memory,
    fact: Fact,
    look: Look,
    due: Instant,
    hearing: Hearing,
  ): readonly Outcome[] {
    const kind = match(things, look)?.probability ?? 0;
    const here = kind === 0 ? 0 : chanceIn(zone.area, look);
    return [...memory.owns].flatMap(([party, own]) => {
      const bound = look.party === party || look.party === 'unknown';
      const chance = bound ? roundProbability(here * kind) : 0;
      if (chance === (own.seen.get(look.id) ?? 0)) return [];
      const before = until(memory, party, due, look.at, hearing, hearing.evidence(fact));
      if (chance === 0) own.seen.delete(look.id);
      else own.seen.set(look.id, chance);
      return [...before, ...standing(memory, party, look.at)];
    });
  }

  /** How it stood up to a moment, as a fact of then bears out. */
  function until(
    memory: Memory,
    party: string,
    due: Instant,
    at: Instant,
    hearing: Hearing,
    evidence: Evidence,
  ): readonly Outcome[] {
    const beginning = begun(memory, party, due);
    const own = memory.owns.get(party);
    if (own !== undefined && evidence.authenticated)
      own.evidence = own.evidence === undefined ? evidence : hearing.both(own.evidence, evidence);
    return [...beginning, ...standing(memory, party, at)];
  }

  /** The first row, from the deadline on: nobody has looked since. */
  function begun(memory: Memory, party: string, due: Instant): readonly Outcome[] {
    const own = memory.owns.get(party);
    if (own === undefined || own.told) return [];
    own.told = true;
    return standing(memory, party, due);
  }

  function standing({ search, owns }: Memory, party: string, at: Instant): readonly Outcome[] {
    const own = owns.get(party);
    if (own === undefined) return [];
    const { found, lookedAt } = search;
    let unseen = 1;
    for (const chance of own.seen.values()) unseen *= 1 - chance;
    const probability = roundProbability(1 - (1 - remaining(found)) * unseen);
    const hindered = [...search.hindered].map(([sensor, why]) => `, ${sensor} ${why}`);
    return [
      {
        subject: [party, zone.name],
        party,
        nature: 'substantive',
        at,
        probability,
        what: things.words,
        against: `${zone.words} (${percentWords(lookedAt)} of it looked at${hindered.join('')})`,
        measured: found,
        limit,
        margin: limit - found,
        unit: 'share',
        latest: true,
        evidence: own.evidence,
        ...(probability > compliantAt ? { doubt: doubtOf(own.seen.size, lookedAt) } : {}),
      },
    ];
  }
}

function doubtOf(seen: number, lookedAt: number): string {
  if (seen > 0) return `${seen} seen there, each a finding of its own`;
  if (lookedAt === 0) return 'not looked';
  return lookedAt < 1 ? 'part of it not looked at' : 'not looked at well enough';
}
