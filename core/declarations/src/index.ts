export {
  type Declaration,
  type DeclaredArea,
  type Deployment,
  type Inspection,
  type Inventory,
  knownAt,
  type Notice,
  type Permit,
  type Visit,
} from './declaration.ts';
