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
export { nearestName } from './nearest-name.ts';
export { DECLARATIONS, declaredArea, parseDeclaration } from './parse-declaration.ts';
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
