// What the audit can find, one code a rule; docs/glossary.md says what each means to an operator.
import type { CourierId, OrderId } from '../../kernel/ids.ts';

export const AUDIT_RULES = [
  'LOST',
  'NOT_IN_PLAN',
  'DOUBLE_BOUND',
  'STATE_DIFFERS',
  'ASSIGNED_BEFORE_PLACED',
  'PICKUP_BEFORE_READY',
  'PICKUP_WHILE_CLOSED',
  'PICKUP_AFTER_SHIFT',
  'WORK_BEFORE_SHIFT',
  'NOT_ASSIGNED',
  'MOVE_BEFORE_ASSIGNMENT',
  /** Without an offer a courier goes to stores only, with nothing on board. */
  'MOVE_UNASSIGNED',
  'DELIVERED_WITHOUT_PICKUP',
  'DELIVERED_BEFORE_WINDOW',
  'TWO_STORES',
  'INTERLEAVED',
  'TWO_PLACES',
  'WRONG_PLACE',
  'TOO_FAST',
  'SERVICE_CUT_SHORT',
  'OVERLOADED',
  'SKILL_MISSING',
] as const;
export type AuditRule = (typeof AUDIT_RULES)[number];

export interface Finding {
  readonly rule: AuditRule;
  readonly orderId: OrderId | null;
  readonly courierId: CourierId | null;
  /** With the numbers. */
  readonly detail: string;
}
