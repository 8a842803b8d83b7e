import { zoneName } from '../say/time.ts';
import { momentOf, wallClock } from '../say/zone-time.ts';

/** A moment in both clocks: whichever is typed, the other follows. `value` is UTC. */
export function MomentField({
  label,
  hint,
  zone,
  value,
  problem,
  change,
}: {
  label: string;
  hint: string | undefined;
  zone: string;
  value: string;
  problem: string | undefined;
  change: (value: string) => void;
}) {
  const at = Date.parse(`${value}Z`);
  const local = Number.isNaN(at) ? '' : wallClock(at, zone);
  const typedLocal = (clock: string): void => {
    const moment = momentOf(clock, zone);
    change(moment === undefined ? '' : new Date(moment).toISOString().slice(0, 16));
  };
  const input = (words: string, shown: string, typed: (text: string) => void) => (
    <label>
      {words}
      <input
        type="datetime-local"
        aria-label={`${label}, ${words}`}
        aria-invalid={problem !== undefined}
        value={shown}
        onChange={(event) => typed(event.target.value)}
      />
    </label>
  );
  return (
    <fieldset className="moment full">
      <legend>{label}</legend>
      {input('UTC', value, change)}
      {zone !== 'UTC' && input(zoneName(zone), local, typedLocal)}
      {hint !== undefined && <p className="hint full">{hint}</p>}
      {problem !== undefined && <p className="refusal full">{problem}</p>}
    </fieldset>
  );
}
