import { formatInstant, type JsonObject } from '@greenline/base';
import { uidOf } from '@greenline/feeds';
import { distanceBetween } from '@greenline/geo';
import type { Label } from '@greenline/labels';
import { type Row, readRecord } from '@greenline/pipeline';
import { placeOfTask, type Task, type Want } from '@greenline/planning';

/** CoT tasking types: surveillance (`t-s`), imagery (`t-s-i`), video (`t-s-v`). There are no others here. */
const TYPE_OF: Readonly<Record<Want, string>> = {
  image: 't-s-i',
  verify: 't-s',
  watch: 't-s-v',
  visit: 't-s',
  listen: 't-s',
  fly: 't-s-v',
};
const UNKNOWN_M = '9999999';

/**
 * A task as a CoT tasking event for mission staff, once an asset was assigned to it; `undefined` before. It
 * is stale when its time runs out, and at once when it is over. `ce` reaches to the area's farthest corner.
 */
export function eventOfTask(row: Row, label: Label, node: string): JsonObject | undefined {
  const task = readRecord<Task>(row.body);
  const place = placeOfTask(task);
  if (place === undefined || !task.history.some(({ step }) => step === 'assign')) return undefined;
  const time = formatInstant(row.at);
  const goesOn = task.asset !== undefined && !['delivered', 'withdrawn'].includes(task.state);
  const corners = task.area?.coordinates[0] ?? [];
  const reach = corners.map(([lon = 0, lat = 0]) => distanceBetween(place, { lon, lat }));
  const { want, text, state, asset, nation, dueAt, late } = task;
  const who = asset === undefined ? '' : `: ${asset} of ${nation}`;
  const due = `due ${formatInstant(dueAt)}${late ? ', late' : ''}`;
  return {
    version: '2.0',
    uid: uidOf(node, row.id),
    type: TYPE_OF[want],
    how: label.exercise ? 'm-s' : 'h-e',
    time,
    start: time,
    stale: goesOn && dueAt > row.at ? formatInstant(dueAt) : time,
    ...(label.exercise && { opex: 'e-exercise' }),
    releaseableTo: [label.owner, ...label.releasableTo].join(' '),
    point: {
      lat: String(place.lat),
      lon: String(place.lon),
      hae: UNKNOWN_M,
      ce: reach.length === 0 ? UNKNOWN_M : String(Math.round(Math.max(...reach))),
      le: UNKNOWN_M,
    },
    detail: {
      name: 'detail',
      children: [
        { name: 'contact', attributes: { callsign: `${want}${text === '' ? '' : `: ${text}`}` } },
        { name: 'remarks', children: [`${state}${who}; ${due}`] },
      ],
    },
  };
}
