// The couriers' routes over time on a canvas, a row each: ways are thin, access is thicker, service thick, waits are hatched, breaks are
// barred; what is agreed is filled, what may still change is outlined. From each door a line leads to its promise.
import { type Bar, barsOf } from '../model/bars.ts';
import { clock } from '../model/format.ts';
import type { CourierRow, Model } from '../model/model.ts';
import type { Size } from '../model/projection.ts';
import type { Window } from '../model/rows.ts';
import type { Colours } from './colours.ts';

export const ROW_PX = 26;
export const NAMES_PX = 104;
export const AXIS_PX = 22;

export interface TimelineScene {
  readonly model: Model;
  readonly rows: readonly CourierRow[];
  readonly window: Window;
  readonly scrollTop: number;
  readonly from: number;
  readonly to: number;
  readonly size: Size;
  readonly selected: string | null;
  readonly selectedOrder: string | null;
  readonly dropOn: string | null;
}

export function drawTimeline(context: CanvasRenderingContext2D, scene: TimelineScene, colours: Colours): void {
  const x = xOf(scene);
  drawAxis(context, scene, colours);
  context.save();
  context.beginPath();
  context.rect(0, AXIS_PX, scene.size.width, scene.size.height - AXIS_PX);
  context.clip();
  for (let index = scene.window.first; index < scene.window.end; index++) {
    const row = scene.rows[index];
    if (row !== undefined) drawRow(context, scene, row, index, x, colours);
  }
  line(context, colours.accent, 1.5, x(scene.model.at), AXIS_PX, scene.size.height);
  context.restore();
}

/** Pixels of a moment. */
export const xOf =
  ({ from, to, size }: Pick<TimelineScene, 'from' | 'to' | 'size'>) =>
  (at: number): number =>
    NAMES_PX + ((at - from) / (to - from)) * (size.width - NAMES_PX);

function drawAxis(context: CanvasRenderingContext2D, scene: TimelineScene, colours: Colours): void {
  const x = xOf(scene);
  const step = [300, 600, 900, 1800, 3600].find((sec) => x(scene.from + sec) - NAMES_PX > 64) ?? 7200;
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (let at = Math.ceil(scene.from / step) * step; at <= scene.to; at += step) {
    line(context, colours.line, 1, Math.round(x(at)) + 0.5, AXIS_PX, scene.size.height);
    context.fillStyle = colours.soft;
    context.fillText(clock(at), x(at) + 3, AXIS_PX / 2);
  }
}

function drawRow(
  context: CanvasRenderingContext2D,
  scene: TimelineScene,
  row: CourierRow,
  index: number,
  x: (at: number) => number,
  colours: Colours,
): void {
  const top = AXIS_PX + index * ROW_PX - scene.scrollTop;
  const middle = top + ROW_PX / 2;
  if (row.courierId === scene.selected || row.courierId === scene.dropOn) {
    context.fillStyle = colours.accent;
    context.globalAlpha = row.courierId === scene.dropOn ? 0.25 : 0.12;
    context.fillRect(0, top, scene.size.width, ROW_PX);
    context.globalAlpha = 1;
  }
  context.save();
  context.beginPath();
  context.rect(NAMES_PX, top, scene.size.width - NAMES_PX, ROW_PX);
  context.clip();
  if (row.route !== null)
    for (const bar of barsOf(row.route, scene.model)) drawBar(context, scene, bar, x, middle, colours);
  context.restore();
  context.fillStyle = row.status === 'busy' ? colours.ink : colours.soft;
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.fillText(row.courierId, 8, middle, NAMES_PX - 16);
  line(context, colours.line, 1, 0, top + ROW_PX - 0.5, top + ROW_PX - 0.5, scene.size.width);
}

function drawBar(
  context: CanvasRenderingContext2D,
  scene: TimelineScene,
  bar: Bar,
  x: (at: number) => number,
  middle: number,
  colours: Colours,
): void {
  const [left, width] = [x(bar.from), Math.max(1.5, x(bar.to) - x(bar.from))];
  if (bar.promiseBy !== null) drawPromise(context, bar, x, middle, colours);
  switch (bar.kind) {
    case 'way':
      context.fillStyle = bar.isFrozen ? colours.soft : colours.faint;
      context.fillRect(left, middle - 1, width, 2);
      return;
    case 'access':
      context.fillStyle = bar.isFrozen ? colours.soft : colours.faint;
      context.fillRect(left, middle - 3, width, 6);
      return;
    case 'wait':
      hatch(context, left, middle - 4, width, 8, colours.warn);
      return;
    case 'break':
      hatch(context, left, middle - 8, width, 16, colours.soft);
      return;
    default: {
      const colour = bar.kind === 'pickup' ? colours.store : bar.isLate ? colours.bad : colours.ok;
      const height = bar.orderId === scene.selectedOrder ? 18 : 12;
      context.fillStyle = bar.isFrozen ? colour : colours.paper;
      context.fillRect(left, middle - height / 2, width, height);
      context.lineWidth = 1.5;
      context.strokeStyle = colour;
      context.strokeRect(left, middle - height / 2, width, height);
    }
  }
}

/** From the door to the promise: how much room there is, or how late it is. */
function drawPromise(
  context: CanvasRenderingContext2D,
  { from, promiseBy, isLate }: Bar,
  x: (at: number) => number,
  middle: number,
  colours: Colours,
): void {
  if (promiseBy === null) return;
  const colour = isLate ? colours.bad : colours.faint;
  context.fillStyle = colour;
  context.fillRect(Math.min(x(from), x(promiseBy)), middle + 8, Math.abs(x(promiseBy) - x(from)), 1);
  line(context, colour, 2, x(promiseBy), middle + 4, middle + 11);
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, w, h);
  context.clip();
  context.beginPath();
  for (let offset = -h; offset < w; offset += 5) {
    context.moveTo(x + offset, y + h);
    context.lineTo(x + offset + h, y);
  }
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
  context.restore();
}

/** Upright; with `right`, level from `x` on. */
function line(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  x: number,
  top: number,
  bottom: number,
  right?: number,
): void {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(right ?? x, bottom);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}
