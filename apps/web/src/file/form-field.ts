import type { Json, JsonObject } from '@greenline/base';
import { plain, sentence } from '../words.ts';

/** How a field is asked for, and what becomes of what is typed. */
export type FieldSort =
  | 'text'
  | 'long'
  | 'number'
  | 'moment'
  | 'choice'
  | 'lines'
  | 'party'
  | 'voices'
  | 'region'
  | 'clause'
  | 'area'
  | 'json';

/** One field of a form, found in its JSON Schema. */
export interface FormField {
  /** Where its value stands in what is handed in: `killed.child`. */
  readonly path: string;
  readonly label: string;
  readonly sort: FieldSort;
  readonly options: readonly string[];
  readonly optional: boolean;
}

/** Words that say how a field is asked for, where its schema alone does not. */
const BY_NAME: Readonly<Record<string, FieldSort>> = {
  party: 'party',
  against: 'party',
  to: 'voices',
  region: 'region',
  clause: 'clause',
  area: 'area',
  items: 'json',
  text: 'long',
  act: 'long',
  decision: 'long',
};

/** The fields of a schema in its order; those of an object within it follow under its name. */
export function fieldsOf(schema: JsonObject, under = '', optional = false): readonly FormField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(asObject(schema.properties)).flatMap(([name, inside]) => {
    const path = under === '' ? name : `${under}.${name}`;
    const one = asObject(inside);
    const left = optional || !required.includes(name);
    const sort = sortOf(name, one);
    if (sort === undefined) return fieldsOf(one, path, left);
    const label = sentence(plain(path.replaceAll('.', ', ').replace(/([a-z])([A-Z])/g, '$1 $2')));
    const options = Array.isArray(one.enum) ? one.enum.map(String) : [];
    return [
      {
        path,
        label: label.toLowerCase().replace(/^./, (l) => l.toUpperCase()),
        sort,
        options,
        optional: left,
      },
    ];
  });
}

/** `undefined`: an object, whose own fields are asked for. */
function sortOf(name: string, schema: JsonObject): FieldSort | undefined {
  const known = BY_NAME[name];
  if (known === 'voices') return schema.type === 'array' ? known : 'moment';
  if (known !== undefined) return known;
  if (Array.isArray(schema.enum)) return 'choice';
  if (schema.format === 'date-time') return 'moment';
  if (schema.type === 'array') return 'lines';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  return schema.type === 'object' ? undefined : 'text';
}

const asObject = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
