import { type Outbox, type Posted, useOutbox } from '../live/outbox.ts';

/** What was handed over, and what became of it. `say` names one in a line. */
export function OutboxList<T>({
  outbox,
  idOf,
  say,
  mend,
}: {
  outbox: Outbox<T>;
  idOf: (item: T) => string;
  say: (item: T) => string;
  /** Takes one that was refused back into the form. */
  mend?: (posted: Posted<T>) => void;
}) {
  const posted = useOutbox(outbox);
  if (posted.length === 0) {
    return (
      <p className="hint">
        Receipts appear here: the entry’s number in the node’s journal and the digest of what you
        sent, once it is on the node’s disk.
      </p>
    );
  }
  return (
    <section aria-label="Outbox" aria-live="polite">
      <h2>Handed over</h2>
      <ul className="outbox">
        {posted.map((each) => (
          <li key={idOf(each.item)}>
            <span>{say(each.item)}</span>
            <Fate posted={each} />
            {mend !== undefined && each.refusal !== undefined && (
              <button type="button" className="link" onClick={() => mend(each)}>
                Mend it in the form
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fate<T>({ posted }: { posted: Posted<T> }) {
  if (posted.refusal !== undefined)
    return <span className="refusal">Refused: {posted.refusal.text}</span>;
  if (posted.receipt === undefined) return <span className="waiting">Waits in the outbox</span>;
  return (
    <span className="receipt">
      On the node’s disk
      {posted.receipt.version !== undefined && ` as version ${posted.receipt.version}`}: entry{' '}
      {posted.receipt.seq}, sha256 {posted.receipt.sha256.replace('sha256:', '').slice(0, 16)}…
    </span>
  );
}
