import { isPlace, readPlace } from '../say/place.ts';

/** Sorts of entries of a patrol's report, as the format names them. */
export const ENTRY_KINDS = [
  'heard',
  'seen',
  'camera',
  'movement',
  'hazard',
  'note',
  'sos',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One entry as typed: all text, nothing believed yet. */
export interface EntryDraft {
  readonly key: string;
  readonly kind: EntryKind;
  readonly what: string;
  readonly count: string;
  readonly direction: string;
  readonly bearingDeg: string;
  readonly distanceM: string;
  readonly party: string;
  readonly access: string;
  readonly delayMin: string;
  /** What was asked of the patrol before it might pass. */
  readonly asked: string;
  /** `monitors` or `asset`, where what happened was at them. */
  readonly against: string;
  /** Which kind of the mission's assets. */
  readonly asset: string;
  readonly text: string;
}

/** A report as typed. */
export interface ReportDraft {
  readonly id: string;
  readonly patrol: string;
  readonly nation: string;
  readonly place: string;
  readonly sigmaM: string;
  /** Local to nobody: the picker's text, in UTC. */
  readonly at: string;
  readonly uncertaintyS: string;
  readonly entries: readonly EntryDraft[];
}

/** What is missing or not understood: where, and what to do. */
export interface Lack {
  readonly field: string;
  readonly text: string;
}

/** A report as `interfaces.md` writes it: what the node takes in. */
export interface PatrolReport {
  readonly id: string;
  readonly patrol: string;
  readonly nation: string;
  readonly position: { readonly lon: number; readonly lat: number };
  readonly sigmaM: number;
  readonly at: string;
  readonly uncertaintyS: number;
  readonly entries: readonly Readonly<Record<string, string | number>>[];
}

export const emptyEntry = (kind: EntryKind, key: string): EntryDraft => ({
  key,
  kind,
  what: '',
  count: '',
  direction: '',
  bearingDeg: '',
  distanceM: '',
  party: '',
  access: kind === 'movement' ? 'denied' : '',
  delayMin: '',
  asked: '',
  against: '',
  asset: '',
  text: '',
});

export const emptyDraft = (id: string, at: number): ReportDraft => ({
  id,
  patrol: '',
  nation: '',
  place: '',
  sigmaM: '',
  at: new Date(at).toISOString().slice(0, 16),
  uncertaintyS: '60',
  entries: [],
});

/** The report, or everything that is missing. Both parties' entries are checked alike. */
export function finished(
  draft: ReportDraft,
):
  | { readonly ok: true; readonly report: PatrolReport }
  | { readonly ok: false; readonly lacks: readonly Lack[] } {
  const lacks: Lack[] = [];
  const need = (field: string, text: string): undefined => {
    lacks.push({ field, text });
    return undefined;
  };
  const number = (field: string, text: string, name: string, low: number, high: number) => {
    const value = Number(text.replace(',', '.'));
    if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high) {
      return need(field, `${name}: a number from ${low} to ${high}.`);
    }
    return value;
  };
  if (draft.patrol.trim() === '') need('patrol', 'Patrol: its call sign, as P3.');
  if (draft.nation.trim() === '') need('nation', 'Nation: of whose contingent the patrol is.');
  const position = readPlace(draft.place);
  if (!isPlace(position)) need('place', `Position: ${position.text}`);
  const sigmaM = number('sigmaM', draft.sigmaM, 'Accuracy in metres', 1, 10_000);
  const at = Date.parse(`${draft.at}Z`);
  if (Number.isNaN(at)) need('at', 'Time: day, hour and minute in UTC.');
  const uncertaintyS = number('uncertaintyS', draft.uncertaintyS, 'Clock, ± seconds', 0, 86_400);
  if (draft.entries.length === 0)
    need('entries', 'Entries: add at least one thing heard, seen or met.');
  const entries = draft.entries.map((entry, i) => {
    const out: Record<string, string | number> = { kind: entry.kind };
    const where = (name: string): string => `entries.${i}.${name}`;
    if (entry.what.trim() === '' && entry.kind !== 'sos') {
      need(
        where('what'),
        `Entry ${i + 1}: ${entry.kind === 'note' ? 'what it is about' : 'what it was'}.`,
      );
    }
    if (entry.what.trim() !== '') out.what = entry.what.trim();
    const optional = (
      name: 'count' | 'bearingDeg' | 'distanceM' | 'delayMin',
      high: number,
    ): void => {
      if (entry[name].trim() === '') return;
      const value = number(where(name), entry[name], `Entry ${i + 1}, ${NAMES[name]}`, 0, high);
      if (value !== undefined) out[name] = value;
    };
    optional('count', 1_000_000);
    optional('bearingDeg', 360);
    optional('distanceM', 100_000);
    if (entry.kind === 'movement') {
      out.access = entry.access === '' ? 'denied' : entry.access;
      optional('delayMin', 10_000);
    }
    // A draft kept by an earlier page lacks the newer fields.
    for (const name of ['direction', 'party', 'text', 'asked', 'against', 'asset'] as const) {
      const said = entry[name]?.trim() ?? '';
      if (said !== '') out[name] = said;
    }
    if (out.against !== 'asset') delete out.asset;
    return out;
  });
  if (
    lacks.length > 0 ||
    !isPlace(position) ||
    sigmaM === undefined ||
    uncertaintyS === undefined
  ) {
    return { ok: false, lacks };
  }
  return {
    ok: true,
    report: {
      id: draft.id,
      patrol: draft.patrol.trim(),
      nation: draft.nation.trim(),
      position: { lon: round(position.lon), lat: round(position.lat) },
      sigmaM,
      at: new Date(at).toISOString().replace('.000Z', 'Z'),
      uncertaintyS,
      entries,
    },
  };
}

const NAMES = {
  count: 'how many',
  bearingDeg: 'bearing in degrees',
  distanceM: 'distance in metres',
  delayMin: 'delay in minutes',
} as const;

/** To a ten-millionth of a degree, about a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** A UUIDv7 of a moment and ten random bytes. */
export function uuid7(at: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 256 ** (5 - i)) & 255;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
