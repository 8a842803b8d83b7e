import { go } from '../address.ts';
import type { World } from '../live/world.ts';
import { hueOf } from '../map/palette.ts';
import { measureOf } from '../say/case-view.ts';
import { classWords } from '../say/class-of.ts';
import { reach95 } from '../say/ellipse.ts';
import { share } from '../say/quantity.ts';
import type { FindingRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { Fact, VerdictMark } from './marks.tsx';

/** One finding: the clause in its own words, measured against limit, why, and on whose word. */
export function FindingSheet({ finding, world }: { finding: FindingRow; world: World }) {
  const clause = world.mission?.agreement?.clauses.find((each) => each.cite === finding.clause);
  const measure = measureOf(finding, reachOfSubject(world, finding.subject));
  const sources = sourcesOf(world, finding.subject ?? []);
  return (
    <section className="finding" aria-label={`Finding under clause ${finding.clause}`}>
      <h3>
        <VerdictMark verdict={finding.verdict} hue={hueOf(world.mission, finding.party)} />
        Clause {finding.clause}: {finding.verdict}
        {finding.probability !== undefined && (
          <span className="probability">{share(finding.probability)} likely a breach</span>
        )}
      </h3>
      {clause !== undefined && <p className="clause">{clause.text}</p>}
      {measure.measured !== undefined && (
        <table className="measure">
          <thead>
            <tr>
              <th scope="col">Measured</th>
              <th scope="col">Limit</th>
              <th scope="col">Margin</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{measure.measured}</td>
              <td>{measure.limit ?? '–'}</td>
              <td>{measure.margin ?? '–'}</td>
            </tr>
          </tbody>
        </table>
      )}
      {finding.reason !== undefined && <p>{finding.reason}</p>}
      <dl className="facts">
        <Fact name="Class">{finding.class !== undefined && classWords(finding.class)}</Fact>
        <Fact name="Reading">{finding.reading}</Fact>
        <Fact name="Nature">{finding.nature === 'procedural' ? 'procedural' : undefined}</Fact>
        <Fact name="Subject">
          {(finding.subject ?? []).map((id) => (
            <button
              key={id}
              type="button"
              className="link"
              onClick={() =>
                go((route) => ({
                  ...route,
                  selection: { kind: world.events.has(id) ? 'event' : 'track', id },
                }))
              }
            >
              {id.length > 20 ? `${id.slice(0, 13)}…` : id}
            </button>
          ))}
        </Fact>
        <Fact name="Sources">
          {sources.sensors.length > 0 &&
            `${sources.sensors.join(', ')} (${sources.trust}${sources.sensors.length === 1 ? ', single source' : ''})`}
        </Fact>
        <Fact name="Exceptions">{finding.exceptions?.join(', ')}</Fact>
        <Fact name="Rests on">
          {finding.inputs && (
            <span title={finding.inputs.join('\n')}>
              {finding.inputs.length} record{finding.inputs.length === 1 ? '' : 's'} in the log
            </span>
          )}
        </Fact>
        <Fact name="Agreement">
          {finding.agreement !== undefined &&
            `${sentence(plain(finding.agreement))}, version ${finding.version}`}
        </Fact>
        <Fact name="Released to">{finding.audience}</Fact>
      </dl>
    </section>
  );
}

/** Half-width of the 95 % interval of the place of what a finding is about. */
function reachOfSubject(world: World, subject: readonly string[] | undefined): number | undefined {
  const covariance = covarianceOf(world, subject);
  return covariance && reach95(covariance);
}

/** One sigma of the same, for how finely the place may be said. */
export function sigmaOfSubject(world: World, subject: readonly string[] | undefined): number {
  const covariance = covarianceOf(world, subject);
  return covariance ? Math.sqrt(Math.max(covariance[0], covariance[2])) : 100;
}

function covarianceOf(world: World, subject: readonly string[] | undefined) {
  for (const id of subject ?? []) {
    const covariance = world.tracks.latest(id)?.row.covariance ?? world.events.get(id)?.covariance;
    if (covariance !== undefined) return covariance;
  }
  return undefined;
}

function sourcesOf(world: World, subject: readonly string[]) {
  const sensors = new Set<string>();
  let trust = 'unauthenticated';
  for (const id of subject) {
    const record = world.tracks.latest(id)?.row ?? world.events.get(id);
    for (const sensor of record?.sensors ?? []) sensors.add(sensor);
    if (record?.trust === 'authenticated') trust = 'authenticated';
  }
  return { sensors: [...sensors].sort(), trust };
}
