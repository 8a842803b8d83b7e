import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PAGE_FONT, printPdf } from './index.ts';

const AT = Date.parse('2026-03-10T17:30:00Z');
const page = (words: string) => `#set text(font: "${PAGE_FONT}", fallback: false)\n#("${words}")`;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a printed page', () => {
  it('is a PDF with the date it is given, and none of its own', async () => {
    const text = Buffer.from(await printPdf(page('Report'), AT)).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('/CreationDate (D:20260310173000');
  });

  it('is the same bytes every time, wherever the machine is', async () => {
    const home = process.env.TZ;
    const first = digest(await printPdf(page('Звіт'), AT));
    process.env.TZ = 'Pacific/Kiritimati';
    const second = digest(await printPdf(page('Звіт'), AT));
    process.env.TZ = home;
    expect(second).toBe(first);
    expect(digest(await printPdf(page('Звіт'), AT + 1000))).not.toBe(first);
  });

  it('is the same bytes in another process, pictures with many patterns in it too', async () => {
    const patterns = Array.from({ length: 24 }, (_, i) => i);
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='240' height='10'>${patterns
      .map(
        (i) =>
          `<pattern id='p${i}' width='2' height='2' patternUnits='userSpaceOnUse'><path d='M0 0H${i + 1}' stroke='red'/></pattern><rect x='${i * 10}' width='9' height='9' fill='url(#p${i})' fill-opacity='0.${i + 10}'/>`,
      )
      .join('')}</svg>`;
    const text = `#image(bytes("${svg}"), format: "svg")`;
    const script = `import { printPdf } from ${JSON.stringify(import.meta.resolve('./index.ts'))};
      process.stdout.write(await printPdf(${JSON.stringify(text)}, ${AT}));`;
    const apart = [1, 2].map(() =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script]),
    );
    const here = digest(await printPdf(text, AT));
    expect(apart.map(digest)).toEqual([here, here]);
  });

  it('holds the font that it is set in, Cyrillic too', async () => {
    const text = Buffer.from(await printPdf(page('Припинення вогню'), AT)).toString('latin1');
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSans/);
  });

  it('says where a text is no page', async () => {
    await expect(printPdf('#nothing-of-the-kind()', AT)).rejects.toThrow(/unknown variable/);
  });
});
