import { useState } from 'react';
import { go } from '../address.ts';
import type { Answer } from '../live/node.ts';
import { useStore } from '../live/store.ts';
import type { World } from '../live/world.ts';
import { deskOf, inHand, noteWords } from '../say/desk-view.ts';
import { moment } from '../say/time.ts';
import type { DeskRow, Receipt } from '../wire.ts';

/** The duty desk: alarms, the mission's rules, and the watch to hand over. Newest first. */
export function DeskPanel({ world, now }: { world: World; now: number }) {
  const { rules, notes, late } = deskOf(world, now);
  const unsigned = rules.filter(({ standing }) => standing !== 'in-force').length;
  const held = inHand(world);
  const zone = world.mission?.timezone ?? 'UTC';
  return (
    <details className="desk">
      <summary>
        Duty desk <span className={late > 0 ? 'count late' : 'count'}>{late} overdue</span>
        {unsigned > 0 && <span className="count"> · {unsigned} to sign</span>}
      </summary>
      <ol className="desk-notes">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="history-when">{moment(Date.parse(note.at), zone, now)}</span>
            {'case' in note ? (
              <button type="button" className="link" onClick={() => openCase(note.case)}>
                {noteWords(note)}
              </button>
            ) : (
              <span>{noteWords(note)}</span>
            )}
          </li>
        ))}
      </ol>
      {world.me?.may.includes('decide') && (
        <>
          {rules.map((rule) => (
            <RuleForm key={rule.id} rule={rule} />
          ))}
          <HandOverForm open={held.open} overdue={held.overdue} />
        </>
      )}
    </details>
  );
}

/** Signs or suspends a rule by the digest that stands here. */
function RuleForm({ rule }: { rule: Extract<DeskRow, { note: 'rule' }> }) {
  const store = useStore();
  const step = rule.standing === 'in-force' ? 'suspend' : 'put-in-force';
  const send = (reason: string) =>
    store.node.ruleStep(rule.rule, { step, reason, with: { digest: rule.digest } });
  return (
    <DeskForm
      about={noteWords(rule)}
      title={rule.digest}
      verb={step === 'suspend' ? 'Suspend' : 'Put in force'}
      ask="Your reason, recorded under your name"
      send={send}
    />
  );
}

function HandOverForm({ open, overdue }: { open: number; overdue: number }) {
  const store = useStore();
  const [to, setTo] = useState('');
  return (
    <DeskForm
      about={`In your hand: ${open} open, ${overdue} overdue`}
      verb="Hand over the watch"
      ask="A note for who takes over"
      send={(reason) => store.node.watchStep({ step: 'hand-over', reason, with: { to } })}
    >
      <label>
        To whom (principal)
        <input value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
    </DeskForm>
  );
}

function DeskForm({
  about,
  title,
  verb,
  ask,
  send,
  children,
}: {
  about: string;
  title?: string;
  verb: string;
  ask: string;
  send: (reason: string) => Promise<Answer<{ receipt: Receipt }>>;
  children?: React.ReactNode;
}) {
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<string>();
  const [asking, setAsking] = useState(false);
  const take = async (): Promise<void> => {
    setAsking(true);
    const answer = await send(reason.trim());
    setAsking(false);
    setSaid(
      answer.ok
        ? `Recorded: entry ${answer.value.receipt.seq}`
        : `Not recorded. Missing: ${answer.error.text}`,
    );
    if (answer.ok) setReason('');
  };
  return (
    <form className="desk-form" onSubmit={(event) => event.preventDefault()}>
      <p title={title}>{about}</p>
      {children}
      <label>
        {ask}
        <input value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <button type="button" disabled={asking} onClick={() => void take()}>
        {asking ? 'Recording…' : verb}
      </button>
      <p role="status" className="step-answer">
        {said}
      </p>
    </form>
  );
}

const openCase = (id: string): void =>
  go((route) => ({ ...route, page: 'case', selection: { kind: 'case', id } }));
