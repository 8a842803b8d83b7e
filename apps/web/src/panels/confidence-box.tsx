import { moment } from '../say/time.ts';
import type { CaseRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';

/** How far a case can be relied on: the level in words, the sources that made it, what would raise it. */
export function ConfidenceBox({ found, zone, now }: { found: CaseRow; zone: string; now: number }) {
  const { confidence, withdrawn = [] } = found;
  if (confidence === undefined) return null;
  return (
    <section className="confidence" aria-label="Confidence">
      <h3>
        Confidence: {plain(confidence.level)} <small>{confidence.words}</small>
      </h3>
      {confidence.basis.length > 0 && (
        <ul className="basis" aria-label="Sources that made it">
          {confidence.basis.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      )}
      {withdrawn.length > 0 && <p>Withdrawn, and counted no more: {withdrawn.join(', ')}</p>}
      {confidence.raises.map((look) => (
        <p key={look.raisesTo} className="wanted">
          <b>Would raise it to “{plain(look.raisesTo)}”:</b> {sentence(look.words)}. Ask by{' '}
          {moment(Date.parse(look.dueAt), zone, now)}.
        </p>
      ))}
    </section>
  );
}
