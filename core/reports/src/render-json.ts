import { canonicalJson } from '@greenline/base';
import type { Report } from './report.ts';

/** Canonical JSON (RFC 8785) and a newline: the same report, the same bytes. */
export const renderJson = (report: Report): string => `${canonicalJson(report)}\n`;
