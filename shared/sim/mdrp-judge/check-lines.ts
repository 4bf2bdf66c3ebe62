// The rules that single lines must keep, and what the files must agree on; where couriers are is the walk's business.
import { MDRP_SOLUTION_FILES } from '../mdrp-files.ts';
import { type JudgeFinding, noteIn } from './finding.ts';
import type { Instance } from './instance.ts';
import type { Assignment, Delivery, Solution } from './solution.ts';
import { isBefore } from './time.ts';

export function checkLines(instance: Instance, solution: Solution, findings: JudgeFinding[]): void {
  checkAssignments(instance, solution, findings);
  checkDeliveries(instance, solution, findings);
}

function checkAssignments(instance: Instance, { assignments, deliveries }: Solution, findings: JudgeFinding[]): void {
  const note = noteIn(findings, MDRP_SOLUTION_FILES.assignments);
  const delivered = new Set(deliveries.map(({ order }) => order));
  const firstLines = new Map<string, number>();
  for (const { line, at, pickupAt, courier, orders } of assignments) {
    if (!instance.couriers.has(courier)) note(line, 'UNKNOWN_NAME', `courier ${courier} is not of this day`);
    if (isBefore(pickupAt, at))
      note(line, 'PICKUP_BEFORE_ASSIGNMENT', `picked up at ${pickupAt}, assigned at ${at} only`);
    for (const order of orders) {
      const known = instance.orders.get(order);
      if (!known) note(line, 'UNKNOWN_NAME', `order ${order} is not of this day`);
      if (known && isBefore(at, known.placed))
        note(line, 'ASSIGNED_BEFORE_PLACED', `${order} is assigned at ${at}, placed at ${known.placed}`);
      if (known && isBefore(pickupAt, known.ready))
        note(line, 'PICKUP_BEFORE_READY', `${order} is picked up at ${pickupAt}, ready at ${known.ready}`);
      const first = firstLines.get(order);
      if (first !== undefined)
        note(line, 'COMMITMENT_CHANGED', `${order} is assigned on line ${first} already, and that was final`);
      firstLines.set(order, first ?? line);
      if (known && !delivered.has(order))
        note(line, 'FILES_DISAGREE', `${order} is picked up, but not among the delivered orders`);
    }
    checkOneRestaurant(instance, { line, orders }, note);
  }
}

function checkOneRestaurant(
  instance: Instance,
  { line, orders }: Pick<Assignment, 'line' | 'orders'>,
  note: ReturnType<typeof noteIn>,
): void {
  const restaurants = new Set(orders.flatMap((order) => instance.orders.get(order)?.restaurant ?? []));
  if (restaurants.size > 1) note(line, 'TWO_RESTAURANTS', `one bundle of ${[...restaurants].join(' and ')}`);
}

function checkDeliveries(instance: Instance, { assignments, deliveries }: Solution, findings: JudgeFinding[]): void {
  const note = noteIn(findings, MDRP_SOLUTION_FILES.orders);
  const assignedIn = new Map(assignments.flatMap((one) => one.orders.map((order) => [order, one])));
  const firstLines = new Map<string, number>();
  for (const delivery of deliveries) {
    const { line, order } = delivery;
    const first = firstLines.get(order);
    if (first !== undefined) note(line, 'FILES_DISAGREE', `${order} is on line ${first} already`);
    firstLines.set(order, first ?? line);
    const known = instance.orders.get(order);
    if (!known) note(line, 'UNKNOWN_NAME', `order ${order} is not of this day`);
    else if (delivery.placed !== known.placed || delivery.ready !== known.ready)
      note(
        line,
        'FILES_DISAGREE',
        `${order} placed at ${delivery.placed}, ready at ${delivery.ready}; the day says ${known.placed} and ${known.ready}`,
      );
    const assignment = assignedIn.get(order);
    if (assignment) checkAgreement(delivery, assignment, note);
    else if (known) note(line, 'FILES_DISAGREE', `${order} is delivered, but was never assigned`);
  }
}

function checkAgreement(delivery: Delivery, assignment: Assignment, note: ReturnType<typeof noteIn>): void {
  const { line, order, courier, pickupAt } = delivery;
  if (courier !== assignment.courier)
    note(line, 'COMMITMENT_CHANGED', `${order} is delivered by ${courier}, assigned to ${assignment.courier}`);
  if (isBefore(pickupAt, assignment.pickupAt) || isBefore(assignment.pickupAt, pickupAt))
    note(line, 'FILES_DISAGREE', `${order} picked up at ${pickupAt}, by its assignment at ${assignment.pickupAt}`);
}

/** Orders that no file mentions must be owned up to, and only they. */
export function checkMissing(
  instance: Instance,
  { assignments, deliveries }: Solution,
  undelivered: readonly string[],
  findings: JudgeFinding[],
): void {
  const note = noteIn(findings, MDRP_SOLUTION_FILES.orders);
  const mentioned = new Set([...assignments.flatMap(({ orders }) => orders), ...deliveries.map(({ order }) => order)]);
  const admitted = new Set(undelivered);
  for (const order of instance.orders.keys())
    if (!mentioned.has(order) && !admitted.has(order))
      note(0, 'ORDER_MISSING', `${order} is neither delivered nor reported as undelivered`);
  for (const order of admitted) {
    if (!instance.orders.has(order))
      note(0, 'UNKNOWN_NAME', `order ${order}, reported as undelivered, is not of this day`);
    if (mentioned.has(order))
      note(0, 'FILES_DISAGREE', `${order} is reported as undelivered, but the files mention it`);
  }
}
