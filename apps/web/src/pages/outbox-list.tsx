import { useWorld } from '../live/store.ts';
import { type Posted, useOutbox } from '../report/outbox.ts';
import { moment } from '../say/time.ts';

/** What was handed over, and what became of it. */
export function Outbox() {
  const posted = useOutbox();
  const zone = useWorld().mission?.timezone ?? 'UTC';
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
          <li key={each.report.id}>
            <span>
              {each.report.patrol}, {moment(Date.parse(each.report.at), zone, Date.now())},{' '}
              {each.report.entries.length} {each.report.entries.length === 1 ? 'entry' : 'entries'}
            </span>
            <Fate posted={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fate({ posted }: { posted: Posted }) {
  if (posted.refusal !== undefined)
    return <span className="refusal">Refused: {posted.refusal}</span>;
  if (posted.receipt === undefined) return <span className="waiting">Waits in the outbox</span>;
  return (
    <span className="receipt">
      On the node’s disk: entry {posted.receipt.seq}, sha256{' '}
      {posted.receipt.sha256.replace('sha256:', '').slice(0, 16)}…
    </span>
  );
}
