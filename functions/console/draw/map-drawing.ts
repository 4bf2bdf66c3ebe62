// The map of a zone on a canvas. Shapes tell things apart, colour only adds: stores are squares, couriers triangles, orders
// circles; held ones have a ring, late ones a stroke across, those that nobody carries a cross.
import { Grid } from '../model/grid.ts';
import { type CourierRow, carrierOf, type Model, type OrderRow, type Selected } from '../model/model.ts';
import { type Plane, type Point, type Size, toScreen, type View } from '../model/projection.ts';
import type { Place } from '../model/types.ts';
import type { Colours } from './colours.ts';

export interface Thing {
  readonly kind: 'order' | 'courier' | 'store';
  readonly id: string;
}

export interface MapScene {
  readonly model: Model;
  readonly view: View;
  readonly plane: Plane;
  readonly size: Size;
  readonly selected: Selected | null;
  readonly dropOn: string | null;
}

const [ORDER_PX, COURIER_PX, STORE_PX] = [4.5, 7, 6];

/** Draws the scene, and answers where everything is. */
export function drawMap(context: CanvasRenderingContext2D, scene: MapScene, colours: Colours): Grid<Thing> {
  const { model, selected } = scene;
  const grid = new Grid<Thing>();
  const at = (place: Place): Point => toScreen(scene.plane(place), scene.view, scene.size);
  drawScale(context, scene, colours);
  const focus = carrierOf(model, selected);
  for (const courier of model.couriers) drawRoute(context, courier, at, colours, focus);
  for (const { storeId, location } of model.stores) {
    const point = at(location);
    grid.add(point, { kind: 'store', id: storeId });
    drawStore(context, point, colours, selected?.kind === 'store' && selected.id === storeId);
  }
  for (const order of model.orders) {
    if (order.door === null || order.risk === 'done') continue;
    const point = at(order.door);
    grid.add(point, { kind: 'order', id: order.orderId });
    drawOrder(context, order, point, colours, selected?.kind === 'order' && selected.id === order.orderId);
  }
  for (const courier of model.couriers) {
    if (courier.position === null || courier.status === 'off') continue;
    const point = at(courier.position);
    grid.add(point, { kind: 'courier', id: courier.courierId });
    drawCourier(context, courier, point, colours, courier.courierId === focus || courier.courierId === scene.dropOn);
  }
  return grid;
}

function drawRoute(
  context: CanvasRenderingContext2D,
  { courierId, route, position }: CourierRow,
  at: (place: Place) => Point,
  colours: Colours,
  focus: string | null,
): void {
  if (route === null || route.stops.length === 0) return;
  const isFocus = courierId === focus;
  const points = [at(position ?? route.start.location), ...route.stops.map(({ location }) => at(location))];
  context.beginPath();
  for (const [index, { x, y }] of points.entries()) index === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
  const isAgreed = route.batches.some(({ stage }) => stage === 'accepted' || stage === 'picked_up');
  context.setLineDash(isAgreed ? [] : [4, 4]);
  context.globalAlpha = isFocus ? 1 : focus === null ? 0.55 : 0.15;
  context.lineWidth = isFocus ? 3 : 1.25;
  context.strokeStyle = isFocus ? colours.accent : colours.soft;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawStore(context: CanvasRenderingContext2D, { x, y }: Point, colours: Colours, isSelected: boolean): void {
  context.fillStyle = colours.store;
  context.fillRect(x - STORE_PX, y - STORE_PX, 2 * STORE_PX, 2 * STORE_PX);
  context.fillStyle = colours.paper;
  context.fillRect(x - 2, y - 2, 4, 4);
  if (isSelected) ring(context, { x, y }, 12, colours.accent);
}

function drawOrder(
  context: CanvasRenderingContext2D,
  { risk, isHeld }: OrderRow,
  { x, y }: Point,
  colours: Colours,
  isSelected: boolean,
): void {
  const colour = { late: colours.bad, none: colours.bad, tight: colours.warn, ok: colours.ok, done: colours.faint }[
    risk
  ];
  if (risk === 'none') {
    stroke(context, colour, 2.5, () => {
      context.moveTo(x - 5, y - 5);
      context.lineTo(x + 5, y + 5);
      context.moveTo(x + 5, y - 5);
      context.lineTo(x - 5, y + 5);
    });
  } else {
    context.beginPath();
    context.arc(x, y, ORDER_PX, 0, 2 * Math.PI);
    context.fillStyle = isHeld ? colours.paper : colour;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = colour;
    context.stroke();
    if (risk === 'late')
      stroke(context, colour, 2, () => {
        context.moveTo(x - 8, y);
        context.lineTo(x + 8, y);
      });
  }
  if (isSelected) ring(context, { x, y }, 11, colours.accent);
}

function drawCourier(
  context: CanvasRenderingContext2D,
  { status }: CourierRow,
  { x, y }: Point,
  colours: Colours,
  isFocus: boolean,
): void {
  context.beginPath();
  context.moveTo(x, y - COURIER_PX);
  context.lineTo(x + COURIER_PX, y + COURIER_PX * 0.8);
  context.lineTo(x - COURIER_PX, y + COURIER_PX * 0.8);
  context.closePath();
  context.fillStyle = status === 'busy' ? colours.accent : colours.paper;
  context.fill();
  context.lineWidth = 1.75;
  context.strokeStyle = colours.accent;
  context.stroke();
  if (isFocus) ring(context, { x, y }, 13, colours.accent);
}

function ring(context: CanvasRenderingContext2D, { x, y }: Point, radius: number, colour: string): void {
  stroke(context, colour, 2, () => context.arc(x, y, radius, 0, 2 * Math.PI));
}

function stroke(context: CanvasRenderingContext2D, colour: string, width: number, path: () => void): void {
  context.beginPath();
  path();
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

/** A round number of metres, some 80 to 200 pixels long. */
function drawScale(context: CanvasRenderingContext2D, { view, size }: MapScene, colours: Colours): void {
  const least = 80 / view.scale;
  const power = 10 ** Math.floor(Math.log10(least));
  const metres = [1, 2, 5, 10].map((step) => step * power).find((length) => length >= least) ?? least;
  const [x, y] = [12, size.height - 12];
  stroke(context, colours.faint, 1.5, () => {
    context.moveTo(x, y - 5);
    context.lineTo(x, y);
    context.lineTo(x + metres * view.scale, y);
    context.lineTo(x + metres * view.scale, y - 5);
  });
  context.fillStyle = colours.soft;
  context.font = '11px system-ui, sans-serif';
  context.fillText(metres >= 1000 ? `${metres / 1000} km` : `${metres} m`, x + 6, y - 5);
}
