import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokens(theme: 'dark' | 'light'): Record<string, string> {
  const block = css.split(`:root[data-theme="${theme}"] {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['dark', 'light'] as const)('the %s theme', (theme) => {
  const token = tokens(theme);

  it.each(['ink', 'muted', 'accent', 'party-blue', 'party-orange', 'neutral', 'danger', 'caution'])(
    'keeps 4.5 : 1 for %s on every ground',
    (name) => {
      for (const ground of ['surface', 'raised']) {
        expect(contrast(token[name] ?? '', token[ground] ?? ''), ground).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    },
  );

  it('keeps 4.5 : 1 for ink in fields and on the map, and for words on the accent', () => {
    expect(contrast(token.ink ?? '', token.ground ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.ink ?? '', token['map-land'] ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token['on-accent'] ?? '', token.accent ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('gives both parties one weight', () => {
    const [blue = '', orange = ''] = [token['party-blue'], token['party-orange']];
    const surface = token.surface ?? '';
    expect(contrast(blue, surface) / contrast(orange, surface)).toBeGreaterThan(0.92);
    expect(contrast(blue, surface) / contrast(orange, surface)).toBeLessThan(1.08);
  });
});
