import { people, type Stretch } from './strength.ts';

/** What a clause says of nations and their people. */
export interface Limits {
  readonly bar?: readonly string[] | undefined;
  readonly barAlliances?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly ceilings?: Readonly<Record<string, number>> | undefined;
  readonly strict?: boolean | undefined;
}

/** How many people of a nation are where they are limited, and to how many. */
export interface Limited {
  readonly measured: number;
  /** Absent: any number. */
  readonly limit: number | undefined;
  readonly against: string;
  readonly broken: boolean;
}

/**
 * The limit that a nation breaks; where it breaks none, the first that speaks of it. `undefined` where
 * the clause has nothing to say of it.
 */
export function limitOn(
  limits: Limits,
  nation: string,
  own: readonly Stretch[],
): Limited | undefined {
  const { bar = [], barAlliances = [], only, ceilings = {} } = limits;
  const all = people(own);
  const under = own.filter(({ alliance }) => barAlliances.includes(alliance ?? ''));
  const found: Limited[] = [];
  if (bar.includes(nation)) found.push(nobody(all, `${nation} may have nobody there`));
  if (only?.includes(nation) === false) found.push(nobody(all, `only ${only.join(', ')} may`));
  if (under.length > 0) {
    const alliances = [...new Set(under.map(({ alliance }) => alliance))].join(', ');
    found.push(nobody(people(under), `no forces under ${alliances}`));
  }
  const ceiling = ceilings[nation];
  if (ceiling !== undefined)
    found.push({
      measured: all,
      limit: ceiling,
      against: `ceiling of ${nation}`,
      broken: exceeds(all, ceiling, limits),
    });
  const ruled = bar.length + barAlliances.length > 0 || only !== undefined;
  const free = { measured: all, limit: undefined, against: 'no ceiling', broken: false };
  return found.find(({ broken }) => broken) ?? found[0] ?? (ruled ? free : undefined);
}

/** A limit itself is no breach unless the clause is strict. */
export const exceeds = (people: number, most: number, { strict }: Limits): boolean =>
  strict === true ? people >= most : people > most;

const nobody = (measured: number, against: string): Limited => ({
  measured,
  limit: 0,
  against,
  broken: measured > 0,
});
