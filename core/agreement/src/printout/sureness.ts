import type { AgreementSource } from '../language/file-schema.ts';

/** What a term says of where it comes from. */
interface Sourced {
  readonly source?: string | undefined;
  readonly confidence?: string | undefined;
}

/** How sure a term is: what it says itself, else what its source is. `undefined`: nobody said. */
export const confidenceOf = (term: Sourced, { sources }: AgreementSource): string | undefined =>
  term.confidence ?? sources.find(({ id }) => id === term.source)?.confidence;

/** A sentence on where a term comes from; one that is unconfirmed cries out. */
export function sourceSentence(term: Sourced, agreement: AgreementSource): string {
  const confidence = confidenceOf(term, agreement);
  const from = term.source === undefined ? 'no source is named' : `from ${term.source}`;
  if (confidence === 'unconfirmed') return `UNCONFIRMED, no treaty text: ${from}.`;
  return `Source: ${term.source ?? 'none is named'}${confidence === undefined ? '' : `, ${confidence}`}.`;
}

/** The same behind a definition: ` [frus-26-83, confirmed]`. */
export function sourceMark(term: Sourced | undefined, agreement: AgreementSource): string {
  const confidence = term === undefined ? undefined : confidenceOf(term, agreement);
  const words = [term?.source, confidence === 'unconfirmed' ? 'UNCONFIRMED' : confidence].filter(
    (one) => one !== undefined,
  );
  return words.length === 0 ? '' : ` [${words.join(', ')}]`;
}
