import type { Json, JsonObject } from '@greenline/base';
import { checkDeclaration } from '@greenline/declarations';
import type { FieldProblem } from '../live/node.ts';
import { type Area, readArea } from './area.ts';
import type { FormField, Kind } from './kinds.ts';

/** A declaration as typed: all text, nothing believed yet. Fields of one name are shared by all kinds. */
export interface DeclarationDraft {
  readonly kind?: Kind;
  /** By the field’s name; a list has a line each, a moment is UTC as `2026-03-10T14:00`. */
  readonly values: Readonly<Record<string, string>>;
  readonly area: Area;
  readonly releasableTo: readonly string[];
}

/** A declaration that is ready to go, and the draft that it was made from. */
export interface Finished {
  /** Drawn on this device, to tell it from others in the outbox. */
  readonly key: string;
  readonly kind: Kind;
  readonly object: JsonObject;
  readonly draft: DeclarationDraft;
}

export const NO_AREA: Area = { west: '', south: '', east: '', north: '', text: '', as: 'box' };

export const emptyDraft = (values: DeclarationDraft['values'] = {}): DeclarationDraft => ({
  values,
  area: NO_AREA,
  releasableTo: [],
});

/** The declaration, or everything that is missing or wrong, field by field. */
export function finished(
  kind: Kind,
  fields: readonly FormField[],
  draft: DeclarationDraft,
):
  | { readonly ok: true; readonly object: JsonObject }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const object: Record<string, Json> = { declaration: kind };
  for (const field of fields) {
    const value = typedIn(field, draft, (text) => problems.push({ field: field.name, text }));
    if (value !== undefined) object[field.name] = value;
    else if (field.optional === undefined && !problems.some((one) => one.field === field.name))
      problems.push({ field: field.name, text: 'is missing' });
  }
  if (draft.releasableTo.length > 0) object.releasableTo = draft.releasableTo;
  // The node stamps these where the form leaves them out; the rest is checked as the node checks it.
  const stamped = { ...object, receivedAt: object.receivedAt ?? '2026-01-01T00:00:00Z' };
  const checked = checkDeclaration(kind, stamped, ['declaration', 'releasableTo', 'receivedAt']);
  for (const error of checked.ok ? [] : checked.error) {
    const field = fieldOf(error.field);
    if (!problems.some((one) => one.field === field)) problems.push({ field, text: error.text });
  }
  return problems.length === 0 ? { ok: true, object } : { ok: false, problems };
}

/** The field of the form that an error is about: `area/coordinates/0` is about the area. */
export const fieldOf = (path: string): string => path.split(/[./[]/)[0] ?? path;

function typedIn(
  field: FormField,
  { values, area }: DeclarationDraft,
  refuse: (text: string) => void,
): Json | undefined {
  if (field.sort === 'area') {
    const read = readArea(area);
    if (read === undefined || typeof read !== 'string') return read as unknown as Json | undefined;
    refuse(read);
    return undefined;
  }
  const typed = (values[field.name] ?? '').trim();
  switch (field.sort) {
    case 'lines':
    case 'clauses':
    case 'parties': {
      const lines = typed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return lines.length === 0 && field.optional === undefined ? undefined : lines;
    }
    case 'yes':
      return typed === 'yes' ? true : undefined;
  }
  if (typed === '') return undefined;
  switch (field.sort) {
    case 'number': {
      const number = Number(typed.replace(',', '.'));
      if (Number.isFinite(number)) return number;
      refuse(`${typed} is no number`);
      return undefined;
    }
    case 'moment':
      return `${typed}${typed.length === 16 ? ':00' : ''}Z`;
    case 'size':
      return sizeOf(typed, refuse);
    default:
      return typed;
  }
}

/** `personnel 200, tank 4` as the agreement reads it. */
function sizeOf(typed: string, refuse: (text: string) => void): JsonObject | undefined {
  const size: Record<string, number> = {};
  for (const part of typed.split(/[,\n]/)) {
    const [, name, number] = /^\s*([a-z-]+)\s*:?\s+(\d+)\s*$/i.exec(part) ?? [];
    if (name === undefined || number === undefined) {
      refuse('is read as: personnel 200, tank 4');
      return undefined;
    }
    size[name] = Number(number);
  }
  return size;
}
