import type { Declaration } from '@greenline/declarations';
import type { Me } from '../wire.ts';

export type Kind = Declaration['declaration'];

/** How a field is asked for, and what becomes of what is typed. */
export type FieldSort =
  | 'text'
  | 'number'
  | 'moment'
  | 'lines'
  | 'party'
  | 'parties'
  | 'nation'
  | 'zone'
  | 'clause'
  | 'clauses'
  | 'reading'
  | 'choice'
  | 'yes'
  | 'size'
  | 'area';

/** One field of a declaration as the form asks for it. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly sort: FieldSort;
  readonly optional?: true;
  /** Only mission staff may say it. */
  readonly staff?: true;
  readonly options?: readonly string[];
  readonly hint?: string;
}

export interface FormKind {
  readonly word: string;
  /** One line for whoever wonders which kind it is. */
  readonly says: string;
  /** Whose word it is. */
  readonly by: 'mission' | 'party' | 'nation';
  readonly fields: readonly FormField[];
}

const id: FormField = {
  name: 'id',
  label: 'Id',
  sort: 'text',
  hint: 'The same id again is a new version.',
};
const party: FormField = { name: 'party', label: 'Party', sort: 'party' };
const nation: FormField = { name: 'nation', label: 'Nation', sort: 'nation' };
const at: FormField = { name: 'at', label: 'When', sort: 'moment' };
const from: FormField = { name: 'from', label: 'From', sort: 'moment' };
const to: FormField = { name: 'to', label: 'To', sort: 'moment' };
const untilFurther: FormField = { ...to, optional: true, hint: 'Empty: until further notice.' };
const area: FormField = { name: 'area', label: 'Area', sort: 'area' };
const size: FormField = {
  name: 'size',
  label: 'At most',
  sort: 'size',
  optional: true,
  hint: 'As: personnel 200, tank 4.',
};
const received: FormField = {
  name: 'receivedAt',
  label: 'Received by the mission',
  sort: 'moment',
  optional: true,
  staff: true,
  hint: 'Empty: when this form reaches the node.',
};
const zone: FormField = { name: 'zone', label: 'Zone', sort: 'zone', optional: true };
const site: FormField = {
  name: 'site',
  label: 'Or storage site',
  sort: 'text',
  optional: true,
};
const activity = (options: readonly string[]): FormField => ({
  name: 'kind',
  label: 'Activity',
  sort: 'text',
  options,
});

/** Every kind, and the fields that it has: a table, as long as there are kinds. */
export const FORM_KINDS: Readonly<Record<Kind, FormKind>> = {
  notice: {
    word: 'Notice',
    says: 'An activity announced beforehand.',
    by: 'party',
    fields: [
      id,
      activity(['flight', 'medevac', 'exercise', 'movement']),
      party,
      size,
      received,
      from,
      to,
      area,
    ],
  },
  inventory: {
    word: 'Inventory',
    says: 'What is kept at a storage site, by serial number.',
    by: 'party',
    fields: [
      { name: 'site', label: 'Storage site', sort: 'text' },
      party,
      { ...at, label: 'Holds from', optional: true, hint: 'Empty: from the start.' },
      { name: 'serials', label: 'Serial numbers, a line each', sort: 'lines' },
    ],
  },
  fulfilment: {
    word: 'Act done',
    says: 'Something owed under the agreement, done.',
    by: 'party',
    fields: [
      id,
      { name: 'act', label: 'Act', sort: 'text', options: ['mine-records'] },
      party,
      at,
      { name: 'share', label: 'Share of the whole, 0 to 1', sort: 'number', optional: true },
      {
        name: 'verified',
        label: 'The mission has seen it for itself',
        sort: 'yes',
        optional: true,
        staff: true,
      },
    ],
  },
  request: {
    word: 'Request to inspect',
    says: 'The mission is asked to look at a zone or a site.',
    by: 'party',
    fields: [id, party, received, zone, site],
  },
  'mechanism-call': {
    word: 'Call on the mechanism',
    says: 'The coordination mechanism called before acting, and what came of it.',
    by: 'party',
    fields: [
      id,
      party,
      at,
      {
        name: 'outcome',
        label: 'Outcome',
        sort: 'choice',
        options: ['pending', 'answered', 'failed'],
      },
    ],
  },
  permit: {
    word: 'Permit',
    says: 'An activity that the mission or the commission allows.',
    by: 'mission',
    fields: [id, activity(['movement', 'recovery', 'demining']), party, size, from, to, area],
  },
  waiver: {
    word: 'Waiver',
    says: 'Clauses that both parties set aside for a time.',
    by: 'mission',
    fields: [
      id,
      { name: 'clauses', label: 'Clauses', sort: 'clauses' },
      { name: 'agreedBy', label: 'Agreed by', sort: 'parties' },
      from,
      to,
      { ...area, optional: true, hint: 'Empty: wherever the clauses hold.' },
    ],
  },
  inspection: {
    word: 'Inspection',
    says: 'An inspection that took place.',
    by: 'mission',
    fields: [
      zone,
      site,
      at,
      { name: 'result', label: 'Result', sort: 'text', options: ['done', 'refused', 'delayed'] },
      { name: 'request', label: 'Id of the request', sort: 'text', optional: true },
    ],
  },
  visit: {
    word: 'Visit',
    says: 'What inspectors found at a storage site.',
    by: 'mission',
    fields: [
      { name: 'site', label: 'Storage site', sort: 'text' },
      at,
      { name: 'access', label: 'Access', sort: 'choice', options: ['full', 'partial', 'denied'] },
      { name: 'seen', label: 'Serial numbers seen, a line each', sort: 'lines', optional: true },
    ],
  },
  milestone: {
    word: 'Milestone',
    says: 'A moment of the agreement that came: entry into force, D-day.',
    by: 'mission',
    fields: [{ name: 'name', label: 'Name in the agreement', sort: 'text', options: ['EIF'] }, at],
  },
  choice: {
    word: 'Choice of a reading',
    says: 'How the commission reads a clause from now on.',
    by: 'mission',
    fields: [
      { name: 'clause', label: 'Clause', sort: 'clause' },
      { name: 'reading', label: 'Reading', sort: 'reading' },
      { ...at, label: 'Holds from' },
    ],
  },
  deployment: {
    word: 'Deployment',
    says: 'Whom a nation has in a zone.',
    by: 'nation',
    fields: [
      nation,
      { name: 'zone', label: 'Zone', sort: 'zone' },
      { name: 'personnel', label: 'Personnel', sort: 'number' },
      { name: 'alliance', label: 'Under the command of', sort: 'text', optional: true },
      from,
      untilFurther,
    ],
  },
  contribution: {
    word: 'Contribution',
    says: 'What a nation gives to the mission.',
    by: 'nation',
    fields: [
      id,
      nation,
      {
        name: 'domain',
        label: 'Domain',
        sort: 'choice',
        options: ['land', 'sea', 'air', 'space', 'cyber'],
      },
      { name: 'what', label: 'What', sort: 'text' },
      { name: 'count', label: 'How many', sort: 'number', optional: true },
      from,
      untilFurther,
    ],
  },
};

export const KINDS = Object.keys(FORM_KINDS) as readonly Kind[];

/** The kinds that somebody may declare; none for whoever may not declare. */
export function kindsFor(me: Me | undefined): readonly Kind[] {
  if (me === undefined || !me.may.includes('declare')) return [];
  if (me.role === 'staff') return KINDS;
  const own = me.role === 'party' ? 'party' : 'nation';
  return KINDS.filter((kind) => FORM_KINDS[kind].by === own);
}

/** The fields of a kind that somebody is asked for. */
export const fieldsFor = (kind: Kind, me: Me | undefined): readonly FormField[] =>
  FORM_KINDS[kind].fields.filter(({ staff }) => staff === undefined || me?.role === 'staff');
