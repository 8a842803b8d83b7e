import { partings, partingWords } from '../difference/partings.ts';
import type { ReadClause } from '../language/clauses.ts';
import type { Naming } from '../language/naming.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { heldTo, sentencesOf } from './sentences.ts';
import { sourceSentence } from './sureness.ts';
import { wrapped } from './wrapped.ts';

/** One clause with its quoted text and what the machine holds it to, under each of its readings. */
export function clauseLines(
  { source }: PreparedAgreement,
  readings: readonly ReadClause[],
  naming: Naming,
): readonly string[] {
  const [first] = readings;
  if (first === undefined) return [];
  const { cite, kind, text } = first.source;
  const named = readings.some(({ name }) => name !== undefined);
  const count = named ? `, read in ${readings.length} ways` : '';
  return [
    `  ${cite} (${kind})${count}`,
    ...(text === undefined || !same(readings, (one) => one.source.text)
      ? []
      : wrapped(`“${text.trim()}”`, 4, 5)),
    ...readings.flatMap((one) => wrapped(`${as(one)}${heldTo(one, naming)}`, 4, 6)),
    ...(named
      ? partingWords(partings(readings, naming)).flatMap((line) => wrapped(line, 4, 6))
      : []),
    ...perSentence(
      readings.map((one) => [...sentencesOf(one, naming), sourceSentence(one.source, source)]),
      readings,
    ),
  ];
}

/** Sentences that all readings share, once; each of the others with whose it is. */
function perSentence(
  sentences: readonly (readonly string[])[],
  readings: readonly ReadClause[],
): readonly string[] {
  const all = [...new Set(sentences.flat())];
  return all.flatMap((sentence) => {
    const whose = readings.filter((_, i) => sentences[i]?.includes(sentence));
    if (whose.length === readings.length) return wrapped(sentence, 4, 6);
    return whose.flatMap((one) => wrapped(`${as(one)}${sentence}`, 4, 6));
  });
}

const as = ({ name }: ReadClause): string =>
  name === undefined ? '' : `In the reading “${name}”: `;

const same = <T>(readings: readonly ReadClause[], of: (one: ReadClause) => T): boolean =>
  new Set(readings.map(of)).size === 1;
