import type { Hue } from '../map/palette.ts';
import type { VERDICT_WORD } from '../words.ts';

/** The lozenge of a finding: its fill is the verdict, its colour whose it is. The word stands beside it. */
export function VerdictMark({ verdict, hue }: { verdict: keyof typeof VERDICT_WORD; hue: Hue }) {
  return (
    <svg className={`verdict-mark hue-${hue}`} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M10 1.5 18.5 10 10 18.5 1.5 10Z"
        fill={verdict === 'breach' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.8"
      />
      {verdict === 'undetermined' && (
        <path
          d="M4.6 12.6 12.6 4.6M6.4 14.4 14.4 6.4M8.4 16.4 16.4 8.4"
          stroke="currentColor"
          strokeWidth="1.6"
        />
      )}
    </svg>
  );
}

/** Whose it is: a dot in the party's hue with its name. */
export function PartyName({ hue, name }: { hue: Hue; name: string }) {
  return (
    <span className="party">
      <span className={`party-dot hue-${hue}`} aria-hidden="true" />
      {name}
    </span>
  );
}

export function EmptyState({ head, body }: { head: string; body: string }) {
  return (
    <div className="empty">
      <p className="empty-head">{head}</p>
      <p>{body}</p>
    </div>
  );
}

/** One row of a fact sheet; left out where nothing is known. */
export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  const empty = Array.isArray(children) && children.length === 0;
  if (
    children === undefined ||
    children === null ||
    children === '' ||
    children === false ||
    empty
  ) {
    return null;
  }
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
