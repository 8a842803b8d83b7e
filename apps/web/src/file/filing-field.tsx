import { AreaField } from '../declare/area-field.tsx';
import { MomentField } from '../declare/moment-field.tsx';
import { useWorld } from '../live/store.ts';
import type { Mission } from '../wire.ts';
import { plain } from '../words.ts';
import type { FilingDraft } from './draft.ts';
import type { FormField } from './form-field.ts';

type Choice = readonly [id: string, words: string];
type Typed = Pick<FilingDraft, 'values' | 'area'>;

/** One field of a filing, as its sort asks for it, with what is wrong with it below. */
export function FilingField({
  field,
  draft,
  problem,
  change,
  within,
}: {
  field: FormField;
  draft: Typed;
  problem: string | undefined;
  change: (part: Partial<Typed>) => void;
  /** Tells fields of one name on one page apart. */
  within: string;
}) {
  const { mission } = useWorld();
  const { path, label, sort, optional } = field;
  const value = draft.values[path] ?? '';
  const put = (text: string) => change({ values: { ...draft.values, [path]: text } });
  const words = optional ? `${label} (optional)` : label;
  if (sort === 'area')
    return (
      <AreaField
        label={words}
        hint={undefined}
        area={draft.area}
        problem={problem}
        change={(area) => change({ area })}
      />
    );
  if (sort === 'moment')
    return (
      <MomentField
        label={words}
        hint={undefined}
        zone={mission?.timezone ?? 'UTC'}
        value={value}
        problem={problem}
        change={put}
      />
    );
  if (sort === 'voices')
    return <Voices label={words} mission={mission} value={value} put={put} problem={problem} />;
  const place = `${within}-${path}`;
  const marks = {
    id: place,
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${place}-says`,
  };
  const choices = choicesOf(field, mission);
  const long = sort === 'long' || sort === 'lines' || sort === 'json';
  return (
    <div className={long ? 'field full' : 'field'}>
      <label htmlFor={place}>{sort === 'lines' ? `${words}, a line each` : words}</label>
      {choices !== undefined ? (
        <select {...marks} onChange={(event) => put(event.target.value)}>
          <option value="">{optional ? 'none' : 'Choose…'}</option>
          {choices.map(([id, says]) => (
            <option key={id} value={id}>
              {says}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea
          {...marks}
          rows={sort === 'json' ? 6 : 3}
          onChange={(event) => put(event.target.value)}
        />
      ) : (
        <input
          {...marks}
          inputMode={sort === 'number' ? 'decimal' : 'text'}
          autoCapitalize="none"
          onChange={(event) => put(event.target.value)}
        />
      )}
      <p id={`${place}-says`}>
        {sort === 'json' && <span className="hint">A list in JSON, as the manual has it. </span>}
        {problem !== undefined && <span className="refusal">{problem}</span>}
      </p>
    </div>
  );
}

/** What may be chosen, where the mission knows all there is; else whoever files writes it. */
function choicesOf(
  { sort, options }: FormField,
  mission: Mission | undefined,
): readonly Choice[] | undefined {
  switch (sort) {
    case 'choice':
      return options.map((option) => [option, plain(option)]);
    case 'party':
      return [
        ...(mission?.parties ?? []).map(({ id, name }): Choice => [id, name]),
        ['mission', 'the mission'],
      ];
    case 'region':
      return (mission?.regions ?? []).map(({ id, name }): Choice => [id, name]);
    case 'clause':
      return [...new Set(mission?.agreement?.clauses.map(({ cite }) => cite))].map((cite) => [
        cite,
        cite,
      ]);
    default:
      return undefined;
  }
}

/** Those on the hot line: a box to tick for each. */
function Voices({
  label,
  mission,
  value,
  put,
  problem,
}: {
  label: string;
  mission: Mission | undefined;
  value: string;
  put: (text: string) => void;
  problem: string | undefined;
}) {
  const chosen = value.split('\n').filter((one) => one !== '');
  const all: readonly Choice[] = [
    ['mission', 'The mission'],
    ...(mission?.parties ?? []).map(({ id, name }): Choice => [id, name]),
    ['commission', 'The joint commission'],
  ];
  const turn = (id: string) =>
    put((chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join('\n'));
  return (
    <fieldset className="several full" aria-invalid={problem !== undefined}>
      <legend>{label}</legend>
      {all.map(([id, words]) => (
        <label key={id} className="check">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => turn(id)} />
          {words}
        </label>
      ))}
      {problem !== undefined && <p className="refusal">{problem}</p>}
    </fieldset>
  );
}
