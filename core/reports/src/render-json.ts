import { canonicalJson } from '@greenline/base';
import type { DayReport } from './day-report.ts';

/** Canonical JSON (RFC 8785) and a newline: the same report, the same bytes. */
export const renderJson = (report: DayReport): string => `${canonicalJson(report)}\n`;
