import type { Json } from '@greenline/base';
import { cornersOf, levelGround, ringOf } from '../klv/footprint.ts';
import { type Fields, known, numberIn, placeE7 } from './fields-of.ts';

/** A degree of latitude, metres, near enough for the turn of a camera. */
const DEGREE_M = 111_320;
const UNKNOWN_32 = 0x7fff_ffff;

/** What CAMERA_FOV_STATUS shows: the centre of the picture on the ground and, level with it, the footprint. */
export function cameraView(fields: Fields): Record<string, Json> {
  const centre = placeE7({ lat: fields.lat_image, lon: fields.lon_image });
  const camera = placeE7({ lat: fields.lat_camera, lon: fields.lon_camera });
  const heightM = metres(fields, 'alt_camera');
  const groundM = metres(fields, 'alt_image');
  const hfovDeg = numberIn(fields, 'hfov');
  const vfovDeg = numberIn(fields, 'vfov');
  const shown = known({
    heightAboveSeaM: heightM,
    frameCentre: centre && { ...centre, ...(groundM !== undefined && { elevationM: groundM }) },
  });
  if (centre === undefined || camera === undefined) return shown;
  if (heightM === undefined || groundM === undefined) return shown;
  if (hfovDeg === undefined || vfovDeg === undefined) return shown;
  const north = (centre.lat - camera.lat) * DEGREE_M;
  const east = (centre.lon - camera.lon) * DEGREE_M * Math.cos((camera.lat * Math.PI) / 180);
  const degrees = 180 / Math.PI;
  const corners = cornersOf(
    {
      ...camera,
      heightM,
      headingDeg: Math.atan2(east, north) * degrees,
      pitchDeg: 0,
      rollDeg: 0,
      azimuthDeg: 0,
      elevationDeg: Math.atan2(groundM - heightM, Math.hypot(east, north)) * degrees,
      cameraRollDeg: 0,
      hfovDeg,
      vfovDeg,
    },
    levelGround(groundM),
  );
  if (corners === undefined) return shown;
  const footprint = { type: 'Polygon', coordinates: [ringOf(corners) as Json] };
  return { ...shown, footprint, footprintFrom: 'view' };
}

function metres(fields: Fields, name: string): number | undefined {
  const value = numberIn(fields, name);
  return value === undefined || Math.abs(value) >= UNKNOWN_32 ? undefined : value / 1000;
}
