import { Failure, inOneLine, placed } from '../failure.ts';
import type { Filed } from './filed.ts';

/** What a node answers once declarations are on its disk. */
export interface Handed {
  readonly seq: number;
  readonly sha256: string;
  readonly declared: readonly {
    readonly declaration: string;
    readonly id: string;
    readonly version: number;
  }[];
}

interface Refused {
  readonly error?: {
    readonly text?: string;
    readonly problems?: readonly {
      readonly index: number;
      readonly field: string;
      readonly text: string;
    }[];
  };
}

const NO = new Set([403, 409]);

/** Hands all declarations of a file in at once: the node takes all of them or none. */
export async function hand(
  filed: readonly Filed[],
  {
    file,
    address,
    token,
  }: { readonly file: string; readonly address: URL; readonly token: string },
): Promise<Handed> {
  const response = await ask(address, token, JSON.stringify(filed.map(({ value }) => value)));
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return (answer as { receipt: Handed }).receipt;
  const { error } = answer as Refused;
  const places = (error?.problems ?? []).map(({ index, field, text }) =>
    placed(`${file}:${filed[index]?.lineOf(field) ?? 1}`, field, text),
  );
  const reason =
    places.length > 0
      ? inOneLine(places)
      : `--node ${address.origin}: ${error?.text ?? response.status}`;
  throw new Failure(reason, NO.has(response.status) ? 1 : 2);
}

/** Where a node takes what is handed in. */
export function addressOf(node: string, path = '/api/declarations'): URL {
  if (URL.canParse(node) && /^https?:/.test(node)) return new URL(path, node);
  throw new Failure(`--node ${node}: is no address: write one as http://localhost:8420`);
}

/** One request, with a body where something is handed in, or a failure where no node answers. */
export async function ask(address: URL, token: string, body?: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  try {
    return body === undefined
      ? await fetch(address, { headers })
      : await fetch(address, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        });
  } catch {
    throw new Failure(
      `--node ${address.origin}: no node answers there: start one, or give its address`,
    );
  }
}
