import { type Instant, instant } from '@greenline/base';
import { type Milestones, type Moment, readMoment } from './moment.ts';
import type { MilestoneSource } from './schema.ts';
import type { FieldPath } from './terms.ts';

/** Milestones whose time the file says, worked out from one another. */
export interface PlacedMilestones extends Milestones {
  /** Names that some moment was counted from. */
  readonly used: Set<string>;
  read(text: string, field: FieldPath): Moment;
}

/**
 * Works out when each milestone is. Those that people declare, and those that silence brings, are known
 * only while judging: they have a name and no time.
 */
export function placeMilestones(
  sources: Readonly<Record<string, MilestoneSource>>,
  timezone: string,
  refuse: (field: FieldPath, text: string) => void,
): PlacedMilestones {
  const names = Object.keys(sources);
  const placed = new Map<string, Instant | undefined>();
  const used = new Set<string>();
  const place = (name: string, above: readonly string[]): Instant | undefined => {
    if (placed.has(name)) return placed.get(name);
    const { at } = sources[name] ?? {};
    if (above.includes(name)) {
      refuse(
        ['milestones', name, 'at'],
        `${[...above, name].join(' is counted from ')}: a milestone cannot be counted from itself`,
      );
      return undefined;
    }
    if (at === undefined) {
      placed.set(name, undefined);
      return undefined;
    }
    const moment = readMoment(at, timezone, {
      names,
      fixed: (other) => {
        used.add(other);
        return place(other, [...above, name]);
      },
    });
    if (!moment.ok) refuse(['milestones', name, 'at'], moment.error);
    else if (moment.value.milestone !== undefined && !above.includes(name))
      refuse(
        ['milestones', name, 'at'],
        `is counted from ${moment.value.milestone}, whose time is not known beforehand: count from it where the time is used`,
      );
    const found = moment.ok ? moment.value.fixed : undefined;
    placed.set(name, found);
    return found;
  };
  for (const [name, source] of Object.entries(sources)) {
    place(name, []);
    const forms = [source.at, source.declared, source.silence].filter((one) => one !== undefined);
    if (forms.length !== 1)
      refuse(['milestones', name], 'say exactly one of at, declared and silence');
    if (source.silence === undefined && (source.of ?? source.zone ?? source.since) !== undefined)
      refuse(['milestones', name], 'of, zone and since belong to silence: say silence: 48 h');
  }
  const fixed = (name: string): Instant | undefined => placed.get(name);
  return {
    names,
    fixed,
    used,
    read(text, field) {
      const moment = readMoment(text, timezone, {
        names,
        fixed: (name) => {
          used.add(name);
          return fixed(name);
        },
      });
      if (moment.ok) return moment.value;
      refuse(field, moment.error);
      return { fixed: instant(0), milestone: undefined, offsets: [], timezone, text };
    },
  };
}
