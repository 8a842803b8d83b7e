import { z } from 'zod';
import { KINDS_OF_CLAUSE } from '../clauses/registry.ts';
import { clauseShape, fileShape } from './schema.ts';

/** A reading overrides parameters of its clause; what it overrides is checked once they are joined. */
const readings = z
  .record(
    z.string(),
    z.record(z.string(), z.unknown()).describe('what this reading says otherwise, key by key'),
  )
  .meta({
    id: 'readings',
    description: 'the clause as each side reads it: what differs, by the name of the reading',
  })
  .optional();

const clauseSchemas = KINDS_OF_CLAUSE.map((kind) =>
  z
    .strictObject({
      ...clauseShape,
      readings,
      kind: z.literal(kind.kind).describe(kind.summary),
      ...kind.shape,
    })
    .describe(kind.summary),
);

export const clauseSchema = z.discriminatedUnion(
  'kind',
  clauseSchemas as [(typeof clauseSchemas)[number], ...typeof clauseSchemas],
);

/** An agreement file, whole. */
export const fileSchema = z.strictObject({
  ...fileShape,
  clauses: z
    .array(clauseSchema)
    .min(1)
    .describe('what is forbidden or owed, each with its number and kind'),
});

export type AgreementSource = z.output<typeof fileSchema>;
export type ClauseSource = AgreementSource['clauses'][number];
