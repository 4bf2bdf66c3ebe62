// Courier positions take a way of their own: in bulk, without a wake-up, and the newest of a courier wins.
import type { PositionsReported } from '../domain/event.ts';
import { believedMoment } from './believed-moment.ts';
import type { Ports } from './use-case-ports.ts';

/** Stores the newest position of each courier in the report. Safe to repeat and in any order. */
export async function reportPositions(
  ports: Pick<Ports, 'couriers' | 'telemetry' | 'clock'>,
  report: PositionsReported,
): Promise<void> {
  ports.telemetry.about({ zoneId: report.zoneId });
  const newest = new Map<string, PositionsReported['positions'][number]>();
  for (const position of report.positions) {
    const known = newest.get(position.courierId);
    if (!known || known.at < position.at) newest.set(position.courierId, position);
  }
  const positions = [...newest.values()].map((position) => {
    const at = believedMoment(position.at, ports.clock);
    return { ...position, at, departAt: at };
  });
  await ports.couriers.putPositions(report.zoneId, positions);
  ports.telemetry.metric('PositionsReported', positions.length);
}
