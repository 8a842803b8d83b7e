import type { Map as MapLibre } from 'maplibre-gl';
import type { Hue, MapPalette } from './palette.ts';

/**
 * Patterns and marks of the map, drawn here so that no sprite is fetched. Verdict is a fill: breach
 * solid, undetermined hatched, compliant hollow. Silence is a texture: not looked, jammed, denied.
 */
export function addTextures(map: MapLibre, palette: MapPalette): void {
  const add = (name: string, size: number, draw: (pen: Pen) => void): void => {
    map.addImage(name, drawn(size, draw), { pixelRatio: 2 });
  };
  add('not-looked', 16, (pen) => dots(pen, palette.silence));
  add('jammed', 20, (pen) => waves(pen, palette.silence));
  add('denied', 24, (pen) => crosses(pen, palette.silence));
  for (const hue of ['blue', 'orange', 'neutral'] as const) {
    const colour = palette[hue];
    for (const verdict of ['breach', 'undetermined', 'compliant'] as const) {
      add(findingIcon(verdict, hue), 44, (pen) =>
        verdictMark(pen, verdict, colour, palette.surface),
      );
    }
    for (const verdict of ['undetermined'] as const) {
      add(`cell-${verdict}-${hue}`, 16, (pen) => hatch(pen, 16, colour));
    }
    add(eventIcon(hue), 36, (pen) => burst(pen, colour, palette.surface));
  }
  add('hazard', 36, (pen) => triangle(pen, palette.danger, palette.surface));
}

export const findingIcon = (verdict: string, hue: Hue): string => `finding-${verdict}-${hue}`;
export const eventIcon = (hue: Hue): string => `event-${hue}`;

type Pen = CanvasRenderingContext2D;

function drawn(size: number, draw: (pen: Pen) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser draws no canvas');
  draw(pen);
  return pen.getImageData(0, 0, size, size);
}

function dots(pen: Pen, colour: string): void {
  pen.fillStyle = colour;
  for (const [x, y] of [
    [4, 4],
    [12, 12],
  ] as const) {
    pen.beginPath();
    pen.arc(x, y, 1.5, 0, 7);
    pen.fill();
  }
}

function waves(pen: Pen, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  for (const y of [5, 15]) {
    pen.beginPath();
    pen.moveTo(0, y);
    for (let x = 0; x <= 20; x++) pen.lineTo(x, y + 3 * Math.sin((x / 20) * 2 * Math.PI));
    pen.stroke();
  }
}

function crosses(pen: Pen, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const [x, y] of [
    [6, 6],
    [18, 18],
  ] as const) {
    pen.moveTo(x - 4, y - 4);
    pen.lineTo(x + 4, y + 4);
    pen.moveTo(x + 4, y - 4);
    pen.lineTo(x - 4, y + 4);
  }
  pen.stroke();
}

function hatch(pen: Pen, size: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (let x = -size; x <= size; x += size / 2) {
    pen.moveTo(x, size);
    pen.lineTo(x + size, 0);
  }
  pen.stroke();
}

/** A lozenge: no other mark of the map has that outline. */
function verdictMark(pen: Pen, verdict: string, colour: string, halo: string): void {
  const outline = (reach: number): void => {
    pen.beginPath();
    pen.moveTo(22, 22 - reach);
    pen.lineTo(22 + reach, 22);
    pen.lineTo(22, 22 + reach);
    pen.lineTo(22 - reach, 22);
    pen.closePath();
  };
  pen.fillStyle = halo;
  outline(20);
  pen.fill();
  outline(15.5);
  pen.save();
  pen.clip();
  if (verdict === 'breach') {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 44, 44);
  } else if (verdict === 'undetermined') {
    pen.strokeStyle = colour;
    pen.lineWidth = 3;
    pen.beginPath();
    for (let x = -44; x < 44; x += 8) {
      pen.moveTo(x, 44);
      pen.lineTo(x + 44, 0);
    }
    pen.stroke();
  }
  pen.restore();
  pen.strokeStyle = colour;
  pen.lineWidth = 3;
  outline(15.5);
  pen.stroke();
}

/** A four-pointed star: it happened once. */
function burst(pen: Pen, colour: string, halo: string): void {
  const star = (long: number, short: number): void => {
    pen.beginPath();
    for (let i = 0; i < 8; i++) {
      const reach = i % 2 === 0 ? long : short;
      const turn = (i * Math.PI) / 4;
      pen.lineTo(18 + reach * Math.sin(turn), 18 - reach * Math.cos(turn));
    }
    pen.closePath();
    pen.fill();
  };
  pen.fillStyle = halo;
  star(17.5, 7.5);
  pen.fillStyle = colour;
  star(14, 4.6);
}

function triangle(pen: Pen, colour: string, halo: string): void {
  for (const [fill, grow] of [
    [halo, 4],
    [colour, 0],
  ] as const) {
    pen.fillStyle = fill;
    pen.beginPath();
    pen.moveTo(18, 4 - grow);
    pen.lineTo(32 + grow, 30 + grow / 2);
    pen.lineTo(4 - grow, 30 + grow / 2);
    pen.closePath();
    pen.fill();
  }
}
