import { readFileSync } from 'node:fs';
import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleOptions, exampleText } from './example.ts';
import {
  agreementFiles,
  agreementJsonSchema,
  checkAgreement,
  describeAgreement,
  judge,
  parseFacts,
  readTime,
  zonesGeoJson,
} from './index.ts';
import { outsideHours, readHours } from './language/local-time.ts';

const errors = (text: string) => {
  const checked = checkAgreement(text, exampleOptions.hasher);
  return checked.ok ? [] : checked.error;
};
const changed = (from: string | RegExp, to: string) => {
  const text = exampleText();
  expect(typeof from === 'string' ? text.includes(from) : from.test(text)).toBe(true);
  return text.replace(from, to);
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('an agreement file', () => {
  it('that is sound is printed for people, with every clause and zone', () => {
    const printed = describeAgreement(exampleAgreement());
    expect(printed).toContain('artillery; calibre at least 100 mm');
    expect(printed).toContain(
      'Heavy must stay at least 25 km behind their own reference line (line).',
    );
    expect(printed).toMatch(/buffer: buffer, \d+\.\d km²/);
  });

  it('with a misspelt key is refused at its line and column, with the nearest right name', () => {
    const text = changed('distance: 25 km', 'distanse: 25 km');
    const found = errors(text).find(({ text: words }) => words.includes('distanse'));
    const line = lineOf(text, 'distanse');
    expect(found).toEqual({
      line,
      column: (text.split('\n')[line - 1] ?? '').indexOf('distanse') + 1,
      field: 'clauses[2].distanse',
      text: 'distanse is not known here: did you mean distance?',
    });
  });

  it.each([
    ['an unknown kind', 'kind: cap', 'kind: cup', /did you mean cap\?/],
    [
      'an unknown zone',
      'zone: own, what',
      'zone: owm, what',
      /there is no zone owm: did you mean own\?/,
    ],
    ['an unknown class', 'what: [mlrs]', 'what: [mrls]', /did you mean mlrs\?/],
    [
      'an unknown line',
      'line: line, what: [heavy]',
      'line: lime, what: [heavy]',
      /there is no line lime: did you mean line\?/,
    ],
    [
      'an unknown zone among others',
      'own: { band: { line: line, depths: { A: 5 km, B: 8 km } } }',
      'own: { union: [sit] }',
      /there is no zone sit: did you mean site\?/,
    ],
    ['an unknown line of a zone', 'line: line, total', 'line: lime, total', /did you mean line\?/],
    ['an unknown side', 'left: A, right', 'left: a1, right', /did you mean A\?|known are A, B/],
    [
      'an unknown party of a clause',
      'zone: own, what',
      'parties: [leed], zone: own, what',
      /lead\?/,
    ],
    ['a class named after nothing', 'what: [mlrs]', 'what: [constructor]', /no class constructor/],
    [
      'an unknown kind of exception',
      'kind: permit, permits',
      'kind: permitt, permits',
      /there is no kind permitt: did you mean permit\?/,
    ],
    [
      'an unknown reading',
      'zone: own, what: [construction] }',
      'zone: own, what: [construction], readings: { north: {}, south: {} }, chosenReading: nort }',
      /there is no reading nort: did you mean north\?/,
    ],
    ['a misspelt key of a depth', '{ A: 5 km, B: 8 km }', '{ A: 5 km, C: 8 km }', /no party C/],
    ['no unit', 'total: 40 km', 'total: 40', /a length with its unit/],
    ['a depth of nothing', 'perSide: 25 km', 'perSide: 0 km', /greater than zero/],
    ['two clauses of one number', 'cite: "10"', 'cite: "6"', /clause 6 stands twice/],
    ['a zone that no clause uses', 'zone: air, what', 'zone: own, what', /is used by no clause/],
    [
      'a cyclic zone',
      'own: { band: { line: line, depths: { A: 5 km, B: 8 km } } }',
      'own: { union: [own] }',
      /cannot be made of itself/,
    ],
    [
      'an inverted window',
      'inForce: { from: "2026-01-01 00:00" }',
      'inForce: { from: "2026-01-01 00:00", to: "2025-01-01 00:00" }',
      /lies before from/,
    ],
    [
      'an impossible date',
      'start: "2026-01-01 00:00"',
      'start: "2026-02-30 00:00"',
      /must be a real time/,
    ],
    [
      'a time that the clocks skip',
      'start: "2026-01-01 00:00"',
      'start: "2026-03-29 03:30"',
      /does not exist/,
    ],
    ['a third party', 'role: lead', 'role: party', /exactly two have the role party, here 3/],
    ['no such time zone', 'Europe/Kyiv', 'Europe/Kiew', /no IANA time zone/],
    [
      'a vertex that repeats',
      '[31, 48.2], [32, 48]',
      '[31, 48.2], [31, 48.2]',
      /vertex 2 repeats vertex 1/,
    ],
    [
      'a condition that is no CEL',
      'cite: "6"',
      'when: "fact.party ==", cite: "6"',
      /no CEL expression/,
    ],
    ['NaN', 'atMost: 2', 'atMost: .nan', /clauses\[6\]|number|NaN/i],
  ])('with %s is refused, with place and remedy', (_, from, to, words) => {
    const found = errors(changed(from, to));
    expect(found.map(({ text }) => text).join('\n')).toMatch(words);
    for (const { line, column } of found) expect([line > 0, column > 0]).toEqual([true, true]);
  });

  it('with a wrong word in a reading is refused where the reading says it', () => {
    const reading = (parts: string) =>
      errors(
        changed(
          'zone: own, what: [construction] }',
          `zone: own, what: [construction], readings: { A: {}, B: {\n    ${parts} } } }`,
        ),
      ).map(({ column, field, text }) => `${column} ${field}: ${text}`);
    expect(reading('zone: bufer')).toEqual([
      '5 clauses[5].readings.B.zone: there is no zone bufer: did you mean buffer?',
    ]);
    expect(reading('zoen: own')).toEqual([
      '5 clauses[5].readings.B.zoen: zoen is not known here: did you mean zone?',
    ]);
    expect(reading('what: [tamk]')).toEqual([
      '12 clauses[5].readings.B.what[0]: there is no class tamk: did you mean tank?',
    ]);
    expect(reading('hysteresis: 3')).toEqual([
      '5 clauses[5].readings.B.hysteresis: must be a length with its unit, as 25 km or 200 m',
    ]);
  });

  it('with a zone that is not sound is told so once, not again at each clause', () => {
    expect(errors(changed('total: 40 km', 'total: 4000 km')).map(({ field }) => field)).toEqual([
      'zones.buffer.band',
    ]);
  });

  it('that is no YAML is refused with the place', () => {
    expect(errors('agreement: [')[0]).toMatchObject({ line: 1 });
    expect(errors('')[0]).toMatchObject({ line: 1, column: 1 });
  });

  it('may keep its line in a GeoJSON file next to it, which is part of its digest', () => {
    const text = changed(/coordinates: .*/, 'file: line.geojson');
    expect(agreementFiles(text)).toEqual(['line.geojson']);
    const file = (lat: number) =>
      new Map([
        [
          'line.geojson',
          JSON.stringify({
            type: 'LineString',
            coordinates: [
              [30, lat],
              [33, 48],
            ],
          }),
        ],
      ]);
    const digests = [48, 48.1].map((lat) => {
      const checked = checkAgreement(text, exampleOptions.hasher, file(lat));
      if (!checked.ok) throw new Error(JSON.stringify(checked.error));
      return checked.value.digest;
    });
    expect(new Set(digests).size).toBe(2);
    expect(errors(text)[0]?.text).toContain('there is no file line.geojson');
  });

  it('says "total 40 km", and 40 km each side is one word away', () => {
    const areaOf = (text: string) =>
      zonesGeoJson(exampleAgreement(text)).features.find(({ id }) => id === 'buffer')?.properties
        ?.area_km2 as number;
    const [total, perSide] = [
      areaOf(exampleText()),
      areaOf(changed('total: 40 km', 'perSide: 40 km')),
    ];
    expect(perSide / total).toBeGreaterThan(2);
    expect(total / 40).toBeGreaterThan(220);
  });

  it('gives a JSON Schema for editors', () => {
    const schema = JSON.stringify(agreementJsonSchema());
    for (const word of ['no-presence', 'withdrawal', 'timezone', 'atMost'])
      expect(schema).toContain(word);
  });

  it('gives a verdict under each reading, and none is the default', () => {
    const text = changed(
      'zone: own, what: [construction] }',
      'zone: own, what: [construction], readings: { A: { zone: own }, B: { zone: buffer, what: [trench] } } }',
    );
    const fact =
      '{"fact":"object","id":"t","class":"trench","party":"A","at":"2026-03-10T12:00:00Z","position":{"lon":31,"lat":48.3}}';
    const facts = parseFacts([fact], exampleOptions.hasher);
    if (!facts.ok) throw new Error(facts.error.text);
    const read = (agreement: string) =>
      judge(exampleAgreement(agreement), facts.value.facts, exampleOptions)
        .filter(({ clause }) => clause === '6')
        .map(({ reading, verdict }) => [reading, verdict]);
    expect(read(text)).toEqual([
      ['A', 'compliant'],
      ['B', 'breach'],
    ]);
    expect(read(text.replace('readings:', 'chosenReading: B, readings:'))).toEqual([
      ['B', 'breach'],
    ]);
  });

  it('may bind a clause to a condition over the fact', () => {
    const text = changed('cite: "6"', 'when: fact.attributes.occupied == true, cite: "6"');
    const fact = (attributes: object) =>
      JSON.stringify({
        fact: 'object',
        id: 't',
        class: 'trench',
        party: 'A',
        at: '2026-03-10T12:00:00Z',
        position: { lon: 31, lat: 48.21 },
        attributes,
      });
    const verdicts = (attributes: object) => {
      const facts = parseFacts([fact(attributes)], exampleOptions.hasher);
      return facts.ok
        ? judge(exampleAgreement(text), facts.value.facts, exampleOptions).map(
            ({ verdict }) => verdict,
          )
        : [];
    };
    expect(verdicts({ occupied: true })).toEqual(['breach']);
    expect(verdicts({ occupied: false })).toEqual([]);
    expect(verdicts({})).toEqual(['undetermined']);
  });
});

describe('local time', () => {
  it.each([
    ['2015-02-15 00:00', '2015-02-14T22:00:00Z'],
    ['2015-07-01', '2015-06-30T21:00:00Z'],
    ['2015-02-15T00:00:00Z', '2015-02-15T00:00:00Z'],
  ])('%s of Kyiv is %s', (text, utc) => {
    expect(readTime(text, 'Europe/Kyiv')).toBe(Date.parse(utc));
  });

  it('is refused where the clocks skip it or show it twice', () => {
    expect(readTime('2026-03-29 03:30', 'Europe/Kyiv')).toBe('no-such-time');
    expect(readTime('2026-10-25 03:30', 'Europe/Kyiv')).toBe('twice');
  });

  it('of daily hours ends at the minute, over midnight too', () => {
    const day = readHours('07:00-09:00') ?? { from: 0, to: 0 };
    const night = readHours('22:00-04:00') ?? { from: 0, to: 0 };
    const kyiv = (text: string, hours: typeof day) =>
      outsideHours(instant(Date.parse(text)), hours, 'Europe/Kyiv') / 60_000;
    expect(kyiv('2026-03-10T07:00:00Z', day)).toBe(0);
    expect(kyiv('2026-03-10T07:12:00Z', day)).toBe(12);
    expect(kyiv('2026-03-10T01:00:00Z', night)).toBe(0);
    expect(kyiv('2026-03-10T02:05:00Z', night)).toBe(5);
  });
});

describe('facts', () => {
  const good =
    '{"fact":"object","id":"a","class":{"tank":0.8},"party":"A","at":"2026-03-10T12:00:00Z","position":{"lon":31,"lat":48},"sigmaM":20,"source":"s"}';
  const refused = (line: string) => {
    const parsed = parseFacts([good, '', line], exampleOptions.hasher);
    return parsed.ok ? undefined : parsed.error;
  };

  it('of every kind are accepted, those that no clause uses too', () => {
    const area = '{"type":"Polygon","coordinates":[[[31,48],[32,48],[32,49],[31,48]]]}';
    const lines = [
      good,
      '{"fact":"count","class":"tank","party":"A","zone":"z","at":"2026-03-10T12:00:00Z","count":5940,"sigma":80}',
      '{"fact":"event","id":"e","class":"shot","at":"2026-03-10T12:00:00Z","uncertaintyS":5,"position":{"lon":31,"lat":48},"sigmaM":300}',
      '{"fact":"flight","id":"f","class":"uncrewed-aircraft","party":"A","path":[{"at":"2026-03-10T12:00:00Z","lon":31,"lat":48,"sigmaM":20},{"at":"2026-03-10T12:10:00Z","lon":31,"lat":48.1}]}',
      `{"fact":"notice","id":"n","kind":"exercise","party":"A","receivedAt":"2026-03-08T07:30:00Z","from":"2026-03-10T06:00:00Z","to":"2026-03-10T12:00:00Z","area":${area},"size":{"personnel":200}}`,
      `{"fact":"permit","id":"p","kind":"demining","party":"A","area":${area},"from":"2026-03-10T06:00:00Z","to":"2026-03-10T12:00:00Z"}`,
      '{"fact":"inspection","zone":"z","at":"2026-03-10T12:00:00Z","result":"done"}',
      '{"fact":"inventory","site":"s","party":"A","serials":["1","2"]}',
      '{"fact":"visit","site":"s","at":"2026-03-10T12:00:00Z","seen":["1"],"access":"partial"}',
      `{"fact":"coverage","sensor":"c","area":${area},"from":"2026-03-10T06:00:00Z","to":"2026-03-10T12:00:00Z","pd":0.8}`,
      '{"fact":"deployment","nation":"n","zone":"z","personnel":120,"from":"2026-03-10T06:00:00Z"}',
    ];
    const parsed = parseFacts(lines, exampleOptions.hasher);
    expect(parsed.ok ? parsed.value.facts.length : parsed.error).toBe(lines.length);
    if (parsed.ok) judge(exampleAgreement(), parsed.value.facts, exampleOptions);
  });

  it.each([
    ['{', '', /no JSON/],
    ['[]', '', /must be an object/],
    ['{"fact":"objekt"}', 'fact', /did you mean object\?/],
    [good.replace('"sigmaM"', '"sigma"'), 'sigma', /did you mean sigmaM\?/],
    [good.replace('20,', '-20,'), 'sigmaM', /at least 0/],
    [good.replace('20,', '1e999,'), '', /JSON cannot carry/],
    [good.replace('"lat":48', '"lat":148'), 'position', /exchanged|-90 to 90/],
    [good.replace('12:00:00Z', '12:00:00'), 'at', /as 2026-03-10T06:00:00Z/],
    [good.replace('2026-03-10', '2026-02-30'), 'at', /must be a time/],
    [good.replace('0.8', '1.8'), 'class.tank', /from 0 to 1/],
  ])('%s is refused with line, field and remedy', (line, field, words) => {
    expect(refused(line)).toMatchObject({ line: 3, field });
    expect(refused(line)?.text).toMatch(words);
  });

  it('of a class that nobody knows are kept, and a note says so', () => {
    const parsed = parseFacts([good.replace('tank', 'tamk')], exampleOptions.hasher);
    expect(parsed.ok && parsed.value.notes[0]?.text).toContain('did you mean tank?');
  });
});

it('the example agreements give zones with area and length in force at a moment', () => {
  const path = new URL('../../../agreements/cma-2018/agreement.yaml', import.meta.url);
  const zones = zonesGeoJson(
    exampleAgreement(readFileSync(path, 'utf8')),
    instant(Date.UTC(2020, 0, 1)),
  );
  for (const { properties } of zones.features) expect(properties?.length_km).toBeGreaterThan(0);
  expect(zones.features.map(({ id }) => id)).toContain('mdl');
});
