import type { FastifyRequest } from 'fastify';

/** The bearer token of a request; `undefined` where it shows none. */
export function bearer(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  return authorization?.startsWith('Bearer ') ? authorization.slice(7).trim() : undefined;
}
