import type { DescribedForm } from '@greenline/filings';
import { useState } from 'react';
import type { FieldProblem } from '../live/node.ts';
import { useStore, useWorld } from '../live/store.ts';
import { uuid7 } from '../report/draft.ts';
import type { Me } from '../wire.ts';
import { contentOf, emptyFiling, type FilingDraft, fieldNamed } from './draft.ts';
import { FilingField } from './filing-field.tsx';
import { fieldsOf } from './form-field.ts';
import { filingDraft, filings } from './outbox.ts';
import { Problems } from './problems.tsx';

const STANDING: Readonly<Partial<Record<Me['role'], string>>> = {
  staff: 'mission',
  party: 'party',
  contributor: 'nation',
  commission: 'commission',
  humanitarian: 'humanitarian',
};

export const newKey = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** A new filing: its form first, then its fields; kept as typed, sent when it may be. */
export function FilingForm({ forms, done }: { forms: readonly DescribedForm[]; done: () => void }) {
  const store = useStore();
  const { me } = useWorld();
  const [draft, setDraft] = useState<FilingDraft>(() => filingDraft.read() ?? emptyFiling());
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [sending, setSending] = useState(false);
  const standing = STANDING[me?.role ?? 'public'];
  const mine = forms.filter(({ filedBy }) => filedBy.some((one) => one === standing));
  const form = mine.find((one) => one.form === draft.form);
  const fields = form === undefined ? [] : fieldsOf(form.fields);
  const keep = (next: FilingDraft): void => {
    setDraft(next);
    filingDraft.keep(next);
  };
  const choose = (name: string): void => {
    setProblems([]);
    const own = me?.role === 'party' ? { party: me.member ?? '' } : {};
    const day = new Date().toISOString().slice(2, 10).replaceAll('-', '');
    const id = `${name}-${day}-${newKey().replaceAll('-', '').slice(-6)}`;
    keep({ ...emptyFiling(), form: name, id, values: own });
  };
  const handOver = async (): Promise<void> => {
    if (form === undefined) return;
    const made = contentOf(fields, draft);
    if (!made.ok) return setProblems(made.problems);
    const key = newKey();
    const object = { file: form.form, id: draft.id, with: made.with };
    filings.post({ key, says: `${form.title}: ${draft.id}`, object }, Date.now());
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
    keep(emptyFiling());
    done();
  };
  if (me?.signs === true)
    return (
      <p className="refusal">
        {me.name ?? me.id} signs what it files, with a key that no browser has. Hand it in with{' '}
        <code>greenline file FILE --for {me.id} --key KEY</code>.
      </p>
    );
  return (
    <form
      aria-label="File"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void handOver();
      }}
    >
      <fieldset className="add-entry kinds" aria-label="What do you file?">
        {mine.map(({ form: name, title, says }) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === draft.form}
            title={says}
            onClick={() => choose(name)}
          >
            {title}
          </button>
        ))}
      </fieldset>
      {form !== undefined && (
        <>
          <h2>{form.title}</h2>
          <p className="hint">{form.says}</p>
          <Problems head="Not filed yet:" problems={problems} fields={fields} />
          <div className="fields">
            {fields.map((field) => (
              <FilingField
                key={field.path}
                field={field}
                draft={draft}
                within="file"
                problem={problems.find((one) => one.field === field.path)?.text}
                change={(part) => keep({ ...draft, ...part })}
              />
            ))}
          </div>
          <div className="send">
            <button type="submit" className="primary" disabled={sending}>
              {sending ? 'Filing…' : `File ${draft.id}`}
            </button>
            <button type="button" onClick={() => keep(emptyFiling())}>
              Leave it
            </button>
          </div>
        </>
      )}
    </form>
  );
}
