import { z } from 'zod';
import type { FieldPath } from './terms.ts';

/** The names that a schema knows at a place in a document; empty where it has no names of its own. */
export function knownNames(
  schema: z.core.$ZodType,
  path: FieldPath,
  value: unknown,
): readonly string[] {
  const here = unwrap(schema, value);
  const [part, ...rest] = path;
  if (part === undefined) return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
  const next = (value as Record<string | number, unknown> | undefined)?.[part];
  if (here instanceof z.ZodObject) {
    const member: unknown = here.shape[part];
    return member instanceof z.ZodType ? knownNames(member, rest, next) : [];
  }
  if (here instanceof z.ZodArray) return knownNames(here.element, rest, next);
  if (here instanceof z.ZodRecord) return knownNames(here.valueType, rest, next);
  return [];
}

function unwrap(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap(), value);
  if (!(schema instanceof z.ZodUnion)) return schema;
  const kind = (value as { kind?: unknown } | undefined)?.kind;
  const options = schema.options.filter((one): one is z.ZodObject => one instanceof z.ZodObject);
  return (
    options.find((one) => (one.shape.kind as z.ZodLiteral | undefined)?.value === kind) ?? schema
  );
}
