import type { Instant, JsonObject } from '@greenline/base';
import type { Filing, FilingLine } from './filing.ts';
import { FORMS } from './forms.ts';

/** A line of a filing’s history as others than staff see it: no person, no signature. */
export type ShownLine =
  | {
      readonly entry: 'filed' | 'rule';
      readonly recordedAt: Instant;
      readonly for?: string;
      readonly rule?: string;
      readonly state: string;
    }
  | {
      readonly entry: 'step';
      readonly recordedAt: Instant;
      readonly for: string;
      readonly step: string;
      readonly with: JsonObject;
      readonly state: string;
      readonly late?: true;
    };

/** A filing as it is shown to those it is shown to: its words, and what was done with it. */
export type ShownFiling = Omit<Filing, 'history' | 'case' | 'label'> & {
  readonly history: readonly ShownLine[];
};

/**
 * What is shown of a filing to others than mission staff. `nameOf` gives the name under which a case
 * was told to them; without one it is not named.
 */
export function shownFiling(
  filing: Filing,
  nameOf: (exact: string) => string | undefined,
): ShownFiling {
  const { history, case: about, label: _label, outcome, ...rest } = filing;
  const told = FORMS[filing.form].told?.(filing) ?? filing.with;
  const name = about === undefined ? undefined : nameOf(about);
  const { case: _case, ...words } = told;
  const heard = typeof outcome?.told === 'string' ? outcome.told : undefined;
  const stateOf = (state: string) =>
    heard !== undefined && state === outcome?.state ? heard : state;
  return {
    ...rest,
    state: stateOf(filing.state),
    with: { ...words, ...(name !== undefined && { case: name }) },
    ...(heard !== undefined && { outcome: { state: heard, fire: outcome?.fireTold ?? 0 } }),
    history: history
      .flatMap((line) => shownLine(line, nameOf))
      .map((line) => ({
        ...line,
        state: stateOf(line.state),
      })),
  };
}

function shownLine(
  line: FilingLine,
  nameOf: (exact: string) => string | undefined,
): readonly ShownLine[] {
  const { entry, recordedAt } = line;
  switch (line.entry) {
    case 'filed':
      return [{ entry: line.entry, recordedAt, for: line.for, state: line.state }];
    case 'rule':
      return [{ entry: line.entry, recordedAt, rule: line.rule, state: line.state }];
    case 'step': {
      const { for: voice, step, with: said, state, late } = line;
      const { case: about, ...words } = said;
      const name = typeof about === 'string' ? (nameOf(about) ?? about) : undefined;
      const told = { ...words, ...(name !== undefined && { case: name }) };
      return [
        {
          entry: line.entry,
          recordedAt,
          for: voice,
          step,
          with: told,
          state,
          ...(late && { late }),
        },
      ];
    }
    case 'refused':
      return [];
    default:
      throw new Error(`no line of a history is a ${entry}`);
  }
}
