import type { Mission } from '../wire.ts';
import type { EntryDraft, EntryKind } from './draft.ts';

export const KIND_WORD: Record<EntryKind, string> = {
  heard: 'Heard',
  seen: 'Seen',
  camera: 'On camera',
  movement: 'Movement restricted',
  hazard: 'Hazard',
  note: 'Note',
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
};

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
    name: 'direction' | 'access' | 'party',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <label>
      {label}
      <select value={entry[name]} onChange={(event) => change({ [name]: event.target.value })}>
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
        {kind === 'note' ? 'About' : kind === 'movement' ? 'What restricted you' : 'What'}
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
      {kind !== 'note' && kind !== 'movement' && field('bearingDeg', 'Bearing, ° true')}
      {kind !== 'note' && kind !== 'movement' && field('distanceM', 'Distance, m')}
      {kind === 'movement' &&
        choice('access', 'Access', [
          ['denied', 'denied'],
          ['delayed', 'delayed'],
          ['conditional', 'conditional'],
          ['free', 'free'],
        ])}
      {kind === 'movement' && field('delayMin', 'Delay, min')}
      {kind !== 'note' &&
        kind !== 'hazard' &&
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
