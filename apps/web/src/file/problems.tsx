import type { FieldProblem } from '../live/node.ts';
import { sentence } from '../words.ts';
import type { FormField } from './form-field.ts';

/** What is wrong with what was typed, field by field. */
export function Problems({
  head,
  problems,
  fields,
}: {
  head: string;
  problems: readonly FieldProblem[];
  fields: readonly FormField[];
}) {
  if (problems.length === 0) return null;
  return (
    <div className="lacks" role="alert">
      <b>{head}</b>
      <ul>
        {problems.map(({ field, text }) => {
          const label = fields.find(({ path }) => path === field)?.label;
          return (
            <li key={`${field} ${text}`}>
              {label === undefined ? sentence(text) : `${label}: ${text}`}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
