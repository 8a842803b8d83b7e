import { match } from '../language/things.ts';
import type { Clause } from './clause.ts';
import type { Look } from './look.ts';
import type { Concern } from './subject.ts';
import { binds } from './verdict.ts';

/** Answers remembered before all are forgotten: there are never so many sorts of things. */
const MOST_SORTS = 4096;

/** Which clauses may have something to say about a thing, by its class, attributes and party. */
export class Concerns {
  readonly #clauses: readonly Clause[];
  readonly #missionSide: ReadonlySet<string>;
  readonly #known = new Map<string, Concern>();

  constructor(clauses: readonly Clause[], missionSide: ReadonlySet<string>) {
    this.#clauses = clauses;
    this.#missionSide = missionSide;
  }

  /** One answer for all things of a sort. */
  of(look: Look): Concern {
    const sort = JSON.stringify([look.party, look.classes, look.attributes]);
    const known = this.#known.get(sort);
    if (known !== undefined) return known;
    const found = this.#clauses.filter((clause) => this.#concerns(clause, look));
    const concern = {
      places: indicesOf(found, 'place'),
      accounts: indicesOf(found, 'ledger'),
      restless: indicesOf(found.filter(isRestless), 'ledger'),
    };
    if (this.#known.size === MOST_SORTS) this.#known.clear();
    this.#known.set(sort, concern);
    return concern;
  }

  #concerns(clause: Clause, look: Look): boolean {
    const { rule } = clause;
    if (!(rule.of as readonly string[]).includes(look.of)) return false;
    if (rule.form === 'place' && binds(clause, look.party, this.#missionSide) === false)
      return false;
    return rule.things === undefined || match(rule.things, look) !== undefined;
  }
}

/** Where a place rule of the same clause measures how far things are, calm ones change nothing. */
const isRestless = ({ rule, condition }: Clause): boolean =>
  rule.form === 'ledger' && (rule.besidePlaces !== true || condition !== undefined);

const indicesOf = (clauses: readonly Clause[], form: Clause['rule']['form']): readonly number[] =>
  clauses.filter(({ rule }) => rule.form === form).map(({ index }) => index);
