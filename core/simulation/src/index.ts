export { type Chance, chance } from './chance.ts';
export { type Course, courseAlong } from './course.ts';
export {
  type Eye,
  gentle,
  type Heard,
  type Looked,
  type Moment,
  type Patrol,
  type Scenario,
  type Stage,
} from './gentle.ts';
export { type Mover, whereIs } from './mover.ts';
