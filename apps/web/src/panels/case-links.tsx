import { go } from '../address.ts';
import type { CaseRow } from '../wire.ts';
import { Fact } from './marks.tsx';

/** The cases that a case came from or went into, and the earlier one of the same subject. */
export function CaseLinks({ found }: { found: CaseRow }) {
  const { mergedInto, mergedFrom, splitFrom, splitInto, recurrenceOf } = found;
  return (
    <>
      <Fact name="Merged into">{linksTo(mergedInto)}</Fact>
      <Fact name="Merged in">{linksTo(...(mergedFrom ?? []))}</Fact>
      <Fact name="Split from">{linksTo(splitFrom)}</Fact>
      <Fact name="Split into">{linksTo(...(splitInto ?? []))}</Fact>
      <Fact name="Earlier case">{linksTo(recurrenceOf)}</Fact>
    </>
  );
}

const linksTo = (...ids: readonly (string | undefined)[]) =>
  ids
    .filter((id) => id !== undefined)
    .map((id) => (
      <button
        key={id}
        type="button"
        className="link"
        onClick={() => go((route) => ({ ...route, selection: { kind: 'case', id } }))}
      >
        {id.slice(0, 8)}
      </button>
    ));
