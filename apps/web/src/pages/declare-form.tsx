import { useEffect, useRef, useState } from 'react';
import { go } from '../address.ts';
import { DeclarationField } from '../declare/declaration-field.tsx';
import {
  type DeclarationDraft,
  emptyDraft,
  type Finished,
  fieldOf,
  finished,
} from '../declare/draft.ts';
import { FORM_KINDS, fieldsFor, type Kind, kindsFor } from '../declare/kinds.ts';
import { declarationDraft, declarations } from '../declare/outbox.ts';
import { Readers } from '../declare/readers.tsx';
import { WhyNot } from '../declare/why-not.tsx';
import type { FieldProblem } from '../live/node.ts';
import type { Posted } from '../live/outbox.ts';
import { useStore, useWorld } from '../live/store.ts';
import { uuid7 } from '../report/draft.ts';
import { sentence } from '../words.ts';
import { OutboxList } from './outbox-list.tsx';

const newKey = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** `notice-260310-7f3a2c`: short enough to say on the telephone, drawn so that no two meet. */
function newId(kind: Kind): string {
  const key = newKey().replaceAll('-', '');
  return `${kind}-${new Date().toISOString().slice(2, 10).replaceAll('-', '')}-${key.slice(-6)}`;
}

const DRAWN = /^[a-z-]+-\d{6}-[0-9a-f]{6}$/;

/** What a party, a nation or the mission declares: kept as typed, sent when it may be, with a receipt. */
export function DeclareForm() {
  const world = useWorld();
  const store = useStore();
  const { me, mission, zones } = world;
  const [draft, setDraft] = useState<DeclarationDraft>(
    () => declarationDraft.read() ?? emptyDraft(),
  );
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [sending, setSending] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => declarations.keepSending(store.node), [store]);

  const kinds = kindsFor(me);
  const kind = draft.kind !== undefined && kinds.includes(draft.kind) ? draft.kind : undefined;
  const fields = kind === undefined ? [] : fieldsFor(kind, me);

  const keep = (next: DeclarationDraft): void => {
    setDraft(next);
    declarationDraft.keep(next);
  };
  const change = (part: Partial<DeclarationDraft>): void => {
    const next = { ...draft, ...part };
    keep(next);
    if (problems.length > 0 && kind !== undefined) {
      const again = finished(kind, fields, next);
      setProblems(again.ok ? [] : again.problems);
    }
  };
  const choose = (chosen: Kind): void => {
    const own = me?.role === 'staff' ? undefined : me?.member;
    const { id = '' } = draft.values;
    setProblems([]);
    keep({
      ...draft,
      kind: chosen,
      values: {
        ...draft.values,
        ...(own !== undefined && { party: own, nation: own }),
        id: id === '' || DRAWN.test(id) ? newId(chosen) : id,
      },
    });
  };
  const say = (found: readonly FieldProblem[]): void => {
    setProblems(found);
    requestAnimationFrame(() => summary.current?.focus());
  };
  const problemOf = (name: string): string | undefined =>
    problems.find(({ field }) => fieldOf(field) === name)?.text;

  const handOver = async (): Promise<void> => {
    if (kind === undefined) return;
    const done = finished(kind, fields, draft);
    if (!done.ok) return say(done.problems);
    const key = newKey();
    declarations.post({ key, kind, object: done.object, draft }, Date.now());
    setSending(true);
    await declarations.send(store.node);
    setSending(false);
    const refusal = declarations.find(key)?.refusal;
    if (refusal !== undefined) {
      declarations.takeBack(key);
      return say(
        refusal.problems.length > 0 ? refusal.problems : [{ field: '', text: refusal.text }],
      );
    }
    setProblems([]);
    keep({ ...emptyDraft(), releasableTo: draft.releasableTo });
  };

  const mend = ({ item, refusal }: Posted<Finished>): void => {
    declarations.takeBack(item.key);
    keep(item.draft);
    setProblems(refusal?.problems ?? []);
    requestAnimationFrame(() => summary.current?.focus());
  };

  const labelOf = (name: string): string =>
    fields.find((field) => field.name === name)?.label ?? sentence(name);
  return (
    <main className="page">
      <form
        className="report-form declare-form"
        aria-label="Declare"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void handOver();
        }}
      >
        <h1>Declare</h1>
        <p className="hint">
          Kept on this device as you type. Without a network it waits in the outbox and is sent by
          itself; what you announce counts from when the node has it.
        </p>
        <fieldset className="add-entry kinds" aria-label="What do you declare?">
          {kinds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              title={FORM_KINDS[one].says}
              onClick={() => choose(one)}
            >
              {FORM_KINDS[one].word}
            </button>
          ))}
        </fieldset>
        <WhyNot />
        {problems.length > 0 && (
          <div className="lacks" ref={summary} tabIndex={-1} role="alert">
            <b>Not declared yet:</b>
            <ul>
              {problems.map(({ field, text }) => (
                <li key={field}>
                  {field === '' ? sentence(text) : `${labelOf(fieldOf(field))}: ${text}`}
                </li>
              ))}
            </ul>
          </div>
        )}
        {kind !== undefined && (
          <>
            <h2>{FORM_KINDS[kind].word}</h2>
            <p className="hint">{FORM_KINDS[kind].says}</p>
            <div className="fields">
              {fields.map((field) => (
                <DeclarationField
                  key={field.name}
                  field={field}
                  draft={draft}
                  mission={mission}
                  zones={zones}
                  me={me}
                  problem={problemOf(field.name)}
                  change={change}
                />
              ))}
              <Readers draft={draft} change={change} problem={problemOf('releasableTo')} />
            </div>
            <div className="send">
              <button type="submit" className="primary" disabled={sending}>
                {sending ? 'Declaring…' : `Declare the ${FORM_KINDS[kind].word.toLowerCase()}`}
              </button>
            </div>
          </>
        )}
        <OutboxList
          outbox={declarations}
          idOf={({ key }) => key}
          say={({ kind: word, object }) =>
            `${FORM_KINDS[word].word} ${String(object.id ?? object.site ?? object.name ?? object.clause ?? object.zone ?? '')}`
          }
          mend={mend}
        />
        <p>
          <button
            type="button"
            className="link"
            onClick={() => go((r) => ({ ...r, page: 'declared' }))}
          >
            What stands declared
          </button>
        </p>
      </form>
    </main>
  );
}
