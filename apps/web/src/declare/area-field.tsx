import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState } from 'react';
import { useWorld } from '../live/store.ts';
import { BoxStage } from '../map/box-stage.ts';
import { zoneFeatures } from '../map/features.ts';
import { readPalette } from '../map/palette.ts';
import { useSettings } from '../settings.ts';
import { type Area, boxOf, SIDES, sidesOf } from './area.ts';

const WORD = { west: 'West, °', south: 'South, °', east: 'East, °', north: 'North, °' } as const;

/** An area: a box, drawn on the map or typed, or GeoJSON. */
export function AreaField({
  label,
  hint,
  area,
  problem,
  change,
}: {
  label: string;
  hint: string | undefined;
  area: Area;
  problem: string | undefined;
  change: (area: Area) => void;
}) {
  const as = (what: Area['as'], words: string) => (
    <button
      type="button"
      aria-pressed={area.as === what}
      onClick={() => change({ ...area, as: what })}
    >
      {words}
    </button>
  );
  return (
    <fieldset className="area full" aria-invalid={problem !== undefined}>
      <legend>{label}</legend>
      <div className="buttons">
        {as('box', 'A box')}
        {as('geojson', 'GeoJSON')}
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {area.as === 'box' ? (
        <BoxFields area={area} change={change} />
      ) : (
        <label>
          A Polygon or MultiPolygon: longitude first, outer ring counter-clockwise
          <textarea
            rows={5}
            spellCheck={false}
            value={area.text}
            onChange={(event) => change({ ...area, text: event.target.value })}
          />
        </label>
      )}
      {problem !== undefined && <p className="refusal">{problem}</p>}
    </fieldset>
  );
}

function BoxFields({ area, change }: { area: Area; change: (area: Area) => void }) {
  const world = useWorld();
  const { theme } = useSettings();
  const holder = useRef<HTMLDivElement>(null);
  const stage = useRef<BoxStage | undefined>(undefined);
  const latest = useRef({ area, change });
  latest.current = { area, change };
  const [drawing, setDrawing] = useState(false);
  const [blind, setBlind] = useState(false);
  const { view } = world.mission ?? {};
  const box = boxOf(area);

  // A new theme is a new map, as on the watch screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: zones of one mission do not change while a form is filled in
  useEffect(() => {
    if (holder.current === null || view === undefined) return;
    let made: BoxStage;
    try {
      made = new BoxStage(holder.current, readPalette(), view, zoneFeatures(world), (drawn) => {
        setDrawing(false);
        latest.current.change({ ...latest.current.area, ...sidesOf(drawn) });
      });
    } catch {
      setBlind(true);
      return;
    }
    stage.current = made;
    Object.assign(holder.current, { greenlineMap: made.map });
    made.show(boxOf(latest.current.area));
    return () => {
      made.remove();
      stage.current = undefined;
    };
  }, [theme, view === undefined, world.zones === undefined]);

  useEffect(() => {
    if (stage.current !== undefined) stage.current.drawing = drawing;
  }, [drawing]);

  const shown = box && Object.values(box).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when a side changes
  useEffect(() => stage.current?.show(box), [shown]);

  return (
    <>
      {blind ? (
        <p className="hint">
          This browser draws no WebGL, so there is no map. Type the four sides.
        </p>
      ) : (
        <>
          <div ref={holder} className="map box-map" aria-hidden="true" />
          <div className="buttons">
            <button type="button" aria-pressed={drawing} onClick={() => setDrawing(!drawing)}>
              {drawing ? 'Drag over the map now' : 'Draw the box on the map'}
            </button>
          </div>
        </>
      )}
      <div className="sides">
        {SIDES.map((side) => (
          <label key={side}>
            {WORD[side]}
            <input
              inputMode="decimal"
              value={area[side]}
              onChange={(event) => change({ ...area, [side]: event.target.value })}
            />
          </label>
        ))}
      </div>
    </>
  );
}
