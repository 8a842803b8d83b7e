/**
 * A day of two patrols as their forms say it, in the order in which they were handed in. By hand:
 * five explosions, three outgoing in the east and two incoming in the south (the second form tells of
 * those of the first); five bursts; two tanks of A; one passage denied and one delayed; one mine; and
 * an explosion half an hour after the day's end at 17:30Z. A report is worth an hour of looking before
 * it: one in the south, three in the east, and of the last half an hour in the day.
 */
export const PATROL_DAY = [
  {
    id: 'aster-1-morning',
    patrol: 'patrol-aster-1',
    nation: 'aster',
    position: { lon: 36.35, lat: 47.62 },
    sigmaM: 10,
    at: '2026-03-10T06:00:00Z',
    uncertaintyS: 30,
    entries: [
      {
        kind: 'heard',
        what: 'explosion',
        count: 3,
        direction: 'outgoing',
        bearingDeg: 20,
        distanceM: 4000,
      },
      { kind: 'heard', what: 'burst', count: 1, direction: 'undetermined' },
      { kind: 'seen', what: 'tank', count: 2, party: 'A', bearingDeg: 350, distanceM: 1500 },
    ],
  },
  {
    id: 'birch-1-morning',
    patrol: 'patrol-birch-1',
    nation: 'birch',
    position: { lon: 36.37, lat: 47.6 },
    sigmaM: 10,
    at: '2026-03-10T06:00:20Z',
    uncertaintyS: 30,
    entries: [
      {
        kind: 'heard',
        what: 'explosion',
        count: 3,
        direction: 'undetermined',
        bearingDeg: 359,
        distanceM: 6000,
      },
    ],
  },
  {
    id: 'aster-1-noon',
    patrol: 'patrol-aster-1',
    nation: 'aster',
    position: { lon: 36.52, lat: 47.7 },
    sigmaM: 10,
    at: '2026-03-10T09:30:00Z',
    uncertaintyS: 30,
    entries: [
      {
        kind: 'movement',
        what: 'checkpoint',
        party: 'B',
        access: 'denied',
        text: 'turned back at the bridge',
      },
      { kind: 'movement', what: 'checkpoint', party: 'A', access: 'delayed', delayMin: 25 },
      { kind: 'hazard', what: 'mine', text: 'beside the road', bearingDeg: 90, distanceM: 40 },
    ],
  },
  {
    id: 'birch-1-noon',
    patrol: 'patrol-birch-1',
    nation: 'birch',
    position: { lon: 35, lat: 47.3 },
    sigmaM: 10,
    at: '2026-03-10T10:00:00Z',
    uncertaintyS: 30,
    entries: [
      {
        kind: 'heard',
        what: 'explosion',
        count: 2,
        direction: 'incoming',
        bearingDeg: 180,
        distanceM: 3000,
      },
      { kind: 'heard', what: 'burst', count: 4 },
      { kind: 'movement', access: 'free' },
      { kind: 'note', text: 'market open' },
    ],
  },
  {
    id: 'aster-1-evening',
    patrol: 'patrol-aster-1',
    nation: 'aster',
    position: { lon: 36.35, lat: 47.62 },
    sigmaM: 10,
    at: '2026-03-10T18:00:00Z',
    uncertaintyS: 30,
    entries: [{ kind: 'heard', what: 'explosion', count: 1, bearingDeg: 20, distanceM: 4000 }],
  },
] as const;
