export { hourOver } from './hour-over.ts';
export { noRates, type RateNote, type RateWarning, type RateWatch, RISE } from './rate-watch.ts';
