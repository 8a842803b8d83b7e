import type { JsonObject } from '@greenline/base';
import { z } from 'zod';
import { KINDS_OF_CLAUSE } from '../clauses/registry.ts';
import { clauseShape, fileShape } from './schema.ts';

/** A reading overrides parameters of its clause; what it overrides is checked once they are joined. */
const readings = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .optional()
  .describe('the clause as each side reads it: what differs, by the name of the reading');

const clauseSchemas = KINDS_OF_CLAUSE.map((kind) =>
  z
    .strictObject({ ...clauseShape, readings, kind: z.literal(kind.kind), ...kind.shape })
    .describe(kind.summary),
);

export const clauseSchema = z.discriminatedUnion(
  'kind',
  clauseSchemas as [(typeof clauseSchemas)[number], ...typeof clauseSchemas],
);

/** An agreement file, whole. */
export const fileSchema = z.strictObject({
  ...fileShape,
  clauses: z.array(clauseSchema).min(1),
});

export type AgreementSource = z.output<typeof fileSchema>;
export type ClauseSource = AgreementSource['clauses'][number];

/** JSON Schema of agreement files, for editors. */
export const agreementJsonSchema = (): JsonObject =>
  ({
    title: 'Greenline agreement',
    ...z.toJSONSchema(fileSchema, { io: 'input', unrepresentable: 'any' }),
  }) as unknown as JsonObject;
