/** Why a filing or a step was refused. `text` is one sentence with the remedy. */
export interface Refusal {
  readonly kind:
    | 'bad-filing'
    | 'unknown-form'
    | 'unknown-person'
    | 'unknown-filing'
    | 'unknown-case'
    | 'unknown-step'
    | 'not-theirs'
    | 'id-taken'
    | 'illegal-step'
    | 'missing'
    | 'case-refuses'
    | 'full';
  readonly field: string;
  readonly text: string;
}

export const refusal = (kind: Refusal['kind'], field: string, text: string): Refusal => ({
  kind,
  field,
  text,
});
