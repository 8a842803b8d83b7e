import type { Scan } from './scan.ts';
import type { SensorError } from './sensor-error.ts';

/**
 * A scan as it would be if its sensor were where it says, its north true and its clock right: moved,
 * turned about the sensor and set to its time.
 */
export function righted(scan: Scan, { dx, dy, turn, lag }: SensorError): Scan {
  const { origin, field, measure } = scan;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const back = ([x, y]: readonly [number, number]): readonly [number, number] => {
    const [ex, ey] = [x - origin[0], y - origin[1]];
    return [origin[0] - dx + cos * ex + sin * ey, origin[1] - dy - sin * ex + cos * ey];
  };
  return {
    ...scan,
    t: scan.t - lag,
    origin: [origin[0] - dx, origin[1] - dy],
    field:
      field.kind === 'disc'
        ? field
        : field.kind === 'poly'
          ? { kind: 'poly', pts: field.pts.map(back) }
          : {
              kind: 'poly',
              pts: [
                back([field.x0, field.y0]),
                back([field.x1, field.y0]),
                back([field.x1, field.y1]),
                back([field.x0, field.y1]),
              ],
            },
    detections:
      measure === 'place'
        ? scan.detections.map(([x = 0, y = 0]) => back([x, y]))
        : turn === 0
          ? scan.detections
          : scan.detections.map((one) => turned(one, turn)),
  };
}

/** A detection that begins with an azimuth, turned back. */
function turned(detection: readonly number[], turn: number): readonly number[] {
  const back = detection.slice();
  back[0] = (back[0] ?? 0) - turn;
  return back;
}
