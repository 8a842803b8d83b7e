export type { CollectionTask, Obligation } from './collection/collection.ts';
export { type CollectionPlan, collectionPlan } from './collection/collection-plan.ts';
export { fleetTask } from './collection/fleet-plan.ts';
export { type Ground, groundOf } from './collection/ground.ts';
export type { Asset, Option, Seen } from './collection/option.ts';
export { type Fleet, parseFleet } from './collection/parse-fleet.ts';
export { type Surveyor, surveyorAsset } from './collection/surveyor.ts';
export { type Tower, towerAsset } from './collection/tower.ts';
export { type ZoneGround, zoneGround } from './collection/zone-ground.ts';
export { type Announcement, announcementOf } from './flights/announcement.ts';
export { CALM, type Drone, type Wind } from './flights/drone.ts';
export {
  type Flight,
  type FlightPlan,
  type FlightRequest,
  flightPlan,
  type UnflownPass,
} from './flights/flight-plan.ts';
export { parseFlightRequest } from './flights/parse-flight-request.ts';
export type { Instance } from './instance.ts';
export { type InstanceFlaw, parseInstance } from './parse-instance.ts';
export { parsePatrolTask, parseRoads } from './patrols/parse-patrol-request.ts';
export {
  type PatrolRoute,
  type PatrolTask,
  type PatrolVisit,
  patrolRoute,
} from './patrols/patrol-route.ts';
export { type Road, RoadGraph, type RoadWay } from './patrols/road-graph.ts';
export { type Plan, type PlanSearch, planSearch, upperBound } from './plan-search.ts';
export type { RequestFlaw } from './request-schema.ts';
export { scoreOf } from './selection.ts';
export {
  applyTaskStep,
  type TaskHand,
  type TaskRefusal,
} from './tasking/apply-task-step.ts';
export { type Candidate, candidatesFor, type TaskableAsset } from './tasking/candidates.ts';
export { orderOf } from './tasking/order.ts';
export {
  isOpen,
  placeOfTask,
  TASK_STEPS,
  type Task,
  type TaskId,
  type TaskState,
  type TaskStep,
  WANTS,
  type Want,
} from './tasking/task.ts';
export { emptyTaskBook, type TaskBook } from './tasking/task-book.ts';
export { delayTasks, lateNote, type TaskNote, tickTasks } from './tasking/task-clock.ts';
export { parseTaskCommand, type TaskCommand } from './tasking/task-command.ts';
