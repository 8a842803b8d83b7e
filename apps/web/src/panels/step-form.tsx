import type { StepKind } from '@greenline/cases';
import { useId, useRef, useState } from 'react';
import type { CallError } from '../live/node.ts';
import type { Store } from '../live/store.ts';
import { type World, withRows } from '../live/world.ts';
import { stepsOf } from '../say/case-view.ts';
import type { CaseRow, Receipt } from '../wire.ts';
import { STEP_WORD } from '../words.ts';
import { lackOf, StepFields, withOf } from './step-fields.tsx';

const draftKey = (id: string): string => `greenline.reason.${id}`;

/** To confirm and to refute are given one weight. */
const WEIGHTY = new Set<StepKind>(['confirm', 'refute']);

/**
 * Takes a step. A reason is required and recorded with the step; what is typed survives reload until
 * the node has it on disk.
 */
export function StepForm({ found, store, world }: { found: CaseRow; store: Store; world: World }) {
  const field = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState(() => sessionStorage.getItem(draftKey(found.id)) ?? '');
  const [more, setMore] = useState<StepKind>();
  const [also, setAlso] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<StepKind>();
  const [refusal, setRefusal] = useState<string>();
  const [receipt, setReceipt] = useState<Receipt>();
  const offered = stepsOf(found);

  const take = async (step: StepKind): Promise<void> => {
    setReceipt(undefined);
    if (reason.trim() === '') {
      setRefusal(
        `Not recorded. Missing: your reason. Write it above, then choose “${STEP_WORD[step]}”.`,
      );
      text.current?.focus();
      return;
    }
    const lack = lackOf(step, also);
    if (lack !== undefined) {
      setRefusal(`Not recorded. Missing: ${lack}.`);
      return;
    }
    setAsking(step);
    setRefusal(undefined);
    const answer = await store.node.step(found.id, {
      step,
      reason: reason.trim(),
      with: withOf(step, also, found),
    });
    setAsking(undefined);
    if (!answer.ok) {
      setRefusal(refusalWords(answer.error));
      return;
    }
    sessionStorage.removeItem(draftKey(found.id));
    setReason('');
    setAlso([]);
    setMore(undefined);
    setReceipt(answer.value.receipt);
    store.change((world) => withRows(world, 'case', [answer.value.case]));
  };

  return (
    <form className="steps" aria-label="Take a step" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={field}>Your reason, recorded with the step under your name</label>
      <textarea
        ref={text}
        id={field}
        rows={2}
        value={reason}
        aria-required="true"
        onChange={(event) => {
          setReason(event.target.value);
          sessionStorage.setItem(draftKey(found.id), event.target.value);
        }}
      />
      <p className="step-answer" role="status">
        {refusal !== undefined && <span className="refusal">{refusal}</span>}
        {receipt !== undefined && (
          <span className="receipt">
            Recorded: entry {receipt.seq}, sha256{' '}
            {receipt.sha256.replace('sha256:', '').slice(0, 12)}…
          </span>
        )}
      </p>
      {found.state === 'open' && (
        <p className="hint">
          Confirm and Refute follow once another look was asked for: nobody decides on a first
          sight.
        </p>
      )}
      <div className="buttons">
        {offered.first.map((step) => (
          <button
            key={step}
            type="button"
            className={WEIGHTY.has(step) ? 'primary' : ''}
            disabled={asking !== undefined}
            onClick={() => void take(step)}
          >
            {asking === step ? 'Recording…' : STEP_WORD[step]}
          </button>
        ))}
        <select
          aria-label="More steps"
          value={more ?? ''}
          onChange={(event) => {
            setAlso([]);
            setMore(offered.more.find((step) => step === event.target.value));
          }}
        >
          <option value="">More…</option>
          {offered.more.map((step) => (
            <option key={step} value={step}>
              {STEP_WORD[step]}
            </option>
          ))}
        </select>
      </div>
      {more !== undefined && (
        <div className="more-step">
          <StepFields step={more} found={found} world={world} chosen={also} choose={setAlso} />
          <button type="button" disabled={asking !== undefined} onClick={() => void take(more)}>
            {asking === more ? 'Recording…' : STEP_WORD[more]}
          </button>
        </div>
      )}
    </form>
  );
}

/** A refusal says what is missing, once. */
function refusalWords({ text, missing }: CallError): string {
  const more = missing.filter((part) => !text.includes(part));
  const head = missing.length > 0 && more.length === 0 ? `Not recorded. Missing: ${text}` : text;
  return more.length === 0 ? head : `${head} Missing: ${more.join(', ')}.`;
}
