export {
  type Choice,
  type Contribution,
  type Declaration,
  type DeclaredArea,
  type Deployment,
  type Fulfilment,
  type Inspection,
  type InspectionRequest,
  type Inventory,
  knownAt,
  type MechanismCall,
  type Milestone,
  type Notice,
  type Permit,
  type Visit,
  type Waiver,
} from './declaration.ts';
export { type FieldError, Fields, isObject } from './fields.ts';
export { keyOf } from './key.ts';
export { nearestName } from './nearest-name.ts';
export {
  checkDeclaration,
  DECLARATIONS,
  declaredArea,
  parseDeclaration,
} from './parse-declaration.ts';
export {
  deploymentsInForce,
  emptyRegister,
  enter,
  noticesFor,
  permitsFor,
  permitsInForce,
  type Register,
  type Sought,
} from './register.ts';
export {
  asReceived,
  deeperThan,
  type ListedError,
  MOST_LEVELS,
  readDeclaration,
  readDeclarations,
  type Said,
  signedBytes,
} from './said.ts';
export { type Signatory, type SignedBy, vouchedFor } from './signature.ts';
export { type Version, type VersionRefusal, versionAfter } from './version.ts';
export { MISSION, wordOf } from './word.ts';
