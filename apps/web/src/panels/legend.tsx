import type { World } from '../live/world.ts';
import { coverageWords } from '../say/coverage-words.ts';
import { LAYERS, setLayer, useSettings } from '../settings.ts';
import { LAYER_WORD } from '../words.ts';
import { VerdictMark } from './marks.tsx';

/** What the marks mean; each line switches its layer. */
export function Legend({ world, at }: { world: World; at: number }) {
  const { layers } = useSettings();
  const { mission, me, effort } = world;
  const staff = me?.role === 'staff';
  return (
    <details className="legend">
      <summary>Legend</summary>
      <div className="legend-body">
        <fieldset>
          <legend>Layers</legend>
          {LAYERS.filter(
            (layer) => staff || !['tracks', 'ellipses', 'coverage'].includes(layer),
          ).map((layer) => (
            <label key={layer}>
              <input
                type="checkbox"
                checked={layers[layer]}
                onChange={(event) => setLayer(layer, event.target.checked)}
              />
              {LAYER_WORD[layer]}
            </label>
          ))}
        </fieldset>
        <ul className="legend-marks">
          {(mission?.parties ?? []).map((party) => (
            <li key={party.id}>
              <span className={`party-dot hue-${party.hue}`} /> {party.name}
            </li>
          ))}
          <li>
            <span className="party-dot hue-neutral" /> unknown side
          </li>
          <li>
            <span className="party-dot square hue-neutral" /> mission, civilians
          </li>
          <li>
            <VerdictMark verdict="breach" hue="neutral" /> breach
          </li>
          <li>
            <VerdictMark verdict="undetermined" hue="neutral" /> undetermined
          </li>
          <li>
            <VerdictMark verdict="compliant" hue="neutral" /> compliant
          </li>
          <li>
            <span className="sample dashed" /> accuracy unknown
          </li>
          <li>
            <span className="sample looked" /> looked: empty is nothing seen
          </li>
          <li>
            <span className="sample not-looked" /> not looked: empty tells nothing
          </li>
          <li>
            <span className="sample jammed" /> jammed
          </li>
          <li>
            <span className="sample denied" /> denied
          </li>
        </ul>
        {staff && layers.coverage && (
          <p className="coverage-words" role="status">
            {effort === undefined
              ? 'Asking the node what was looked at…'
              : coverageWords(effort.cells ?? [], Math.min(at, effort.to - 1), Date.now())}
          </p>
        )}
      </div>
    </details>
  );
}
