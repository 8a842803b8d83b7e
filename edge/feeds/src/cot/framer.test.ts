import { fromUtf8, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventFramer, framesOf } from './framer.ts';

type Framed = ReturnType<EventFramer['push']>;
const show = (framed: Framed) =>
  framed.map((one) =>
    one.ok ? `${one.value.offset}:${fromUtf8(one.value.bytes)}` : `${one.error.offset}:too-long`,
  );
const frame = (text: string, most?: number) => {
  const framer = new EventFramer(most);
  return show([...framer.push(utf8(text)), ...framer.end()]);
};
const inPieces = (bytes: Uint8Array, sizes: readonly number[], most: number) => {
  const framer = new EventFramer(most);
  const framed: string[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    framed.push(...show(framer.push(bytes.slice(at, at + size))));
    at += size;
  }
  return [...framed, ...show(framer.end())];
};

describe('a stream of events', () => {
  it.each([
    [
      'back to back',
      '<event a="1"/><event a="2"></event>',
      ['0:<event a="1"/>', '14:<event a="2"></event>'],
    ],
    [
      'with declarations',
      '<?xml version="1.0"?>\n<event/>\n<?xml?><event/>',
      ['22:<event/>', '38:<event/>'],
    ],
    ['with comments that hold events', '<!-- <event/> --><event/>', ['17:<event/>']],
    ['with NUL and white space between', '<event/>\0\r\n <event/>', ['0:<event/>', '12:<event/>']],
    [
      'with > in an attribute',
      '<event a="/>"><x b=\'</event>\'/></event>',
      ['0:<event a="/>"><x b=\'</event>', "28:'/></event>"],
    ],
    [
      'with the end inside a comment',
      '<event><!-- </event> --></event>',
      ['0:<event><!-- </event> --></event>'],
    ],
    [
      'with the end inside a section',
      '<event><![CDATA[</event>]]></event>',
      ['0:<event><![CDATA[</event>]]></event>'],
    ],
    [
      'with events of other names',
      '<events><event/></events>',
      ['0:<events>', '8:<event/>', '16:</events>'],
    ],
    ['with words between', 'hello <event/>', ['0:hello ', '6:<event/>']],
    [
      'broken off by the next',
      '<event a="1"><point <event/>',
      ['0:<event a="1"><point ', '20:<event/>'],
    ],
    ['broken off at the end', '<event a="1">', ['0:<event a="1">']],
    ['with nothing', ' \n', []],
  ])('%s is cut at the events', (_, text, want) => {
    expect(frame(text)).toEqual(want.filter((one) => one !== ''));
  });

  it('forgets an event that is too long, and finds the next', () => {
    expect(frame(`<event a="${'x'.repeat(200)}"/><event/>`, 100)).toEqual([
      '0:too-long',
      '213:<event/>',
    ]);
    expect(frame(`${'x'.repeat(200)}<event/>`, 100)).toEqual(['0:too-long', '200:<event/>']);
  });

  it('finds its way after a comment that never ends', () => {
    const framed = frame(`<event><!--${' '.repeat(200)}<event a="2"/>`, 100);
    expect(framed.at(-1)).toBe('211:<event a="2"/>');
  });

  it('holds no more than one event, however much comes', () => {
    const framer = new EventFramer(1000);
    const piece = utf8(`<event a="${'x'.repeat(500)}`);
    framer.push(piece);
    for (let i = 0; i < 1000; i++) framer.push(utf8('y'.repeat(100)));
    expect(framer.heldBytes).toBeLessThan(1200);
  });

  it('gives the same events however it is chopped', () => {
    const part = fc.constantFrom(
      '<event a="1"/>',
      '<event>',
      '</event>',
      '<event><point/></event>',
      '<?xml version="1.0"?>',
      '<!-- <event/> -->',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<',
      '<ev',
      '"',
      "'",
      '/>',
      ' \n',
      'words',
      '\u00e9\0',
      '<!DOCTYPE event [ <!ENTITY a "b"> ]>',
      `<event a="${'z'.repeat(90)}"/>`,
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(60, 100_000),
        (parts, sizes, most) => {
          const bytes = utf8(parts.join(''));
          expect(inPieces(bytes, sizes, most)).toEqual(inPieces(bytes, [bytes.length || 1], most));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('loses no byte between events but blanks, declarations and comments', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const framed = [...framesOf(bytes)];
        for (const one of framed) expect(one.ok).toBe(true);
      }),
    );
  });
});
