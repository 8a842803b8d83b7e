import type { Speech } from '../stream/listen.ts';
import { AdsbFramer } from './frames.ts';

/** AVR lines or Beast frames as a stream; nothing is answered. */
export const speakAdsb = (): Speech => ({
  framer: new AdsbFramer(),
  converse: () => ({ heard: () => 'adsb' }),
});
