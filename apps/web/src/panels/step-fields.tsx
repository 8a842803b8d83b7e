import type { StepKind } from '@greenline/cases';
import type { World } from '../live/world.ts';
import type { CaseRow } from '../wire.ts';

/** What a step needs besides its reason: where it goes in `with`, how it is asked for, and from what it is chosen. */
interface Besides {
  readonly field: string;
  readonly label: string;
  readonly several?: true;
  readonly among?: (
    found: CaseRow,
    world: World,
  ) => readonly { readonly id: string; readonly words: string }[];
}

const BESIDES: Partial<Record<StepKind, Besides>> = {
  'hand-over': { field: 'to', label: 'To whom (principal)' },
  'withdraw-source': {
    field: 'source',
    label: 'Which source',
    among: ({ sources = [] }) => sources.map(({ id, kind }) => ({ id, words: `${id} (${kind})` })),
  },
  remedy: { field: 'terms', label: 'Terms of the remedy' },
  attribute: {
    field: 'party',
    label: 'Who did it',
    among: (_found, { mission }) => [
      ...(mission?.parties ?? []).map(({ id, name }) => ({ id, words: name })),
      { id: 'private', words: 'Private persons' },
      { id: 'unknown', words: 'I take my word back' },
    ],
  },
  merge: {
    field: 'into',
    label: 'Into which case',
    among: ({ id, clause }, { cases }) =>
      [...cases.values()]
        .filter((other) => other.id !== id && other.clause === clause && isOpen(other))
        .map((other) => ({ id: other.id, words: `${other.id.slice(0, 8)}, ${other.from ?? ''}` })),
  },
  split: {
    field: 'findings',
    label: 'Which findings',
    several: true,
    among: ({ findings = [] }, world) =>
      findings.map((id) => ({
        id,
        words: `${world.findings.get(id)?.from ?? ''} ${id.slice(0, 8)}`,
      })),
  },
};

const isOpen = ({ state }: CaseRow): boolean => state === 'open' || state === 'being-verified';

/** The label of what a step lacks; `undefined` where it lacks nothing. */
export function lackOf(step: StepKind, chosen: readonly string[]): string | undefined {
  const besides = BESIDES[step];
  return besides !== undefined && chosen.every((text) => text.trim() === '')
    ? besides.label.toLowerCase()
    : undefined;
}

/** `with` of a step: what was chosen for it, and upon which revision of the case. */
export function withOf(step: StepKind, chosen: readonly string[], found: CaseRow) {
  const besides = BESIDES[step];
  const { revision } = found;
  return {
    ...(revision !== undefined && { upon: revision }),
    ...(besides !== undefined && {
      [besides.field]: besides.several === true ? chosen : (chosen[0] ?? '').trim(),
    }),
  };
}

/** Asks for what a step needs besides its reason. */
export function StepFields({
  step,
  found,
  world,
  chosen,
  choose,
}: {
  step: StepKind;
  found: CaseRow;
  world: World;
  chosen: readonly string[];
  choose: (chosen: readonly string[]) => void;
}) {
  const besides = BESIDES[step];
  if (besides === undefined) return null;
  const { label, among, several } = besides;
  if (among === undefined)
    return (
      <label>
        {label}
        <input value={chosen[0] ?? ''} onChange={(event) => choose([event.target.value])} />
      </label>
    );
  const options = among(found, world).map(({ id, words }) => (
    <option key={id} value={id}>
      {words}
    </option>
  ));
  if (several === true)
    return (
      <label>
        {label}
        <select
          multiple
          value={[...chosen]}
          onChange={(event) => choose([...event.target.selectedOptions].map(({ value }) => value))}
        >
          {options}
        </select>
      </label>
    );
  return (
    <label>
      {label}
      <select value={chosen[0] ?? ''} onChange={(event) => choose([event.target.value])}>
        <option value="">Choose…</option>
        {options}
      </select>
    </label>
  );
}
