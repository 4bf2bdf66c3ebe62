// Found by a storm: an order that had been cancelled came back to life when its placing was processed again while it went
// into the archive, which was soon after we heard of it, since its producer's cancellation was old.
import { expect, test } from 'vitest';
import { tidyZone } from '../../../shared/app/housekeeping.ts';
import { ingestEvent } from '../../../shared/app/ingest.ts';
import { AT, aSnapshot, aStore } from '../../support/builders.ts';
import { cancelled, placed } from '../../support/events.ts';
import { memoryPorts } from '../../support/memory-ports.ts';

const OLD = AT - 3600;

async function aCancelledOrder() {
  const ports = memoryPorts();
  await ports.settings.putStore(aStore());
  await ingestEvent(ports, placed({ at: OLD }));
  await ingestEvent(ports, cancelled({ at: OLD }));
  const order = await ports.orders.get('north', 'o1');
  if (order === null) throw new Error('no order');
  return { ports, order };
}

test('an order that is placed again while it goes into the archive stays there', async () => {
  const { ports, order } = await aCancelledOrder();
  // The placing has seen the registration before the archive, and looks at the zone after it.
  const claimId = ports.orders.claimId.bind(ports.orders);
  ports.orders.claimId = async (...given) => {
    const claim = await claimId(...given);
    await ports.orders.archive(order);
    return claim;
  };

  const outcome = await ingestEvent(ports, placed({ at: OLD }));

  expect(outcome).toEqual({ kind: 'ignored' });
  expect(await ports.orders.get('north', 'o1')).toBeNull();
  expect(await ports.orders.getArchived('o1')).toMatchObject({ stage: 'cancelled' });
});

test('an order goes into the archive ten minutes after we heard of its end, however long ago that was', async () => {
  const { ports, order } = await aCancelledOrder();
  expect(order).toMatchObject({ closedAt: OLD, closeNotedAt: AT });

  await tidyZone(ports, aSnapshot({ at: AT + 599, orders: [order] }));
  expect(await ports.orders.get('north', 'o1')).not.toBeNull();

  await tidyZone(ports, aSnapshot({ at: AT + 600, orders: [order] }));
  expect(await ports.orders.get('north', 'o1')).toBeNull();
});
