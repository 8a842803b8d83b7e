import { ASKED, ASSETS } from '@greenline/observation';
import type { Mission } from '../wire.ts';
import { plain } from '../words.ts';
import type { EntryDraft, EntryKind } from './draft.ts';

export const KIND_WORD: Record<EntryKind, string> = {
  heard: 'Heard',
  seen: 'Seen',
  camera: 'On camera',
  movement: 'Movement restricted',
  hazard: 'Hazard',
  note: 'Note',
  sos: 'Call for help',
};

const WHAT: Record<EntryKind, readonly string[]> = {
  heard: ['explosion', 'burst', 'shot', 'overflight'],
  seen: [
    'tank',
    'apc',
    'military-truck',
    'howitzer',
    'mortar',
    'armed-person',
    'uncrewed-aircraft',
    'explosion',
    'muzzle-flash',
  ],
  camera: [
    'explosion',
    'muzzle-flash',
    'projectile',
    'tank',
    'military-vehicle',
    'uncrewed-aircraft',
  ],
  movement: ['checkpoint', 'road', 'visit'],
  hazard: ['mine', 'unexploded-ordnance', 'minefield'],
  note: [],
  sos: [],
};

const listed = (words: readonly string[]): readonly (readonly [string, string])[] => [
  ['', 'not said'],
  ...words.map((word) => [word, plain(word)] as const),
];

/** The fields of one entry: those that its sort has, no others. */
export function EntryFields({
  entry,
  number,
  mission,
  lackOf,
  change,
  remove,
}: {
  entry: EntryDraft;
  number: number;
  mission: Mission | undefined;
  lackOf: (name: string) => string | undefined;
  change: (change: Partial<EntryDraft>) => void;
  remove: () => void;
}) {
  const { kind } = entry;
  const elsewhere = kind !== 'note' && kind !== 'movement' && kind !== 'sos';
  const happened = kind === 'heard' || kind === 'seen' || kind === 'camera';
  const field = (name: 'count' | 'bearingDeg' | 'distanceM' | 'delayMin', label: string) => (
    <label>
      {label}
      <input
        inputMode="decimal"
        value={entry[name]}
        aria-invalid={lackOf(name) !== undefined}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  );
  const choice = (
    name: 'direction' | 'access' | 'party' | 'asked' | 'against' | 'asset',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <label>
      {label}
      <select
        value={entry[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value })}
      >
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset className="entry">
      <legend>
        {number}. {KIND_WORD[kind]}
      </legend>
      <label className="full">
        {kind === 'note' || kind === 'sos'
          ? 'About'
          : kind === 'movement'
            ? 'What restricted you'
            : 'What'}
        <input
          list={`what-${entry.key}`}
          value={entry.what}
          autoCapitalize="none"
          aria-invalid={lackOf('what') !== undefined}
          onChange={(event) => change({ what: event.target.value })}
        />
        <datalist id={`what-${entry.key}`}>
          {WHAT[kind].map((what) => (
            <option key={what} value={what} />
          ))}
        </datalist>
      </label>
      {happened && field('count', 'How many')}
      {happened &&
        choice('direction', 'Direction', [
          ['', 'not said'],
          ['outgoing', 'outgoing'],
          ['incoming', 'incoming'],
          ['undetermined', 'undetermined'],
        ])}
      {elsewhere && field('bearingDeg', 'Bearing, ° true')}
      {elsewhere && field('distanceM', 'Distance, m')}
      {happened &&
        choice('against', 'At whom', [
          ['', 'not at us'],
          ['monitors', 'at monitors'],
          ['asset', 'at an asset of ours'],
        ])}
      {happened && entry.against === 'asset' && choice('asset', 'Which asset', listed(ASSETS))}
      {kind === 'movement' &&
        choice('access', 'Access', [
          ['denied', 'denied'],
          ['delayed', 'delayed'],
          ['conditional', 'conditional'],
          ['free', 'free'],
        ])}
      {kind === 'movement' && field('delayMin', 'Delay, min')}
      {kind === 'movement' && choice('asked', 'What was asked', listed(ASKED))}
      {kind !== 'note' &&
        kind !== 'hazard' &&
        kind !== 'sos' &&
        choice('party', 'Whose', [
          ['', 'not known'],
          ...(mission?.parties ?? []).map((party) => [party.id, party.name] as const),
        ])}
      <label className="full">
        Remarks
        <textarea
          rows={2}
          value={entry.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <button type="button" className="quiet" onClick={remove}>
        Remove entry {number}
      </button>
    </fieldset>
  );
}
