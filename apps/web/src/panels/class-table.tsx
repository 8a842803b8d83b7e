import { classShares } from '../say/class-of.ts';
import { share } from '../say/quantity.ts';
import { plain } from '../words.ts';

/** What a thing may be, and how likely each is. */
export function ClassTable({ classes }: { classes: Readonly<Record<string, number>> }) {
  const shares = classShares(classes);
  return (
    <ul className="class-shares">
      {shares.map(([name, probability]) => (
        <li key={name}>
          <span>{plain(name)}</span>
          <meter min={0} max={1} value={probability} aria-label={plain(name)} />
          <span className="figure">{share(probability)}</span>
        </li>
      ))}
    </ul>
  );
}
