// The timeline: a row a courier, drawn as far as it is in sight; clicks select, drops pin.
import { Sheet } from '../draw/canvas.ts';
import { colours } from '../draw/colours.ts';
import { byId } from '../draw/dom.ts';
import { AXIS_PX, drawTimeline, NAMES_PX, ROW_PX, type TimelineScene } from '../draw/timeline-drawing.ts';
import { select } from '../live/actions.ts';
import { store } from '../live/state.ts';
import { barsOf } from '../model/bars.ts';
import { type CourierRow, carrierOf, inTimeline } from '../model/model.ts';
import type { Point } from '../model/projection.ts';
import { windowOf } from '../model/rows.ts';
import { acceptDrops } from './drops.ts';

const PAST_SEC = 600;
const SPANS_SEC = [1800, 3600, 7200, 14_400];

let span = 1;

export function startTimeline(): void {
  const scroller = byId('timeline-scroller');
  const canvas = byId<HTMLCanvasElement>('timeline-canvas');
  const spacer = byId('timeline-spacer');
  const sheet = new Sheet(canvas, (context, size) => {
    const scene = sceneOf(scroller.scrollTop, size);
    if (scene !== null) drawTimeline(context, scene, colours());
  });
  store.watch(
    ({ model, selection, dropOn, view }) => [model, selection, dropOn, view],
    ({ model }) => {
      spacer.style.height = `${AXIS_PX + rows().length * ROW_PX}px`;
      canvas.setAttribute(
        'aria-label',
        `Timeline of ${model?.couriers.length ?? 0} couriers; the list of couriers says the same in words`,
      );
      sheet.ask();
    },
  );
  scroller.addEventListener('scroll', () => sheet.ask());
  addEventListener('rebatch-theme', () => sheet.ask());
  canvas.addEventListener('click', ({ offsetX: x, offsetY: y }) => pick({ x, y }, scroller));
  const widen = (by: number): void => {
    span = Math.min(SPANS_SEC.length - 1, Math.max(0, span + by));
    sheet.ask();
  };
  byId('timeline-in').addEventListener('click', () => widen(-1));
  byId('timeline-out').addEventListener('click', () => widen(1));
  acceptDrops(canvas, (point) => rowAt(point, scroller)?.courierId ?? null);
}

const rows = (): readonly CourierRow[] => {
  const { model } = store.get();
  return model === null ? [] : inTimeline(model);
};

function sceneOf(scrollTop: number, size: { readonly width: number; readonly height: number }): TimelineScene | null {
  const { model, selection, dropOn } = store.get();
  if (model === null) return null;
  const shown = rows();
  const selectedOrder = selection?.kind === 'order' ? selection.id : null;
  return {
    model,
    rows: shown,
    window: windowOf(scrollTop, size.height, ROW_PX, shown.length),
    scrollTop,
    from: model.at - PAST_SEC,
    to: model.at - PAST_SEC + (SPANS_SEC[span] ?? 3600),
    size,
    selected: carrierOf(model, selection),
    selectedOrder,
    dropOn,
  };
}

const rowAt = ({ y }: Point, { scrollTop }: HTMLElement): CourierRow | null =>
  y < AXIS_PX ? null : (rows()[Math.floor((y - AXIS_PX + scrollTop) / ROW_PX)] ?? null);

/** The order whose service was clicked, else the courier of the row. */
function pick(point: Point, scroller: HTMLElement): void {
  const row = rowAt(point, scroller);
  const { model } = store.get();
  if (row === null || model === null) return;
  const width = byId('timeline-canvas').clientWidth - NAMES_PX;
  const at = model.at - PAST_SEC + ((point.x - NAMES_PX) / width) * (SPANS_SEC[span] ?? 3600);
  const bars = row.route === null || point.x < NAMES_PX ? [] : barsOf(row.route, model);
  const bar = bars.find(({ kind, from, to }) => kind === 'dropoff' && from - 30 <= at && at <= to + 30);
  select(bar?.orderId ? { kind: 'order', id: bar.orderId } : { kind: 'courier', id: row.courierId });
}
