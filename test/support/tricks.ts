import { createHmac, randomBytes } from 'node:crypto';

const text64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens that a node never issued, made from a good one of somebody who may see less. */
export function forged(good: string, until: number): readonly string[] {
  const [prefix, claim = '', signature = ''] = good.split('.');
  const officer = text64({ principal: 'duty-officer', until });
  const foreign = createHmac('sha256', randomBytes(32))
    .update(`gl1.${officer}`)
    .digest('base64url');
  const empty = createHmac('sha256', '').update(`gl1.${officer}`).digest('base64url');
  return [
    `${prefix}.${officer}.${signature}`,
    `${prefix}.${officer}.${foreign}`,
    `${prefix}.${officer}.${empty}`,
    `${prefix}.${officer}.`,
    `${prefix}.${officer}`,
    `gl0.${officer}.${foreign}`,
    `${prefix}.${claim}.${signature}.${officer}`,
    `${text64({ alg: 'none' })}.${officer}.`,
    `${prefix}..${signature}`,
    `${prefix}.${officer}.${signature}`.repeat(30),
    'null',
    '{}',
  ];
}

export interface Parting {
  readonly frames: readonly string[];
  readonly code: number;
  readonly reason: string;
}

/** What a socket at a path hears after its first messages, until it is closed or a while has passed. */
export function lastWord(
  url: string,
  say: readonly string[],
  protocols: readonly string[] = [],
): Promise<Parting> {
  return new Promise((resolve) => {
    const frames: string[] = [];
    const socket = new WebSocket(url.replace('http', 'ws'), [...protocols]);
    const end = (code: number, reason: string) => {
      clearTimeout(waiting);
      socket.close();
      resolve({ frames, code, reason });
    };
    const waiting = setTimeout(() => end(0, 'still open'), 1_500);
    socket.onopen = () => {
      for (const message of say) socket.send(message);
    };
    socket.onmessage = ({ data }) => frames.push(String(data));
    socket.onclose = ({ code, reason }) => end(code, reason);
    socket.onerror = () => end(-1, 'refused');
  });
}
