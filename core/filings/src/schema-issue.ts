import type { z } from 'zod';

/** The first thing that a schema finds wrong, and where: `under.field.0`. */
export function firstIssue(
  { issues }: z.ZodError,
  under: string,
): { readonly field: string; readonly text: string } {
  const [issue] = issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [under, ...(issue?.path ?? []), ...keys].map(String);
  const text =
    issue?.code === 'unrecognized_keys' ? 'is not known here: leave it out' : issue?.message;
  return { field: path.join('.').slice(0, 200), text: text ?? 'is wrong' };
}
