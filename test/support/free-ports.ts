import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below what systems give to outgoing connections, so that a port which is free stays so until a node listens on it. */
const FIRST = 10_000;
const COUNT = 20_000;
/** Test files run side by side, each in a process of its own. */
let next = (process.pid * 64) % COUNT;

/** Ports of this machine on which nobody listens, neither over TCP nor over UDP. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if ((await isFreeTcp(port)) && (await isFreeUdp(port))) ports.push(port);
  }
  return ports;
}

function isFreeTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function isFreeUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}
