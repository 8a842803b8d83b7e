/** Where two edges cross, of rings whose vertices are [x, y], closed; ends that touch do not count. */
export function ringCrossing(
  rings: readonly (readonly (readonly [x: number, y: number])[])[],
): readonly [x: number, y: number] | undefined {
  const edges = rings
    .flatMap((ring) =>
      ring.slice(1).map((to, i) => edgeOf(ring[i] as readonly [number, number], to)),
    )
    .sort((a, b) => a.south - b.south);
  for (const [i, edge] of edges.entries()) {
    for (let k = i + 1; k < edges.length; k++) {
      const other = edges[k] as Edge;
      if (other.south > edge.north) break;
      if (other.west > edge.east || other.east < edge.west) continue;
      const at = crossOf(edge, other);
      if (at !== undefined) return at;
    }
  }
  return undefined;
}

interface Edge {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

const edgeOf = (
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): Edge => ({
  ax,
  ay,
  bx,
  by,
  west: Math.min(ax, bx),
  east: Math.max(ax, bx),
  south: Math.min(ay, by),
  north: Math.max(ay, by),
});

function crossOf(p: Edge, q: Edge): readonly [number, number] | undefined {
  const area = (p.bx - p.ax) * (q.by - q.ay) - (p.by - p.ay) * (q.bx - q.ax);
  const s = ((q.ax - p.ax) * (q.by - q.ay) - (q.ay - p.ay) * (q.bx - q.ax)) / area;
  const t = ((q.ax - p.ax) * (p.by - p.ay) - (q.ay - p.ay) * (p.bx - p.ax)) / area;
  const inside = s > 1e-9 && s < 1 - 1e-9 && t > 1e-9 && t < 1 - 1e-9;
  return inside ? [p.ax + s * (p.bx - p.ax), p.ay + s * (p.by - p.ay)] : undefined;
}
