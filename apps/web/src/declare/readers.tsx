import { useWorld } from '../live/store.ts';
import type { DeclarationDraft } from './draft.ts';

/** To whom a declaration is released: to mission staff it always is. */
export function Readers({
  draft,
  change,
  problem,
}: {
  draft: DeclarationDraft;
  change: (part: Partial<DeclarationDraft>) => void;
  problem: string | undefined;
}) {
  const { mission, me } = useWorld();
  const own = me?.role === 'staff' ? undefined : me?.member;
  const others = [
    ...(mission?.parties ?? []).filter(({ id }) => id !== own),
    ...(mission?.nations ?? []).filter(({ id }) => id !== own),
    { id: 'public', name: 'Everybody' },
  ];
  const turn = (id: string): void => {
    const { releasableTo } = draft;
    const kept = releasableTo.filter((one) => one !== id);
    change({ releasableTo: kept.length < releasableTo.length ? kept : [...releasableTo, id] });
  };
  return (
    <fieldset className="several full" aria-invalid={problem !== undefined}>
      <legend>Released to, besides mission staff</legend>
      {others.map(({ id, name }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={draft.releasableTo.includes(id)}
            onChange={() => turn(id)}
          />
          {name}
        </label>
      ))}
      {problem !== undefined && <p className="refusal">{problem}</p>}
    </fieldset>
  );
}
