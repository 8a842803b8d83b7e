import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url } from './index.ts';

it('base64url of any bytes is read back, and each has one text alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(fromBase64Url(text)).toEqual(bytes);
      if (bytes.length % 3 > 0) expect(fromBase64Url(`${text}=`)).toBeUndefined();
    }),
  );
  // Source: RFC 4648, section 5: the alphabet ends in "-_" where the other ends in "+/".
  expect(fromBase64Url('-_-_')).toEqual(Uint8Array.of(0xfb, 0xff, 0xbf));
  for (const odd of ['+/+/', 'AB', 'A', 'AA A', 'AA\n'])
    expect(fromBase64Url(odd), odd).toBeUndefined();
});
