import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** For tests: a client that a listener may hang up on. A reset is an end like any other to it. */
export function caller(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  return socket;
}

/** The same, once it is connected. */
export async function connected(port: number): Promise<Socket> {
  const socket = caller(port);
  await once(socket, 'connect');
  return socket;
}

/** Resolves when the connection is over. `once` of `node:events` rejects where a reset comes before the close. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()));
