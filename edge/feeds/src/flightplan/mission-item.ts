import type { Flight } from '@greenline/planning';

/** Commands of MAVLink's MAV_CMD. Source: common.xml of the MAVLink project. */
const TAKEOFF = 22;
const WAYPOINT = 16;
const RETURN_TO_LAUNCH = 20;
const SET_SPEED = 178;
/** Frames of MAV_FRAME: none of the place, and height above launch. */
const MISSION = 2;
const RELATIVE = 3;

/** One step of a mission, as MISSION_ITEM_INT has it, the place in degrees. */
export interface MissionItem {
  readonly command: number;
  readonly frame: number;
  /** The first four; `undefined` leaves it to the vehicle. */
  readonly params: readonly [number, number, number, number | undefined];
  readonly lat: number;
  readonly lon: number;
  /** Metres above launch. */
  readonly heightM: number;
}

/** A flight as steps: take off, keep the speed, turn by turn, come home. */
export function missionItems({ way, heightM, airspeedMps }: Flight): readonly MissionItem[] {
  const [launch] = way;
  if (launch === undefined) return [];
  const step = (command: number, at: { lat: number; lon: number }): MissionItem => ({
    command,
    frame: RELATIVE,
    params: [0, 0, 0, undefined],
    lat: at.lat,
    lon: at.lon,
    heightM,
  });
  const bare = (command: number, params: MissionItem['params']): MissionItem => ({
    command,
    frame: MISSION,
    params,
    lat: 0,
    lon: 0,
    heightM: 0,
  });
  return [
    step(TAKEOFF, launch),
    bare(SET_SPEED, [0, airspeedMps, -1, 0]),
    ...way.slice(1, -1).map((at) => step(WAYPOINT, at)),
    bare(RETURN_TO_LAUNCH, [0, 0, 0, 0]),
  ];
}
