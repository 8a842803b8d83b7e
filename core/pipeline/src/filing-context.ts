import { instant } from '@greenline/base';
import { type CaseId, stepsFrom } from '@greenline/cases';
import { readDeclaration } from '@greenline/declarations';
import {
  type Consequence,
  type Filer,
  type FilingContext,
  FORMS,
  type Standing,
  voiceOf,
} from '@greenline/filings';
import { label } from '@greenline/labels';
import type { Role } from '@greenline/sharing';
import { unfamiliar } from './familiar.ts';
import { NODE } from './hands.ts';
import type { Mission } from './mission.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const STANDINGS: Readonly<Partial<Record<Role, Standing>>> = {
  staff: 'mission',
  party: 'party',
  contributor: 'nation',
  commission: 'commission',
  humanitarian: 'humanitarian',
};

/** As what somebody files; `undefined` for the public, and for whom the mission does not know. */
export function filerOf(id: string, mission: Mission): Filer | undefined {
  if (id === NODE) return { id, standing: 'node' };
  const principal = mission.principals.get(id);
  const standing = principal && STANDINGS[principal.role];
  if (principal === undefined || standing === undefined) return undefined;
  const { member } = principal;
  return { id, standing, ...(member !== undefined && { member }) };
}

/** What the rules of filings ask of the walk. */
export function filingContext(walk: Walk, rooms: Rooms): FilingContext {
  const { mission } = rooms;
  const { exercise } = mission.file;
  return {
    hasher: walk.ports.hasher,
    practice: mission.filings,
    parties: mission.agreement.parties,
    exercise,
    label: (owner, shownTo) =>
      walk.labels.intern(label({ owner, releasableTo: shownTo, exercise })),
    caseNamed: (name, filer) => caseNamed(walk, rooms, name, filer),
    refuses: (consequence, filer) => refuses(walk, rooms, consequence, filer),
    regionOf: ({ lon, lat }) => mission.regions.find(({ area }) => area.contains(lon, lat))?.id,
    hasRegion: (id) => mission.regions.some((region) => region.id === id),
  };
}

/** Staff name cases as they are; others as they were told of them. */
function caseNamed(walk: Walk, { cases }: Rooms, name: string, filer: Filer): string | undefined {
  const told = walk.state.caseNames.get(name);
  if (told !== undefined) return told;
  return filer.standing === 'mission' && cases.cases.has(name as CaseId) ? name : undefined;
}

function refuses(
  walk: Walk,
  rooms: Rooms,
  consequence: Consequence,
  filer: Filer,
): string | undefined {
  if (consequence.kind === 'case-step') {
    const { step, case: about } = consequence;
    const one = rooms.cases.cases.get(about as CaseId);
    if (one === undefined) return 'the case that it is about is not known';
    if (signatoryOfFiler(filer, rooms) === undefined)
      return `${filer.id} may take no step on a case: policy/principals.yaml does not say so`;
    if (stepsFrom(one.state).includes(step)) return undefined;
    return `the case is ${one.state}: no ${step} can follow on that; ${stepsFrom(one.state).join(', ')} can`;
  }
  if (consequence.kind === 'file') {
    const { form, id, with: said } = consequence;
    const taken = `${FORMS[form].whose?.(said) ?? voiceOf(filer)}:${id}`;
    return rooms.filings.filings.has(taken) ? `${taken} is taken: choose another id` : undefined;
  }
  if (consequence.kind !== 'declare') return undefined;
  const read = readDeclaration(consequence.object, walk.ports.hasher, instant(0));
  const [wrong] = read.ok ? unfamiliar(read.value.declaration, rooms.mission) : read.error;
  return wrong === undefined ? undefined : `${wrong.field} ${wrong.text}`;
}

/** Who signs a step on a case that a filing brings about: the commission decides there as staff do. */
export const signatoryOfFiler = ({ id, standing }: Filer, { caseContext }: Rooms) =>
  standing === 'commission'
    ? { id, nation: standing, standing: 'mission' as const }
    : caseContext.signatory(id);
