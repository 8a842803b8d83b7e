import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainXml } from './plain-xml.ts';
import { parseAnyXml, parseXml, writeXml, type XmlElement } from './xml.ts';

describe('the quick reader of plain XML', () => {
  const part = fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<a/>',
      '<b c="1" d=\'2\'/>',
      '<b c="1" c="2"/>',
      '<b c = "1"/>',
      '<b c="1"d="2"/>',
    ],
    ...[
      '<b\nc="1"\n>',
      '</b >',
      '</ b>',
      '< a>',
      '<a / >',
      '<a b="/>"/>',
      '<a b="<"/>',
      '<a b=1/>',
      '<a b>',
    ],
    ...[
      'words',
      ' ',
      '\n',
      '&amp;',
      '&x;',
      ']]>',
      '<!-- x -->',
      '<?x?>',
      '"',
      '>',
      '<',
      '=',
      'é',
      '\0',
      '\t',
    ],
    ...[
      '<constructor/>',
      '<a __proto__="1"/>',
      '<xml/>',
      '<a xmlns="x"/>',
      '<x:y/>',
      '<a b="c\nd"/>',
    ],
  );

  it('says what the full parser says, or nothing', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (parts, wrapped) => {
        const text = wrapped ? `<a>${parts.join('')}</a>` : parts.join('');
        const plain = readPlainXml(text);
        if (plain !== undefined)
          expect(JSON.stringify(plain)).toBe(JSON.stringify(parseAnyXml(text)));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('an element', () => {
  const name = fc.constantFrom('a', 'b', '_flow-tags_', 'NodeCoT-8.1.0', 'constructor');
  const words = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => {
    return !/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text) && text.trim() !== '';
  });
  const tree = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.record(
      {
        name,
        attributes: fc.dictionary(name, words, { minKeys: 1, maxKeys: 3 }),
        children: fc.array(tie('element'), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ['name'] },
    ),
  })).element;

  it('written and read again is the same', () => {
    fc.assert(
      fc.property(tree, (element) => {
        expect(parseXml(writeXml(element))).toEqual(element);
      }),
    );
  });

  it('with words in it keeps them to the letter', () => {
    fc.assert(
      fc.property(words, (text) => {
        const element = { name: 'remarks', attributes: { a: text }, children: [text] };
        expect(parseXml(writeXml(element))).toEqual(element);
      }),
    );
  });
});
