import { fail, ok, type Result } from '@greenline/base';
import { z } from 'zod';
import {
  area,
  drone,
  firstFlaw,
  moment,
  place,
  type RequestFlaw,
  wind,
} from '../request-schema.ts';
import type { FlightRequest } from './flight-plan.ts';

const schema = z.strictObject({
  area,
  noFly: z.array(area).default([]),
  launch: place,
  drone,
  wind,
  from: moment,
  turnaroundS: z.number().min(0).max(86_400).default(900),
});

/** A flight request as one JSON value. */
export function parseFlightRequest(json: unknown): Result<FlightRequest, RequestFlaw> {
  const read = schema.safeParse(json);
  if (!read.success) return fail(firstFlaw(read.error));
  return ok({ ...read.data, noFly: read.data.noFly.flat() });
}
