/** How a mission answers safety alerts: its parameters, as its files set them. */
export interface AlertPractice {
  /** Seconds within which somebody must acknowledge, and after which each further step of escalation comes. */
  readonly acknowledgeS: number;
  /** Principals to call, in order: the first at once, the next each time the clock runs out. */
  readonly escalation: readonly string[];
}

export const DEFAULT_ALERT_PRACTICE: AlertPractice = { acknowledgeS: 120, escalation: [] };
