import type { Json } from '@greenline/base';
import type { DescribedForm } from '@greenline/filings';
import { useEffect, useState } from 'react';
import { useStore, useWorld } from '../live/store.ts';
import { partyName } from '../say/party.ts';
import { moment, span } from '../say/time.ts';
import type { FilingLine, FilingRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { StepOnFiling } from './step-on-filing.tsx';

/** One filing: what it says, where it stands, its clocks; opened, its history and what can be done. */
export function FilingItem({
  row,
  forms,
  now,
  done,
}: {
  row: FilingRow;
  forms: readonly DescribedForm[];
  now: number;
  done: () => void;
}) {
  const world = useWorld();
  const [open, setOpen] = useState(false);
  const zone = world.mission?.timezone ?? 'UTC';
  const form = forms.find(({ form: name }) => name === row.form);
  const when = (at: string) => moment(Date.parse(at), zone, now);
  const running = row.clocks.filter(({ to }) => to === undefined);
  return (
    <li className={running.some(({ overdue }) => overdue) ? 'overdue' : undefined}>
      <button
        type="button"
        className="link head"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <b>{form?.title ?? plain(row.form)}</b> {row.id}
      </button>
      <span>
        <span className="state">{sentence(plain(row.state))}</span>, of{' '}
        {partyName(world.mission, row.for)}, <span className="at">{when(row.openedAt)}</span>
      </span>
      {running.map(({ clock, dueAt, overdue }) => (
        <span key={clock} className={overdue ? 'clock late' : 'clock'}>
          {sentence(plain(clock))}:{' '}
          {overdue
            ? `overdue for ${span((now - Date.parse(dueAt)) / 1000)}`
            : `due in ${span((Date.parse(dueAt) - now) / 1000)}`}
        </span>
      ))}
      {open && (
        <>
          <Words said={row.with} />
          {row.outcome !== undefined && <Words said={row.outcome} />}
          <ol className="history">
            {row.history.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows
              <li key={index}>
                <span className="at">{when(line.recordedAt)}</span> {lineWords(line)}
                {line.entry === 'step' && line.with !== undefined && <Words said={line.with} />}
              </li>
            ))}
          </ol>
          {form !== undefined && <Steps id={row.id} state={row.state} form={form} done={done} />}
        </>
      )}
    </li>
  );
}

function lineWords({ entry, by, for: voice, step, late, rule, refusal }: FilingLine): string {
  const who = voice === undefined ? '' : ` by ${by ?? voice}`;
  if (entry === 'step')
    return `${sentence(plain(step ?? ''))}${who}${late === true ? ', late' : ''}`;
  if (entry === 'filed') return `Filed${who}`;
  if (entry === 'rule') return sentence(plain(rule ?? ''));
  return `${sentence(plain(step ?? ''))}${who}, refused: ${refusal?.text ?? ''}`;
}

/** From so many characters on, a line of its own. */
const LONG = 40;

/** What somebody said, field by field, in the order in which it was said. */
function Words({ said }: { said: Readonly<Record<string, Json | undefined>> }) {
  const entries = Object.entries(said);
  if (entries.length === 0) return null;
  return (
    <dl className="words">
      {entries.map(([name, value]) => (
        <div key={name} className={inWords(value).length > LONG ? 'long' : undefined}>
          <dt>{sentence(plain(name))}</dt>
          <dd>{inWords(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function inWords(value: Json | undefined): string {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(
      ([name, one]) =>
        `${plain(name)} ${typeof one === 'object' ? JSON.stringify(one) : String(one)}`,
    )
    .join(', ');
}

/** What this reader may do with it now, as the node says. */
function Steps({
  id,
  state,
  form,
  done,
}: {
  id: string;
  state: string;
  form: DescribedForm;
  done: () => void;
}) {
  const { node } = useStore();
  const { me } = useWorld();
  const [may, setMay] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the filing has moved
  useEffect(() => {
    let over = false;
    void node.filing(id).then((answer) => {
      if (!over && answer.ok) setMay(answer.value.maySteps ?? []);
    });
    return () => {
      over = true;
    };
  }, [node, id, state]);
  if (me?.signs === true) return null;
  return (
    <div className="steps-on">
      {form.steps
        .filter(({ step }) => may.includes(step))
        .map((step) => (
          <StepOnFiling key={step.step} filing={id} step={step} done={done} />
        ))}
    </div>
  );
}
