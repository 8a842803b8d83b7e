import type { Covariance } from '@greenline/observation';

/**
 * A two-dimensional constant-velocity Kalman filter, in metres east and north of a moving origin:
 * the estimate itself is the origin, so the position part of its state is always zero.
 *
 * Covariance: `pe pn pc` of position (east-east, north-north, east-north), `ve vn vc` of velocity,
 * `ce cn` between position and velocity of one axis, `cen cne` across (east position with north
 * velocity, north position with east velocity).
 */
export interface Motion {
  east: number;
  north: number;
  pe: number;
  pn: number;
  pc: number;
  ve: number;
  vn: number;
  vc: number;
  ce: number;
  cn: number;
  cen: number;
  cne: number;
}

/** A first guess: the position as measured, the velocity unknown within `speedSigma` an axis. */
export function motionFrom([ee, en, nn]: Covariance, speedSigma: number): Motion {
  const variance = speedSigma * speedSigma;
  return {
    east: 0,
    north: 0,
    pe: ee,
    pn: nn,
    pc: en,
    ve: variance,
    vn: variance,
    vc: 0,
    ce: 0,
    cn: 0,
    cen: 0,
    cne: 0,
  };
}

/** Lets `dt` seconds pass under white acceleration noise of density `q`, m²/s³. */
export function predict(m: Motion, dt: number, q: number): void {
  const q1 = q * dt;
  const q2 = (q * dt * dt) / 2;
  const q3 = (q * dt * dt * dt) / 3;
  m.pe += dt * (2 * m.ce + dt * m.ve) + q3;
  m.pn += dt * (2 * m.cn + dt * m.vn) + q3;
  m.pc += dt * (m.cen + m.cne + dt * m.vc);
  m.ce += dt * m.ve + q2;
  m.cn += dt * m.vn + q2;
  m.cen += dt * m.vc;
  m.cne += dt * m.vc;
  m.ve += q1;
  m.vn += q1;
}

/** Squared Mahalanobis distance of a measurement `east, north` metres from the prediction. */
export function distanceSquared(
  m: Motion,
  east: number,
  north: number,
  [ee, en, nn]: Covariance,
): number {
  const a = m.pe + ee;
  const b = m.pc + en;
  const d = m.pn + nn;
  return (d * east * east - 2 * b * east * north + a * north * north) / (a * d - b * b);
}

/**
 * Takes a measurement in, `east, north` metres from the prediction; returns by how much the
 * position moved.
 */
export function update(
  m: Motion,
  east: number,
  north: number,
  [ee, en, nn]: Covariance,
): readonly [east: number, north: number] {
  const a = m.pe + ee;
  const b = m.pc + en;
  const d = m.pn + nn;
  const determinant = a * d - b * b;
  const ia = d / determinant;
  const ib = -b / determinant;
  const id = a / determinant;
  const gee = m.pe * ia + m.pc * ib;
  const gen = m.pe * ib + m.pc * id;
  const gne = m.pc * ia + m.pn * ib;
  const gnn = m.pc * ib + m.pn * id;
  const hee = m.ce * ia + m.cne * ib;
  const hen = m.ce * ib + m.cne * id;
  const hne = m.cen * ia + m.cn * ib;
  const hnn = m.cen * ib + m.cn * id;
  m.east += hee * east + hen * north;
  m.north += hne * east + hnn * north;
  const { pe, pc, pn, ce, cn, cen, cne } = m;
  m.ve -= hee * ce + hen * cne;
  m.vn -= hne * cen + hnn * cn;
  m.vc -= hee * cen + hen * cn;
  m.ce -= gee * ce + gen * cne;
  m.cen -= gee * cen + gen * cn;
  m.cne -= gne * ce + gnn * cne;
  m.cn -= gne * cen + gnn * cn;
  m.pe -= gee * pe + gen * pc;
  m.pc -= gee * pc + gen * pn;
  m.pn -= gne * pc + gnn * pn;
  return [gee * east + gen * north, gne * east + gnn * north];
}

/**
 * Lets a gap pass that is too long to fly through on one velocity: the thing went about at
 * `speedSigma`, turning every `turnS` seconds, and nothing is known of its velocity any more.
 */
export function lapse(m: Motion, dt: number, speedSigma: number, turnS: number): void {
  const spread = 2 * speedSigma * speedSigma * turnS * dt;
  const variance = speedSigma * speedSigma;
  m.east = 0;
  m.north = 0;
  m.pe += spread;
  m.pn += spread;
  m.ve = variance;
  m.vn = variance;
  m.vc = 0;
  m.ce = 0;
  m.cn = 0;
  m.cen = 0;
  m.cne = 0;
}
