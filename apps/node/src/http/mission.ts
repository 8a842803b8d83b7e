import { zonesGeoJson } from '@greenline/agreement';
import { formatInstant } from '@greenline/base';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { sensorRows } from '../sensor-rows.ts';
import { bearer } from './bearer.ts';
import { forbidden } from './problem.ts';
import { suspensionFor } from './safety.ts';

/** What everybody may know of a mission: its terms, its zones, who asks; and the health of its feeds. */
export function addMission(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/me', async (request) => {
    const { id, name, role, member, may, key } = parts.access.principal(bearer(request));
    const { exercise } = parts.mission().file;
    const signs = key !== undefined && { signs: true };
    return { id, name, role, ...(member !== undefined && { member }), may, ...signs, exercise };
  });

  server.get('/api/mission', async (request) => {
    const suspension = suspensionFor(parts, parts.access.principal(bearer(request)));
    const { file, agreement, sensors } = parts.mission();
    return {
      id: file.mission,
      name: file.name,
      exercise: file.exercise,
      timezone: file.timezone,
      reportCutOff: file.reportCutOff ?? agreement.reportCutOff,
      now: formatInstant(parts.now()),
      ...(suspension !== undefined && { suspension }),
      parties: file.parties,
      nations: file.nations,
      lead: file.nations.find(({ role }) => role === 'lead')?.name,
      contributors: file.nations.filter(({ role }) => role === 'contributor'),
      contingents: file.nations.filter(({ role }) => role === 'contingent'),
      agreement: {
        id: agreement.id,
        version: agreement.version,
        title: agreement.title,
        digest: agreement.digest,
        clauses: agreement.clauses,
      },
      regions: file.regions,
      view: file.view,
      guard: file.guard,
      classes: [...new Set([...sensors.values()].map(({ kind }) => kind))].sort(),
    };
  });

  server.get('/api/zones', async () => zonesGeoJson(parts.mission().agreement, parts.now()));

  server.get('/api/feeds', async (request) => {
    const principal = parts.access.principal(bearer(request));
    if (principal.role !== 'staff') throw forbidden('feeds are for mission staff');
    return parts.feeds.rows(parts.now());
  });

  server.get('/api/sensors', async (request) => {
    const principal = parts.access.principal(bearer(request));
    if (principal.role !== 'staff') throw forbidden('sensors are for mission staff');
    return sensorRows(parts.mission(), parts.progress().sensors, parts.now());
  });
}
