import { type Html, html } from '../html/html.ts';

/** Colours of a drawing: names of a page's own on a screen, fixed ones on paper. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly calm: string;
  readonly texture: string;
  readonly mark: string;
}

export const SCREEN: Palette = {
  ground: 'var(--ground)',
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  calm: 'var(--calm)',
  texture: 'var(--texture)',
  mark: 'var(--link)',
};

export const PAPER: Palette = {
  ground: '#ffffff',
  ink: '#000000',
  soft: '#444444',
  calm: '#7fa3a0',
  texture: '#8794a1',
  mark: '#0f5c99',
};

/** A picture drawn by pure code; its numbers stand in a table beside it. */
export interface Drawing {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** For those who do not see it. */
  readonly title: string;
  readonly description: string;
  draw(palette: Palette): Html;
}

/** The whole SVG, within a page; `alone`: a file of its own. */
export function svgOf(
  { id, width, height, title, description, draw }: Drawing,
  palette: Palette,
  alone?: 'alone',
): Html {
  const space = alone && html` xmlns="http://www.w3.org/2000/svg"`;
  return html`<svg${space} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="Noto Sans, system-ui, sans-serif" font-size="12">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${draw(palette)}</svg>`;
}

/** Textures of what was not looked at, jammed and denied: the page's own, as SVG. */
export const textures = (id: string, { texture }: Palette): Html => html`<defs>
<pattern id="${id}-not-looked" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7" stroke="${texture}" stroke-width="1.6"/></pattern>
<pattern id="${id}-jammed" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.8" fill="${texture}"/></pattern>
<pattern id="${id}-denied" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0H6M0 0V6" stroke="${texture}" stroke-width="2.4"/></pattern>
</defs>
`;

/** Two decimals: the same bytes everywhere, and no more than an eye sees. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);
