import type { Json, JsonObject } from '@greenline/base';
import { type Area, readArea } from '../declare/area.ts';
import { NO_AREA } from '../declare/draft.ts';
import type { FieldProblem } from '../live/node.ts';
import type { FormField } from './form-field.ts';

/** A filing or a step as typed: all text, nothing believed yet; by the field’s path. */
export interface FilingDraft {
  readonly form?: string;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  readonly area: Area;
}

export const emptyFiling = (): FilingDraft => ({ id: '', values: {}, area: NO_AREA });

/** Something that is ready to go. */
export interface Finished {
  /** Drawn on this device, to tell it from others in the outbox. */
  readonly key: string;
  /** What it is, in words. */
  readonly says: string;
  readonly object: JsonObject;
}

/** What was typed, as it is handed in, or what is missing or cannot be read. */
export function contentOf(
  fields: readonly FormField[],
  { values, area }: Pick<FilingDraft, 'values' | 'area'>,
):
  | { readonly ok: true; readonly with: JsonObject }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const said: Record<string, Json> = {};
  for (const field of fields) {
    const refuse = (text: string) => problems.push({ field: field.path, text });
    const value = typedIn(field, (values[field.path] ?? '').trim(), area, refuse);
    if (value !== undefined) put(said, field.path.split('.'), value);
    else if (!field.optional && !problems.some(({ field: path }) => path === field.path))
      refuse('is missing');
  }
  return problems.length === 0 ? { ok: true, with: said } : { ok: false, problems };
}

function put(
  into: Record<string, Json>,
  [name = '', ...rest]: readonly string[],
  value: Json,
): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inside = (into[name] ?? {}) as Record<string, Json>;
  into[name] = inside;
  put(inside, rest, value);
}

function typedIn(
  { sort }: FormField,
  typed: string,
  area: Area,
  refuse: (text: string) => void,
): Json | undefined {
  if (sort === 'area') {
    const read = readArea(area);
    if (read === undefined || typeof read !== 'string') return read as unknown as Json | undefined;
    refuse(read);
    return undefined;
  }
  if (typed === '') return undefined;
  switch (sort) {
    case 'number': {
      const number = Number(typed.replace(',', '.'));
      if (Number.isFinite(number)) return number;
      refuse(`${typed} is no number`);
      return undefined;
    }
    case 'moment':
      return `${typed}${typed.length === 16 ? ':00' : ''}Z`;
    case 'lines':
    case 'voices':
      return typed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'json':
      try {
        return JSON.parse(typed) as Json;
      } catch {
        refuse('is no JSON');
        return undefined;
      }
    default:
      return typed;
  }
}

/** The field that an error of the node is about: `with.killed.child` is `killed.child`. */
export function fieldNamed(fields: readonly FormField[], path: string): string {
  const inside = path.replace(/^with\./, '');
  const found = fields.find(
    (field) => inside === field.path || inside.startsWith(`${field.path}.`),
  );
  return found?.path ?? '';
}
