import { fail, type Instant, ok, parseInstant, type Result } from '@greenline/base';
import { z } from 'zod';
import { area, firstFlaw, place, type RequestFlaw } from '../geometry-schema.ts';
import { CALM } from './drone.ts';
import type { FlightRequest } from './flight-plan.ts';

const schema = z.strictObject({
  area,
  noFly: z.array(area).default([]),
  launch: place,
  drone: z.strictObject({
    id: z.string().min(1),
    airspeedMps: z.number().positive().max(300),
    enduranceS: z
      .number()
      .positive()
      .max(7 * 86_400),
    reserve: z.number().min(0).lt(1).default(0.2),
    swathM: z.number().min(1).max(100_000),
    overlap: z.number().min(0).max(0.95).default(0.1),
    heightM: z.number().positive().max(30_000),
  }),
  wind: z
    .strictObject({ fromDeg: z.number().min(0).max(360), speedMps: z.number().min(0).max(100) })
    .default(CALM),
  from: z.string().transform((text, context): Instant => {
    const at = parseInstant(text);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: 'is no time: write one as 2026-03-10T10:00:00Z' });
    return z.NEVER;
  }),
  turnaroundS: z.number().min(0).max(86_400).default(900),
});

/** A flight request as one JSON value. */
export function parseFlightRequest(json: unknown): Result<FlightRequest, RequestFlaw> {
  const read = schema.safeParse(json);
  if (!read.success) return fail(firstFlaw(read.error));
  return ok({ ...read.data, noFly: read.data.noFly.flat() });
}
