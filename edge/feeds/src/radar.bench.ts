import { concat, fromHex, instant, utf8 } from '@greenline/base';
import type { Feed, FeedMemory } from '@greenline/observation';
import { adsb } from './adsb/decode.ts';
import { ais } from './ais/decode.ts';
import { asterix } from './asterix/decode.ts';
import { type Bench, rate } from './bench-rate.ts';

/** A plot of category 048 and a track of category 062. Source: Croatia Control's sample recordings. */
const RADAR =
  fromHex(
    '300030fdf70219c9356d4da0c5aff1e0020005283c660c10c236d4182001c0780031bc0000400deb' +
      '07b9582e410020f53e0045bfcffd021964043c5fd5007f3e9b0025188df8b42afcc2fcff3302a800' +
      '0008be137411030118701d00ff2890000002741b100274ffb9dc190dbab0b880027408be40',
  ) ?? new Uint8Array();
/** Positions of both sorts, a velocity, two surveillance replies. Source: dump1090's modes1. */
const SQUITTERS = utf8(
  '*8f4d2023587f345e35837e2218b2;*5d4d20237a55a6;*20000f1f684a6c;*280010248c796b;*8d4d2023991094ad487c14fc9e3d;*8f4d20235877d0bc7d99551e27ca;',
);
/** Three position reports and the two sentences of a static report. Source: E. S. Raymond, AIVDM/AIVDO. */
const SENTENCES = utf8(
  '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C\n!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n!AIVDM,2,2,1,A,88888888880,2*25\n',
);
/** Radar, air and sea. */
export const radarBenches: readonly Bench[] = [
  whole(
    'asterix decode: plots and tracks cut from blocks, to sightings, one core',
    'records/s',
    asterix,
    RADAR,
  ),
  whole(
    'adsb decode: AVR lines, to positions and sightings, one core',
    'messages/s',
    adsb,
    SQUITTERS,
  ),
  whole(
    'ais decode: sentences joined, to messages and sightings, one core',
    'messages/s',
    ais,
    SENTENCES,
  ),
];

/** Cutting and reading what a file of this much holds. */
function whole(name: string, unit: string, feed: Feed, sample: Uint8Array): Bench {
  return {
    name,
    run() {
      const file = concat(...Array.from({ length: 20_000 }, () => sample));
      const heardAt = Date.UTC(2026, 2, 10);
      return rate(unit, () => {
        const memory: FeedMemory = new Map();
        let read = 0;
        for (const one of feed.split(file))
          if (one.ok && feed.decode(one.value.bytes, instant(heardAt + read), memory).ok) read += 1;
        return read;
      });
    },
  };
}
