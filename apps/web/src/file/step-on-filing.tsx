import type { DescribedForm } from '@greenline/filings';
import { useState } from 'react';
import { NO_AREA } from '../declare/draft.ts';
import type { FieldProblem } from '../live/node.ts';
import { useStore } from '../live/store.ts';
import { plain, sentence } from '../words.ts';
import { contentOf, fieldNamed } from './draft.ts';
import { FilingField } from './filing-field.tsx';
import { newKey } from './filing-form.tsx';
import { fieldsOf } from './form-field.ts';
import { filings } from './outbox.ts';
import { Problems } from './problems.tsx';

/** One step that can be taken: a button; where it needs words, they are asked for first. */
export function StepOnFiling({
  filing,
  step: { step, fields: schema },
  done,
}: {
  filing: string;
  step: DescribedForm['steps'][number];
  done: () => void;
}) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [sending, setSending] = useState(false);
  const fields = fieldsOf(schema);
  const words = sentence(plain(step));
  const take = async (): Promise<void> => {
    const made = contentOf(fields, { values, area: NO_AREA });
    if (!made.ok) return setProblems(made.problems);
    const key = newKey();
    filings.post(
      { key, says: `${words}: ${filing}`, object: { filing, step, with: made.with } },
      Date.now(),
    );
    setSending(true);
    await filings.send(store.node);
    setSending(false);
    const refusal = filings.find(key)?.refusal;
    if (refusal !== undefined) {
      filings.takeBack(key);
      const found =
        refusal.problems.length > 0 ? refusal.problems : [{ field: '', text: refusal.text }];
      return setProblems(
        found.map(({ field, text }) => ({ field: fieldNamed(fields, field), text })),
      );
    }
    setProblems([]);
    setOpen(false);
    setValues({});
    done();
  };
  if (!open)
    return (
      <>
        <button
          type="button"
          disabled={sending}
          onClick={() => (fields.length === 0 ? void take() : setOpen(true))}
        >
          {sending ? `${words}…` : words}
        </button>
        <Problems head={`${words}:`} problems={problems} fields={fields} />
      </>
    );
  return (
    <form
      className="full"
      aria-label={`${words} ${filing}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <Problems head={`${words}: not yet.`} problems={problems} fields={fields} />
      <div className="fields">
        {fields.map((field) => (
          <FilingField
            key={field.path}
            field={field}
            draft={{ values, area: NO_AREA }}
            within={`${filing}-${step}`}
            problem={problems.find((one) => one.field === field.path)?.text}
            change={(part) => part.values !== undefined && setValues(part.values)}
          />
        ))}
      </div>
      <div className="send">
        <button type="submit" className="primary" disabled={sending}>
          {sending ? `${words}…` : words}
        </button>
        <button type="button" onClick={() => setOpen(false)}>
          Leave it
        </button>
      </div>
    </form>
  );
}
