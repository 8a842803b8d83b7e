import type { JsonObject } from '@greenline/base';
import { z } from 'zod';
import type { Standing } from './filer.ts';
import { FORM_NAMES, type FormName } from './form.ts';
import { FORMS } from './forms.ts';

/** A form as a page needs it: its fields as JSON Schema, its steps and who takes them. */
export interface DescribedForm {
  readonly form: FormName;
  readonly title: string;
  readonly says: string;
  readonly filedBy: readonly Standing[];
  readonly fields: JsonObject;
  readonly steps: readonly {
    readonly step: string;
    readonly from: readonly string[];
    /** In words: who takes it. */
    readonly by: string;
    readonly fields: JsonObject;
  }[];
}

/** All forms, described once. */
export const describedForms = (): readonly DescribedForm[] =>
  FORM_NAMES.map((name) => {
    const { title, says, filedBy, content, steps } = FORMS[name];
    return {
      ...{ form: name, title, says, filedBy, fields: schemaOf(content) },
      steps: Object.entries(steps).map(([step, { from, by, content: said }]) => ({
        ...{ step, from, by: by.words, fields: schemaOf(said) },
      })),
    };
  });

const schemaOf = (schema: z.ZodType): JsonObject =>
  z.toJSONSchema(schema, { unrepresentable: 'any' }) as unknown as JsonObject;
