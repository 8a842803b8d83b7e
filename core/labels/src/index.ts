export {
  accessCaveat,
  accessOf,
  LABEL_POLICY,
  type Label,
  type LabelId,
  label,
  labelId,
  rollUp,
} from './label.ts';
export { LabelTable } from './label-table.ts';
