/** Two significant figures at most for a sigma, and the measured value cut to the same place. */
function place(uncertainty: number): number {
  if (!(uncertainty > 0)) return 0;
  const digits = -Math.floor(Math.log10(uncertainty));
  return Math.min(3, Math.max(0, digits));
}

/** Thin spaces between thousands, a true minus. */
export function figure(value: number, digits = 0): string {
  const [whole = '', rest] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '\u2212' : '';
  return `${sign}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}

/**
 * A measured value with unit and, where known, the half-width of its 95 % interval:
 * `24.6 km ± 0.9 (95 %)`. Metres above 10,000 are said in kilometres. Without an uncertainty no more
 * figures are printed than a person would defend: one decimal.
 */
export function quantity(value: number, unit: string, plusMinus?: number): string {
  if (unit === 'm' && Math.abs(value) >= 10_000) {
    return quantity(value / 1000, 'km', plusMinus === undefined ? undefined : plusMinus / 1000);
  }
  if (plusMinus === undefined) {
    const digits = Number.isInteger(value) || unit === 'm' ? 0 : 1;
    return `${figure(value, digits)} ${unit}`;
  }
  const digits = place(plusMinus);
  return `${figure(value, digits)} ${unit} ± ${figure(plusMinus, digits)} (95 %)`;
}

/** A probability as a share a person can weigh: `97 %`, `> 99 %`, `< 1 %`. */
export function share(probability: number): string {
  if (probability > 0.99 && probability < 1) return '> 99 %';
  if (probability > 0 && probability < 0.01) return '< 1 %';
  return `${Math.round(probability * 100)} %`;
}

/** `0.4/s`, `12/s`, `8 400/s`. */
export const rate = (perSecond: number): string =>
  `${perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : figure(perSecond)}/s`;
