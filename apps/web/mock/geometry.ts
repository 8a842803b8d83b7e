/** A made-up line with two sides and the zones about it, flat-earth: to look at, not to judge by. */

export type LonLat = [number, number];

const KM_LAT = 111.32;
const kmLon = (lat: number): number => KM_LAT * Math.cos((lat * Math.PI) / 180);

export const LINE: LonLat[] = Array.from({ length: 49 }, (_, i) => {
  const t = i / 48;
  return [
    34.1 + 3.3 * t + 0.16 * Math.sin(9 * t) + 0.05 * Math.sin(31 * t),
    47.35 + 2.3 * t + 0.22 * Math.sin(6.5 * t) + 0.04 * Math.cos(27 * t),
  ];
});

/** The line moved `km` to its left (north-west here); negative: to its right. */
export function beside(km: number): LonLat[] {
  return LINE.map(([lon, lat], i) => {
    const [aLon, aLat] = LINE[Math.max(0, i - 2)] as LonLat;
    const [bLon, bLat] = LINE[Math.min(LINE.length - 1, i + 2)] as LonLat;
    const east = (bLon - aLon) * kmLon(lat);
    const north = (bLat - aLat) * KM_LAT;
    const length = Math.hypot(east, north);
    return [lon - (north / length) * (km / kmLon(lat)), lat + (east / length) * (km / KM_LAT)];
  });
}

/** Ring between two distances from the line. */
export function strip(fromKm: number, toKm: number): LonLat[] {
  const outer = beside(toKm);
  const ring = [...beside(fromKm), ...outer.reverse()];
  return [...ring, ring[0] as LonLat];
}

/** A place beside the line: `t` along it from 0 to 1, `km` to its left. */
export function at(t: number, km: number): { lon: number; lat: number } {
  const line = beside(km);
  const x = Math.min(0.9999, Math.max(0, t)) * (line.length - 1);
  const i = Math.floor(x);
  const [a, b] = [line[i] as LonLat, line[i + 1] as LonLat];
  return { lon: a[0] + (b[0] - a[0]) * (x - i), lat: a[1] + (b[1] - a[1]) * (x - i) };
}

/** The 1-km square that holds a place. */
export function square({ lon, lat }: { lon: number; lat: number }): {
  id: string;
  polygon: LonLat[];
} {
  const dLat = 1 / KM_LAT;
  const dLon = 1 / kmLon(lat);
  const west = Math.floor(lon / dLon) * dLon;
  const south = Math.floor(lat / dLat) * dLat;
  return {
    id: `${west.toFixed(3)}:${south.toFixed(3)}`,
    polygon: [
      [west, south],
      [west + dLon, south],
      [west + dLon, south + dLat],
      [west, south + dLat],
      [west, south],
    ],
  };
}

export function zones() {
  const zone = (id: string, name: string, kind: string, ring: LonLat[], party?: string) => ({
    type: 'Feature',
    properties: { id, name, kind, ...(party && { party }), area_km2: 6480 },
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
  return {
    type: 'FeatureCollection',
    features: [
      zone('zone-a', 'Zone A', 'demilitarised', strip(0, 20), 'A'),
      zone('zone-b', 'Zone B', 'demilitarised', strip(0, -20), 'B'),
      zone('no-fly', 'No-fly area', 'no-fly', strip(-8, 8)),
      {
        type: 'Feature',
        properties: { id: 'line', kind: 'line', name: 'Line of separation', length_km: 366.4 },
        geometry: { type: 'LineString', coordinates: LINE },
      },
    ],
  };
}
