// The map: moves and zooms by pointer and keys, selects what is clicked, and takes orders that are dropped on a courier.
import { Sheet } from '../draw/canvas.ts';
import { colours } from '../draw/colours.ts';
import { byId } from '../draw/dom.ts';
import { drawMap, type Thing } from '../draw/map-drawing.ts';
import { select } from '../live/actions.ts';
import { store } from '../live/state.ts';
import { Grid } from '../model/grid.ts';
import { type Plane, type Point, panned, planeOf, type View, viewOfAll, zoomed } from '../model/projection.ts';
import type { Place } from '../model/types.ts';
import { acceptDrops } from './drops.ts';
import { askToPin } from './pin-dialog.ts';

const REACH_PX = 16;
const DRAG_PX = 5;
const STEP_PX = 60;

let view: View | null = null;
let plane: Plane = planeOf([], true);
let planeOfZone = '';
let grid = new Grid<Thing>();

export function startMap(): void {
  const canvas = byId<HTMLCanvasElement>('map-canvas');
  const sheet = new Sheet(canvas, (context, size) => {
    const { model, selection, dropOn } = store.get();
    if (model === null) return;
    // The plane of a zone stays, so that nothing jumps when somebody comes on shift further out.
    if (planeOfZone !== model.zoneId) {
      plane = planeOf(placesOf(), model.isPlanar);
      planeOfZone = model.zoneId;
      view = null;
    }
    view ??= viewOfAll(placesOf().map(plane), size);
    grid = drawMap(context, { model, view, plane, size, selected: selection, dropOn }, colours());
  });
  const look = (next: View | null): void => {
    view = next;
    sheet.ask();
  };
  store.watch(
    ({ model, selection, dropOn, view: shown }) => [model, selection, dropOn, shown],
    ({ model }) => {
      canvas.setAttribute('aria-label', describe());
      if (model === null) planeOfZone = '';
      sheet.ask();
    },
  );
  listenToPointer(canvas, look, sheet);
  canvas.addEventListener('keydown', (event) => move(event, look, sheet));
  byId('map-fit').addEventListener('click', () => look(null));
  byId('map-in').addEventListener('click', () => look(closer(1.5, sheet)));
  byId('map-out').addEventListener('click', () => look(closer(1 / 1.5, sheet)));
  addEventListener('rebatch-theme', () => sheet.ask());
  acceptDrops(canvas, (point) => courierNear(point));
}

const closer = (factor: number, { size }: Sheet): View | null =>
  view === null ? null : zoomed(view, factor, { x: size.width / 2, y: size.height / 2 }, size);

function placesOf(): readonly Place[] {
  const { model } = store.get();
  if (model === null) return [];
  return [
    ...model.stores.map(({ location }) => location),
    ...model.orders.flatMap(({ door, risk }) => (door === null || risk === 'done' ? [] : [door])),
    ...model.couriers.flatMap(({ position, status }) => (position === null || status === 'off' ? [] : [position])),
  ];
}

function describe(): string {
  const { model } = store.get();
  if (model === null) return 'Map, nothing to show yet';
  const open = model.orders.filter(({ risk }) => risk !== 'done');
  const late = open.filter(({ risk }) => risk === 'late').length;
  const none = open.filter(({ risk }) => risk === 'none').length;
  return `Map: ${model.stores.length} stores, ${model.couriers.length} couriers, ${open.length} open orders, ${late} late, ${none} without a courier`;
}

function courierNear(point: Point): string | null {
  const thing = grid.nearest(point, 28);
  return thing?.kind === 'courier' ? thing.id : null;
}

/** A press that moves drags an order if it began on one, otherwise the map; one that does not is a click. */
function listenToPointer(canvas: HTMLCanvasElement, look: (view: View | null) => void, sheet: Sheet): void {
  let from: Point | null = null;
  let last: Point = { x: 0, y: 0 };
  let held: Thing | null = null;
  let isDragging = false;
  canvas.addEventListener('pointerdown', (event) => {
    from = last = pointOf(event);
    held = grid.nearest(from, REACH_PX);
    isDragging = false;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const at = pointOf(event);
    if (from === null) {
      canvas.style.cursor = grid.nearest(at, REACH_PX) === null ? 'grab' : 'pointer';
      return;
    }
    isDragging ||= Math.hypot(at.x - from.x, at.y - from.y) > DRAG_PX;
    if (!isDragging) return;
    if (held?.kind === 'order') store.set({ dropOn: courierNear(at) });
    else if (view !== null) look(panned(view, at.x - last.x, at.y - last.y));
    last = at;
  });
  canvas.addEventListener('pointerup', (event) => {
    const courierId = courierNear(pointOf(event));
    if (isDragging && held?.kind === 'order' && courierId !== null) askToPin(held.id, courierId);
    if (!isDragging) select(held);
    store.set({ dropOn: null });
    from = null;
  });
  canvas.addEventListener('pointercancel', () => {
    from = null;
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (view !== null) look(zoomed(view, 1.0015 ** -event.deltaY, pointOf(event), sheet.size));
    },
    { passive: false },
  );
}

const pointOf = ({ offsetX: x, offsetY: y }: MouseEvent): Point => ({ x, y });

function move(event: KeyboardEvent, look: (view: View | null) => void, sheet: Sheet): void {
  if (view === null) return;
  const ways: Readonly<Record<string, () => View | null>> = {
    ArrowLeft: () => panned(view as View, STEP_PX, 0),
    ArrowRight: () => panned(view as View, -STEP_PX, 0),
    ArrowUp: () => panned(view as View, 0, STEP_PX),
    ArrowDown: () => panned(view as View, 0, -STEP_PX),
    '+': () => closer(1.3, sheet),
    '-': () => closer(1 / 1.3, sheet),
    '0': () => null,
  };
  const way = ways[event.key];
  if (way === undefined) return;
  event.preventDefault();
  look(way());
}
