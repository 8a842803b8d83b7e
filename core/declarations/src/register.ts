import type { Instant } from '@greenline/base';
import type {
  Choice,
  Contribution,
  Declaration,
  Deployment,
  Inventory,
  MechanismCall,
  Milestone,
  Notice,
  Permit,
  Waiver,
} from './declaration.ts';

/** What has been declared so far: plain data. A later word with the same id replaces the earlier. */
export interface Register {
  readonly notices: Map<string, Notice>;
  readonly permits: Map<string, Permit>;
  /** By site. */
  readonly inventories: Map<string, Inventory>;
  /** By nation and zone. */
  readonly deployments: Map<string, Deployment>;
  /** By name. */
  readonly milestones: Map<string, Milestone>;
  /** By the number of the clause. */
  readonly choices: Map<string, Choice>;
  readonly waivers: Map<string, Waiver>;
  readonly contributions: Map<string, Contribution>;
  readonly calls: Map<string, MechanismCall>;
}

export const emptyRegister = (): Register => ({
  notices: new Map(),
  permits: new Map(),
  inventories: new Map(),
  deployments: new Map(),
  milestones: new Map(),
  choices: new Map(),
  waivers: new Map(),
  contributions: new Map(),
  calls: new Map(),
});

/** Enters a declaration. Acts (inspections, visits, requests, fulfilments) are not kept here. */
export function enter(register: Register, declaration: Declaration): void {
  switch (declaration.declaration) {
    case 'notice':
      register.notices.set(declaration.id, declaration);
      break;
    case 'permit':
      register.permits.set(declaration.id, declaration);
      break;
    case 'inventory':
      register.inventories.set(declaration.site, declaration);
      break;
    case 'deployment':
      register.deployments.set(`${declaration.nation}\u001f${declaration.zone}`, declaration);
      break;
    case 'milestone':
      register.milestones.set(declaration.name, declaration);
      break;
    case 'choice':
      register.choices.set(declaration.clause, declaration);
      break;
    case 'waiver':
      register.waivers.set(declaration.id, declaration);
      break;
    case 'contribution':
      register.contributions.set(declaration.id, declaration);
      break;
    case 'mechanism-call':
      register.calls.set(declaration.id, declaration);
      break;
    case 'inspection':
    case 'visit':
    case 'request':
    case 'fulfilment':
      break;
  }
}

/** What to look for. Absent members match everything. */
export interface Sought {
  readonly kinds?: readonly string[];
  readonly party?: string;
}

/** The permits of these kinds for this party, whenever they hold, in order of id. */
export const permitsFor = (register: Register, sought: Sought): readonly Permit[] =>
  matching(register.permits, sought);

/** The notices of these kinds from this party, whenever they hold, in order of id. */
export const noticesFor = (register: Register, sought: Sought): readonly Notice[] =>
  matching(register.notices, sought);

/** The permits that hold at a moment; both ends belong to the time allowed. */
export const permitsInForce = (
  register: Register,
  sought: Sought,
  at: Instant,
): readonly Permit[] =>
  permitsFor(register, sought).filter((permit) => permit.from <= at && at <= permit.to);

/** Who is deployed at a moment. */
export const deploymentsInForce = (register: Register, at: Instant): readonly Deployment[] =>
  [...register.deployments.values()].filter(
    (deployment) => deployment.from <= at && (deployment.to === undefined || at < deployment.to),
  );

function matching<T extends Notice | Permit>(
  all: ReadonlyMap<string, T>,
  { kinds, party }: Sought,
): readonly T[] {
  return [...all.values()]
    .filter((one) => kinds === undefined || kinds.includes(one.kind))
    .filter((one) => party === undefined || one.party === party)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
