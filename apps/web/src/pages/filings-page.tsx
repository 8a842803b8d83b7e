import type { DescribedForm } from '@greenline/filings';
import { useCallback, useEffect, useState } from 'react';
import { FilingForm } from '../file/filing-form.tsx';
import { FilingItem } from '../file/filing-item.tsx';
import { filings as outbox } from '../file/outbox.ts';
import { useNow } from '../live/now.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import type { FilingRow } from '../wire.ts';
import { OutboxList } from './outbox-list.tsx';

const AGAIN_MS = 5_000;

/** Filings that the reader is shown, what is overdue first; and the form to file one. */
export function FilingsPage() {
  const store = useStore();
  const world = useWorld();
  const now = nodeNow(world, useNow(1_000));
  const [forms, setForms] = useState<readonly DescribedForm[]>();
  const [filter, setFilter] = useState('');
  const { rows, failure, again } = useFilings();
  useEffect(() => outbox.keepSending(store.node), [store]);
  useEffect(() => {
    void store.node.forms().then((answer) => answer.ok && setForms(answer.value.items));
  }, [store]);

  const shown = (rows ?? []).filter(({ form }) => filter === '' || form === filter).sort(byUrgency);
  const kinds = (forms ?? []).filter(({ form }) => rows?.some((row) => row.form === form));
  const may = world.me?.may.includes('declare') === true;
  return (
    <main className="page">
      <div className="report-form declare-form filings-page">
        <h1>Filings</h1>
        <p className="hint">
          Protests, hot-line messages, comments, the joint commission, and what people in the zone
          say: those that are shown to you. What is overdue stands first.
        </p>
        {may && forms !== undefined && <FilingForm forms={forms} done={again} />}
        <section aria-label="Filings">
          <h2>What stands filed</h2>
          {kinds.length > 1 && (
            <label className="filter">
              Show{' '}
              <select value={filter} onChange={(event) => setFilter(event.target.value)}>
                <option value="">everything</option>
                {kinds.map(({ form, title }) => (
                  <option key={form} value={form}>
                    {title.toLowerCase()}
                  </option>
                ))}
              </select>
            </label>
          )}
          {failure !== undefined && <p className="refusal">{failure}</p>}
          {rows === undefined && failure === undefined && <p className="hint">Asking the node…</p>}
          {rows?.length === 0 && (
            <p className="hint">
              Nothing that you are shown is filed yet. What is handed in by the form, by greenline
              file or over the API appears here.
            </p>
          )}
          <ul className="filings">
            {shown.map((row) => (
              <FilingItem key={row.id} row={row} forms={forms ?? []} now={now} done={again} />
            ))}
          </ul>
        </section>
        {may && <OutboxList outbox={outbox} idOf={({ key }) => key} say={({ says }) => says} />}
      </div>
    </main>
  );
}

/** All filings that the reader is shown, asked anew every few seconds. */
function useFilings() {
  const { node } = useStore();
  const [rows, setRows] = useState<readonly FilingRow[]>();
  const [failure, setFailure] = useState<string>();
  const ask = useCallback(async (): Promise<void> => {
    const all: FilingRow[] = [];
    for (let after = 0, more = true; more; ) {
      const page = await node.filings(after);
      if (!page.ok) return setFailure(page.error.text);
      all.push(...page.value.items);
      after = page.value.next;
      more = page.value.more;
    }
    setFailure(undefined);
    setRows(all);
  }, [node]);
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [ask]);
  return { rows, failure, again: () => void ask() };
}

/** Overdue first; then what is due soonest; then the newest. */
function byUrgency(a: FilingRow, b: FilingRow): number {
  const due = ({ clocks }: FilingRow): number =>
    Math.min(
      ...clocks
        .filter(({ to }) => to === undefined)
        .map(({ dueAt, overdue }) => Date.parse(dueAt) - (overdue ? 1e15 : 0)),
    );
  const [first, second] = [due(a), due(b)];
  if (first !== second) return first - second;
  return Date.parse(b.openedAt) - Date.parse(a.openedAt);
}
