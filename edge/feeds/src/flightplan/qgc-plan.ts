import type { JsonObject } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Flight } from '@greenline/planning';
import { missionItems } from './mission-item.ts';

/** Firmware and vehicle types of MAVLink's MAV_AUTOPILOT and MAV_TYPE. */
const PX4 = 12;
const QUADROTOR = 2;

/**
 * A flight as QGroundControl's `.plan`, version 1: mission, and what must not be flown over as a fence
 * to stay out of. Places are [lat, lon], heights metres above launch.
 *
 * Source: QGroundControl's documentation of the plan file format.
 */
export function qgcPlan(flight: Flight, noFly: readonly (readonly Position[])[]): JsonObject {
  const [launch] = flight.way;
  return {
    fileType: 'Plan',
    groundStation: 'QGroundControl',
    version: 1,
    geoFence: {
      version: 2,
      circles: [],
      polygons: noFly.map((ring) => ({
        inclusion: false,
        version: 1,
        polygon: open(ring).map(({ lat, lon }) => [lat, lon]),
      })),
    },
    mission: {
      version: 2,
      firmwareType: PX4,
      vehicleType: QUADROTOR,
      globalPlanAltitudeMode: 1,
      cruiseSpeed: flight.airspeedMps,
      hoverSpeed: flight.airspeedMps,
      plannedHomePosition: [launch?.lat ?? null, launch?.lon ?? null, 0],
      items: missionItems(flight).map(({ command, frame, params, lat, lon, heightM }, i) => ({
        type: 'SimpleItem',
        autoContinue: true,
        command,
        doJumpId: i + 1,
        frame,
        params: [...params.map((value) => value ?? null), lat, lon, heightM],
        ...(frame === 3 && { AltitudeMode: 1, Altitude: heightM, AMSLAltAboveTerrain: null }),
      })),
    },
    rallyPoints: { version: 2, points: [] },
  };
}

function open(ring: readonly Position[]): readonly Position[] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  const closed = first !== undefined && first.lat === last?.lat && first.lon === last?.lon;
  return closed ? ring.slice(0, -1) : ring;
}

/**
 * A flight as MAVLink's plain-text mission file, `QGC WPL 110`: one step a line, tabs between.
 *
 * Source: MAVLink's documentation of the file formats.
 */
export function waypointFile(flight: Flight): string {
  const [launch] = flight.way;
  if (launch === undefined) return 'QGC WPL 110\n';
  const home = {
    command: 16,
    frame: 0,
    params: [0, 0, 0, 0],
    lat: launch.lat,
    lon: launch.lon,
    heightM: 0,
  };
  const rows = [home, ...missionItems(flight)].map(
    ({ command, frame, params, lat, lon, heightM }, i) =>
      [
        i,
        i === 0 ? 1 : 0,
        frame,
        command,
        ...params.map((value) => value ?? 0),
        lat,
        lon,
        heightM,
        1,
      ].join('\t'),
  );
  return `QGC WPL 110\n${rows.join('\n')}\n`;
}
