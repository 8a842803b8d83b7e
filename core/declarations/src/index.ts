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
