import { once } from 'node:events';
import { connect } from 'node:net';
import { workerData } from 'node:worker_threads';

/** Where and what to send. */
interface Load {
  readonly port: number;
  readonly events: number;
  readonly things: number;
}

const { port, events, things } = workerData as Load;
const PORTION = 500;
const socket = connect(port, '127.0.0.1');
await once(socket, 'connect');

const begun = Date.now();
for (let sent = 0; sent < events; sent += PORTION) {
  let text = '';
  for (let n = sent; n < Math.min(events, sent + PORTION); n++) text += event(n);
  if (!socket.write(text)) await once(socket, 'drain');
}
socket.end();
await once(socket, 'close');

/** Things that drive eastwards along a parallel, each known by its uid. */
function event(n: number): string {
  const thing = n % things;
  const turn = Math.floor(n / things);
  const lat = 46.6 + (thing % 200) * 0.027;
  const lon = 31.6 + Math.floor(thing / 200) * 0.25 + turn * 0.0002;
  const at = new Date(begun + turn * 1000).toISOString();
  return `<event version="2.0" uid="BENCH-${thing}" type="a-u-G-E-V" how="m-g" time="${at}" start="${at}" stale="${at}"><point lat="${lat.toFixed(6)}" lon="${lon.toFixed(6)}" hae="120.0" ce="15.0" le="9999999.0"/><detail><track speed="14.0" course="90.0"/><contact callsign="B${thing}"/></detail></event>`;
}
