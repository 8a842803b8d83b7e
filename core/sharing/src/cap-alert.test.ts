import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { capAlert } from './cap-alert.ts';
import { breaches } from './cap-rules.fixture.ts';
import type { HazardWarning } from './released.ts';

const at = instant(Date.UTC(2026, 2, 10, 11, 30));
const warning: HazardWarning = {
  kind: 'hazard-warning',
  id: 'hazard-5d1c',
  class: 'mine',
  at,
  recordedAt: instant(at + 1_750),
  position: { lon: 36.52, lat: 47.7 },
  sigmaM: 40,
};
const mission = { sender: 'greenline/forty-km', senderName: 'Forty-kilometre zone' };
const cap = (changes: Partial<HazardWarning> = {}) => capAlert({ ...warning, ...changes }, mission);

/** Written by hand from the specification: OASIS CAP-v1.2, clauses 3.2.1 to 3.2.4 and 3.4. */
const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>hazard-5d1c</identifier>
<sender>greenline/forty-km</sender>
<sent>2026-03-10T11:30:01-00:00</sent>
<status>Actual</status>
<msgType>Alert</msgType>
<scope>Restricted</scope>
<restriction>For those who clear mines, bring aid or work under the mission</restriction>
<info>
<language>en</language>
<category>Safety</category>
<event>Mine</event>
<responseType>Avoid</responseType>
<urgency>Immediate</urgency>
<severity>Extreme</severity>
<certainty>Likely</certainty>
<onset>2026-03-10T11:30:00-00:00</onset>
<senderName>Forty-kilometre zone</senderName>
<headline>Mine reported</headline>
<description>Mine reported at 47.700000,36.520000 (WGS 84, latitude and longitude); one sigma is 40 m on each axis.</description>
<instruction>Do not enter the area. Mark it, and report what you see.</instruction>
<area>
<areaDesc>Within 0.1 km of 47.700000,36.520000</areaDesc>
<circle>47.700000,36.520000 0.1</circle>
</area>
</info>
</alert>
`;

describe('a warning of mines as CAP 1.2', () => {
  it('is the bytes that the specification asks for', () => {
    expect(cap()).toBe(GOLDEN);
  });

  it('keeps every rule of the specification, whatever is warned of', () => {
    for (const kind of ['mine', 'minefield', 'unexploded-ordnance', 'a & b <c>'])
      for (const sigmaM of [1, 40, 2_500])
        for (const exercise of [{}, { exercise: true as const }])
          expect(breaches(cap({ class: kind, sigmaM, ...exercise }))).toEqual([]);
    const { sigmaM: _, recordedAt: __, ...bare } = warning;
    expect(breaches(capAlert(bare, mission))).toEqual([]);
    expect(capAlert(bare, mission)).toContain('36.520000 1</circle>');
  });

  it('says that it is an exercise where it is one', () => {
    expect(cap({ exercise: true })).toContain('<status>Exercise</status>');
  });

  it.each([
    [/<identifier>.*?<\/identifier>/, '', 'identifier'],
    [/-00:00<\/sent>/, 'Z</sent>', 'sent'],
    [/Restricted/, 'Everybody', 'scope'],
    [/<restriction>.*?<\/restriction>/, '', 'restriction'],
    [/Immediate/, 'Now', 'urgency'],
    [
      /<category>Safety<\/category>\n<event>Mine<\/event>/,
      '<event>Mine</event>\n<category>Safety</category>',
      'order',
    ],
    [/47.700000,36.520000 0.1<\/circle>/, '147.7,36.52 0.1</circle>', 'circle'],
    [/cap:1.2/, 'cap:1.1', 'namespace'],
  ])('would not pass with %s written otherwise', (from, to, rule) => {
    expect(breaches(cap().replace(from, to)).join()).toContain(rule);
  });
});
