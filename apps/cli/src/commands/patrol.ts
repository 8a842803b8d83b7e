import { parsePatrolTask, parseRoads, patrolRoute, RoadGraph } from '@greenline/planning';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly roads: string;
  readonly task: string;
  readonly out: string;
}

export function addPatrol(program: Command): void {
  program
    .command('patrol')
    .description('Plans a patrol’s way along roads past what it should visit, and back in time.')
    .requiredOption('--roads <file>', 'GeoJSON lines with speedKph, oneWay, closed')
    .requiredOption('--task <file>', 'base, visits, most (seconds), walk (metres): one JSON value')
    .requiredOption('--out <file>')
    .action(({ roads: roadsPath, task: taskPath, out }: Options) => {
      const roads = parseRoads(readJson(roadsPath));
      if (!roads.ok) throw new Failure(placed(roadsPath, roads.error.field, roads.error.text));
      const task = parsePatrolTask(readJson(taskPath));
      if (!task.ok) throw new Failure(placed(taskPath, task.error.field, task.error.text));
      const route = patrolRoute(new RoadGraph(roads.value), task.value);
      if (route === undefined)
        throw new Failure(`${taskPath}: base: no open road within ${task.value.walk} m of it`);
      const way = { type: 'LineString', coordinates: route.way.map(({ lon, lat }) => [lon, lat]) };
      writeWhole(out, `${JSON.stringify({ ...route, way })}\n`);
    });
}
