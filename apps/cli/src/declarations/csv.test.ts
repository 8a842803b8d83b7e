import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import { boxPolygon, polygonOfWkt } from './wkt.ts';

describe('comma-separated values', () => {
  // Source: RFC 4180, section 2: quotes, doubled quotes, commas and line breaks within them.
  it('are read by the names of their columns, each row with its line', () => {
    const text = 'Site , party\r\nS-1,A\r\n\r\n"S ""2""","A, B"\r\n"two\r\nlines",C\r\nlast,D';
    expect(readCsv(text)).toEqual([
      { line: 2, cells: { site: 'S-1', party: 'A' } },
      { line: 4, cells: { site: 'S "2"', party: 'A, B' } },
      { line: 5, cells: { site: 'two\r\nlines', party: 'C' } },
      { line: 7, cells: { site: 'last', party: 'D' } },
    ]);
  });

  it('that lack cells have empty ones', () => {
    expect(readCsv('a,b,c\n1\n,,3\n')).toEqual([
      { line: 2, cells: { a: '1', b: '', c: '' } },
      { line: 3, cells: { a: '', b: '', c: '3' } },
    ]);
    expect(readCsv('')).toEqual([]);
  });

  it('are read back as they were written, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' b', '\n', '☂') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join());
        const read = readCsv(['x,y', ...quoted].join('\n')).map(({ cells }) => [cells.x, cells.y]);
        const trimmed = rows.map((row) => row.map((one) => one.trim()));
        expect(read).toEqual(
          trimmed.filter(
            (row, i) => row.some((one) => one !== '') || rows[i]?.some((one) => one !== ''),
          ),
        );
      }),
    );
  });
});

describe('a polygon in well-known text', () => {
  const square = [
    [35, 47],
    [36, 47],
    [36, 48],
    [35, 48],
    [35, 47],
  ];

  it('is brought to the order of GeoJSON, whichever way it goes round', () => {
    const expected = { type: 'Polygon', coordinates: [square] };
    expect(polygonOfWkt('POLYGON ((35 47, 36 47, 36 48, 35 48, 35 47))')).toEqual(expected);
    const other = polygonOfWkt('polygon((35 47,35 48,36 48,36 47,35 47))');
    expect(other).toEqual({ type: 'Polygon', coordinates: [square] });
    expect(boxPolygon(35, 47, 36, 48)).toEqual(expected);
  });

  it('may have holes, which go the other way', () => {
    const hole = '(35.2 47.2, 35.4 47.2, 35.4 47.4, 35.2 47.2)';
    const polygon = polygonOfWkt(`POLYGON ((35 47, 36 47, 36 48, 35 48, 35 47), ${hole})`);
    expect(polygon?.coordinates[1]).toEqual([
      [35.2, 47.2],
      [35.4, 47.4],
      [35.4, 47.2],
      [35.2, 47.2],
    ]);
  });

  it.each([
    '',
    'POINT (35 47)',
    'POLYGON (35 47, 36 47)',
    'POLYGON ((35 47 0, 36 47 0, 36 48 0, 35 47 0))',
    'POLYGON ((35, 47))',
    'POLYGON EMPTY',
    'MULTIPOLYGON (((35 47, 36 47, 36 48, 35 47)))',
  ])('that is %j is none', (text) => {
    expect(polygonOfWkt(text)).toBeUndefined();
  });
});
