import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'adsb',
  edition:
    'ICAO Annex 10 volume IV, Doc 9871 (2nd edition), RTCA DO-260, A and B (versions 0 to 2)',
  reads: 'Mode S and Mode A/C replies as AVR text (plain and with a counter) and Beast frames',
  checkedWith: [
    {
      what: 'says, message by message, what dump1090 says',
      source: 'modes1 of dump1090 (BSD-3), its own decode of 217 messages',
      result: 'format, address, altitude, code, type, CPR fields, velocity, callsign',
    },
    {
      what: 'of an airborne position, with its other half, has a place for the whole globe',
      source: 'J. Sun, The 1090 Megahertz Riddle, 2nd edition',
      result: 'position to 1e-5 degrees',
    },
    {
      what: 'on the ground has a place near a reference, its speed and track',
      source: 'J. Sun, The 1090 Megahertz Riddle, 2nd edition',
      result: 'position to 1e-6 degrees, speed, track',
    },
    {
      what: 'of velocity has speed over the ground, or heading and airspeed',
      source: 'J. Sun, The 1090 Megahertz Riddle, 2nd edition',
      result: 'subtypes 1 and 3',
    },
    {
      what: 'of a pair in the air decode to where they were, or to nothing at a band’s edge',
      source: 'property: the encoding of DO-260B, A.1.7.3',
      result: 'positions to 0.001 degrees of a great circle, 2000 anywhere on the globe',
    },
    {
      what: 'with one bit wrong is refused, for it is one that nobody sent',
      source: 'property: each single bit of a message',
      result: 'refused, never corrected',
    },
    {
      what: 'of 100 ft steps is Gillham’s',
      source: 'ICAO Annex 10 volume IV, appendix to chapter 3',
      result: 'codes of Mode C',
    },
  ],
  notSupported: [
    'MOPS version 3 (DO-260C): read as version 2',
    'contents of Comm-B registers (BDS), kept as bytes',
    'coarse positions of TIS-B and management messages, kept as bytes',
    'SBS (BaseStation) text',
    'locating by time of arrival (multilateration)',
  ],
};
