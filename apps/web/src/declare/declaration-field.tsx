import type { Me, Mission, Zones } from '../wire.ts';
import { AreaField } from './area-field.tsx';
import type { DeclarationDraft } from './draft.ts';
import type { FormField } from './kinds.ts';
import { MomentField } from './moment-field.tsx';

export interface FieldProps {
  readonly field: FormField;
  readonly draft: DeclarationDraft;
  readonly mission: Mission | undefined;
  readonly zones: Zones | undefined;
  readonly me: Me | undefined;
  readonly problem: string | undefined;
  readonly change: (part: Partial<DeclarationDraft>) => void;
}

/** One field of a declaration, as its sort asks for it, with what is wrong with it below. */
export function DeclarationField(props: FieldProps) {
  const { field, draft, mission, problem, change } = props;
  const { name, label, hint, sort } = field;
  const value = draft.values[name] ?? '';
  const put = (text: string) => change({ values: { ...draft.values, [name]: text } });
  const common = { label, hint, problem };
  if (sort === 'area')
    return <AreaField {...common} area={draft.area} change={(area) => change({ area })} />;
  if (sort === 'moment')
    return <MomentField {...common} zone={mission?.timezone ?? 'UTC'} value={value} change={put} />;
  if (sort === 'parties' || sort === 'clauses')
    return <Several {...props} value={value} put={put} />;
  if (sort === 'yes') {
    return (
      <label className="full check">
        <input
          type="checkbox"
          checked={value === 'yes'}
          onChange={(event) => put(event.target.checked ? 'yes' : '')}
        />
        {label}
      </label>
    );
  }
  const place = `declare-${name}`;
  return (
    <div className={sort === 'lines' ? 'field full' : 'field'}>
      <label htmlFor={place}>{field.optional === undefined ? label : `${label} (optional)`}</label>
      <Input {...props} value={value} put={put} place={place} />
      <p id={`${place}-says`}>
        {hint !== undefined && <span className="hint">{hint} </span>}
        {problem !== undefined && <span className="refusal">{problem}</span>}
      </p>
    </div>
  );
}

type Typed = FieldProps & { readonly value: string; readonly put: (text: string) => void };

function Input({
  field,
  value,
  put,
  problem,
  place,
  ...known
}: Typed & { readonly place: string }) {
  const { sort, name, options = [] } = field;
  const marks = {
    id: place,
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${place}-says`,
  };
  const choices = choicesOf(field, known);
  if (choices !== undefined) {
    return (
      <select {...marks} onChange={(event) => put(event.target.value)}>
        <option value="">{field.optional === undefined ? 'Choose…' : 'none'}</option>
        {choices.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    );
  }
  if (sort === 'lines') {
    return (
      <textarea
        {...marks}
        rows={5}
        spellCheck={false}
        onChange={(event) => put(event.target.value)}
      />
    );
  }
  return (
    <>
      <input
        {...marks}
        list={options.length > 0 ? `known-${name}` : undefined}
        inputMode={sort === 'number' ? 'decimal' : 'text'}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => put(event.target.value)}
      />
      {options.length > 0 && (
        <datalist id={`known-${name}`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}

type Choice = readonly [id: string, words: string];

/** What may be chosen, where the mission knows all there is; else whoever declares writes it. */
function choicesOf(
  { sort, options = [] }: FormField,
  { me, mission, zones, draft }: Pick<FieldProps, 'me' | 'mission' | 'zones' | 'draft'>,
): readonly Choice[] | undefined {
  const own = ({ id }: { readonly id: string }) => me?.role === 'staff' || me?.member === id;
  const named = ({ id, name }: { readonly id: string; readonly name: string }): Choice => [
    id,
    name,
  ];
  switch (sort) {
    case 'choice':
      return options.map((option) => [option, option]);
    case 'party':
      return mission?.parties.filter(own).map(named);
    case 'nation':
      return mission?.nations?.filter(own).map(named);
    case 'zone':
      return zones?.features
        .filter(({ properties }) => properties.zone !== undefined || properties.kind !== 'line')
        .map(({ properties: { id, name } }) => [id, name ?? id]);
    case 'clause':
      return [...new Set(mission?.agreement?.clauses.map(({ cite }) => cite))].map((cite) => [
        cite,
        cite,
      ]);
    case 'reading': {
      const clauses = mission?.agreement?.clauses ?? [];
      const read = clauses.filter(({ cite }) => cite === draft.values.clause);
      return read.flatMap(({ reading }) => (reading === undefined ? [] : [[reading, reading]]));
    }
    default:
      return undefined;
  }
}

/** Several of a few: a box to tick for each. */
function Several({ field, value, put, mission, problem }: Typed) {
  const chosen = value.split('\n').filter((one) => one !== '');
  const all: readonly Choice[] =
    field.sort === 'parties'
      ? (mission?.parties ?? []).map(({ id, name }) => [id, name])
      : [...new Set(mission?.agreement?.clauses.map(({ cite }) => cite))].map((cite) => [
          cite,
          cite,
        ]);
  const turn = (id: string) =>
    put((chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join('\n'));
  return (
    <fieldset className="several full" aria-invalid={problem !== undefined}>
      <legend>{field.label}</legend>
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
